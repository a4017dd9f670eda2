import { z } from "zod";
import { msSchema, ratioSchema } from "./schemaTypes.ts";

/** How a service behaves beyond its capacity. The best kind comes first. */
export const overloadKinds = ["graceful", "degrading", "collapse", "hysteresis"] as const;
export type OverloadKind = (typeof overloadKinds)[number];

/** One rate of the overload, over its seconds. Shares are of the requests that ended then. */
const overloadStep = z.object({
  factor: z.number(),
  offered_per_sec: z.number(),
  goodput_per_sec: z.number(),
  /** Goodput / capacity. */
  goodput_ratio: z.number(),
  /** Refused by the service: 429 or 503. */
  refused_ratio: ratioSchema,
  timeout_ratio: ratioSchema,
  failed_ratio: ratioSchema,
  /** Of the accepted requests. Absent if none succeeded. */
  p95_ms: msSchema.optional(),
});

const overloadSecond = z.object({
  offered_per_sec: z.number(),
  goodput_per_sec: z.number(),
  refused_per_sec: z.number(),
  timeout_per_sec: z.number(),
  failed_per_sec: z.number(),
  median_ms: msSchema.optional(),
});

const overloadMeasured = {
  capacity_per_sec: z.number(),
  steps: z.array(overloadStep),
  /** Every second, from the usual load before the overload to the one after it. */
  seconds: z.array(overloadSecond),
  before_ms: msSchema.optional(),
  /** The median response time after the overload, once every request was answered or given up. */
  after_ms: msSchema.optional(),
};

const armOverload = z.discriminatedUnion("kind", [
  z.object({
    kind: z.enum(overloadKinds),
    /** Successful requests per second / capacity, at the factor with the fewest. */
    goodput_ratio: z.number(),
    /** From the end of the overload until the response time is as before. Absent if it did not recover under load. */
    recovery_ms: msSchema.optional(),
    evidence: z.string(),
    ...overloadMeasured,
  }),
  /** Something else than the service limited what was seen. */
  z.object({ kind: z.literal("not_measured"), evidence: z.string() }),
]);

/** The head's, with the base's beside it. */
export const overloadResultSchema = armOverload.and(
  z.object({
    base: armOverload.optional(),
    /** `sla.overload`: the worst kind that is allowed. */
    worst_allowed: z.enum(overloadKinds).optional(),
  }),
);

export type ArmOverload = z.output<typeof armOverload>;
export type OverloadResult = z.output<typeof overloadResultSchema>;
export type MeasuredOverload = Extract<ArmOverload, { readonly steps: unknown }>;
export type OverloadStep = z.output<typeof overloadStep>;
export type OverloadSecond = z.output<typeof overloadSecond>;
