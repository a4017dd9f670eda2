import { z } from "zod";
import { causeResultKeys } from "./cause.ts";
import { comparisonModeKinds } from "./comparisonMode.ts";
import { loadTestResultKeys } from "./loadTestResults.ts";
import { comparedMetrics, slaMetrics } from "./metric.ts";
import { missingBaseSchema } from "./missingBase.ts";
import { noticeSchema } from "./notice.ts";
import { failConditions, interleaves } from "./plan.ts";
import { scalabilitySchema } from "./scalability.ts";
import { scalabilityReportSchema } from "./scalabilityReport.ts";
import { countSchema, msSchema, ratioSchema } from "./schemaTypes.ts";
import { userLimitSchema } from "./userLimit.ts";
import { acceptanceSchema, comparisonSchema, driftSchema, slaCheckSchema, verdictSchema } from "./verdict.ts";

/**
 * results.json, schema 1. Measuring writes it, and judging reads it. A value that was not measured is absent, never 0.
 * verdict.ts has the parts that the judge adds.
 */

/** The format version of our files. */
export const schemaVersion = z.literal(1, {
  error: ({ input }) => `expected 1, got ${input === undefined ? "nothing" : JSON.stringify(input)}`,
});

const responseTime = z.object({
  mean: msSchema,
  p50: msSchema,
  p90: msSchema,
  p95: msSchema,
  p99: msSchema,
  p999: msSchema,
  max: msSchema,
});

/** HdrHistogram V2, compressed, base64. A real one is shorter than this; a longer one may unpack to any size. */
const encodedHistogram = z.string().max(262_144);

const timeSummary = z.object({ p50: msSchema, p95: msSchema, max: msSchema });

const load = {
  due_requests: countSchema,
  total_requests: countSchema,
  successful_requests: countSchema,
  failed_requests: countSchema,
  dropped_requests: countSchema,
  /** Counts of failures by name, without dropped requests. */
  failures: z.record(z.string(), countSchema),
  /** Absent if no request succeeded. */
  response_time_ms: responseTime.optional(),
  error_rate: ratioSchema.optional(),
  /** Response times of successful requests. */
  histogram: encodedHistogram,
  /** The same without the load generator's own delay. Absent if that was not measured. */
  blameless_histogram: encodedHistogram.optional(),
  /** Until the first byte of the body. */
  first_byte_ms: timeSummary.optional(),
  /** Absent if every body came in one piece: `histogram` then has the same times. */
  first_byte_histogram: encodedHistogram.optional(),
  blameless_first_byte_histogram: encodedHistogram.optional(),
  /** Of streams only: the longest time between two pieces of the body. */
  largest_gap_ms: timeSummary.optional(),
  largest_gap_histogram: encodedHistogram.optional(),
};

/** The load generator's own work in a phase. */
const generator = z.object({
  client: z.enum(["http1", "http2", "undici"]),
  clock: z.enum(["ticker", "timer"]),
  workers: countSchema,
  /** CPU cores that Loadgate itself used, on average. */
  cpu_cores: z.number(),
  /** CPU cores that the monitors used while load was sent. Absent if that was not measured. */
  monitor_cpu_cores: z.number().optional(),
  /** Share of the time in which the busiest worker had work. */
  busy_ratio: ratioSchema,
  longest_stall_ms: msSchema,
  /** From when a request was released until it was sent. Absent if none was sent. */
  send_lag_ms: z.object({ p50: msSchema, p99: msSchema, max: msSchema }).optional(),
});

