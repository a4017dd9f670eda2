import type { Plan, Scenario } from "../model/plan.ts";
import { type Contradiction, type Path, when } from "./problem.ts";

/** What the file may say but this version cannot do yet: a run that would need it must not start without it. */
export function unsupported(plan: Plan): readonly Contradiction[] {
  const { base, gate, monitors } = plan;
  return [
    ...not(
      base.from === "git" || base.ref !== undefined,
      ["base", base.from === "git" ? "from" : "ref"],
      "a base built from git",
    ),
    ...not(base.from === "artifact", ["base", "from"], "a base build from the baseline artifact"),
    ...not(base.carry.length > 0, ["base", "carry"], "carrying the build in the baseline artifact"),
    ...not(gate.interleave === "slice", ["gate", "interleave"], "interleaving by slices"),
    ...not(gate.failOn.includes("anomaly"), ["gate", "fail_on"], "detecting anomalies"),
    ...not(monitors.prometheus !== undefined, ["monitors", "prometheus"], "reading Prometheus"),
    ...not(monitors.postgres !== undefined, ["monitors", "postgres"], "reading PostgreSQL"),
    ...not(monitors.redis !== undefined, ["monitors", "redis"], "reading Redis"),
    ...plan.scenarios.flatMap(scenarioNeeds),
  ];
}

function scenarioNeeds(scenario: Scenario): readonly Contradiction[] {
  const at: Path = ["scenarios", scenario.id];
  return [
    ...not(scenario.preset !== undefined, [...at, "preset"], "a preset"),
    ...not(scenario.timeScale !== undefined, [...at, "time_scale"], "scaling time"),
    ...not(scenario.generator !== undefined, [...at, "generator"], "a specialised generator"),
  ];
}

function not(needed: boolean, path: Path, what: string): readonly Contradiction[] {
  return when(needed, path, `${what} is not supported yet by this version of Loadgate; remove it to run without`);
}
