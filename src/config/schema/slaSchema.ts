import type { z } from "zod";
import { latencyMetrics } from "../../model/plan.ts";
import { positiveDuration, positiveRate, share } from "./units.ts";
import { object } from "./valueTypes.ts";

const latencyLimits = Object.fromEntries(
  latencyMetrics.map((metric) => [metric, positiveDuration.optional()]),
) as Record<(typeof latencyMetrics)[number], z.ZodOptional<typeof positiveDuration>>;
const requestLimits = { ...latencyLimits, throughput: positiveRate.optional(), error_rate: share.optional() };

export const requestSla = object(requestLimits).describe("Limits of this request; they win over the scenario's.");

export const sla = object({
  ...requestLimits,
  cpu: share.optional().describe("Most of the machine's processor time that the service may use."),
  memory: share.optional().describe("Most of the machine's memory that the service may use."),
}).describe("Limits that the head must keep. Latencies and shares are maxima, throughput is a minimum.");
