import { sum } from "simple-statistics";
import type { CauseKind, Explanation, SubjectChange } from "../../model/cause.ts";
import { omitUndefined } from "../../util/omitUndefined.ts";
import type { Candidate } from "./candidate.ts";

/** The operating system sees them, and not which function does them. */
const unnamedKinds: readonly CauseKind[] = ["disk", "stall", "gc", "event_loop"];
/** Of what all functions grew by. */
const leadingShare = 0.5;

/** Names writes that no function is known for by the file that threads wait for longer. */
export function withFileName(
  candidates: readonly Candidate[],
  diskTimes: readonly SubjectChange[],
): readonly Candidate[] {
  const [file] = diskTimes;
  return candidates.map((one) => {
    const { kind, subject, difference: { base, head } = { base: 0, head: 0 } } = one;
    const isAlike = file !== undefined && (head - base) * (file.head - file.base) > 0;
    return kind === "disk" && subject === undefined && isAlike ? { ...one, subject: file.subject } : one;
  });
}

/**
 * Names what the operating system saw by the function whose own time changed with it, if one stands out. Collections are
 * of the function that allocates. Work that moved to one thread takes the same time there, so it is that which takes most.
 */
export function withFunctionNames(
  candidates: readonly Candidate[],
  { functions = [], allocations = [] }: Pick<Explanation, "functions" | "allocations">,
): readonly Candidate[] {
  const known = functions.filter(isOfProgram);
  return candidates.map((one) => {
    const { kind, subject, difference } = one;
    if (subject !== undefined || difference === undefined || !unnamedKinds.includes(kind)) return one;
    const change = difference.head - difference.base;
    const rows = kind === "gc" && allocations.length > 0 ? allocations : known;
    const found =
      leadingRow(rows, Math.sign(change)) ?? (kind === "event_loop" ? largestRow(known, change) : undefined);
    return found === undefined
      ? one
      : { ...one, subject: found.subject, ...omitUndefined({ file: found.file, line: found.line }) };
  });
}

/** Functions without a file can be the kernel's. Names of Rust, C++ and Java tell them apart. */
const isOfProgram = ({ subject, file }: SubjectChange): boolean => file !== undefined || /::|\(/.test(subject);

function leadingRow(rows: readonly SubjectChange[], direction: number): SubjectChange | undefined {
  const changeOf = ({ base, head }: SubjectChange) => direction * (head - base);
  const changed = rows.filter(({ state }) => state !== "same");
  const [first] = changed.filter((row) => changeOf(row) > 0).toSorted((a, b) => changeOf(b) - changeOf(a));
  const all = sum(changed.map((row) => Math.max(0, changeOf(row))));
  return first !== undefined && changeOf(first) >= leadingShare * all ? first : undefined;
}

function largestRow(rows: readonly SubjectChange[], change: number): SubjectChange | undefined {
  const timeOf = ({ base, head }: SubjectChange) => (change > 0 ? head : base);
  const [first] = rows.toSorted((a, b) => timeOf(b) - timeOf(a));
  return first !== undefined && timeOf(first) >= leadingShare * Math.abs(change) ? first : undefined;
}
