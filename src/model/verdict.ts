import { z } from "zod";
import { comparedMetrics, isHigherBetter, slaMetrics } from "./metric.ts";
import { countSchema, msSchema, ratioSchema } from "./schemaTypes.ts";

/** The parts of results.json that the judge adds. */

/**
 * `unchanged`: shown to be within the minimum effect, up and down. `not_worse`: shown not to be worse; whether it is
 * better was not shown. `below_floor`: worse by more than the minimum effect, but by less than the absolute floor.
 */
const outcomes = [
  "regressed",
  "improved",
  "unchanged",
  "not_worse",
  "below_floor",
  "inconclusive",
  "unstable",
  "invalid",
  "new",
] as const;

/** The comparison has its answer, and the answer does not fail the run. */
export const goodOutcomes: readonly Outcome[] = ["improved", "unchanged", "not_worse", "below_floor"];

export const comparisonSchema = z.object({
  metric: z.enum(comparedMetrics),
  request: z.string(),
  outcome: z.enum(outcomes),
  /** A regression can fail the run. Otherwise the comparison is only shown. */
  gating: z.boolean(),
  base: z.number().optional(),
  head: z.number().optional(),
  /** head / base − 1; for error_rate and memory_growth (bytes): head − base. The same holds for all ratios here. */
  change_ratio: ratioSchema.optional(),
  /** 95 % confidence interval of the change. */
  interval: z.tuple([z.number(), z.number()]).optional(),
  rounds: countSchema,
  /** The smallest true change that this run would detect 95 times in 100. Negative where a fall is a regression. */
  mde_ratio: ratioSchema.optional(),
  /** The smallest change that fails, with the absolute floor. */
  min_effect_ratio: ratioSchema.optional(),
  /** Further measuring time that would give an inconclusive comparison a clear outcome. */
  settle_ms: msSchema.optional(),
  reason: z.string().optional(),
  /** Present if the regression is accepted: the reason. */
  accepted: z.string().optional(),
  /** The result of a second machine that did not confirm a borderline regression. */
  second: z.enum(["cleared", "open", "not_measured"]).optional(),
  /** The measurement of a second machine that confirmed a borderline regression. */
  confirmed: z
    .object({ change_ratio: ratioSchema, interval: z.tuple([z.number(), z.number()]), rounds: countSchema })
    .optional(),
});

export const slaCheckSchema = z.object({
  metric: z.enum(slaMetrics),
  request: z.string(),
  limit: z.number(),
  value: z.number().optional(),
  /** The base's value, for comparison. Absent if it was not measured. */
  base_value: z.number().optional(),
  /** The requests that an error rate or a percentile rests on. */
  requests: countSchema.optional(),
  /** `undecided`: above the limit, but by so few requests that it may be chance. */
  outcome: z.enum(["met", "breached", "undecided", "not_measured"]),
  /** Why the metric was not measured, or is undecided. */
  reason: z.string().optional(),
});

/** A regression that a user accepts in advance. */
export const acceptanceSchema = z.object({
  metric: z.enum(comparedMetrics),
  scenario: z.string(),
  /** Only this request. Absent if it covers every request. */
  request: z.string().optional(),
  reason: z.string(),
  by: z.enum(["body", "label", "option"]),
  /** Number of regressions that it covers. Added by the judge. */
  covers: countSchema.optional(),
});

/** A lasting change of main. */
export const driftSchema = z.object({
  scenario: z.string(),
  request: z.string(),
  metric: z.enum(comparedMetrics),
  /** Commit of the first run after the change. */
  sha: z.string().optional(),
  at: z.string(),
  /** Change against the runs before it; for error_rate and memory_growth a difference. */
  change_ratio: ratioSchema,
  runs_after: countSchema,
  /** p value of the change. */
  p: z.number(),
});

export const verdictSchema = z.object({
  kind: z.enum(["pass", "fail", "inconclusive", "invalid"]),
  reasons: z.array(z.string()),
  /** The job fails. `fail_on` decides which reasons fail it. */
  failing: z.boolean(),
  /** Present if the job fails only because of regressions that a second machine could clear. */
  confirm: z.boolean().optional(),
});

export type Comparison = z.output<typeof comparisonSchema>;
export type Outcome = Comparison["outcome"];
export type SlaCheck = z.output<typeof slaCheckSchema>;
export type Acceptance = z.output<typeof acceptanceSchema>;
export type Drift = z.output<typeof driftSchema>;
export type Verdict = z.output<typeof verdictSchema>;

/** True if the whole interval lies beyond the smallest change that fails. Such a change only lacks rounds to be sure. */
export function isBeyondMinimum({ interval, min_effect_ratio, metric }: Comparison, factor = 1): boolean {
  if (interval === undefined || min_effect_ratio === undefined) return false;
  const limit = factor * min_effect_ratio;
  return isHigherBetter(metric) ? interval[1] < limit : interval[0] > limit;
}
