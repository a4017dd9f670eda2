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
 * of the function that allocates.
 */
export function withFunctionNames(
  candidates: readonly Candidate[],
  { functions = [], allocations = [] }: Pick<Explanation, "functions" | "allocations">,
): readonly Candidate[] {
  const inFiles = functions.filter(({ file }) => file !== undefined);
  return candidates.map((one) => {
    const { kind, subject, difference } = one;
    if (subject !== undefined || difference === undefined || !unnamedKinds.includes(kind)) return one;
    const direction = Math.sign(difference.head - difference.base);
    const changeOf = ({ base, head }: SubjectChange) => direction * (head - base);
    const rows = kind === "gc" && allocations.length > 0 ? allocations : inFiles;
    const changed = rows.filter(({ state }) => state !== "same");
    const [first] = changed.filter((row) => changeOf(row) > 0).toSorted((a, b) => changeOf(b) - changeOf(a));
    if (first === undefined) return one;
    const isLeading = changeOf(first) >= leadingShare * sum(changed.map((row) => Math.max(0, changeOf(row))));
    return isLeading
      ? { ...one, subject: first.subject, ...omitUndefined({ file: first.file, line: first.line }) }
      : one;
  });
}
