import { sum } from "simple-statistics";
import type { CauseKind, Explanation, FlameFrame, SubjectChange } from "../../model/cause.ts";
import type { Frame } from "../../model/reading.ts";
import { omitUndefined } from "../../util/omitUndefined.ts";
import type { Candidate } from "./candidate.ts";
import { totalChange } from "./costShift.ts";
import { isOfPackage, ownerOf, rootName } from "./frameOwner.ts";

/** The operating system sees them, and not which function does them. */
const unnamedKinds: readonly CauseKind[] = ["disk", "stall", "gc", "event_loop"];
/** Of what all functions grew by. */
const leadingShare = 0.5;

/** Names writes by the file that threads wait for longer, or else by that which grows most. */
export function withFileName(
  candidates: readonly Candidate[],
  [waited]: readonly SubjectChange[],
  [written]: readonly SubjectChange[],
): readonly Candidate[] {
  return candidates.map((one) => {
    const { kind, subject, difference: { base, head } = { base: 0, head: 0 } } = one;
    const isAlike = waited !== undefined && (head - base) * (waited.head - waited.base) > 0;
    const file = isAlike ? waited : written;
    return kind === "disk" && subject === undefined && file !== undefined ? { ...one, subject: file.subject } : one;
  });
}

/**
 * Names what the operating system saw by the function whose own time changed with it, if one stands out. Collections are
 * of the function that allocates. Work that moved to one thread takes the same time there, so it is that which takes most.
 */
export function withFunctionNames(
  candidates: readonly Candidate[],
  { functions = [], allocations = [], flame }: Pick<Explanation, "functions" | "allocations" | "flame">,
): readonly Candidate[] {
  const known = functions.filter(isOfProgram);
  return candidates.map((one) => {
    const { kind, subject, difference } = one;
    if (subject !== undefined || difference === undefined || !unnamedKinds.includes(kind)) return one;
    const change = difference.head - difference.base;
    const rows = kind === "gc" && allocations.length > 0 ? allocations : known;
    return {
      ...one,
      ...(nameOf(kind, rows, change) ?? (kind === "stall" ? callerOf(known, flame, change) : undefined)),
    };
  });
}

type FunctionName = Pick<Candidate, "subject" | "file" | "line">;

function nameOf(kind: CauseKind, rows: readonly SubjectChange[], change: number): FunctionName | undefined {
  const writing = kind === "disk" ? rows.filter((row) => !isOfPackage(row)) : rows;
  const found =
    (kind === "event_loop" ? largestRow(rows, change) : undefined) ?? leadingRow(writing, Math.sign(change));
  return found && omitUndefined({ subject: found.subject, file: found.file, line: found.line });
}

/** Functions without a file can be the kernel's. Names of Rust, C++ and Java tell them apart. */
const isOfProgram = ({ subject, file }: SubjectChange): boolean => file !== undefined || /::|\(/.test(subject);

/** Rows whose own interval shows that they changed. One that changed more comes first, even if many others were tried. */
function leadingRow(rows: readonly SubjectChange[], direction: number): SubjectChange | undefined {
  const changeOf = ({ base, head }: SubjectChange) => direction * (head - base);
  const changed = rows.filter(hasChanged);
  const [first] = changed.filter((row) => changeOf(row) > 0).toSorted((a, b) => changeOf(b) - changeOf(a));
  const all = sum(changed.map((row) => Math.max(0, changeOf(row))));
  return first !== undefined && changeOf(first) >= leadingShare * all ? first : undefined;
}

const hasChanged = ({ state, interval: [low, high] = [0, 0] }: SubjectChange): boolean =>
  state !== "same" || low * high > 0;

/** Of what all functions grew by. */
const carriedShare = 0.7;

/** The innermost function that does most of what is new, with the functions that it calls. */
function callerOf(
  rows: readonly SubjectChange[],
  flame: FlameFrame | undefined,
  change: number,
): FunctionName | undefined {
  const growthOf = ({ base, head }: SubjectChange) => Math.sign(change) * (head - base);
  const least = carriedShare * sum(rows.filter((row) => hasChanged(row) && growthOf(row) > 0).map(growthOf));
  let found: { readonly frame: FlameFrame; readonly owner: Frame } | undefined;
  for (let next = least > 0 ? flame : undefined; next !== undefined; ) {
    const inner = next.children.find((one) => Math.sign(change) * totalChange(one) >= least);
    if (inner !== undefined)
      found = { frame: inner, owner: ownerOf(frameOf(inner), found?.owner ?? { name: rootName }) };
    next = inner;
  }
  // What also does other things is only on the way there.
  if (found === undefined || !isMostlyNew(found.frame, Math.sign(change))) return undefined;
  const { name, file, line } = found.owner;
  return { subject: name, ...omitUndefined({ file, line }) };
}

const frameOf = ({ name, file, line }: FlameFrame): Frame => ({ name, ...omitUndefined({ file, line }) });

const isMostlyNew = (frame: FlameFrame, direction: number): boolean =>
  direction * totalChange(frame) >= leadingShare * totalTime(frame, direction);

const totalTime = (frame: FlameFrame, direction: number): number =>
  frame.children.reduce((total, one) => total + totalTime(one, direction), direction > 0 ? frame.head : frame.base);

function largestRow(rows: readonly SubjectChange[], change: number): SubjectChange | undefined {
  const timeOf = ({ base, head }: SubjectChange) => (change > 0 ? head : base);
  const [first] = rows.toSorted((a, b) => timeOf(b) - timeOf(a));
  return first !== undefined && timeOf(first) >= leadingShare * Math.abs(change) ? first : undefined;
}
