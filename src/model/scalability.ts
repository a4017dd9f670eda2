import { z } from "zod";
import { bottleneckKinds } from "./cause.ts";
import { slaMetrics } from "./metric.ts";
import { overloadResultSchema } from "./overload.ts";
import { countSchema, msSchema, ratioSchema } from "./schemaTypes.ts";

/** The part of results.json about how far a service scales. */

const interval = z.tuple([z.number(), z.number()]);
const firstBroken = z.enum([...slaMetrics, "backlog"]);

/** What limits a service at its capacity. */
export const capacityLimits = [...bottleneckKinds, "unknown"] as const;

const capacityOutcome = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("found") }),
  /** The final trial, just below the capacity, broke a limit, or its backlog grew. */
  z.object({ kind: z.literal("not_sustained"), reason: z.string() }),
  z.object({ kind: z.literal("fails_at_lowest"), per_sec: z.number() }),
  /** The limits hold at the highest rate that was tried. */
  z.object({
    kind: z.literal("beyond_reach"),
    per_sec: z.number(),
    /** What ended the search: the load generator's own limit, or `capacity.max_rate`. */
    by: z.enum(["generator", "max_rate"]),
  }),
  /** The service ended under this load, more than once. */
  z.object({ kind: z.literal("died"), per_sec: z.number(), reason: z.string(), kept_per_sec: z.number().optional() }),
  /** The restarts contradict each other (RFC 9971). */
  z.object({ kind: z.literal("irregular") }),
  /** Too few restarts for an interval, or no order of magnitude, within the budget. */
  z.object({ kind: z.literal("too_little_time"), restarts: countSchema }),
]);

const maxSustainable = z.object({
  value: z.number(),
  /** 95 %, over the restarts. */
  interval,
  limited_by: z.enum(capacityLimits),
  /** The address that requests wait for, if calls to it are the limit. */
  waits_for: z.string().optional(),
  first_broken: firstBroken,
});

const armCapacitySchema = z.object({
  arm: z.enum(["base", "head"]),
  outcome: capacityOutcome,
  /** Absent unless it was found. */
  max_sustainable_per_sec: maxSustainable.optional(),
  /** The estimate of each restart. */
  restarts: z.array(z.object({ restart: countSchema, per_sec: z.number(), first_broken: firstBroken })),
});

const trial = z.object({
  arm: z.enum(["base", "head"]),
  purpose: z.enum(["bracket", "sample", "final", "calm"]),
  restart: countSchema,
  per_sec: z.number(),
  finished_per_sec: z.number(),
  /** Mean number of requests in the service at once. */
  in_service: z.number(),
  /** Share of the requests beyond each limit. */
  beyond: z.partialRecord(z.enum(slaMetrics), ratioSchema),
  median_ms: msSchema,
  /** The value of each metric that has a limit: response times in ms, and the error rate. */
  values: z.partialRecord(z.enum(slaMetrics), z.number()),
});

/** The rate at which a resource reaches its limit, extrapolated from the trials. */
const resourceLimit = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("extrapolated"), value: z.number(), interval }),
  z.object({ kind: z.literal("out_of_reach"), reason: z.string() }),
]);

const usl = z.object({
  lambda: z.number(),
  sigma: z.number(),
  kappa: z.number(),
  /** Of lambda, sigma and kappa. Null for a coefficient on its bound, 0. */
  standard_errors: z.tuple([z.number().nullable(), z.number().nullable(), z.number().nullable()]),
  r_squared: z.number(),
  /** The load with the highest throughput. Absent unless kappa is above 0 beyond chance. */
  peak: z.object({ load: z.number(), per_sec: z.number() }).optional(),
  /** 1 / sigma: where the linear bound meets the ceiling. */
  optimal_load: z.number().optional(),
  /** lambda / sigma: no load gives more. */
  ceiling_per_sec: z.number().optional(),
  /** The curve with its 95 % band. Loads beyond `largest_load` are a prediction. */
  curve: z.array(z.object({ load: z.number(), per_sec: z.number(), interval })),
  largest_load: z.number(),
});

const plan = z.object({
  target_per_sec: z.number(),
  /** The target divided by the capacity. */
  factor: z.number(),
  evidence: z.string(),
});

const recommendation = z.object({ kind: z.string(), evidence: z.string(), advice: z.string() });

export const scalabilitySchema = z.object({
  sla: z.partialRecord(z.enum(slaMetrics), z.number()),
  arms: z.array(armCapacitySchema),
  usl: usl.optional(),
  /** Why there is no `usl`. */
  usl_refused: z.string().optional(),
  limits: z.object({
    max_sustainable_per_sec: maxSustainable.optional(),
    cpu_per_sec: resourceLimit.optional(),
    memory_per_sec: resourceLimit.optional(),
    io_per_sec: resourceLimit.optional(),
    network_per_sec: resourceLimit.optional(),
  }),
  /** How the service grows from its lowest measured rate to its capacity. docs/method.md has the formulas. */
  coefficients: z
    .object({
      response_time_scaling: z.number().optional(),
      throughput_scaling_efficiency: z.number().optional(),
      resource_utilization_efficiency: z.number().optional(),
    })
    .optional(),
  plan: plan.optional(),
  overload: overloadResultSchema.optional(),
  recommendations: z.array(recommendation),
  trials: z.array(trial),
});

export type Scalability = z.output<typeof scalabilitySchema>;
export type ArmCapacity = Scalability["arms"][number];
export type CapacityOutcome = ArmCapacity["outcome"];
export type ResourceLimit = z.output<typeof resourceLimit>;
