import { isCollection, isMap, isScalar, LineCounter, parseDocument, visit, type Document as YamlDocument } from "yaml";
import { messageOf } from "../model/errors.ts";
import type { Plan } from "../model/plan.ts";
import { exactInteger, exactJsonText } from "../util/exactJson.ts";
import { firstLine } from "../util/format.ts";
import { masker } from "../util/mask.ts";
import { omitUndefined } from "../util/omitUndefined.ts";
import { applyKeyTypes, secretsIn } from "./envTypes.ts";
import { substituteEnvVariables } from "./envVariables.ts";
import { buildPlan, planProblems } from "./plan.ts";
import { ConfigError, type KeyPath, type Problem, valueAt } from "./problem.ts";
import { type FileReader, noFiles } from "./referencedFiles.ts";
import { type FileConfig, fileSchema } from "./schema/fileSchema.ts";
import { problemAt, schemaProblems, type WrittenFile } from "./schemaProblems.ts";
import { addressSecrets, headerSecrets, maskPlan } from "./secrets.ts";
import { yamlProblems } from "./yamlProblems.ts";

/** Merge keys (<<: *anchor) are of YAML 1.1. Whole numbers become a bigint, so that long ones stay exact. */
const yamlOptions = { prettyErrors: false, resolveKnownTags: false, merge: true, intAsBigInt: true } as const;

export interface ParsedConfig {
  readonly plan: Plan;
  /** Values from environment variables and secret headers. All output must mask them. */
  readonly secrets: readonly string[];
  /** The line of each scenario in the file, by scenario id. */
  readonly lines: Readonly<Record<string, number>>;
}

