import { isMap, LineCounter, parseDocument, type YAMLParseError, type Document as YamlDocument } from "yaml";
import type { z } from "zod";
import type { Plan } from "../model/plan.ts";
import { substituted } from "./environment.ts";
import { planOf } from "./plan.ts";
import { ConfigError, nearest, type Path, type Problem, shown } from "./problem.ts";
import { fileSchema } from "./schema.ts";

export interface Parsed {
  readonly plan: Plan;
  /** Values that came from the environment: to be masked wherever text leaves the program. */
  readonly secrets: readonly string[];
}

/**
 * loadgate.yml -> Plan. Throws a ConfigError that names every problem at once, each with its line, its key, what was
 * wanted and what came. `file` is the name used in the messages.
 */
export function parseConfig(text: string, file: string, env: Readonly<Record<string, string | undefined>>): Parsed {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    throw new ConfigError(
      file,
      document.errors.map((error) => notYaml(error, lines)),
    );
  }
  const { value, secrets, missing } = substituted(document.toJS(), env);
  const lineOf = (path: Path) => lineAt(document, lines, path);
  const parsed = fileSchema.safeParse(value);
  const problems = [
    ...missing.map(({ path, wanted }) => problemAt(path, wanted, undefined, lineOf)),
    ...(parsed.error?.issues.flatMap((issue) => problemsOf(issue, value, [], lineOf)) ?? []),
  ];
  if (parsed.data === undefined || problems.length > 0) throw new ConfigError(file, inOrder(problems));
  const { plan, problems: contradictions } = planOf(parsed.data);
  if (contradictions.length > 0) {
    throw new ConfigError(
      file,
      inOrder(contradictions.map(({ path, wanted }) => problemAt(path, wanted, undefined, lineOf))),
    );
  }
  return { plan, secrets };
}

function notYaml(error: YAMLParseError, lines: LineCounter): Problem {
  return { key: "", wanted: `expected YAML: ${error.message}`, line: lines.linePos(error.pos[0]).line };
}

const inOrder = (problems: readonly Problem[]) => problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));

type Issue = z.core.$ZodIssue;
type LineOf = (path: Path) => number | undefined;

function problemsOf(issue: Issue, root: unknown, above: Path, lineOf: LineOf): readonly Problem[] {
  const path = [...above, ...(issue.path as Path)];
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => unknownKey([...path, key], siblingsOf(path), lineOf));
    case "invalid_union":
      return branchOf(issue, valueAt(root, path)).flatMap((inner) => problemsOf(inner, root, path, lineOf));
    case "invalid_key":
      return issue.issues.flatMap((inner) => problemsOf({ ...inner, path: [] } as Issue, root, path, lineOf));
    default: {
      const got = valueAt(root, path);
      return [problemAt(path, got === undefined ? `missing; ${issue.message}` : issue.message, got, lineOf)];
    }
  }
}

/** Of the alternatives of a union: the one that looks at what is inside, else the first. */
function branchOf(issue: Extract<Issue, { code: "invalid_union" }>, value: unknown): readonly Issue[] {
  const inner = issue.errors.find((issues) =>
    issues.some(({ path, code }) => path.length > 0 || code === "unrecognized_keys"),
  );
  const chosen =
    typeof value === "object" && value !== null
      ? inner
      : issue.errors.at(issue.errors[0]?.[0]?.code === "invalid_value" ? 1 : 0);
  return chosen ?? [{ code: "custom", path: [], message: issue.message, input: value }];
}

function unknownKey(path: Path, known: readonly string[], lineOf: LineOf): Problem {
  const key = String(path.at(-1));
  const meant = nearest(key, known);
  const hint = meant === undefined ? `known keys: ${known.join(", ")}` : `did you mean ${meant}?`;
  return problemAt(path, `unknown key; ${hint}`, undefined, lineOf);
}

function problemAt(path: Path, wanted: string, got: unknown, lineOf: LineOf): Problem {
  const line = lineOf(path);
  return {
    key: dotted(path),
    wanted,
    ...(got === undefined ? {} : { got: shown(got) }),
    ...(line === undefined ? {} : { line }),
  };
}

function dotted(path: Path): string {
  return path.map((part, i) => (typeof part === "number" ? `[${part}]` : `${i === 0 ? "" : "."}${part}`)).join("");
}

function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const part of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Record<string | number, unknown>)[part];
  }
  return value;
}

/** The line of the key itself, or of the nearest thing around it that the file has. */
function lineAt(document: YamlDocument, lines: LineCounter, path: Path): number | undefined {
  for (let depth = path.length; depth > 0; depth--) {
    const parent = depth === 1 ? document.contents : document.getIn(path.slice(0, depth - 1), true);
    const key = path[depth - 1];
    const pair = isMap(parent) ? parent.items.find((item) => String(item.key) === key) : undefined;
    const node = pair?.key ?? document.getIn(path.slice(0, depth), true);
    const range = (node as { range?: readonly [number, ...number[]] } | undefined)?.range;
    if (range !== undefined) return lines.linePos(range[0]).line;
  }
  return undefined;
}

/** The keys that the schema knows at a path. */
function siblingsOf(path: Path): readonly string[] {
  const schemas = path.reduce<readonly Shape[]>(
    (shapes, part) => shapes.flatMap((shape) => inside(shape, part)),
    [fileSchema as unknown as Shape],
  );
  return [...new Set(schemas.flatMap(unwrapped).flatMap((shape) => Object.keys(shape.def.shape ?? {})))];
}

/** As much of a zod schema as walking down it takes. */
interface Shape {
  readonly def: {
    readonly type: string;
    readonly shape?: Readonly<Record<string, Shape>>;
    readonly innerType?: Shape;
    readonly element?: Shape;
    readonly valueType?: Shape;
    readonly options?: readonly Shape[];
    readonly in?: Shape;
  };
}

function unwrapped(shape: Shape): readonly Shape[] {
  const { innerType, options, in: input } = shape.def;
  if (innerType !== undefined) return unwrapped(innerType);
  if (input !== undefined) return unwrapped(input);
  return options === undefined ? [shape] : options.flatMap(unwrapped);
}

function inside(shape: Shape, part: string | number): readonly Shape[] {
  return unwrapped(shape).flatMap(({ def }) => {
    const child = typeof part === "number" ? def.element : (def.shape?.[part] ?? def.valueType);
    return child === undefined ? [] : [child];
  });
}
