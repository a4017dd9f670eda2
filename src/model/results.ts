import { z } from "zod";
import { comparedMetrics, failures, interleaves, slaMetrics } from "./plan.ts";
import { count, ms, ratio } from "./schemaTypes.ts";
import { acceptance, comparison, drift, slaCheck, verdict } from "./verdict.ts";

/**
 * results.json, schema 1: where measuring and judging meet. What was not measured is absent, never 0. What the judge adds
 * to a measurement is in judgement.ts.
 */

/** The version of our files' form. */
export const schemaOne = z.literal(1, {
  error: ({ input }) => `expected 1, got ${input === undefined ? "nothing" : JSON.stringify(input)}`,
});

const responseTime = z.object({ mean: ms, p50: ms, p90: ms, p95: ms, p99: ms, p999: ms, max: ms });

/** HdrHistogram V2, compressed, base64: of any load it is shorter than this, and what is longer unpacks to anything. */
const encodedHistogram = z.string().max(262_144);

const load = {
  due_requests: count,
  total_requests: count,
  successful_requests: count,
  failed_requests: count,
  dropped_requests: count,
  /** Failures by their own names. */
  failures: z.record(z.string(), count),
  /** Absent where no request succeeded. */
  response_time_ms: responseTime.optional(),
  error_rate: ratio.optional(),
  /** Response times of successes. */
  histogram: encodedHistogram,
  /** The same less what the load generator was late. */
  blameless_histogram: encodedHistogram.optional(),
};

/** How the load generator itself fared. */
const generator = z.object({
  client: z.enum(["http1", "undici"]),
  clock: z.enum(["ticker", "timer"]),
  workers: count,
  /** Processor cores that Loadgate itself kept busy. */
  cpu_cores: z.number(),
  /** Share of the time in which the busiest worker had something to do. */
  busy_ratio: ratio,
  longest_stall_ms: ms,
  /** From when a request was released until it left. Absent where none left. */
  send_lag_ms: z.object({ p50: ms, p99: ms, max: ms }).optional(),
});

const phaseSchema = z.object({
  id: z.string(),
  arm: z.enum(["base", "head"]),
  warmup: z.boolean(),
  ...load,
  duration_ms: ms,
  throughput_per_sec: z.number().optional(),
  peak_throughput_per_sec: z.number().optional(),
  sustained_throughput_per_sec: z.number().optional(),
  resource_utilization: z
    .object({
      /** Share of all the machine's cores that the service used. */
      cpu_ratio: ratio,
      /** Most memory that the service's processes held at once (resident set). */
      memory_bytes: z.number(),
      /** The same as a share of all the machine's memory. */
      memory_ratio: ratio,
      cpu_ms_per_request: ms.optional(),
    })
    .optional(),
  requests: z.array(
    z.object({ name: z.string(), ...load, /** Answers by status. */ statuses: z.record(z.string(), count).optional() }),
  ),
  generator: generator.optional(),
});

const requestMetrics = z.object({
  due: count,
  failed: count,
  p50: ms.optional(),
  p90: ms.optional(),
  p95: ms.optional(),
  p99: ms.optional(),
  tail: ms.optional(),
});

/** What one arm did in one round; `requests` has an entry per name, and "all". */
export const armMetrics = z.object({
  cpu_per_request: ms.optional(),
  /** Most bytes that the service's processes held at once (resident set) while they were measured. */
  memory_peak: z.number().nonnegative().optional(),
  /** Bytes that they held on to, by request; below zero where they gave some back. */
  memory_growth: z.number().optional(),
  /** How late requests left, on average: the load generator's doing, and so a control that no build can move. */
  send_lag: ms.optional(),
  requests: z.record(z.string(), requestMetrics),
});

const round = z.object({
  index: count,
  /** Why this round is no evidence; absent where it is. */
  invalid: z.string().optional(),
  base: armMetrics.optional(),
  head: armMetrics,
});

/** By request and metric, on the scale of shift.ts: how far head and base are apart. */
export const logRatios = z.record(z.string(), z.partialRecord(z.enum(comparedMetrics), z.number()));

const anchoredRun = z.object({ sha: z.string().optional(), at: z.string(), log_ratios: logRatios });

const recordedRun = z.object({ sha: z.string().optional(), at: z.string(), rounds: z.array(armMetrics) });

/** What shapes a scenario's load, told without its values, which may be secret. */
export const loadSettings = z.object({
  /** Of all of it: different ones are different loads. */
  hash: z.string(),
  /** By the keys of loadgate.yml and the files it names: a hash of the value. */
  keys: z.record(z.string(), z.string()),
  /** Where there are more keys than are kept. */
  more: z.literal(true).optional(),
});

/** Why what main has recorded of a scenario is no evidence for this run. */
const incomparable = z.discriminatedUnion("kind", [
  /** Without keys where an older Loadgate has recorded it, which kept none. */
  z.object({ kind: z.literal("settings"), keys: z.array(z.string()), more: z.literal(true).optional() }),
  z.object({ kind: z.literal("machines"), machines: z.array(z.string()), here: z.string() }),
]);

