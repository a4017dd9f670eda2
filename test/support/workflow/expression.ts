import { data, Evaluator, Lexer, Parser } from "@actions/expressions";

/** What an expression can see: github, needs, matrix, steps and so on. */
export type Contexts = Readonly<Record<string, unknown>>;

/** How it has gone so far: what success() and failure() ask about. */
export type Status = "success" | "failure";

/** The value of what stands between ${{ and }}. */
export function evaluate(expression: string, contexts: Contexts, status: Status = "success"): unknown {
  const functions = statusFunctions(status);
  const { tokens } = new Lexer(expression).lex();
  const parsed = new Parser(tokens, Object.keys(contexts), functions).parse();
  const named = new Map(functions.map((each) => [each.name, each]));
  const dictionary = new data.Dictionary(
    ...Object.entries(contexts).map(([key, value]) => ({ key, value: dataOf(value) })),
  );
  const result = new Evaluator(parsed, dictionary, named).evaluate();
  return JSON.parse(JSON.stringify(result, data.replacer));
}

/** Whether a job or a step runs. */
export function isTrue(condition: string, contexts: Contexts, status: Status): boolean {
  return Boolean(evaluate(condition, contexts, status));
}

/** A value of the workflow, whatever its kind, with its expressions evaluated; a text that is one expression is its value. */
export function filled(value: unknown, contexts: Contexts): unknown {
  if (typeof value !== "string") return value;
  const [, whole] = /^\$\{\{((?:(?!\}\}).)*)\}\}$/s.exec(value) ?? [];
  return whole === undefined ? filledText(value, contexts) : evaluate(whole, contexts);
}

export function filledText(text: string, contexts: Contexts): string {
  return text.replaceAll(/\$\{\{(.*?)\}\}/gs, (_, expression: string) => textOf(evaluate(expression, contexts)));
}

/** As GitHub puts a value into a text. */
export function textOf(value: unknown): string {
  return value === null || value === undefined ? "" : String(value);
}

function dataOf(value: unknown): data.ExpressionData {
  return JSON.parse(JSON.stringify(value ?? null), data.reviver);
}

/** Nobody cancels a run here. */
function statusFunctions(status: Status) {
  const answers = { success: status === "success", failure: status === "failure", always: true, cancelled: false };
  return Object.entries(answers).map(([name, answer]) => {
    return { name, minArgs: 0, maxArgs: 0, call: () => new data.BooleanData(answer) };
  });
}
