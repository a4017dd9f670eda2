import type { Phase, Plan, RequestSpec, Scenario } from "../model/plan.ts";
import type { Problem } from "./problem.ts";

/** What the file may say but this version cannot do yet: a run that would need it must not start without it. */
export function unsupported(plan: Plan): readonly Problem[] {
  const { base, gate, monitors } = plan;
  return [
    ...when(
      base.from === "git" || base.ref !== undefined,
      base.from === "git" ? "base.from" : "base.ref",
      "a base built from git",
    ),
    ...when(base.from === "artifact", "base.from", "a base build from the baseline artifact"),
    ...when(base.carry.length > 0, "base.carry", "carrying the build in the baseline artifact"),
    ...when(gate.interleave === "slice", "gate.interleave", "interleaving by slices"),
    ...when(gate.failOn.includes("anomaly"), "gate.fail_on", "detecting anomalies"),
    ...when(monitors.prometheus !== undefined, "monitors.prometheus", "reading Prometheus"),
    ...when(monitors.postgres !== undefined, "monitors.postgres", "reading PostgreSQL"),
    ...when(monitors.redis !== undefined, "monitors.redis", "reading Redis"),
    ...plan.scenarios.flatMap(scenarioNeeds),
  ];
}

function scenarioNeeds(scenario: Scenario): readonly Problem[] {
  const key = `scenarios.${scenario.id}`;
  return [
    ...when(scenario.compare === "alternate", `${key}.compare`, "comparing whole scenarios in turn"),
    ...when(scenario.preset !== undefined, `${key}.preset`, "a preset"),
    ...when(scenario.timeScale !== undefined, `${key}.time_scale`, "scaling time"),
    ...when(scenario.generator !== undefined, `${key}.generator`, "a specialised generator"),
    ...scenario.phases.flatMap((phase, i) => phaseNeeds(phase, `${key}.phases[${i}]`)),
    ...scenario.requests.flatMap((request, i) => requestNeeds(request, `${key}.requests[${i}]`)),
  ];
}

function phaseNeeds(phase: Phase, key: string): readonly Problem[] {
  return when(phase.pattern.kind !== "constant", `${key}.pattern`, `the load pattern ${phase.pattern.kind}`);
}

function requestNeeds(request: RequestSpec, key: string): readonly Problem[] {
  const texts = [request.path, request.body ?? "", ...Object.values(request.headers)];
  const template = texts.flatMap((text) => /\$\{[^}]*\}/.exec(text) ?? [])[0];
  return when(template !== undefined, key, `the template ${template}`);
}

function when(needed: boolean, key: string, what: string): readonly Problem[] {
  return needed
    ? [{ key, wanted: `${what} is not supported yet by this version of Loadgate; remove it to run without` }]
    : [];
}