const phaseSchema = z.object({
  id: z.string(),
  arm: z.enum(["base", "head"]),
  warmup: z.boolean(),
  ...load,
  duration_ms: msSchema,
  throughput_per_sec: z.number().optional(),
  peak_throughput_per_sec: z.number().optional(),
  sustained_throughput_per_sec: z.number().optional(),
  resource_utilization: z
    .object({
      /** Share of the CPU cores that the job may use. */
      cpu_ratio: ratioSchema,
      /** Largest resident set of the service's processes together. */
      memory_bytes: z.number(),
      /** The same as a share of the memory that the job may use. */
      memory_ratio: ratioSchema,
      cpu_ms_per_request: msSchema.optional(),
    })
    .optional(),
  requests: z.array(
    z.object({
      name: z.string(),
      ...load,
      /** What came instead of what was expected, by the failure's name: one example each. */
      failure_examples: z.record(z.string(), z.string()).optional(),
      /** Responses by status. */
      statuses: z.record(z.string(), countSchema).optional(),
    }),
  ),
  /** Absent if no request waited for a free user. */
  user_limit: userLimitSchema.optional(),
  generator: generator.optional(),
});

const plainRequestMetrics = z.object({
  due: countSchema,
  failed: countSchema,
  p50: msSchema.optional(),
  /** Geometric mean of the latencies from p25 to p75. Absent in results of older versions. */
  middle: msSchema.optional(),
  p90: msSchema.optional(),
  p95: msSchema.optional(),
  p99: msSchema.optional(),
  tail: msSchema.optional(),
  first_byte: msSchema.optional(),
  largest_gap: msSchema.optional(),
});

const requestMetrics = plainRequestMetrics.extend({
  /** The same without the load generator's delays. Absent if no request waited for a free user. */
  uncapped: plainRequestMetrics.optional(),
  /** Failures that say that the service does not serve the request, such as 404, or `unexpected body`. Absent without any. */
  not_served: z.record(z.string(), countSchema).optional(),
});

/** The metrics of one arm in one round. `requests` has an entry for each request, and "all". */
export const armMetricsSchema = z.object({
  cpu_per_request: msSchema.optional(),
  /** CPU time of the containers that the service depends on, per request. Absent without a compose file. */
  dependency_cpu: msSchema.optional(),
  /** Largest resident set of the service's processes together, in bytes. */
  memory_peak: z.number().nonnegative().optional(),
  /** Growth of the resident set in bytes per request. Negative if memory was returned. */
  memory_growth: z.number().optional(),
  /** How late requests were sent, on average. Only the load generator causes this, so it serves as a control. */
  send_lag: msSchema.optional(),
  /** Of a capacity search: the highest rate at which the limits held, in requests per second. */
  capacity: z.number().positive().optional(),
  requests: z.record(z.string(), requestMetrics),
});

const round = z.object({
  index: countSchema,
  /** Present if several rounds share one start of the services: the start's number. */
  start: countSchema.optional(),
  /** Why this round does not count; absent if it does. */
  invalid: z.string().optional(),
  /** Present if only the round's latencies do not count. */
  invalid_for: z.literal("latency").optional(),
  base: armMetricsSchema.optional(),
  head: armMetricsSchema,
});

/** The shift from base to head, by request and metric, on the scale of model/scale.ts. */
export const logRatiosSchema = z.record(z.string(), z.partialRecord(z.enum(comparedMetrics), z.number()));

const anchoredRun = z.object({ sha: z.string().optional(), at: z.string(), log_ratios: logRatiosSchema });

const recordedRun = z.object({ sha: z.string().optional(), at: z.string(), rounds: z.array(armMetricsSchema) });

/** The settings that shape a scenario's load. Values are hashed, because they may be secret. */
export const loadSettingsSchema = z.object({
  /** Hash of all settings. Different hashes mean different loads. */
  hash: z.string(),
  /** Hash of each value, by key of loadgate.yml or name of a referenced file. */
  keys: z.record(z.string(), z.string()),
  /** Present if there are more keys than are stored. */
  more: z.literal(true).optional(),
});

