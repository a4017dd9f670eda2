import { z } from "zod";
import { bottleneckKinds } from "./cause.ts";

/** How far a service scales, in the names that load testing frameworks use for it. Taken from `scalability`. */

const interval = z.tuple([z.number(), z.number()]);
const limit = z.object({ rps: z.number(), interval }).or(z.object({ out_of_reach: z.string() }));

export const scalabilityReportSchema = z.object({
  /** Absent unless a capacity was found. */
  current_capacity: z
    .object({ max_sustainable_rps: z.number(), interval, first_broken: z.string(), usable_cores: z.number() })
    .optional(),
  /** What sets the capacity. */
  bottlenecks: z.array(z.object({ kind: z.enum(bottleneckKinds), evidence: z.string() })),
  scaling_limits: z.object({
    max_sustainable_rps: z.number().optional(),
    cpu_limit: limit.optional(),
    memory_limit: limit.optional(),
    io_limit: limit.optional(),
    network_limit: limit.optional(),
  }),
  /** The throughput at several times the present load, by the fitted curve. Empty without a fit. */
  scaling_predictions: z.array(z.object({ load: z.number(), rps: z.number(), interval })),
  scalability_metrics: z.object({
    usl_parameters: z
      .object({ lambda: z.number(), sigma: z.number(), kappa: z.number(), r_squared: z.number() })
      .optional(),
    response_time_scaling: z.number().optional(),
    throughput_scaling_efficiency: z.number().optional(),
    resource_utilization_efficiency: z.number().optional(),
  }),
  /** The most useful first. */
  recommendations: z.array(z.object({ kind: z.string(), evidence: z.string(), advice: z.string() })),
});

export type ScalabilityReport = z.output<typeof scalabilityReportSchema>;
