import type { z } from "zod";
import { omitUndefined } from "../util/omitUndefined.ts";
import { dottedKey, formatValue, hint, type KeyPath, nearestWord, type Problem, valueAt } from "./problem.ts";
import { type Shape, shapesAt, unwrapShape } from "./schemaShape.ts";

type Issue = z.core.$ZodIssue;

/** The file as it was written, without the values of environment variables: these may be secrets. */
export interface WrittenFile {
  readonly tree: unknown;
  /** The line of a key, or of its nearest parent in the file. */
  readonly lineOf: (path: KeyPath) => number | undefined;
  /** True if a YAML anchor stands at the value of a top-level key. */
  readonly hasAnchor: (key: string) => boolean;
}

/** The problems of one issue that the schema found at `parent`. */
export function schemaProblems(issue: Issue, file: WrittenFile, parent: KeyPath = []): readonly Problem[] {
  const path = [...parent, ...(issue.path as KeyPath)];
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => unknownKeyProblem(path, key, file));
    case "invalid_union":
      if (path.at(-1) === "phases" && valueAt(file.tree, [...path, "pattern"]) !== undefined)
        return [problemAt(path, "expected a list of phases; begin the phase with a dash", undefined, file)];
      return closestBranch(issue, valueAt(file.tree, path)).flatMap((inner) => schemaProblems(inner, file, path));
    case "invalid_key":
      return issue.issues.map(({ message }) => problemAt(path, message, undefined, file));
    default: {
      const value = valueAt(file.tree, path);
      const message = value === undefined ? `missing; ${issue.message}` : issue.message;
      const suggestion = suggestionFor(issue, value);
      return [{ ...problemAt(path, message, value, file), ...omitUndefined({ suggestion }) }];
    }
  }
}

/** The allowed word that is closest to the value. */
function suggestionFor(issue: Issue, value: unknown): string | undefined {
  if (issue.code !== "invalid_value" || typeof value !== "string") return undefined;
  return nearestWord(
    value,
    issue.values.filter((word) => typeof word === "string"),
  );
}

/** The issues of the alternative with the fewest unknown keys. If none fits, the issue of the union itself. */
function closestBranch(issue: Extract<Issue, { code: "invalid_union" }>, value: unknown): readonly Issue[] {
  const [closest] = issue.errors
    .filter((issues) => issues.some(({ path, code }) => path.length > 0 || code === "unrecognized_keys"))
    .toSorted((a, b) => countUnknownKeys(a) - countUnknownKeys(b) || a.length - b.length);
  if (closest !== undefined) return closest;
  const { message } = issue;
  // The value of the discriminator is unknown. `options` lists the known ones.
  if ("options" in issue && issue.options !== undefined)
    return [{ code: "invalid_value", path: [], message, input: value, values: issue.options }];
  return [{ code: "custom", path: [], message, input: value }];
}

function countUnknownKeys(issues: readonly Issue[]): number {
  return issues.reduce((sum, issue) => sum + ("keys" in issue ? issue.keys.length : 0), 0);
}

function unknownKeyProblem(parent: KeyPath, key: string, file: WrittenFile): Problem {
  const allKnownKeys = knownKeysAt(parent, file.tree);
  // A key of another alternative, such as steps without flow, is no typo.
  const knownKeys = allKnownKeys.filter((known) => known !== key);
  const isForAnchor = parent.length === 0 && file.hasAnchor(key);
  const emptyMap = emptyMapFor(key, parent, file.tree);
  const fallback = isForAnchor
    ? `a key that holds an anchor begins with x-, such as x-${key}`
    : (adviceFor(key, parent, knownKeys) ?? `known keys: ${knownKeys.join(", ")}`);
  const isOfAnotherKind = allKnownKeys.length > knownKeys.length;
  const own = isOfAnotherKind ? fallback : hint(key, knownKeys, fallback);
  const advice = emptyMap === undefined ? own : `it belongs to ${emptyMap}; indent it below that key`;
  return problemAt([...parent, key], `unknown key; ${advice}`, undefined, file);
}

/** A neighbour that is empty and knows the key: the author forgot to indent. A name of env may be any. */
function emptyMapFor(key: string, parent: KeyPath, root: unknown): string | undefined {
  const siblings = Object.entries((valueAt(root, parent) ?? {}) as Record<string, unknown>);
  const empty = siblings.flatMap(([name, value]) => (value === null ? [name] : []));
  const isVariable = /^[A-Z][A-Z0-9_]*$/.test(key);
  return empty.find((name) => knownKeysAt([...parent, name], root).includes(key) || (name === "env" && isVariable));
}

/** Keys by their names in other tools. */
const otherNames: Readonly<Record<string, string>> = {
  assert: "expect",
  assertions: "expect",
  avg: "mean",
  branch: "ref",
  checks: "expect",
  cmd: "command",
  data: "body",
  errors: "error_rate",
  health: "ready",
  healthcheck: "ready",
  params: "query",
  payload: "body",
  rps: "throughput",
  start: "command",
  stages: "phases",
  thresholds: "sla",
  url: "path",
  vus: "users",
  working_directory: "directory",
};

function adviceFor(key: string, parent: KeyPath, knownKeys: readonly string[]): string | undefined {
  if (key === "port" && parent.length === 1 && parent[0] === "service")
    return "the service gets a free port for base and head each, in the variable PORT; let it listen there";
  if (key === "steps" || key === "think_time")
    return "it belongs to a flow: { flow: checkout, think_time: 1s, steps: [GET /cart] }";
  const known = Object.hasOwn(otherNames, key) ? otherNames[key] : undefined;
  return known !== undefined && knownKeys.includes(known) ? `did you mean ${known}?` : undefined;
}

export function problemAt(
  path: KeyPath,
  message: string,
  value: unknown,
  { lineOf }: Pick<WrittenFile, "lineOf">,
): Problem {
  const isVariable = typeof value === "string" && /^\$\{env\.\w+\}$/.test(value);
  const actual = value === undefined ? undefined : `${isVariable ? "the value of " : ""}${formatValue(value)}`;
  return { key: dottedKey(path), message, ...omitUndefined({ actual, line: lineOf(path) }) };
}

/** The keys that the schema allows at a path. The value's discriminator selects among alternatives. */
function knownKeysAt(path: KeyPath, root: unknown): readonly string[] {
  const alternatives = shapesAt(path).flatMap(unwrapShape);
  const value = valueAt(root, path);
  const selected = alternatives.filter((shape) => matchesLiterals(shape, value));
  const closest = closestShapes(selected.length > 0 ? selected : alternatives, value);
  return [...new Set(closest.flatMap(keysOf))];
}

const keysOf = ({ def }: Shape): readonly string[] => Object.keys(def.shape ?? {});

/** The shapes that allow the most of the value's keys. */
function closestShapes(shapes: readonly Shape[], value: unknown): readonly Shape[] {
  const countAllowed = (shape: Shape) => keysOf(shape).filter((key) => valueAt(value, [key]) !== undefined).length;
  const most = Math.max(...shapes.map(countAllowed));
  return shapes.filter((shape) => countAllowed(shape) === most);
}

function matchesLiterals(shape: Shape, value: unknown): boolean {
  return Object.entries(shape.def.shape ?? {}).every(
    ([key, { def }]) => def.values === undefined || def.values.includes(valueAt(value, [key])),
  );
}
