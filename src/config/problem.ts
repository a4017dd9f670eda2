import { WrongInput } from "../model/errors.ts";

/** From the top of the file down to a value: keys, and indices of lists. */
export type Path = readonly (string | number)[];

/** scenarios.steady.phases[0].rate */
export function dotted(path: Path): string {
  return path.map((part, i) => (typeof part === "number" ? `[${part}]` : `${i === 0 ? "" : "."}${part}`)).join("");
}

/** One thing that is wrong with the configuration, in words its author can act on. */
export interface Problem {
  /** Dotted path in loadgate.yml, such as scenarios.steady.phases[0].rate; empty for the file as a whole. */
  readonly key: string;
  readonly wanted: string;
  /** What stood there, as it was written; absent where nothing did. */
  readonly got?: string;
  /** What was probably meant by it. */
  readonly meant?: string;
  /** 1-based line in the file, where it is known. */
  readonly line?: number;
}

/** Keys that are right one by one, and wrong together or by what they name. */
export interface Contradiction {
  readonly path: Path;
  readonly wanted: string;
  /** What stands at the path is told too. */
  readonly isShown?: true;
}

export function when(applies: boolean, path: Path, wanted: string): readonly Contradiction[] {
  return applies ? [{ path, wanted }] : [];
}

export class ConfigError extends WrongInput {
  override readonly name = "ConfigError";
  readonly problems: readonly Problem[];

  constructor(file: string, problems: readonly Problem[]) {
    super(problems.map((problem) => describe(file, problem)).join("\n"));
    this.problems = problems;
  }
}

function describe(file: string, { key, wanted, got, meant, line }: Problem): string {
  const where = line === undefined ? file : `${file}:${line}`;
  const hint = meant === undefined ? "" : `; did you mean ${meant}?`;
  const what = got === undefined ? wanted : `${wanted}, got ${got}${hint}`;
  return key === "" ? `${where}: ${what}` : `${where}: ${key}: ${what}`;
}

/** The candidate that was probably meant, or what else there is to say. */
export function hint(word: string, candidates: readonly string[], otherwise: string): string {
  const meant = nearest(word, candidates);
  return meant === undefined ? otherwise : `did you mean ${meant}?`;
}

export function shown(value: unknown): string {
  const text = (typeof value === "number" ? String(value) : JSON.stringify(value)) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

/** The candidate that the fewest edits turn into `word`, where that is close enough to be a slip of the hand. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const close = candidates
    .map((candidate) => ({ candidate, edits: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, edits }) => edits <= Math.max(1, Math.floor(Math.max(word.length, candidate.length) / 3)))
    .toSorted((a, b) => a.edits - b.edits);
  return close[0]?.candidate;
}

/** Optimal string alignment distance: insert, delete, replace, swap neighbours. */
function distance(a: string, b: string): number {
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next: number[] = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(row, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const edits = Math.min(replaced, at(row, j) + 1, at(next, j - 1) + 1);
      next.push(swapped ? Math.min(edits, at(before, j - 2) + 1) : edits);
    }
    [before, row] = [row, next];
  }
  return at(row, b.length);
}

const at = (row: readonly number[], index: number): number => row[index] ?? Number.POSITIVE_INFINITY;
