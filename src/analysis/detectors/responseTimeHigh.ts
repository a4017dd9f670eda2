import { millis } from "../../model/unit.ts";
import type { AnomalyDetector } from "../detector.ts";
import { exceedances } from "../exceedance.ts";
import { offeredSeconds } from "../phaseSeconds.ts";

/** With fewer responses, p95 is the slowest one. */
const fewestResponses = 20;

/** Finds seconds whose p95 is too long. */
export const detectHighResponseTimes: AnomalyDetector = ({ record, limits }) => {
  const values = offeredSeconds(record).flatMap(({ atMs, times }) => {
    const value = times.count < fewestResponses ? undefined : times.quantile(0.95);
    return value === undefined ? [] : [{ fromMs: atMs, toMs: millis(atMs + 1000), value }];
  });
  return exceedances(values, limits.p95).map((found) => ({ kind: "response_time_high", ...found }));
};