/** Why the recorded runs of main are not comparable with this run. */
const incomparable = z.discriminatedUnion("kind", [
  /** No keys if an older Loadgate recorded the runs, which did not store them. */
  z.object({ kind: z.literal("settings"), keys: z.array(z.string()), more: z.literal(true).optional() }),
  z.object({ kind: z.literal("machines"), machines: z.array(z.string()), here: z.string() }),
]);

const limit = z.object({ request: z.string(), metric: z.enum(slaMetrics), limit: z.number() });

const effects = z.partialRecord(z.enum(comparedMetrics), ratioSchema);
const floors = z.partialRecord(z.enum(comparedMetrics), z.number().nonnegative());

const dealing = z.object({
  kind: z.enum(interleaves),
  reason: z.string(),
  /** Pairs of base and head that ran at once, each a round. Absent if there was one. */
  pairs: z.literal(2).optional(),
  /** Why one pair ran at a time, although two were allowed. A clause. */
  one_pair_reason: z.string().optional(),
});

export const environmentSchema = z.object({
  cpu_model: z.string(),
  cores: countSchema,
  memory_bytes: z.number(),
  /** The cores that the job may use, by its CPU quota and CPU set. Absent if it may use all. */
  cpu_limit: z.number().positive().optional(),
  /** The memory that the job may use. Absent if it may use all. */
  memory_limit_bytes: z.number().positive().optional(),
  kernel: z.string(),
  image: z.string().optional(),
  node: z.string(),
  config_hash: z.string(),
});

/** The scenario, measured again on a second machine. */
const confirmation = z.object({
  environment: environmentSchema,
  started_at: z.string(),
  rounds: z.array(round),
  rounds_planned: countSchema.optional(),
  round_ms: msSchema.optional(),
  dealing: dealing.optional(),
  /** Why measuring ended early. */
  failure: z.string().optional(),
});

export const modeKindSchema = z.enum(comparisonModeKinds);

const scenario = z.object({
  id: z.string(),
  /** How the scenario was compared, and why. */
  mode: z.object({
    kind: modeKindSchema,
    reason: z.string(),
    /** Main was compared with an earlier build of its own, to find drift. Such comparisons do not gate. */
    against: z.literal("anchor").optional(),
    /** It would have been compared with a base build, but that is missing; see `missing_base`. */
    lacks_base: z.literal(true).optional(),
    /** The step of the setup that the base does not serve, with the failure. The head was measured alone. */
    unserved_setup: z.string().optional(),
  }),
  phases: z.array(phaseSchema),
  rounds: z.array(round),
  rounds_planned: countSchema.optional(),
  round_ms: msSchema.optional(),
  /** How a duet dealt its load to the arms, and why. */
  dealing: dealing.optional(),
  /** Users wait for responses, so a slower arm gets fewer requests. */
  closed_loop: z.literal(true).optional(),
  /** Chance decides the number of requests in a round. Both arms still get the same. */
  random_count: z.literal(true).optional(),
  /** Names of the requests whose response is a stream. */
  streams: z.array(z.string()).optional(),
  /** The recorded runs of main that the head is compared with. */
  recorded: z.array(recordedRun).optional(),
  /** Present if main has recorded this scenario, but no comparable run. */
  incomparable: incomparable.optional(),
  load: loadSettingsSchema.optional(),
  /** Earlier runs of main against the same anchor, the newest last. Drift is searched in them. */
  anchored: z.array(anchoredRun).optional(),
  limits: z.array(limit),
  /** The scenario's own thresholds. They win over those of the settings. */
  min_effect: effects.optional(),
  min_change: floors.optional(),
  /** Why measuring ended early. */
  failure: z.string().optional(),
  /** Present if only this arm failed, and the other one passed the same: a broken head fails the run. */
  failed_arm: z.enum(["base", "head"]).optional(),
  confirmation: confirmation.optional(),
  /** Of a scenario with capacity. Each restart of the services is a round then. */
  scalability: scalabilitySchema.optional(),
  /** The same, in short, in the usual names. */
  scalability_report: scalabilityReportSchema.optional(),
  ...causeResultKeys,
  ...loadTestResultKeys,
  comparisons: z.array(comparisonSchema),
  sla: z.array(slaCheckSchema),
});

