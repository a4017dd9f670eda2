import type { Reading } from "../model/reading.ts";
import type { ArmPhase } from "../model/record.ts";
import type { Ratio } from "../model/unit.ts";
import { formatPercent } from "../util/format.ts";
import { isSystemReading, stealRatio } from "./moment.ts";

/** Hosts of shared machines take some CPU time all the time, from both arms alike. More of it moves latencies. */
const maxStealRatio = 0.1;

interface Steal {
  /** Share of the machine's CPU time. */
  readonly ratio: Ratio;
  readonly limit: Ratio;
}

/** The CPU time that the host took away within a phase; `undefined` if it was not measured. */
export function phaseSteal(readings: readonly Reading[]): Steal | undefined {
  const ofSystem = readings.filter(isSystemReading);
  const [first, last] = [ofSystem[0], ofSystem.at(-1)];
  const ratio = first === undefined || last === undefined ? undefined : stealRatio(first, last);
  return ratio === undefined ? undefined : { ratio, limit: maxStealRatio };
}

/** Why the machine's host makes these phases useless as evidence; `undefined` if it does not. */
export function stealProblem(phases: readonly Pick<ArmPhase, "readings">[]): string | undefined {
  const worst = Math.max(0, ...phases.map(({ readings }) => phaseSteal(readings)?.ratio ?? 0));
  if (worst <= maxStealRatio) return undefined;
  return (
    `the machine's host gave ${formatPercent(worst)} of its CPU to others (steal): ` +
    "run again later, or use a machine of your own"
  );
}
