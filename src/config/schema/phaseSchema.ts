import { z } from "zod";
import { arrivalKinds } from "../../model/plan.ts";
import {
  durationRangeSchema,
  durationSchema,
  positiveDurationSchema,
  positiveRateSchema,
  rateSchema,
  wholeNumberSchema,
} from "./units.ts";
import { booleanSchema, mapSchema, nonEmptyStringSchema, oneOf } from "./valueTypes.ts";

const commonKeys = {
  id: nonEmptyStringSchema
    .optional()
    .describe("Name of the phase. Default: its pattern and position, such as constant-1."),
  warmup: booleanSchema.default(false).describe("The phase runs, but its results are not compared or checked."),
  duration: positiveDurationSchema.describe(
    "Length of the phase. A duet runs many short rounds instead, each a piece of the phase.",
  ),
  cooldown: durationSchema.prefault("0s").describe("Pause after the phase."),
};

const openLoopKeys = {
  ...commonKeys,
  max_concurrent_users: wholeNumberSchema
    .optional()
    .describe(
      "Maximum requests in flight. Further arrivals wait until one of them ends. Default: as many as the load needs, up to 10,000.",
    ),
  arrival: oneOf(arrivalKinds)
    .default("even")
    .describe(
      "even: each arrival falls at a random moment of its own interval. poisson: arrivals are independent of each other.",
    ),
};

const patterns = [
  mapSchema({
    ...openLoopKeys,
    pattern: z.literal("constant"),
    rate: positiveRateSchema.describe("Arrivals per second, constant for the whole phase."),
  }),
  mapSchema({
    ...openLoopKeys,
    pattern: z.literal("ramp"),
    from: rateSchema.describe("Rate at the start of a ramp."),
    to: rateSchema.describe("Rate at the end of a ramp."),
  }),
  mapSchema({
    ...openLoopKeys,
    pattern: z.literal("spike"),
    base: rateSchema.describe("Rate before and after the spike."),
    peak: positiveRateSchema.describe("Rate during the spike."),
    spike_duration: positiveDurationSchema.describe("Length of the spike."),
    spike_at: durationSchema
      .optional()
      .describe("Start of the spike, from the start of the phase. Default: the spike lies in the middle."),
  }),
  mapSchema({
    ...openLoopKeys,
    pattern: z.literal("burst"),
    size: wholeNumberSchema.describe("Number of arrivals in a burst, all at once."),
    interval: positiveDurationSchema.describe("Time between two bursts."),
  }),
  mapSchema({
    ...openLoopKeys,
    pattern: z.literal("steps"),
    rates: z
      .array(rateSchema, { error: "expected a list of rates, such as [10/s, 20/s]" })
      .min(1, { error: "expected at least one rate" })
      .describe("Rates of the steps. Each step lasts an equal part of the phase."),
  }),
  mapSchema({
    ...openLoopKeys,
    pattern: z.literal("sine"),
    mean: positiveRateSchema.describe("Mean rate of the sine wave."),
    amplitude: rateSchema.describe("Largest difference of the sine wave from its mean rate. At most the mean."),
    period: positiveDurationSchema.describe("Time from one crest of the sine wave to the next."),
  }),
  mapSchema({
    ...commonKeys,
    pattern: z.literal("users"),
    users: wholeNumberSchema.describe(
      "Number of users in a closed loop. Each user waits for the response before its next request.",
    ),
    think_time: durationRangeSchema
      .prefault("0s")
      .describe("Pause of a user between a response and the next request, such as 2s or 1s..3s."),
  }),
] as const;

const patternNames = patterns.map(({ shape }) => shape.pattern.value);

export const phaseSchema = z.discriminatedUnion("pattern", patterns, {
  error: ({ code }) =>
    code === "invalid_union"
      ? `expected one of ${patternNames.join(", ")}`
      : "expected a phase, such as { pattern: constant, rate: 10/s, duration: 30s }",
});

export type FilePhase = z.output<typeof phaseSchema>;

const replaces = "Replaces the preset's value.";

/** Keys of a preset's phase. Those that are not set keep the preset's value. */
export const phaseOverrideSchema = mapSchema({
  rate: positiveRateSchema.optional().describe(replaces),
  from: rateSchema.optional().describe(replaces),
  to: rateSchema.optional().describe(replaces),
  base: rateSchema.optional().describe(replaces),
  peak: positiveRateSchema.optional().describe(replaces),
  spike_duration: positiveDurationSchema.optional().describe(replaces),
  spike_at: durationSchema.optional().describe(replaces),
  duration: positiveDurationSchema.optional().describe(replaces),
  cooldown: durationSchema.optional().describe(replaces),
  max_concurrent_users: wholeNumberSchema.optional().describe(replaces),
  arrival: oneOf(arrivalKinds).optional().describe(replaces),
  warmup: booleanSchema.optional().describe(replaces),
});

export type FilePhaseOverride = z.output<typeof phaseOverrideSchema>;