const settings = z.object({
  false_alarm: ratioSchema.gt(0).lt(1),
  /** Spread (CV) of a latency from one start of the same build to the next. Assumed if there are too few starts. */
  restart_noise: ratioSchema.optional(),
  min_effect: effects,
  /** Floors in ms or bytes that replace those of the metrics. */
  min_change: floors.optional(),
  fail_on: z.array(z.enum(failConditions)),
  budget_ms: msSchema,
  /** Number of gating comparisons, fixed before the run. They share `false_alarm`. */
  gating: countSchema.optional(),
  /** The report warns if the baseline's newest run is older. */
  baseline_max_age_ms: msSchema.optional(),
});

const baseline = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("found"),
    runs: countSchema,
    /** Where the baseline was found, as text. */
    from: z.string().optional(),
    /** Of the newest run, as are the values below. */
    run_id: z.string().optional(),
    sha: z.string().optional(),
    at: z.string(),
    /** Its age at the start of this run. Negative if the clocks disagree. */
    age_ms: z.number().optional(),
  }),
  z.object({ kind: z.literal("not_asked") }),
  z.object({ kind: z.literal("absent"), message: z.string() }),
  z.object({ kind: z.literal("unreachable"), message: z.string() }),
  z.object({ kind: z.literal("unusable"), message: z.string() }),
]);

const build = z.object({
  sha: z.string().optional(),
  from: z.string(),
  /** Present if the measured build differs from that commit. */
  changed: z.literal(true).optional(),
});

export const resultsSchema = z.object({
  schema: schemaVersion,
  verdict: verdictSchema,
  environment: environmentSchema,
  provenance: z.object({
    loadgate: z.string(),
    base: build.optional(),
    head: build,
    started_at: z.string(),
    /** Of the whole run. */
    duration_ms: msSchema,
    /** The part of it that finding and building base and head took. Absent in results of older versions. */
    build_ms: msSchema.optional(),
    seed: z.number(),
  }),
  settings,
  baseline,
  /** Present if there should be a base, and there is none. */
  missing_base: missingBaseSchema.optional(),
  /** CPU cores of the load generator and of the service. Absent if they shared all cores. */
  pinning: z.object({ generator: z.string(), service: z.string() }).optional(),
  /** Regressions that the pull request or the command line accepts. */
  accepted: z.array(acceptanceSchema).optional(),
  /** Lasting changes of main. Absent if drift was not searched. */
  drift: z.array(driftSchema).optional(),
  scenarios: z.array(scenario),
  warnings: z.array(noticeSchema),
});

export type Results = z.output<typeof resultsSchema>;
export type Settings = Results["settings"];
export type Environment = Results["environment"];
export type BaselineNote = Results["baseline"];
export type ScenarioResult = Results["scenarios"][number];
export type PhaseResult = ScenarioResult["phases"][number];
export type RoundResult = ScenarioResult["rounds"][number];
export type ArmMetrics = z.output<typeof armMetricsSchema>;
export type RequestMetrics = z.output<typeof requestMetrics>;
export type InterleavingChoice = z.output<typeof dealing>;
export type LogRatios = z.output<typeof logRatiosSchema>;
export type AnchoredRun = z.output<typeof anchoredRun>;
export type Confirmation = z.output<typeof confirmation>;
export type LoadSettings = z.output<typeof loadSettingsSchema>;
export type Incomparable = z.output<typeof incomparable>;
export type Limit = z.output<typeof limit>;

/** A run before it is judged. */
export type MeasuredRun = Omit<Results, "verdict" | "scenarios"> & { readonly scenarios: readonly MeasuredScenario[] };
export type MeasuredScenario = Omit<ScenarioResult, "comparisons" | "sla">;
