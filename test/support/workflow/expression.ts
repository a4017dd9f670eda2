import { data, Evaluator, Lexer, Parser } from "@actions/expressions";

/** The contexts of an expression: github, needs, matrix, steps and so on. */
export type Contexts = Readonly<Record<string, unknown>>;

/** The outcome so far, which success() and failure() test. */
export type Status = "success" | "failure";

/** The value of an expression, given without ${{ and }}. */
export function evaluate(expression: string, contexts: Contexts, status: Status = "success"): unknown {
  const functions = statusFunctions(status);
  const { tokens } = new Lexer(expression).lex();
  const parsed = new Parser(tokens, Object.keys(contexts), functions).parse();
  const functionsByName = new Map(functions.map((each) => [each.name, each]));
  const dictionary = new data.Dictionary(
    ...Object.entries(contexts).map(([key, value]) => ({ key, value: dataOf(value) })),
  );
  const result = new Evaluator(parsed, dictionary, functionsByName).evaluate();
  return JSON.parse(JSON.stringify(result, data.replacer));
}

/** The condition of a job or a step holds. */
export function isTrue(condition: string, contexts: Contexts, status: Status): boolean {
  return Boolean(evaluate(condition, contexts, status));
}

/** Evaluates the expressions in a value. A text that is a single expression becomes that expression's value. */
export function evaluateAll(value: unknown, contexts: Contexts): unknown {
  if (typeof value !== "string") return value;
  const [, whole] = /^\$\{\{((?:(?!\}\}).)*)\}\}$/s.exec(value) ?? [];
  return whole === undefined ? interpolate(value, contexts) : evaluate(whole, contexts);
}

export function interpolate(text: string, contexts: Contexts): string {
  return text.replaceAll(/\$\{\{(.*?)\}\}/gs, (_, expression: string) => textOf(evaluate(expression, contexts)));
}

/** Converts a value to text as GitHub does. */
export function textOf(value: unknown): string {
  return value === null || value === undefined ? "" : String(value);
}

function dataOf(value: unknown): data.ExpressionData {
  return JSON.parse(JSON.stringify(value ?? null), data.reviver);
}

/** Runs are never cancelled here. */
function statusFunctions(status: Status) {
  const results = { success: status === "success", failure: status === "failure", always: true, cancelled: false };
  return Object.entries(results).map(([name, result]) => {
    return { name, minArgs: 0, maxArgs: 0, call: () => new data.BooleanData(result) };
  });
}
