import {
  isMap,
  LineCounter,
  parseDocument,
  type YAMLParseError,
  type YAMLWarning,
  type Document as YamlDocument,
} from "yaml";
import type { z } from "zod";
import { messageOf } from "../model/errors.ts";
import type { Plan } from "../model/plan.ts";
import { firstLine } from "../util/format.ts";
import { hiding } from "../util/mask.ts";
import { defined } from "../util/omitUndefined.ts";
import { substituted } from "./envVariables.ts";
import { planOf } from "./plan.ts";
import { ConfigError, type Contradiction, dotted, nearest, type Path, type Problem, shown } from "./problem.ts";
import { type Files, noFiles } from "./referencedFiles.ts";
import { type File, fileSchema } from "./schema/fileSchema.ts";
import { headerSecrets, withoutToldSecrets } from "./secrets.ts";

export interface Parsed {
  readonly plan: Plan;
  /** What came from the environment, or is sent in a secret header: to be masked wherever text leaves the program. */
  readonly secrets: readonly string[];
  /** Where each scenario stands in the file. */
  readonly lines: Readonly<Record<string, number>>;
}

/** A configuration that is right as far as its own text goes. */
export interface Draft {
  /** The files that it names and that make up the plan, feeds and bodies of requests among them. */
  readonly files: readonly string[];
  /** With what those files hold; `refused` says what else a plan must not hold. Throws a ConfigError. */
  complete(files: Files, refused?: (plan: Plan) => readonly Contradiction[]): Parsed;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** loadgate.yml -> Plan, as Draft says, where it names no files or these. */
export function parseConfig(
  text: string,
  file: string,
  env: Environment,
  refused: (plan: Plan) => readonly Contradiction[] = () => [],
  files: Files = noFiles,
): Parsed {
  return draftOf(text, file, env).complete(files, refused);
}

/**
 * Throws a ConfigError that names every problem at once, each with its line, its key, what was wanted and what came.
 * `file` is the name used in the messages.
 */
export function draftOf(text: string, file: string, env: Environment): Draft {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false, resolveKnownTags: false });
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0) {
    throw new ConfigError(
      file,
      faults.map((error) => notYaml(error, counter)),
    );
  }
  const written = treeOf(document, file);
  const { value, secrets, missing } = substituted(written, env);
  const lineOf = (path: Path) => lineAt(document, counter, path);
  const parsed = fileSchema.safeParse(value);
  const problems = [
    ...missing.map(({ path, wanted }) => problemAt(path, wanted, undefined, lineOf)),
    // What came is told as it was written: what the environment put in its place may be a secret.
    ...(parsed.error?.issues.flatMap((issue) => problemsOf(issue, written, [], lineOf)) ?? []),
  ];
  const { data } = parsed;
  if (data !== undefined) problems.push(...namesProblems(written));
  if (data === undefined || problems.length > 0) throw new ConfigError(file, inOrder(problems));
  return {
    files: filesOf(data),
    complete: (files, refused = () => []) => {
      const { plan, problems: contradictions } = planOf(data, files);
      const all = [...new Set([...secrets, ...headerSecrets(data.secrets, plan.scenarios)])];
      const hide = hiding(all);
      const wrong = [...contradictions, ...refused(plan)].map(({ path, wanted, isShown }) => {
        const { got, ...problem } = problemAt(path, hide(wanted), isShown ? valueAt(written, path) : undefined, lineOf);
        return got === undefined ? problem : { ...problem, got: hide(got) };
      });
      if (wrong.length > 0) throw new ConfigError(file, inOrder(wrong));
      const lines = plan.scenarios.flatMap(({ id }) => {
        const line = lineOf(["scenarios", id]);
        return line === undefined ? [] : [[id, line] as const];
      });
      return { plan: withoutToldSecrets(plan, hide), secrets: all, lines: Object.fromEntries(lines) };
    },
  };
}

/** The files that planning asks for. */
function filesOf(file: File): readonly string[] {
  const asked = new Set<string>();
  planOf(file, (path) => {
    asked.add(path);
    return noFiles(path);
  });
  return [...asked];
}

/** A tree, however the file's aliases tie it together. */
function treeOf(document: YamlDocument, file: string): unknown {
  try {
    const value: unknown = document.toJS();
    JSON.stringify(value);
    return value;
  } catch (cause) {
    const why = firstLine(messageOf(cause));
    throw new ConfigError(file, [{ key: "", wanted: `expected YAML whose aliases can be resolved: ${why}` }]);
  }
}

