import { z } from "zod";
import { comparedMetrics, slaMetrics } from "./plan.ts";
import { count, ms, ratio } from "./schemaTypes.ts";

/** What results.json says that a measurement means. */

const outcomes = ["regressed", "improved", "unchanged", "inconclusive", "unstable", "invalid", "new"] as const;

export const comparison = z.object({
  metric: z.enum(comparedMetrics),
  request: z.string(),
  outcome: z.enum(outcomes),
  /** Whether it can fail the run; the others are shown. */
  gating: z.boolean(),
  base: z.number().optional(),
  head: z.number().optional(),
  /** head / base - 1; of error_rate and memory_growth (in bytes) head - base. So are the other ratios here. */
  change_ratio: ratio.optional(),
  /** 95 % interval of the change. */
  interval: z.tuple([z.number(), z.number()]).optional(),
  rounds: count,
  /** The smallest true change that this run would have caught 95 times in 100. */
  mde_ratio: ratio.optional(),
  /** The smallest change that fails, the absolute floor included. */
  min_effect_ratio: ratio.optional(),
  /** Further measuring that would settle an inconclusive one. */
  settle_ms: ms.optional(),
  reason: z.string().optional(),
  /** Why a regression does not count: it was accepted. */
  accepted: z.string().optional(),
  /** What a second machine made of a regression close to its limit that it did not see again. */
  second: z.enum(["cleared", "open", "not_measured"]).optional(),
  /** What a second machine said of a regression, and it said the same. */
  confirmed: z.object({ change_ratio: ratio, interval: z.tuple([z.number(), z.number()]), rounds: count }).optional(),
});

export const slaCheck = z.object({
  metric: z.enum(slaMetrics),
  request: z.string(),
  limit: z.number(),
  value: z.number().optional(),
  outcome: z.enum(["met", "breached", "not_measured"]),
  /** Why it was not measured, where that is known. */
  reason: z.string().optional(),
});

/** A regression that somebody accepts, before anybody knows whether there is one. */
export const acceptance = z.object({
  metric: z.enum(comparedMetrics),
  scenario: z.string(),
  /** Only of this request; absent where it is of every one. */
  request: z.string().optional(),
  reason: z.string(),
  by: z.enum(["body", "label", "option"]),
  /** How many regressions it covers. */
  covers: count.optional(),
});

/** Since when main is another than it was. */
export const drift = z.object({
  scenario: z.string(),
  request: z.string(),
  metric: z.enum(comparedMetrics),
  /** Of the first run after the change. */
  sha: z.string().optional(),
  at: z.string(),
  /** Against the runs before it; of error_rate and memory_growth the difference. */
  change_ratio: ratio,
  runs_after: count,
  /** Of such a change by chance. */
  p: z.number(),
});

export const verdict = z.object({
  kind: z.enum(["pass", "fail", "inconclusive", "invalid"]),
  reasons: z.array(z.string()),
  /** Whether the job fails, as `fail_on` has it. */
  failing: z.boolean(),
  /** Whether it fails for nothing but regressions that a second machine could clear. */
  confirm: z.boolean().optional(),
});

export type Comparison = z.output<typeof comparison>;
export type Outcome = Comparison["outcome"];
export type SlaCheck = z.output<typeof slaCheck>;
export type Acceptance = z.output<typeof acceptance>;
export type Drift = z.output<typeof drift>;
export type Verdict = z.output<typeof verdict>;
