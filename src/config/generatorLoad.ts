import type { SpikePattern } from "../model/generator.ts";
import { millis } from "../model/unit.ts";
import { assertNever } from "../util/assertNever.ts";
import { type KeyPath, type PathProblem, problemIf } from "./problem.ts";
import type { FileGenerator } from "./schema/generatorSchema.ts";

export type FileSpikeTrain = Extract<FileGenerator, { readonly kind: "spike_train" }>;

export function spikePatternOf(generator: FileSpikeTrain): SpikePattern {
  const { pattern, frequency: eventsPerSec, refractory, burst_size, burst_interval, jitter } = generator;
  switch (pattern) {
    case "regular":
      return { kind: "regular", eventsPerSec };
    case "poisson":
      return { kind: "poisson", eventsPerSec, deadTimeMs: refractory ?? millis(2) };
    case "bursty":
      return { kind: "bursty", eventsPerSec, size: burst_size ?? 5, intervalMs: burst_interval ?? millis(4) };
    case "synchronous":
      return { kind: "synchronous", eventsPerSec, jitterMs: jitter ?? millis(1) };
    default:
      return assertNever(pattern);
  }
}

/** Most spikes that one request may carry. */
const mostSpikes = 10_000;

/** Times that do not fit the frequency, and keys of another pattern. */
export function spikeTrainProblems(
  generator: FileSpikeTrain,
  carriesTrain: boolean,
  at: KeyPath,
): readonly PathProblem[] {
  const { pattern, frequency, duration = millis(1000) } = generator;
  const spikes = spikePatternOf(generator);
  const limitMs = 1000 / frequency;
  const unused = patternKeys.filter(({ key, of }) => of !== pattern && generator[key] !== undefined);
  const [timeKey, timeMs] = limitedTime(spikes);
  return [
    ...unused.map(({ key, of }) => ({
      path: [...at, key],
      message: `only pattern: ${of} has ${key}; the pattern is ${pattern}; remove ${key}`,
    })),
    ...problemIf(
      timeMs >= limitMs,
      [...at, timeKey],
      `expected less than ${limitMs} ms, the mean time between two spikes at this frequency, got ${timeMs} ms`,
    ),
    ...problemIf(
      carriesTrain && (frequency * duration) / 1000 > mostSpikes,
      [...at, "duration"],
      `expected a train of at most ${mostSpikes} spikes; lower duration or frequency`,
    ),
  ];
}

const patternKeys = [
  { key: "refractory", of: "poisson" },
  { key: "burst_size", of: "bursty" },
  { key: "burst_interval", of: "bursty" },
  { key: "jitter", of: "synchronous" },
] as const;

/** The time that must be shorter than the mean interval. */
function limitedTime(spikes: SpikePattern): readonly [key: string, ms: number] {
  switch (spikes.kind) {
    case "regular":
      return ["frequency", 0];
    case "poisson":
      return ["refractory", spikes.deadTimeMs];
    case "bursty":
      return ["burst_interval", spikes.intervalMs];
    case "synchronous":
      return ["jitter", spikes.jitterMs];
    default:
      return assertNever(spikes);
  }
}
