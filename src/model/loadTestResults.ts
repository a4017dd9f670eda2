import { z } from "zod";
import { generatorKinds } from "./generator.ts";
import { countSchema, msSchema, ratioSchema } from "./schemaTypes.ts";

const arm = z.enum(["base", "head"]);

/** One arm over all its measured phases. A value that was not measured is absent. */
const loadTestResults = z.object({
  arm,
  scenario_id: z.string(),
  total_duration_ms: msSchema,
  /** Requests that were sent. */
  total_requests: countSchema,
  successful_requests: countSchema,
  failed_requests: countSchema,
  /** Requests that were due and never sent. */
  dropped_requests: countSchema,
  average_response_time_ms: msSchema.optional(),
  p95_response_time_ms: msSchema.optional(),
  p99_response_time_ms: msSchema.optional(),
  /** The best second. */
  peak_throughput_per_sec: z.number().optional(),
  /** Reached in nine of ten seconds, in the phase with the lowest such rate. */
  sustained_throughput_per_sec: z.number().optional(),
  /** Failed and dropped requests, of those that were due. */
  error_rate: ratioSchema.optional(),
  resource_utilization: z
    .object({ cpu_ratio: ratioSchema, memory_bytes: z.number(), memory_ratio: ratioSchema })
    .optional(),
});

/** The work of a specialised generator on one arm, over all measured phases. */
const generatorResult = z.object({
  arm,
  generator_type: z.enum(generatorKinds),
  requests_generated: countSchema,
  average_response_time_ms: msSchema.optional(),
  success_rate: ratioSchema.optional(),
});

/** Keys of a scenario in results.json. */
export const loadTestResultKeys = {
  /** One entry per arm, the base first. */
  load_test_results: z.array(loadTestResults).optional(),
  /** One entry per arm. Absent without a specialised generator. */
  generator_results: z.array(generatorResult).optional(),
};

export type LoadTestResults = z.output<typeof loadTestResults>;
export type GeneratorResult = z.output<typeof generatorResult>;
