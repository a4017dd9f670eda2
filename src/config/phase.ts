import type { LoadPattern, Phase } from "../model/plan.ts";
import { millis } from "../model/unit.ts";
import { assertNever } from "../util/assertNever.ts";
import { omitUndefined } from "../util/omitUndefined.ts";
import { toNonEmpty } from "./nonEmpty.ts";
import { type KeyPath, type PathProblem, valueProblems } from "./problem.ts";
import type { FilePhase } from "./schema/phaseSchema.ts";

export function phaseOf(phase: FilePhase, index: number): Phase {
  const isClosedLoop = phase.pattern === "users";
  return {
    id: phaseId(phase, index),
    warmup: phase.warmup,
    pattern: patternOf(phase),
    arrival: isClosedLoop ? "even" : phase.arrival,
    durationMs: phase.duration,
    cooldownMs: phase.cooldown,
    ...omitUndefined({ maxConcurrentUsers: isClosedLoop ? phase.users : phase.max_concurrent_users }),
  };
}

/** Default: pattern and position, such as constant-1. */
export function phaseId({ id, pattern }: FilePhase, index: number): string {
  return id ?? `${pattern}-${index + 1}`;
}

function patternOf(phase: FilePhase): LoadPattern {
  switch (phase.pattern) {
    case "constant":
      return { kind: "constant", ratePerSec: phase.rate };
    case "ramp":
      return { kind: "ramp", fromPerSec: phase.from, toPerSec: phase.to };
    case "spike":
      return {
        kind: "spike",
        basePerSec: phase.base,
        peakPerSec: phase.peak,
        spikeAtMs: phase.spike_at ?? millis((phase.duration - phase.spike_duration) / 2),
        spikeDurationMs: phase.spike_duration,
      };
    case "burst":
      return { kind: "burst", size: phase.size, intervalMs: phase.interval };
    case "steps":
      return { kind: "steps", ratesPerSec: toNonEmpty(phase.rates, "rates") };
    case "sine":
      return { kind: "sine", meanPerSec: phase.mean, amplitudePerSec: phase.amplitude, periodMs: phase.period };
    case "users":
      return { kind: "users", users: phase.users, thinkTimeMs: phase.think_time };
    default:
      return assertNever(phase);
  }
}

/** Contradictions between the keys of a phase. Each key is valid by itself. */
export function phaseProblems(phase: FilePhase, at: KeyPath): readonly PathProblem[] {
  switch (phase.pattern) {
    case "ramp":
      return problemWithValue(
        phase.from === 0 && phase.to === 0,
        [...at, "to"],
        "expected a rate above zero at the start or at the end",
      );
    case "spike": {
      const { duration, spike_duration, spike_at = 0 } = phase;
      const key = spike_duration > duration ? "spike_duration" : "spike_at";
      return problemWithValue(
        spike_at + spike_duration > duration,
        [...at, key],
        "expected a spike that ends within its phase",
      );
    }
    case "steps":
      return problemWithValue(
        phase.rates.every((rate) => rate === 0),
        [...at, "rates"],
        "expected at least one rate above zero",
      );
    case "sine":
      return problemWithValue(phase.amplitude > phase.mean, [...at, "amplitude"], "expected at most the mean");
    case "constant":
      return problemWithValue(
        phase.rate * phase.duration < 1000,
        [...at, "duration"],
        "expected a duration long enough for one arrival at this rate",
      );
    case "burst":
    case "users":
      return [];
    default:
      return assertNever(phase);
  }
}

function problemWithValue(applies: boolean, path: KeyPath, message: string): readonly PathProblem[] {
  return valueProblems(path, applies ? message : undefined);
}