/** A configuration whose own text is valid. The files that it names are not read yet. */
export interface ConfigDraft {
  /** Paths of the files that are part of the plan, such as feeds, request bodies and certificates. */
  readonly files: readonly string[];
  /** Builds the plan from the content of these files. Throws a ConfigError. */
  complete(files: FileReader): ParsedConfig;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Parses loadgate.yml in one step. Throws a ConfigError with all problems that parseDraft or `complete` finds. */
export function parseConfig(text: string, file: string, env: Environment, files: FileReader = noFiles): ParsedConfig {
  return parseDraft(text, file, env).complete(files);
}

/**
 * Parses the text of loadgate.yml. `file` is its name in error messages.
 * Throws a ConfigError with all problems at once: for each its line, key, message and value.
 */
export function parseDraft(text: string, file: string, env: Environment): ConfigDraft {
  const noBreakSpace = text.split("\n").findIndex((line) => /^ *\u00a0/.test(line));
  if (noBreakSpace >= 0) {
    const message = "the line begins with a no-break space, as copied from a web page; replace it with a space";
    throw new ConfigError(file, [{ key: "", message, line: noBreakSpace + 1 }]);
  }
  const counter = new LineCounter();
  const document = parseDocument(text, { ...yamlOptions, lineCounter: counter });
  const yamlErrors = [...document.errors, ...document.warnings];
  if (yamlErrors.length > 0) {
    throw new ConfigError(file, yamlProblems(yamlErrors, text, counter));
  }
  const unknownAliases = aliasProblems(document, counter);
  if (unknownAliases.length > 0) throw new ConfigError(file, unknownAliases);
  const original = toTree(document, file);
  const { value: substitutedTree, problems: envProblems, substituted } = substituteEnvVariables(original, env);
  const value = applyKeyTypes(substitutedTree, substituted);
  const written: WrittenFile = {
    tree: original,
    lineOf: (path) => lineAt(document, counter, path),
    hasAnchor: (key) => anchorOf(document.get(key, true)) !== undefined,
  };
  const parsed = fileSchema.safeParse(value);
  const inVariables = envProblems.map(({ path, message }) => problemAt(path, message, undefined, written));
  const inValues = parsed.error?.issues.flatMap((issue) => schemaProblems(issue, written)) ?? [];
  // Without the variable there is no value that could be wrong.
  const problems = [...inVariables, ...inValues.filter(({ key }) => !inVariables.some((other) => other.key === key))];
  const config = parsed.data;
  if (config !== undefined) problems.push(...reservedNameProblems(original));
  if (config === undefined || problems.length > 0) throw new ConfigError(file, sortByLine(problems));
  return {
    files: referencedFiles(config),
    complete: (files) => {
      const allSecrets = [
        ...new Set([...secretsIn(value, substituted), ...headerSecrets(config), ...addressSecrets(config)]),
      ];
      const mask = masker(allSecrets);
      const laterProblems = planProblems(config, files).map(({ path, message, showsValue }) => {
        const shownValue = showsValue ? valueAt(original, path) : undefined;
        const { actual, ...problem } = problemAt(path, mask(message), shownValue, written);
        return actual === undefined ? problem : { ...problem, actual: mask(actual) };
      });
      if (laterProblems.length > 0) throw new ConfigError(file, sortByLine(laterProblems));
      const plan = buildPlan(config, files);
      const lines = plan.scenarios.flatMap(({ id }) => {
        const line = written.lineOf(["scenarios", id]);
        return line === undefined ? [] : [[id, line] as const];
      });
      return { plan: maskPlan(plan, mask), secrets: allSecrets, lines: Object.fromEntries(lines) };
    },
  };
}

/** The files that the checks of the plan read. */
function referencedFiles(config: FileConfig): readonly string[] {
  const paths = new Set<string>();
  planProblems(config, (path) => {
    paths.add(path);
    return noFiles(path);
  });
  return [...paths];
}

/** Aliases whose anchor does not stand before them. */
function aliasProblems(document: YamlDocument, lines: LineCounter): readonly Problem[] {
  const problems: Problem[] = [];
  visit(document, {
    Alias(_, alias) {
      if (alias.resolve(document) !== undefined) return;
      const message = `unknown alias *${alias.source}; no anchor &${alias.source} stands before it`;
      problems.push({ key: "", message, ...omitUndefined({ line: lineOfNode(alias, lines) }) });
    },
  });
  return problems;
}

function lineOfNode({ range }: { readonly range?: readonly [number, ...number[]] | null }, lines: LineCounter) {
  return range ? lines.linePos(range[0]).line : undefined;
}

/** The document as a tree. Throws a ConfigError if its aliases form a circle or expand without limit. */
function toTree(document: YamlDocument, file: string): unknown {
  try {
    const tree: unknown = document.toJS();
    // Throws for a circle.
    JSON.stringify(tree, (_, value) => (typeof value === "bigint" ? String(value) : value));
    return withoutAnchorKeys(withExactIntegers(tree));
  } catch (cause) {
    const reason = firstLine(messageOf(cause));
    throw new ConfigError(file, [{ key: "", message: `expected YAML whose aliases can be resolved: ${reason}` }]);
  }
}

function withExactIntegers(node: unknown): unknown {
  if (typeof node === "bigint") return exactInteger(node);
  if (Array.isArray(node)) return node.map(withExactIntegers);
  if (typeof node !== "object" || node === null) return node;
  return Object.fromEntries(Object.entries(node).map(([key, item]) => [key, withExactIntegers(item)]));
}

/** The top-level keys that begin with x- hold YAML anchors for other keys. They have no meaning of their own. */
function withoutAnchorKeys(tree: unknown): unknown {
  if (typeof tree !== "object" || tree === null || Array.isArray(tree)) return tree;
  return Object.fromEntries(Object.entries(tree).filter(([key]) => !key.startsWith("x-")));
}

/** __proto__ cannot be a key of a JavaScript object. In a string value its quotes would be escaped. */
function reservedNameProblems(tree: unknown): readonly Problem[] {
  if (!exactJsonText(tree).includes('"__proto__":')) return [];
  return [{ key: "__proto__", message: "this name is reserved; choose another name" }];
}

const sortByLine = (problems: readonly Problem[]) => problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));

/** The line of the key, or of its nearest parent in the file. */
function lineAt(document: YamlDocument, lines: LineCounter, path: KeyPath): number | undefined {
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

function anchorOf(node: unknown): string | undefined {
  return isCollection(node) || isScalar(node) ? node.anchor : undefined;
}
