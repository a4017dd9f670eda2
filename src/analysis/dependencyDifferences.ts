import type { Arm } from "../model/plan.ts";
import type { ContainerReading, Reading } from "../model/reading.ts";
import type { ArmPhase, RoundRecord } from "../model/record.ts";
import type { RoundDifference } from "./causes/roundDifference.ts";
import { pairsOf, roundDifference } from "./causes/roundDifference.ts";
import { sentIn } from "./resourceUsage.ts";

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
  const names = new Set(rounds.flatMap(({ phases }) => phases.flatMap(({ readings }) => readings.flatMap(nameOf))));
  const size = ({ difference: { base, head } }: DependencyDifference) => Math.abs(head - base);
  return [...names]
    .toSorted()
    .flatMap((name) => differenceOf(name, rounds) ?? [])
    .toSorted((a, b) => size(b) - size(a));
}

const isContainer = (reading: Reading): reading is ContainerReading => reading.kind === "container";
const nameOf = (reading: Reading): readonly string[] =>
  isContainer(reading) && reading.name !== "service" ? [reading.name] : [];

function differenceOf(name: string, rounds: readonly RoundRecord[]): DependencyDifference | undefined {
  const cpuMs = ({ phases }: RoundRecord, arm: Arm) =>
    cpuMsPerRequestOf(
      name,
      phases.filter((phase) => phase.arm === arm && !phase.warmup),
    );
  const difference = roundDifference(pairsOf(rounds, cpuMs));
  if (difference === undefined) return undefined;
  const change = Math.abs(difference.head - difference.base);
  return { name, difference, matters: change >= Math.max(smallest.ms, smallest.ratio * difference.base) };
}

/** `undefined` if a phase has fewer than two readings of it, or no request was sent. */
function cpuMsPerRequestOf(name: string, phases: readonly ArmPhase[]): number | undefined {
  let cpuMs = 0;
  for (const { readings } of phases) {
    const own = readings.filter(isContainer).filter((reading) => reading.name === name);
    const [first, last] = [own[0], own.at(-1)];
    if (first === undefined || last === undefined || last.atMs <= first.atMs || last.cpuMs < first.cpuMs)
      return undefined;
    cpuMs += last.cpuMs - first.cpuMs;
  }
  const sent = sentIn(phases);
  return sent > 0 ? cpuMs / sent : undefined;
}
