import type { Notice } from "../../model/notice.ts";
import { worstThrottling } from "../cpuQuota.ts";
import type { DetectorInput } from "../detector.ts";

/** Finds scenarios in which the job used up its CPU quota. Warm-ups do not count. */
export function detectThrottling({ scenario, rounds }: DetectorInput): readonly Notice[] {
  const measured = rounds.flatMap(({ phases }) => phases).filter(({ warmup }) => !warmup);
  const worst = worstThrottling(measured);
  return worst === undefined ? [] : [{ kind: "cpu_throttled", scenario, ...worst }];
}
