import { sum } from "simple-statistics";
import type { SubjectChange } from "../../model/cause.ts";
import { type Candidate, isDoubled } from "./candidate.ts";

export const moved = ({ state }: SubjectChange): boolean => state !== "same";
export const changeIn = ({ base, head }: { readonly base: number; readonly head: number }): number => head - base;

/** Smaller changes of a number of calls matter to nobody: an amount per request, and a share of the base. */
export const isOtherNumber = ({ base, head }: { readonly base: number; readonly head: number }): boolean =>
  Math.abs(head - base) >= Math.max(0.1, 0.1 * base);

/** Statements around others. They are no work of their own. */
const framePattern = /^(begin|start transaction|commit|end|rollback|savepoint|release|set|show|discard|deallocate)\b/i;

/** Twice as many, and half a call per request or more. */
const isFarOtherNumber = (one: { readonly base: number; readonly head: number }): boolean =>
  isDoubled(one) && Math.abs(one.head - one.base) >= 0.5;

/** More calls per request, or as many that take longer. One that takes the place of another is not one more. */
export function callCandidates(
  counts: readonly SubjectChange[],
  times: readonly SubjectChange[],
  kindOf: (hasMoreCalls: boolean) => Candidate["kind"],
): readonly Candidate[] {
  const total = { base: sum(counts.map(({ base }) => base)), head: sum(counts.map(({ head }) => head)) };
  const isReplacement = (count: SubjectChange) => (count.base === 0 || count.head === 0) && !isOtherNumber(total);
  return counts.flatMap((count): readonly Candidate[] => {
    const time = times.find(({ subject }) => subject === count.subject);
    const hasMoreCalls = moved(count) && isOtherNumber(count) && !isReplacement(count);
    if (!hasMoreCalls && (time === undefined || !moved(time))) return [];
    const difference = hasMoreCalls || time === undefined ? count : time;
    return [
      {
        ...{ kind: kindOf(hasMoreCalls), subject: count.subject, unit: difference.unit, difference },
        hasMoreCalls: hasMoreCalls && isFarOtherNumber(count) && !framePattern.test(count.subject),
        ...(time !== undefined && { times: { base: time.base, head: time.head }, addedMs: changeIn(time) }),
      },
    ];
  });
}
