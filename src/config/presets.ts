import type { PresetName, Sla } from "../model/plan.ts";
import { millis } from "../model/unit.ts";
import { omitUndefined } from "../util/omitUndefined.ts";
import { dottedKey, type KeyPath, type PathProblem } from "./problem.ts";
import { type FilePhase, type FilePhaseOverride, phaseSchema } from "./schema/phaseSchema.ts";

/** The phases as loadgate.yml would list them. */
const presets: Readonly<Record<PresetName, readonly object[]>> = {
  baseline_performance: [
    {
      id: "warmup",
      warmup: true,
      pattern: "ramp",
      from: "1/s",
      to: "10/s",
      duration: "60s",
      max_concurrent_users: 50,
      cooldown: "30s",
    },
    { id: "steady_state", pattern: "constant", rate: "10/s", duration: "300s", max_concurrent_users: 100 },
  ],
  scalability_test: [
    {
      id: "ramp_up",
      pattern: "ramp",
      from: "10/s",
      to: "1000/s",
      duration: "600s",
      max_concurrent_users: 5000,
      cooldown: "60s",
    },
  ],
  spike_test: [
    {
      id: "spike_phase",
      pattern: "spike",
      base: "50/s",
      peak: "500/s",
      spike_duration: "30s",
      duration: "300s",
      max_concurrent_users: 2000,
      cooldown: "120s",
    },
  ],
  neuromorphic_load_test: [
    {
      id: "spike_processing_load",
      pattern: "constant",
      rate: "100/s",
      duration: "300s",
      max_concurrent_users: 1000,
      cooldown: "60s",
    },
  ],
};

export function presetPhases(preset: PresetName): readonly FilePhase[] {
  return presets[preset].map((phase) => phaseSchema.parse(phase));
}

/** The limits of every preset. Those of the file and the scenario win. */
export const presetSla: Sla = { p95: 100, p99: 500, cpu: 0.8, memory: 0.85, error_rate: 0.001 };
/** The throughput that a preset's service must carry, if its phases offer that much. */
const presetThroughputPerSec = 1000;
/** Arrivals are random, so a phase may offer a little less than its rate in the measured time. */
const throughputTolerance = 0.99;

/** The limit for the throughput, if every measured phase offers the wanted rate all the time. */
export function presetThroughput(phases: readonly FilePhase[]): Pick<Sla, "throughput"> {
  const lowest = Math.min(...phases.filter(({ warmup }) => !warmup).map(lowestRate));
  return lowest >= presetThroughputPerSec ? { throughput: throughputTolerance * presetThroughputPerSec } : {};
}

function lowestRate(phase: FilePhase): number {
  switch (phase.pattern) {
    case "constant":
      return phase.rate;
    case "ramp":
      return Math.min(phase.from, phase.to);
    case "spike":
      return Math.min(phase.base, phase.peak);
    default:
      return 0;
  }
}

export type PhaseOverrides = Readonly<Record<string, FilePhaseOverride>>;

/** The preset's phases with the values that the file replaces. */
export function overridePhases(phases: readonly FilePhase[], overrides: PhaseOverrides): readonly FilePhase[] {
  return phases.map((phase) => {
    const override = overrides[phase.id ?? ""];
    return override === undefined ? phase : ({ ...phase, ...omitUndefined(override) } as FilePhase);
  });
}

/** Unknown phases, and keys that the phase's pattern does not have. */
export function overrideProblems(
  phases: readonly FilePhase[],
  overrides: PhaseOverrides,
  at: KeyPath,
): readonly PathProblem[] {
  return Object.entries(overrides).flatMap(([id, override]) => {
    const phase = phases.find((each) => each.id === id);
    if (phase === undefined) {
      const ids = phases.map((each) => each.id).join(", ");
      return [{ path: [...at, id], message: `the preset has no phase ${id}; its phases are ${ids}` }];
    }
    const known = keysOfPattern[phase.pattern] ?? [];
    return Object.keys(omitUndefined(override))
      .filter((key) => !commonKeys.includes(key) && !known.includes(key))
      .map((key) => ({
        path: [...at, id, key],
        message: `${dottedKey([id])} is a ${phase.pattern}, which has ${known.join(", ")}; remove ${key}`,
      }));
  });
}

const commonKeys: readonly string[] = ["duration", "cooldown", "max_concurrent_users", "arrival", "warmup"];
/** Of the patterns that presets use. */
const keysOfPattern: Readonly<Partial<Record<FilePhase["pattern"], readonly string[]>>> = {
  constant: ["rate"],
  ramp: ["from", "to"],
  spike: ["base", "peak", "spike_duration", "spike_at"],
};

/** The phase with scaled times. Rates, bursts and think times stay. */
export function scalePhase(phase: FilePhase, factor: number): FilePhase {
  const scaled = (ms: number) => millis(ms * factor);
  const common = { duration: scaled(phase.duration), cooldown: scaled(phase.cooldown) };
  if (phase.pattern === "sine") return { ...phase, ...common, period: scaled(phase.period) };
  if (phase.pattern !== "spike") return { ...phase, ...common };
  const spikeAt = phase.spike_at === undefined ? {} : { spike_at: scaled(phase.spike_at) };
  return { ...phase, ...common, ...spikeAt, spike_duration: scaled(phase.spike_duration) };
}