const limit = z.object({ request: z.string(), metric: z.enum(slaMetrics), limit: z.number() });

const effects = z.partialRecord(z.enum(comparedMetrics), ratio);
const floors = z.partialRecord(z.enum(comparedMetrics), z.number().nonnegative());

const dealing = z.object({ kind: z.enum(interleaves), reason: z.string() });

export const environment = z.object({
  cpu_model: z.string(),
  cores: count,
  memory_bytes: z.number(),
  kernel: z.string(),
  image: z.string().optional(),
  node: z.string(),
  config_hash: z.string(),
});

/** The same scenario, measured again on a second machine. */
const confirmation = z.object({
  environment,
  started_at: z.string(),
  rounds: z.array(round),
  rounds_planned: count.optional(),
  round_ms: ms.optional(),
  dealing: dealing.optional(),
  /** Why measuring ended before its time. */
  failure: z.string().optional(),
});

export const modeKind = z.enum(["duet", "alternate", "recorded", "off"]);

const scenario = z.object({
  id: z.string(),
  /** How the scenario was compared, and why so. */
  mode: z.object({
    kind: modeKind,
    reason: z.string(),
    /** Main against a build of its own past, which looks for drift: none of its comparisons gates. */
    against: z.literal("anchor").optional(),
  }),
  phases: z.array(phaseSchema),
  rounds: z.array(round),
  rounds_planned: count.optional(),
  round_ms: ms.optional(),
  /** How a duet dealt its load to the arms, and why so. */
  dealing: dealing.optional(),
  /** Users wait for their answers: a slower arm is due for less. */
  closed_loop: z.literal(true).optional(),
  /** The recorded runs of main that a recorded comparison is made with. */
  recorded: z.array(recordedRun).optional(),
  /** Where main has recorded this scenario, and none of its runs is like this one. */
  incomparable: incomparable.optional(),
  load: loadSettings.optional(),
  /** The earlier runs of main against the same anchor, the newest last, in which drift is looked for. */
  anchored: z.array(anchoredRun).optional(),
  limits: z.array(limit),
  /** Its own thresholds, which win over those of the settings. */
  min_effect: effects.optional(),
  min_change: floors.optional(),
  /** Why measuring ended before its time. */
  failure: z.string().optional(),
  confirmation: confirmation.optional(),
  comparisons: z.array(comparison),
  sla: z.array(slaCheck),
});

const settings = z.object({
  false_alarm: ratio.gt(0).lt(1),
  min_effect: effects,
  /** Floors of a change, in ms or bytes, where they are not the metric's own. */
  min_change: floors.optional(),
  fail_on: z.array(z.enum(failures)),
  budget_ms: ms,
  /** How many comparisons were to gate, fixed before anything was measured: they share `false_alarm`. */
  gating: count.optional(),
  /** Beyond it, the baseline's newest run is warned of. */
  baseline_max_age_ms: ms.optional(),
});

const baseline = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("found"),
    runs: count,
    /** Where it was found, in words. */
    from: z.string().optional(),
    /** Of the newest run. */
    run_id: z.string().optional(),
    sha: z.string().optional(),
    at: z.string(),
    /** How old that was when this run began; below zero where the clocks disagree. */
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
  /** Whether what was measured differs from that commit. */
  changed: z.literal(true).optional(),
});

export const resultsSchema = z.object({
  schema: schemaOne,
  verdict,
  environment,
  provenance: z.object({
    loadgate: z.string(),
    base: build.optional(),
    head: build,
    started_at: z.string(),
    duration_ms: ms,
    seed: z.number(),
  }),
  settings,
  baseline,
  /** Which processor cores load generator and service had to themselves; absent where they shared them. */
  pinning: z.object({ generator: z.string(), service: z.string() }).optional(),
  /** Regressions that do not count, as the pull request or the command line has it. */
  accepted: z.array(acceptance).optional(),
  /** Changes of main that are larger than a single comparison would have shown; absent where none was looked for. */
  drift: z.array(drift).optional(),
  scenarios: z.array(scenario),
  warnings: z.array(z.string()),
});

export type Results = z.output<typeof resultsSchema>;
export type Settings = Results["settings"];
export type Environment = Results["environment"];
export type BaselineNote = Results["baseline"];
export type ScenarioResult = Results["scenarios"][number];
export type PhaseResult = ScenarioResult["phases"][number];
export type RoundResult = ScenarioResult["rounds"][number];
export type ArmMetrics = z.output<typeof armMetrics>;
export type RequestMetrics = z.output<typeof requestMetrics>;
export type Dealing = z.output<typeof dealing>;
export type LogRatios = z.output<typeof logRatios>;
export type AnchoredRun = z.output<typeof anchoredRun>;
export type Confirmation = z.output<typeof confirmation>;
export type LoadSettings = z.output<typeof loadSettings>;
export type Incomparable = z.output<typeof incomparable>;
export type Limit = z.output<typeof limit>;

/** A run before anything is judged. */
export type Measured = Omit<Results, "verdict" | "scenarios"> & { readonly scenarios: readonly MeasuredScenario[] };
export type MeasuredScenario = Omit<ScenarioResult, "comparisons" | "sla">;