/** A name that would be no key of the objects that the file becomes; within a text its quotes would be escaped. */
function namesProblems(written: unknown): readonly Problem[] {
  if (!JSON.stringify(written).includes('"__proto__":')) return [];
  return [{ key: "__proto__", wanted: "nothing can be called so; name it otherwise" }];
}

function notYaml(error: YAMLParseError | YAMLWarning, lines: LineCounter): Problem {
  return { key: "", wanted: `expected YAML: ${error.message}`, line: lines.linePos(error.pos[0]).line };
}

const inOrder = (problems: readonly Problem[]) => problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));

type Issue = z.core.$ZodIssue;
type LineOf = (path: Path) => number | undefined;

function problemsOf(issue: Issue, root: unknown, above: Path, lineOf: LineOf): readonly Problem[] {
  const path = [...above, ...(issue.path as Path)];
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => unknownKey([...path, key], siblingsOf(path, root), lineOf));
    case "invalid_union":
      return branchOf(issue, valueAt(root, path)).flatMap((inner) => problemsOf(inner, root, path, lineOf));
    case "invalid_key":
      return issue.issues.map(({ message }) => problemAt(path, message, undefined, lineOf));
    default: {
      const got = valueAt(root, path);
      const problem = problemAt(path, got === undefined ? `missing; ${issue.message}` : issue.message, got, lineOf);
      const meant = meantBy(issue, got);
      return [meant === undefined ? problem : { ...problem, meant }];
    }
  }
}

/** Of a few words, the one that what was written comes close to. */
function meantBy(issue: Issue, got: unknown): string | undefined {
  if (issue.code !== "invalid_value" || typeof got !== "string") return undefined;
  return nearest(
    got,
    issue.values.filter((value) => typeof value === "string"),
  );
}

/** Of the alternatives of a union: the one that knows most of what is inside, else what the union itself wants. */
function branchOf(issue: Extract<Issue, { code: "invalid_union" }>, value: unknown): readonly Issue[] {
  const [likest] = issue.errors
    .filter((issues) => issues.some(({ path, code }) => path.length > 0 || code === "unrecognized_keys"))
    .toSorted((a, b) => unknownKeys(a) - unknownKeys(b) || a.length - b.length);
  if (likest !== undefined) return likest;
  const { message } = issue;
  // Words that choose between the alternatives, of which none stands there.
  if ("options" in issue && issue.options !== undefined)
    return [{ code: "invalid_value", path: [], message, input: value, values: issue.options }];
  return [{ code: "custom", path: [], message, input: value }];
}

function unknownKeys(issues: readonly Issue[]): number {
  return issues.reduce((sum, { code, ...issue }) => sum + ("keys" in issue ? issue.keys.length : 0), 0);
}

function unknownKey(path: Path, known: readonly string[], lineOf: LineOf): Problem {
  const key = String(path.at(-1));
  const meant = nearest(key, known);
  const hint = meant === undefined ? `known keys: ${known.join(", ")}` : `did you mean ${meant}?`;
  return problemAt(path, `unknown key; ${hint}`, undefined, lineOf);
}

function problemAt(path: Path, wanted: string, got: unknown, lineOf: LineOf): Problem {
  const told = got === undefined ? undefined : shown(got);
  return { key: dotted(path), wanted, ...defined({ got: told, line: lineOf(path) }) };
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

/** The keys that the schema knows at a path: of alternatives, those of the one that the value's own kind chooses. */
function siblingsOf(path: Path, root: unknown): readonly string[] {
  const schemas = path
    .reduce<readonly Shape[]>(
      (shapes, part) => shapes.flatMap((shape) => inside(shape, part)),
      [fileSchema as unknown as Shape],
    )
    .flatMap(unwrapped);
  const value = valueAt(root, path);
  const chosen = schemas.filter((shape) => isChosen(shape, value));
  const shapes = likest(chosen.length > 0 ? chosen : schemas, value);
  return [...new Set(shapes.flatMap(keysOf))];
}

const keysOf = ({ def }: Shape): readonly string[] => Object.keys(def.shape ?? {});

/** Those that know most of the value's keys. */
function likest(shapes: readonly Shape[], value: unknown): readonly Shape[] {
  const known = (shape: Shape) => keysOf(shape).filter((key) => valueAt(value, [key]) !== undefined).length;
  const most = Math.max(...shapes.map(known));
  return shapes.filter((shape) => known(shape) === most);
}

function isChosen(shape: Shape, value: unknown): boolean {
  return Object.entries(shape.def.shape ?? {}).every(
    ([key, { def }]) => def.values === undefined || def.values.includes(valueAt(value, [key])),
  );
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
    /** Of a literal. */
    readonly values?: readonly unknown[];
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
