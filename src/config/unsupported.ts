import type { Phase, Plan, RequestSpec, Scenario } from "../model/plan.ts";
import type { Contradiction } from "./plan.ts";
import type { Path } from "./problem.ts";

/** What the file may say but this version cannot do yet: a run that would need it must not start without it. */
export function unsupported(plan: Plan): readonly Contradiction[] {
  const { base, gate, monitors } = plan;
  return [
    ...when(
      base.from === "git" || base.ref !== undefined,
      ["base", base.from === "git" ? "from" : "ref"],
      "a base built from git",
    ),
    ...when(base.from === "artifact", ["base", "from"], "a base build from the baseline artifact"),
    ...when(base.carry.length > 0, ["base", "carry"], "carrying the build in the baseline artifact"),
    ...when(gate.interleave === "slice", ["gate", "interleave"], "interleaving by slices"),
    ...when(gate.failOn.includes("anomaly"), ["gate", "fail_on"], "detecting anomalies"),
    ...when(monitors.prometheus !== undefined, ["monitors", "prometheus"], "reading Prometheus"),
    ...when(monitors.postgres !== undefined, ["monitors", "postgres"], "reading PostgreSQL"),
    ...when(monitors.redis !== undefined, ["monitors", "redis"], "reading Redis"),
    ...plan.scenarios.flatMap(scenarioNeeds),
  ];
}

function scenarioNeeds(scenario: Scenario): readonly Contradiction[] {
  const at: Path = ["scenarios", scenario.id];
  return [
    ...when(scenario.compare === "alternate", [...at, "compare"], "comparing whole scenarios in turn"),
    ...when(scenario.preset !== undefined, [...at, "preset"], "a preset"),
    ...when(scenario.timeScale !== undefined, [...at, "time_scale"], "scaling time"),
    ...when(scenario.generator !== undefined, [...at, "generator"], "a specialised generator"),
    ...scenario.phases.flatMap((phase, i) => phaseNeeds(phase, [...at, "phases", i])),
    ...scenario.requests.flatMap((request, i) => requestNeeds(request, [...at, "requests", i])),
  ];
}

function phaseNeeds(phase: Phase, at: Path): readonly Contradiction[] {
  return when(phase.pattern.kind !== "constant", [...at, "pattern"], `the load pattern ${phase.pattern.kind}`);
}

function requestNeeds(request: RequestSpec, at: Path): readonly Contradiction[] {
  const texts = [request.path, request.body ?? "", ...Object.values(request.headers)];
  const template = texts.flatMap((text) => /\$\{[^}]*\}/.exec(text) ?? [])[0];
  return when(template !== undefined, at, `the template ${template}`);
}

function when(needed: boolean, path: Path, what: string): readonly Contradiction[] {
  return needed
    ? [{ path, wanted: `${what} is not supported yet by this version of Loadgate; remove it to run without` }]
    : [];
}
