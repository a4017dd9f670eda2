import { arrivalKinds } from "../../model/plan.ts";
import { capacitySlaSchema } from "./metricSchema.ts";
import { positiveRateSchema } from "./units.ts";
import { mapSchema, oneOf } from "./valueTypes.ts";

export const capacitySchema = mapSchema({
  sla: capacitySlaSchema.default({}),
  plan: positiveRateSchema
    .optional()
    .describe("Rate that the service should carry one day. The report says what it takes to get there."),
  arrival: oneOf(arrivalKinds)
    .default("poisson")
    .describe("Like the arrival of a phase. poisson: visitors that know nothing of each other."),
  max_rate: positiveRateSchema
    .prefault("50000/s")
    .describe("The search goes no higher. The load generator may reach its own limit before."),
}).describe("Searches the highest rate at which the limits hold, instead of playing phases. The search has no phases.");
