import { z } from "zod";
import { countSchema, msSchema, ratioSchema } from "./schemaTypes.ts";

/** How the limit of concurrent users delayed a phase. */
export const userLimitSchema = z.object({
  limit: countSchema,
  /** `machine`: loadgate.yml sets no limit, and the load generator can hold no more. */
  source: z.enum(["config", "machine"]),
  /** Share of the arrivals that waited until a user was free. */
  waited_ratio: ratioSchema,
  longest_wait_ms: msSchema,
  /** The limit that the load would not have reached, roughly. */
  needed: countSchema,
});

export type UserLimit = z.output<typeof userLimitSchema>;
