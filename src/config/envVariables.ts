import { toNumber } from "../util/toNumber.ts";
import type { KeyPath, PathProblem } from "./problem.ts";

export interface Substitution {
  readonly value: unknown;
  /** One problem for each reference to a variable that is not set, is empty or has the wrong type. */
  readonly problems: readonly PathProblem[];
  readonly substituted: readonly SubstitutedText[];
}

/** A text of the configuration that holds values of environment variables. */
export interface SubstitutedText {
  readonly path: KeyPath;
  readonly values: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Replaces each ${env.NAME} in the configuration with the variable's value. */
export function substituteEnvVariables(config: unknown, env: Environment): Substitution {
  const problems: PathProblem[] = [];
  const substituted: SubstitutedText[] = [];
  const replaceIn = (text: string, path: KeyPath): unknown => {
    const expression = workflowExpressionProblem(text);
    if (expression !== undefined) problems.push({ path, message: expression });
    const values: string[] = [];
    const value = replaceReferences(text, mayHoldTemplates(path), (reference) => {
      const resolved = resolveReference(reference, env);
      if (resolved.problem !== undefined) problems.push({ path, message: resolved.problem });
      if (resolved.isFromEnv) values.push(String(resolved.value));
      return resolved;
    });
    if (value !== text) substituted.push({ path, values });
    return value;
  };
  const walk = (node: unknown, path: KeyPath): unknown => {
    if (typeof node === "string") return replaceIn(node, path);
    if (Array.isArray(node)) return node.map((item, i) => walk(item, [...path, i]));
    if (typeof node !== "object" || node === null) return node;
    return Object.fromEntries(Object.entries(node).map(([key, item]) => [key, walk(item, [...path, key])]));
  };
  return { value: walk(config, []), problems, substituted };
}

/** An expression of a workflow. In a template, $${{ is text. */
const workflowExpression = /(?<!\$)\$\{\{([^}]*)\}\}/;

/** GitHub replaces expressions in workflows only. */
function workflowExpressionProblem(text: string): string | undefined {
  const [source, inner = ""] = workflowExpression.exec(text) ?? [];
  if (source === undefined) return undefined;
  const name = /(\w+)\s*$/.exec(inner)?.[1]?.toUpperCase() ?? "NAME";
  return (
    `GitHub does not replace ${source} in this file; set it in the workflow (env: { ${name}: ${source} }), ` +
    `and write \${env.${name}} here`
  );
}

interface Reference {
  /** The reference as it was written. */
  readonly source: string;
  readonly name: string;
  /** The value to take if the variable is unset or empty. */
  readonly fallback: string | undefined;
  /** Set by ${number(env.NAME)} and its like. */
  readonly type: string | undefined;
  /** Text that follows the name and has no meaning, such as ? in ${env.NAME?}. */
  readonly rest: string | undefined;
}

interface Resolved {
  readonly value?: string | number | bigint | boolean;
  /** False for a default. */
  readonly isFromEnv?: boolean;
  readonly problem?: string;
}

const name = String.raw`env\.([A-Za-z_]\w*)`;
/** ${env.NAME}, ${env.NAME:-default}, ${number(env.NAME)}, and forms that look like a default but are none. */
const referencePattern = new RegExp(
  String.raw`(\$?)\$\{(?:${name}(?::-([^}]*))?|(text|number|boolean)\(${name}(?::-([^})]*))?\)|${name}([?:=+-][^}]*))\}`,
  "g",
);

/**
 * In a template, $${env.NAME} is the escape for ${env.NAME}. A variable's value is escaped there, so that it is never
 * parsed as a template.
 */
function replaceReferences(
  text: string,
  isTemplate: boolean,
  resolve: (reference: Reference) => Resolved,
): string | number | bigint | boolean {
  let whole: Resolved["value"];
  const replaced = text.replace(
    referencePattern,
    (source: string, dollar: string, ...groups: (string | undefined)[]) => {
      if (isTemplate && dollar !== "") return source;
      const [plainName, plainFallback, type, typedName, typedFallback, wrongName, rest] = groups;
      const { value } = resolve({
        source: source.slice(dollar.length),
        name: plainName ?? typedName ?? wrongName ?? "",
        fallback: plainFallback ?? typedFallback,
        type,
        rest,
      });
      if (value === undefined) return source;
      if (source === text) whole = value;
      return dollar + (isTemplate ? String(value).replaceAll("${", () => "$${") : String(value));
    },
  );
  return whole === undefined || typeof whole === "string" ? replaced : whole;
}

function resolveReference({ source, name, fallback, type, rest }: Reference, env: Environment): Resolved {
  const withDefault = (value: string) => `\${env.${name}:-${value}}`;
  if (rest !== undefined) return { problem: `expected \${env.${name}} or ${withDefault("default")}, got ${source}` };
  const isEmpty = (env[name] ?? "").trim() === "";
  const text = isEmpty ? fallback : env[name];
  if (text === undefined) {
    const problem =
      env[name] === undefined
        ? `the environment variable ${name} is not set; set it, or write ${withDefault("default")}`
        : `the environment variable ${name} is empty; set it, or write ${withDefault("")} if it may be empty. ` +
          "Pull requests from forks and from Dependabot get no secrets";
    return { problem };
  }
  const value = typedValue(text, type);
  if (value === undefined) return { problem: `expected a ${type} in the environment variable ${name}` };
  return { value, isFromEnv: !isEmpty };
}

function typedValue(text: string, type: string | undefined): Resolved["value"] {
  if (type === "number") return toNumber(text);
  if (type === "boolean") return text === "true" || text === "false" ? text === "true" : undefined;
  return text;
}

const templateKeys = ["path", "query", "headers", "body", "json", "form", "multipart"];

/** Templates are allowed in headers, in these keys of a scenario's requests and in a one-line request. */
function mayHoldTemplates([top, , list, , key, , stepKey]: KeyPath): boolean {
  if (top === "headers" || (top === "scenarios" && list === "headers")) return true;
  if (top !== "scenarios" || (list !== "setup" && list !== "requests" && list !== "teardown")) return false;
  const requestKey = key === "steps" ? stepKey : key;
  return requestKey === undefined || templateKeys.includes(String(requestKey));
}
