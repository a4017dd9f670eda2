import { z } from "zod";
import { msSchema, ratioSchema } from "./schemaTypes.ts";

/** What can move with a change of latency or CPU time, or limit an arm. */
export const causeKinds = [
  "cpu",
  "run_queue",
  "gc",
  "event_loop",
  "memory",
  "memory_leak",
  "disk",
  "network",
  "connections",
  "file_descriptors",
  "pool_wait",
  "lock_wait",
  "database_statements",
  "database_slow_statement",
  "database_locks",
  "redis",
  "outbound_calls",
  "stall",
  "errors",
  "response_size",
  "dependency",
] as const;
export type CauseKind = (typeof causeKinds)[number];

/** `unexplained` comes first if no cause explains at least half of the change. */
export const changeKinds = [...causeKinds, "unexplained"] as const;
export const bottleneckKinds = [
  ...causeKinds,
  "cpu_single_core",
  "cgroup_throttling",
  "runner",
  "generator",
  "none",
] as const;

export type BottleneckKind = (typeof bottleneckKinds)[number];

const intervalSchema = z.tuple([z.number(), z.number()]);

/** What moved between base and head, the most explaining first. */
export const changeSchema = z.object({
  kind: z.enum(changeKinds),
  /** The request that carries it. Absent if it is of the service as a whole. */
  request: z.string().optional(),
  /** Those that carry it, if they are several, and not all. */
  requests: z.array(z.string()).optional(),
  /** The function, statement, host, command or wait, by its name. */
  subject: z.string().optional(),
  file: z.string().optional(),
  line: z.number().int().positive().optional(),
  /** Such as ms/request, 1/request or bytes/request. */
  unit: z.string().optional(),
  base: z.number().optional(),
  head: z.number().optional(),
  /** Of head − base, 95 %. */
  interval: intervalSchema.optional(),
  /** Share of the leading regression that it explains. Absent if it cannot be converted into that. */
  explains_ratio: z.number().optional(),
  /** Of stalls: how long one lasts, and the time from one to the next. */
  lasts_ms: msSchema.optional(),
  every_ms: msSchema.optional(),
  evidence: z.string(),
  advice: z.string().optional(),
});
export type Change = z.output<typeof changeSchema>;

export const anomalyKinds = [
  "cpu_spike",
  "memory_high",
  "response_time_high",
  "throughput_variation",
  "error_burst",
  "memory_growth",
  "latency_drift",
  "stall",
  "throttling",
  "steal",
] as const;

export const anomalySchema = z.object({
  kind: z.enum(anomalyKinds),
  arm: z.enum(["base", "head"]),
  phase: z.string(),
  round: z.number().int().nonnegative(),
  /** Since the phase's start. */
  at_ms: msSchema,
  duration_ms: msSchema,
  value: z.number(),
  limit: z.number(),
  /** What else happened in that time. */
  evidence: z.string().optional(),
});
export type Anomaly = z.output<typeof anomalySchema>;

/** What limits an arm, whether or not anything changed. */
export const bottleneckSchema = z.object({
  kind: z.enum(bottleneckKinds),
  arm: z.enum(["base", "head"]),
  subject: z.string().optional(),
  confidence: ratioSchema,
  evidence: z.string(),
  advice: z.string().optional(),
});
export type Bottleneck = z.output<typeof bottleneckSchema>;

/** A monitor's values over time, for pictures: at most 120 points a series. */
export const seriesSchema = z.object({
  name: z.string(),
  unit: z.string(),
  arm: z.enum(["base", "head"]),
  /** Round, time since the round's first phase began in ms, value. */
  points: z.array(z.tuple([z.number(), z.number(), z.number()])),
});
export type Series = z.output<typeof seriesSchema>;

/**
 * A frame of the merged call trees of both arms. Self time in ms per request, or bytes per request. At most 200 levels
 * deep: results with a tree of some thousand levels cannot be written or read.
 */
export interface FlameFrame {
  readonly name: string;
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  readonly base: number;
  readonly head: number;
  readonly children: readonly FlameFrame[];
}

const flameFrameSchema: z.ZodType<FlameFrame> = z.lazy(() =>
  z.object({
    name: z.string(),
    file: z.string().optional(),
    line: z.number().optional(),
    base: z.number(),
    head: z.number(),
    children: z.array(flameFrameSchema),
  }),
);

const subjectSchema = z.object({
  subject: z.string(),
  file: z.string().optional(),
  line: z.number().optional(),
  request: z.string().optional(),
  unit: z.string(),
  base: z.number(),
  head: z.number(),
  interval: intervalSchema.optional(),
  state: z.enum(["grown", "shrunk", "appeared", "disappeared", "same"]),
});
export type SubjectChange = z.output<typeof subjectSchema>;

/** What the instruments of the extra rounds saw. Tables are sorted by the size of the change. */
export const explanationSchema = z.object({
  rounds: z.number().int().nonnegative(),
  duration_ms: msSchema,
  functions: z.array(subjectSchema).optional(),
  allocations: z.array(subjectSchema).optional(),
  statements: z.array(subjectSchema).optional(),
  outbound: z.array(subjectSchema).optional(),
  spans: z.array(subjectSchema).optional(),
  runtime: z.array(subjectSchema).optional(),
  waits: z.array(subjectSchema).optional(),
  flame: flameFrameSchema.optional(),
  /** Files with the raw profiles, in the report's directory. */
  profiles: z.array(z.object({ arm: z.enum(["base", "head"]), path: z.string() })).optional(),
  /** Why there are fewer instruments or rounds than wanted. */
  failures: z.array(z.string()).optional(),
});
export type Explanation = z.output<typeof explanationSchema>;

/** All that a scenario's results say about why. */
export const causeResultKeys = {
  changes: z.array(changeSchema).optional(),
  anomalies: z.array(anomalySchema).optional(),
  bottlenecks: z.array(bottleneckSchema).optional(),
  not_seen: z.array(z.string()).optional(),
  monitors: z.array(seriesSchema).optional(),
  explanation: explanationSchema.optional(),
};
