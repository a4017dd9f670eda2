import { z } from "zod";
import { capacitySlaSchema } from "./metricSchema.ts";
import { positiveDurationSchema, positiveRateSchema } from "./units.ts";
import { mapSchema } from "./valueTypes.ts";

const factorError = "expected a number above 1 and at most 10, such as 1.5";
const factorsError = "expected a list of factors, such as [1.2, 1.5, 2]";

const factorSchema = z.number({ error: factorError }).gt(1, { error: factorError }).max(10, { error: factorError });

export const overloadKeySchema = mapSchema({
  factors: z
    .array(factorSchema, { error: factorsError })
    .min(1, { error: factorsError })
    .max(10, { error: "expected at most 10 factors" })
    .default([1.2, 1.5, 2])
    .describe("Multiples of the capacity, in the order in which they are played."),
  duration: positiveDurationSchema
    .prefault("10s")
    .describe("Time of each factor. It is shorter if gate.budget has no time for it, and at least 1s."),
  rate: positiveRateSchema
    .optional()
    .describe("The capacity of base and head, if it is known. Default: it is searched, with the limits of sla."),
  sla: capacitySlaSchema.default({}),
}).describe(
  "Loads the service beyond its capacity, then as usual: how much it still does, how it refuses, and whether it recovers.",
);
