import { z } from "zod";
import { durationSchema, positiveDurationSchema } from "./units.ts";
import { mapSchema, nonEmptyStringSchema, oneOf, stringMapSchema } from "./valueTypes.ts";

const databaseSchema = (name: string) =>
  z
    .union(
      [
        nonEmptyStringSchema,
        z.strictObject({ base: nonEmptyStringSchema, head: nonEmptyStringSchema }),
        z.strictObject({ url: nonEmptyStringSchema, env: nonEmptyStringSchema.optional() }),
      ],
      { error: `expected an address such as ${name}://localhost, { base, head }, or { url, env }` },
    )
    .optional();

export const monitorsSchema = mapSchema({
  interval: positiveDurationSchema.prefault("100ms").describe("Time between two readings."),
  prometheus: mapSchema({
    url: nonEmptyStringSchema,
    series: stringMapSchema.default({}),
  })
    .optional()
    .describe("Not supported yet."),
  postgres: databaseSchema("postgres").describe("Not supported yet."),
  redis: databaseSchema("redis").describe("Not supported yet."),
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
