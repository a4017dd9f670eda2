import { z } from "zod";
import { arrivalKinds } from "../../model/plan.ts";
import { count, duration, durationRange, positiveDuration, positiveRate, rate } from "./units.ts";
import { nonEmptyText, object, oneOf, truth } from "./valueTypes.ts";

const everyPhase = {
  id: nonEmptyText.optional().describe("Name of the phase; by default its pattern and place, such as constant-1."),
  warmup: truth.default(false).describe("Played, but not judged."),
  duration: positiveDuration.describe("How long the phase is when it is played whole; a duet plays cuts of it."),
  cooldown: duration.prefault("0s").describe("Rest after the phase."),
};

const openPhase = {
  ...everyPhase,
  max_concurrent_users: count.default(100).describe("Most requests in flight; further arrivals wait their turn."),
  arrival: oneOf(arrivalKinds)
    .default("even")
    .describe("Each arrival at a random moment of its own share of the time, or independent of the others."),
};

const patterns = [
  object({
    ...openPhase,
    pattern: z.literal("constant"),
    rate: positiveRate.describe("Of constant: arrivals in that time."),
  }),
  object({
    ...openPhase,
    pattern: z.literal("ramp"),
    from: rate.describe("Of ramp: the rate it begins with."),
    to: rate.describe("Of ramp: the rate it ends with."),
  }),
  object({
    ...openPhase,
    pattern: z.literal("spike"),
    base: rate.describe("Of spike: the rate around the spike."),
    peak: positiveRate.describe("Of spike: the rate in the spike."),
    spike_duration: positiveDuration.describe("Of spike: how long the spike lasts."),
    spike_at: duration
      .optional()
      .describe("Of spike: when it begins, since the phase began; by default it lies in the middle."),
  }),
  object({
    ...openPhase,
    pattern: z.literal("burst"),
    size: count.describe("Of burst: arrivals at once."),
    interval: positiveDuration.describe("Of burst: time between two bursts."),
  }),
  object({
    ...openPhase,
    pattern: z.literal("steps"),
    rates: z
      .array(rate, { error: "expected a list of rates, such as [10/s, 20/s]" })
      .min(1, { error: "expected at least one rate" })
      .describe("Of steps: the rates, each for an equal part of the phase."),
  }),
  object({
    ...openPhase,
    pattern: z.literal("sine"),
    mean: positiveRate.describe("Of sine: the rate around which it swings."),
    amplitude: rate.describe("Of sine: how far it swings to either side; at most the mean."),
    period: positiveDuration.describe("Of sine: from one crest to the next."),
  }),
  object({
    ...everyPhase,
    pattern: z.literal("users"),
    users: count.describe("Of users: how many there are; each waits for its answer before it comes again."),
    think_time: durationRange.prefault("0s").describe("Of users: rest between an answer and the next request."),
  }),
] as const;

const names = patterns.map(({ shape }) => shape.pattern.value);

export const phase = z.discriminatedUnion("pattern", patterns, {
  error: ({ code }) =>
    code === "invalid_union"
      ? `expected one of ${names.join(", ")}`
      : "expected a phase, such as { pattern: constant, rate: 10/s, duration: 30s }",
});

export type FilePhase = z.output<typeof phase>;
