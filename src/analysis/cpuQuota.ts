import type { QuotaReading, Reading } from "../model/reading.ts";
import type { ArmPhase } from "../model/record.ts";
import type { Ratio } from "../model/unit.ts";
import { formatNumber, formatPercent } from "../util/format.ts";

/** Share of a phase in which the CPU quota may hold the job back. More of it is longer than the changes that matter. */
const maxThrottledRatio = 0.03;

const isQuotaReading = (reading: Reading): reading is QuotaReading => reading.kind === "cpu_quota";

/** The throttling of one phase, with the share of it that may be; `undefined` without a quota. */
export function phaseThrottling(readings: readonly Reading[]): (Throttling & { readonly limit: Ratio }) | undefined {
  const throttling = throttlingOf(readings.filter(isQuotaReading));
  return throttling === undefined ? undefined : { ...throttling, limit: maxThrottledRatio };
}

export interface Throttling {
  /** The quota in cores. */
  readonly cores: number;
  /** Share of the phase's time. */
  readonly ratio: Ratio;
}

/** The phase that the job's CPU quota held back most; `undefined` if none was held back for long. */
export function worstThrottling(phases: readonly Pick<ArmPhase, "readings">[]): Throttling | undefined {
  const throttlings = phases.flatMap(({ readings }) => throttlingOf(readings.filter(isQuotaReading)) ?? []);
  const [worst] = throttlings.toSorted((a, b) => b.ratio - a.ratio);
  return worst === undefined || worst.ratio <= maxThrottledRatio ? undefined : worst;
}

/** Why the job's CPU quota makes these phases useless as evidence; `undefined` if it does not, or there is none. */
export function quotaProblem(phases: readonly Pick<ArmPhase, "readings">[]): string | undefined {
  const worst = worstThrottling(phases);
  if (worst === undefined) return undefined;
  return (
    `the job's CPU quota of ${formatNumber(worst.cores)} cores was used up (the kernel held the job back for ` +
    `${formatPercent(worst.ratio)} of the time): raise the quota, or lower the rate`
  );
}

/** The share of the time between the first and the last reading. Several cores can be held back at once. */
function throttlingOf(readings: readonly QuotaReading[]): Throttling | undefined {
  const [first, last] = [readings[0], readings.at(-1)];
  if (first === undefined || last === undefined || last.atMs <= first.atMs) return undefined;
  const ratio = Math.min(1, (last.throttledMs - first.throttledMs) / (last.atMs - first.atMs));
  return { ratio, cores: last.cores };
}
