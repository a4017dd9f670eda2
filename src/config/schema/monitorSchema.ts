import { z } from "zod";
import { durationSchema, positiveDurationSchema, shareSchema, sizeSchema } from "./units.ts";
import { mapSchema, nonEmptyStringSchema, oneOf, stringMapSchema, textByArmSchema } from "./valueTypes.ts";

const databaseSchema = (name: string) =>
  z
    .union(
      [
        nonEmptyStringSchema,
        z.strictObject({ base: nonEmptyStringSchema, head: nonEmptyStringSchema }),
        z.strictObject({ url: textByArmSchema, env: nonEmptyStringSchema.optional() }),
      ],
      { error: `expected an address such as ${name}://localhost, { base, head }, or { url, env }` },
    )
    .optional();

export const monitorsSchema = mapSchema({
  interval: positiveDurationSchema.prefault("100ms").describe("Time between two readings."),
  prometheus: mapSchema({
    url: textByArmSchema.describe("Path of the service, or an address. One for both, or { base, head }."),
    series: stringMapSchema
      .default({})
      .describe(
        "Expressions such as rate(spikes_total), by their name in the report. Default: standard metrics of the runtime.",
      ),
  })
    .optional()
    .describe("A Prometheus page to read."),
  postgres: databaseSchema("postgres").describe(
    "Address of the PostgreSQL database that the service uses. env: the variable by which the service finds it; statements are then counted between them in the extra rounds.",
  ),
  redis: databaseSchema("redis").describe(
    "Address of the Redis server that the service uses. env: the variable by which the service finds it; commands are then counted between them in the extra rounds.",
  ),
  anomalies: mapSchema({
    cpu: shareSchema.prefault("95%").describe("CPU of the service, as a share of the cores that the job may use."),
    memory: shareSchema.prefault("90%").describe("Memory of the service, as a share of what the job may use."),
    p95: positiveDurationSchema.prefault("1s").describe("p95 of a second."),
    throughput_variation: shareSchema
      .prefault("30%")
      .describe("Coefficient of variation of the requests per second of a constant load."),
    errors: shareSchema.prefault("10%").describe("Failed requests of a second."),
    memory_growth: sizeSchema.prefault("4KiB").describe("Growth of the memory per request."),
    latency_drift: shareSchema
      .prefault("50%")
      .describe("Growth of the median latency from the first to the last third of a phase."),
    stall: positiveDurationSchema.prefault("500ms").describe("Time without a response while requests wait."),
  })
    .prefault({})
    .describe("Limits above which a reading is an anomaly. fail_on: [anomaly] makes them fail the run."),
});

const servicePathSchema = nonEmptyStringSchema.regex(/^\//, {
  error: "expected a path that starts with /, such as /debug/pprof/profile",
});

export const explainSchema = mapSchema({
  budget: durationSchema
    .prefault("60s")
    .describe("Maximum time for extra rounds with instruments after a regression. 0s switches them off."),
  profile: z
    .union([z.strictObject({ command: nonEmptyStringSchema }), z.strictObject({ pprof: servicePathSchema })], {
      error: "expected { command: a shell command } or { pprof: a path of the service }",
    })
    .optional()
    .describe("How to profile a service that does not run on Node. command gets PID, DURATION, OUT and LOADGATE_ARM."),
  traces: oneOf(["auto", "off"])
    .default("auto")
    .describe("Receive spans from services that have OpenTelemetry, in the extra rounds."),
});
