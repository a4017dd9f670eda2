import type { RoundRecord } from "../model/record.ts";
import type { InterleavingChoice } from "../model/results.ts";
import { formatPercent } from "../util/format.ts";
import { quotaProblem } from "./cpuQuota.ts";
import { resourceUsage } from "./resourceUsage.ts";
import { generatorProblem } from "./rounds.ts";

/** Share of the cores that both arms together may use. Above it they wait for cores, and for each other. */
const maxBusyRatio = 0.5;

/**
 * Chooses how the load is dealt, from a rehearsal that dealt it request by request. The smallest changes show if both
 * arms are under load at once. That needs a machine that can carry both.
 */
export function chooseInterleaving({ phases }: RoundRecord, cores: number): InterleavingChoice {
  const measured = phases.filter(({ warmup }) => !warmup);
  const problem = quotaProblem(measured) ?? generatorProblem(measured);
  if (problem !== undefined) return { kind: "slice", reason: problem };
  const cpuMs = measured.map(({ readings }) => resourceUsage(readings)?.cpuMs);
  const offeredMs = measured.filter(({ arm }) => arm === "head").reduce((sum, { record }) => sum + record.offeredMs, 0);
  if (!cpuMs.every((ms) => ms !== undefined) || offeredMs === 0)
    return { kind: "request", reason: "the CPU time of both services is not measured" };
  // Divided by the time of the load: a service that falls behind spreads the same work over a longer time.
  const busyRatio = cpuMs.reduce((sum, ms) => sum + ms, 0) / offeredMs / cores;
  const reason = `base and head together use ${formatPercent(busyRatio)} of the CPU`;
  return { kind: busyRatio > maxBusyRatio ? "slice" : "request", reason };
}
