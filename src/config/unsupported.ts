import type { Plan, Scenario } from "../model/plan.ts";
import { type Contradiction, type Path, when } from "./problem.ts";

/** What the file may say but this version cannot do yet: a run that would need it must not start without it. */
export function unsupported(plan: Plan): readonly Contradiction[] {
  const { gate, monitors } = plan;
  return [
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
