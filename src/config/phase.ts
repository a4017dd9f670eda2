import type { LoadPattern, NonEmpty, Phase } from "../model/plan.ts";
import { millis, type PerSec } from "../model/unit.ts";
import { unreachable } from "../util/assertNever.ts";
import type { Contradiction, Path } from "./problem.ts";
import type { FilePhase } from "./schema/phaseSchema.ts";

export function phaseOf(phase: FilePhase, index: number): Phase {
  const isClosed = phase.pattern === "users";
  return {
    id: phase.id ?? `${phase.pattern}-${index + 1}`,
    warmup: phase.warmup,
    pattern: patternOf(phase),
    arrival: isClosed ? "even" : phase.arrival,
    durationMs: phase.duration,
    cooldownMs: phase.cooldown,
    maxConcurrentUsers: isClosed ? phase.users : phase.max_concurrent_users,
  };
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
      return { kind: "steps", ratesPerSec: nonEmpty(phase.rates) };
    case "sine":
      return { kind: "sine", meanPerSec: phase.mean, amplitudePerSec: phase.amplitude, periodMs: phase.period };
    case "users":
      return { kind: "users", users: phase.users, thinkTimeMs: phase.think_time };
    default:
      return unreachable(phase);
  }
}

function nonEmpty([first, ...others]: readonly PerSec[]): NonEmpty<PerSec> {
  if (first === undefined) throw new Error("the schema lets no steps without rates pass");
  return [first, ...others];
}

/** What the keys of a phase, each right by itself, say against each other. */
export function phaseProblems(phase: FilePhase, at: Path): readonly Contradiction[] {
  switch (phase.pattern) {
    case "ramp":
      return shownWhen(
        phase.from === 0 && phase.to === 0,
        [...at, "to"],
        "expected a rate above zero at one end at least",
      );
    case "spike": {
      const { duration, spike_duration, spike_at = 0 } = phase;
      const key = spike_duration > duration ? "spike_duration" : "spike_at";
      return shownWhen(
        spike_at + spike_duration > duration,
        [...at, key],
        "expected a spike that ends before its phase does",
      );
    }
    case "steps":
      return shownWhen(
        phase.rates.every((rate) => rate === 0),
        [...at, "rates"],
        "expected at least one rate above zero",
      );
    case "sine":
      return shownWhen(phase.amplitude > phase.mean, [...at, "amplitude"], "expected at most the mean");
    case "constant":
      return shownWhen(
        phase.rate * phase.duration < 1000,
        [...at, "duration"],
        "expected a phase that is long enough for one arrival at its rate",
      );
    case "burst":
    case "users":
      return [];
    default:
      return unreachable(phase);
  }
}

function shownWhen(applies: boolean, path: Path, wanted: string): readonly Contradiction[] {
  return applies ? [{ path, wanted, isShown: true }] : [];
}
