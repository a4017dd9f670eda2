import { WrongInput } from "../model/errors.ts";
import { exactJsonText } from "../util/exactJson.ts";

/** Keys and list indices, from the top of the file down to a value. */
export type KeyPath = readonly (string | number)[];

/** The path as text, such as scenarios.steady.phases[0].rate. */
export function dottedKey(path: KeyPath): string {
  return path.map((part, i) => (typeof part === "number" ? `[${part}]` : `${i === 0 ? "" : "."}${part}`)).join("");
}

/** The value at a path. `undefined` if there is none. */
export function valueAt(root: unknown, path: KeyPath): unknown {
  let value = root;
  for (const part of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Record<string | number, unknown>)[part];
  }
  return value;
}

/** One problem of the configuration. Its message tells the author what to change. */
export interface Problem {
  /** Dotted key in loadgate.yml, such as scenarios.steady.phases[0].rate. Empty for the whole file. */
  readonly key: string;
  readonly message: string;
  /** The value as it was written. Missing if the key has none. */
  readonly actual?: string;
  /** The word that the author probably meant. */
  readonly suggestion?: string;
  /** Line in the file, from 1 on. Missing if unknown. */
  readonly line?: number;
}

/** A problem of the value at a path. Its line and value are looked up later. */
export interface PathProblem {
  readonly path: KeyPath;
  readonly message: string;
  /** The message also shows the value at the path. */
  readonly showsValue?: true;
}

export function problemIf(applies: boolean, path: KeyPath, message: string): readonly PathProblem[] {
  return applies ? [{ path, message }] : [];
}

/** One problem that shows the value at the path. None without a message. */
export function valueProblems(path: KeyPath, message: string | undefined): readonly PathProblem[] {
  return message === undefined ? [] : [{ path, message, showsValue: true }];
}

export class ConfigError extends WrongInput {
  override readonly name = "ConfigError";
  readonly problems: readonly Problem[];

  constructor(file: string, problems: readonly Problem[]) {
    super(problems.map((problem) => describe(file, problem)).join("\n"));
    this.problems = problems;
  }
}

function describe(file: string, { key, message, actual, suggestion, line }: Problem): string {
  const location = line === undefined ? file : `${file}:${line}`;
  const question = suggestion === undefined ? "" : `; did you mean ${suggestion}?`;
  const sentence = actual === undefined ? message : `${message}, got ${actual}${question}`;
  return key === "" ? `${location}: ${sentence}` : `${location}: ${key}: ${sentence}`;
}

/** A question with the candidate that was probably meant. If none is close, the fallback. */
export function hint(word: string, candidates: readonly string[], fallback: string): string {
  const suggestion = nearestWord(word, candidates);
  return suggestion === undefined ? fallback : `did you mean ${suggestion}?`;
}

/** A value on one line, at most 80 characters long. */
export function formatValue(value: unknown): string {
  const text = typeof value === "number" || value === undefined ? String(value) : exactJsonText(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

/** The candidate with the fewest edits from `word`. `undefined` if none is close enough to be a typo. */
export function nearestWord(word: string, candidates: readonly string[]): string | undefined {
  const close = candidates
    .map((candidate) => ({ candidate, edits: editDistance(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, edits }) => edits <= Math.max(1, Math.floor(Math.max(word.length, candidate.length) / 3)))
    .toSorted((a, b) => a.edits - b.edits);
  return close[0]?.candidate;
}

/** Optimal string alignment distance: insert, delete, replace, swap neighbours. */
function editDistance(a: string, b: string): number {
  let rowBefore: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next: number[] = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = cellAt(row, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const canSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const edits = Math.min(replace, cellAt(row, j) + 1, cellAt(next, j - 1) + 1);
      next.push(canSwap ? Math.min(edits, cellAt(rowBefore, j - 2) + 1) : edits);
    }
    [rowBefore, row] = [row, next];
  }
  return cellAt(row, b.length);
}

const cellAt = (row: readonly number[], index: number): number => row[index] ?? Number.POSITIVE_INFINITY;
