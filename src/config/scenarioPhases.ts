import type { NonEmpty, Phase } from "../model/plan.ts";
import { millis } from "../model/unit.ts";
import { searchKeys, searchPhase } from "./capacity.ts";
import { spikePatternOf } from "./generatorLoad.ts";
import { toNonEmpty } from "./nonEmpty.ts";
import { phaseId, phaseOf, phaseProblems } from "./phase.ts";
import { overridePhases, overrideProblems, presetPhases, scalePhase } from "./presets.ts";
import { type KeyPath, type PathProblem, problemIf, valueProblems } from "./problem.ts";
import type { FileScenario } from "./schema/fileSchema.ts";
import type { FilePhase } from "./schema/phaseSchema.ts";

/** The only place that decides which phases a scenario has. `scenario` must have passed scenarioPhaseProblems. */
export function resolvePhases(scenario: FileScenario): NonEmpty<Phase> {
  const search = searchKeys(scenario);
  if (search !== undefined) return [searchPhase(search)];
  const own = spikePhase(scenario);
  return own === undefined ? toNonEmpty(filePhases(scenario).map(phaseOf), "phases") : [own];
}

/** The phases with the times that they are played with. None if a spike train makes its own. */
export function filePhases({ phases, preset, generator, time_scale = 1 }: FileScenario): readonly FilePhase[] {
  return unscaledPhases({ phases, preset, generator }).map((phase) => scalePhase(phase, time_scale));
}

type PhaseSource = Pick<FileScenario, "phases" | "preset" | "generator">;

function unscaledPhases({ phases, preset, generator }: PhaseSource): readonly FilePhase[] {
  if (Array.isArray(phases)) return phases;
  if (preset !== undefined) return overridePhases(presetPhases(preset), phases ?? {});
  if (generator === undefined || generator.kind === "spike_train") return [];
  const { kind, rate, duration } = generator;
  if (rate === undefined || duration === undefined) return [];
  const timing = { duration, cooldown: millis(0), arrival: "even" as const };
  return [{ id: kind, warmup: false, pattern: "constant", rate, ...timing }];
}

/** The phase of a spike train without phases: each spike is an arrival. */
function spikePhase({ phases, preset, generator, time_scale = 1 }: FileScenario): Phase | undefined {
  if (phases !== undefined || preset !== undefined || generator?.kind !== "spike_train") return undefined;
  const { columns, duration = millis(0) } = generator;
  return {
    id: generator.kind,
    warmup: false,
    pattern: { kind: "spikeTrains", columns, spikes: spikePatternOf(generator) },
    arrival: "even",
    durationMs: millis(duration * time_scale),
    cooldownMs: millis(0),
  };
}

export function scenarioPhaseProblems(scenario: FileScenario, at: KeyPath): readonly PathProblem[] {
  const { phases, preset, generator } = scenario;
  if (Array.isArray(phases)) {
    const message = "a preset has its own phases; expected a map of the phases to change, or remove preset";
    return [
      ...problemIf(preset !== undefined, [...at, "phases"], message),
      ...phaseListProblems(filePhases(scenario), [...at, "phases"]),
    ];
  }
  if (preset === undefined) {
    const message = "expected a list of phases; a map of phases needs a preset";
    if (phases !== undefined) return valueProblems([...at, "phases"], message);
    return generator === undefined
      ? [{ path: at, message: "expected phases, found none" }]
      : ownLoadProblems(generator, [...at, "generator"]);
  }
  const overridden = overrideProblems(presetPhases(preset), phases ?? {}, [...at, "phases"]);
  if (overridden.length > 0) return overridden;
  const played = filePhases(scenario);
  return [
    ...problemIf(
      played.every(({ warmup }) => warmup),
      [...at, "phases"],
      "expected at least one phase without warmup: true",
    ),
    ...played.flatMap((phase) => phaseProblems(phase, [...at, "phases", phaseId(phase, 0)])),
  ];
}

/** A generator without phases needs a rate and a duration of its own. The rate of spikes is columns · frequency. */
function ownLoadProblems(generator: NonNullable<FileScenario["generator"]>, at: KeyPath): readonly PathProblem[] {
  const keys = generator.kind === "spike_train" ? ["duration"] : ["rate", "duration"];
  const missing = keys.filter((key) => generator[key as "duration"] === undefined);
  return missing.map((key) => ({
    path: [...at, key],
    message: "missing; expected it because the scenario has neither phases nor a preset",
  }));
}

function phaseListProblems(phases: readonly FilePhase[], at: KeyPath): readonly PathProblem[] {
  const ids = phases.map(phaseId);
  const duplicate = ids.find((id, i) => ids.indexOf(id) !== i);
  return [
    ...problemIf(
      phases.length > 0 && phases.every(({ warmup }) => warmup),
      at,
      "expected at least one phase without warmup: true",
    ),
    ...phases.flatMap((phase, i) => phaseProblems(phase, [...at, i])),
    ...problemIf(duplicate !== undefined, at, `expected phases with different ids, got ${duplicate} twice`),
  ];
}
