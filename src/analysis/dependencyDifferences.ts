import type { Arm } from "../model/plan.ts";
import type { RoundRecord } from "../model/record.ts";
import type { RoundDifference } from "./causes/roundDifference.ts";
import { pairsOf, roundDifference } from "./causes/roundDifference.ts";
import { measuredPhases } from "./causes/roundSignals.ts";
import { dependencyCpuMs, dependencyNames } from "./dependencyUsage.ts";

interface DependencyDifference {
  readonly name: string;
  /** CPU time per request, in ms. */
  readonly difference: RoundDifference;
  readonly matters: boolean;
}

/** A change below these matters to nobody: a share of the base, and CPU time per request in ms. */
const smallest = { ratio: 0.04, ms: 0.01 } as const;

/**
 * Services that the measured one depends on: the CPU time of their containers for each request, paired round by round.
 * The largest change comes first.
 */
export function dependencyDifferences(rounds: readonly RoundRecord[]): readonly DependencyDifference[] {
  const size = ({ difference: { base, head } }: DependencyDifference) => Math.abs(head - base);
  return dependencyNames(rounds.flatMap(({ phases }) => phases))
    .flatMap((name) => differenceOf(name, rounds) ?? [])
    .toSorted((a, b) => size(b) - size(a));
}

function differenceOf(name: string, rounds: readonly RoundRecord[]): DependencyDifference | undefined {
  const cpuMs = (round: RoundRecord, arm: Arm) => dependencyCpuMs(name, measuredPhases(round, arm));
  const difference = roundDifference(pairsOf(rounds, cpuMs));
  if (difference === undefined) return undefined;
  const change = Math.abs(difference.head - difference.base);
  return { name, difference, matters: change >= Math.max(smallest.ms, smallest.ratio * difference.base) };
}
