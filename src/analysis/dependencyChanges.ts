import type { Change } from "../model/cause.ts";
import type { Arm } from "../model/plan.ts";
import type { ContainerReading, Reading } from "../model/reading.ts";
import { type ArmPhase, minRounds, type RoundRecord } from "../model/record.ts";
import { differencesOf, tInterval } from "../stats/paired.ts";
import { formatChange, formatMs } from "../util/format.ts";
import { sentIn } from "./resourceUsage.ts";

/** A change below these matters to nobody: a share of the base, and CPU time per request in ms. */
const smallest = { ratio: 0.04, ms: 0.01 } as const;

/**
 * Services that the measured one depends on, and that work more or less for each request: the CPU time of their
 * containers, paired round by round. The largest change comes first.
 */
export function dependencyChanges(rounds: readonly RoundRecord[]): readonly Change[] {
  const names = new Set(rounds.flatMap(({ phases }) => phases.flatMap(({ readings }) => readings.flatMap(nameOf))));
  return [...names]
    .toSorted()
    .flatMap((name) => changeOf(name, rounds) ?? [])
    .toSorted((a, b) => Math.abs((b.head ?? 0) - (b.base ?? 0)) - Math.abs((a.head ?? 0) - (a.base ?? 0)));
}

const isContainer = (reading: Reading): reading is ContainerReading => reading.kind === "container";
const nameOf = (reading: Reading): readonly string[] =>
  isContainer(reading) && reading.name !== "service" ? [reading.name] : [];

function changeOf(name: string, rounds: readonly RoundRecord[]): Change | undefined {
  const pairs = rounds.flatMap(({ phases }) => {
    const of = (arm: Arm) =>
      cpuMsPerRequestOf(
        name,
        phases.filter((phase) => phase.arm === arm && !phase.warmup),
      );
    const [base, head] = [of("base"), of("head")];
    return base === undefined || head === undefined ? [] : [{ base, head }];
  });
  const differences = differencesOf(pairs.map(({ base, head }) => head - base));
  if (pairs.length < minRounds || differences === undefined) return undefined;
  const base = pairs.reduce((sum, pair) => sum + pair.base, 0) / pairs.length;
  const head = base + differences.mean;
  const [low, high] = tInterval(differences, 0.95);
  const isShown = low > 0 || high < 0;
  const change = Math.abs(differences.mean);
  if (!isShown || change < smallest.ms || change < smallest.ratio * base) return undefined;
  const evidence = `CPU time of the container ${name}: ${formatMs(base)} per request on the base, ${formatMs(head)} on the head`;
  return {
    kind: "dependency",
    subject: name,
    unit: "ms/request",
    ...{ base, head },
    interval: [low, high],
    evidence: base > 0 ? `${evidence} (${formatChange(differences.mean / base)})` : evidence,
    advice: `look at what the service asks ${name}: its statements, and how many of them a request needs`,
  };
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
