import { millis } from "../../model/unit.ts";
import type { AnomalyDetector } from "../detector.ts";
import { exceedances } from "../exceedance.ts";
import { offeredSeconds } from "../phaseSeconds.ts";

/** Fewer failures in a second are no burst, whatever their share. */
const fewestFailures = 5;

/** Finds seconds in which many requests failed. */
export const detectErrorBursts: AnomalyDetector = ({ record, limits }) => {
  const values = offeredSeconds(record).flatMap(({ atMs, failed, successful }) =>
    failed < fewestFailures ? [] : [{ fromMs: atMs, toMs: millis(atMs + 1000), value: failed / (failed + successful) }],
  );
  return exceedances(values, limits.errors).map((found) => ({ kind: "error_burst", ...found }));
};
