import type { Arm, BaseSpec, LoadSpec, Plan, Readiness, Scenario, ServiceSpec } from "../model/plan.ts";
import { templateParts } from "../model/template.ts";
import { omitUndefined } from "../util/omitUndefined.ts";
import { headersProblems } from "./headerProblems.ts";
import { mergeHeaders } from "./headers.ts";
import { monitorProblems } from "./monitorProblems.ts";
import { explainOf, monitorsOf } from "./monitors.ts";
import { toNonEmpty } from "./nonEmpty.ts";
import { overloadProblems } from "./overload.ts";
import { pairsProblems } from "./pairs.ts";
import { type PathProblem, problemIf } from "./problem.ts";
import { programOf, programProblems } from "./program.ts";
import type { FileReader } from "./referencedFiles.ts";
import { createConfigFiles, scenarioOf, scenarioProblems } from "./scenario.ts";
import type { FileConfig } from "./schema/fileSchema.ts";
import { secretProblems } from "./secrets.ts";
import { tlsOf, tlsProblems } from "./tls.ts";

/** Problems that the schema cannot find: contradictory keys and bad files. */
export function planProblems(config: FileConfig, read: FileReader): readonly PathProblem[] {
  const files = createConfigFiles(read);
  return [
    ...serviceProblems(config),
    ...baseProblems(config),
    ...tlsProblems(config.tls, read),
    ...headersProblems(config.headers, ["headers"]),
    ...Object.entries(config.scenarios).flatMap(([id, scenario]) => scenarioProblems(id, scenario, config, files)),
    ...overloadProblems(config),
    ...pairsProblems(config),
    ...monitorProblems(config.monitors),
    ...secretProblems(config),
  ];
}

/** `config` must have passed planProblems with the same files. */
export function buildPlan(config: FileConfig, read: FileReader): Plan {
  const files = createConfigFiles(read);
  const scenarios = Object.entries(config.scenarios).map(([id, scenario]) => scenarioOf(id, scenario, config, files));
  return {
    ...(config.service === undefined ? {} : { service: serviceOf(config.service, commonHost(scenarios)) }),
    ...(config.target === undefined ? {} : { target: originOf(config.target) }),
    base: baseOf(config.base),
    gate: {
      budgetMs: config.gate.budget,
      interleave: config.gate.interleave,
      pairs: config.gate.pairs,
      falseAlarm: config.gate.false_alarm,
      restartNoise: config.gate.restart_noise,
      minEffect: omitUndefined(config.gate.min_effect),
      minChange: omitUndefined(config.gate.min_change),
      failOn: config.gate.fail_on,
      baselineMaxAgeMs: config.gate.baseline_max_age,
    },
    monitors: monitorsOf(config.monitors),
    explain: explainOf(config.explain),
    load: loadOf(config, read),
    scenarios: toNonEmpty(scenarios, "scenarios"),
  };
}

function baseOf({ from, ref, directory, target, carry, carry_image: carryImage, copy }: FileConfig["base"]): BaseSpec {
  const origin = target === undefined ? undefined : originOf(target);
  return { ...omitUndefined({ ref, directory, target: origin }), from, carry, carryImage, copy };
}

type FileService = NonNullable<FileConfig["service"]>;

function serviceOf(service: FileService, host: string | undefined): ServiceSpec {
  return {
    ...omitUndefined({ build: service.build, beforeRound: service.before_round }),
    program: programOf(service),
    directory: service.directory,
    ready: readinessOf(service.ready, host),
    readyTimeoutMs: service.ready_timeout,
    stopTimeoutMs: service.stop_timeout,
    env: { base: environmentOf("base", service.env), head: environmentOf("head", service.env) },
    stdin: service.stdin,
    tls: service.tls,
  };
}

function readinessOf(ready: FileService["ready"], host: string | undefined): Readiness {
  if (ready === "tcp") return { kind: "tcp" };
  const { path, headers } = typeof ready === "string" ? { path: ready, headers: {} } : ready;
  return { kind: "http", path, headers: mergeHeaders(host === undefined ? {} : { host }, headers) };
}

/** The Host that every measured request sends. `undefined` without one, or if it is a template. */
function commonHost(scenarios: readonly Scenario[]): string | undefined {
  const requests = scenarios.flatMap(({ flows }) => flows.flatMap(({ steps }) => steps));
  const hosts = requests.map(
    ({ headers }) => Object.entries(headers).find(([name]) => name.toLowerCase() === "host")?.[1],
  );
  const [first, ...others] = new Set(hosts);
  if (first === undefined || others.length > 0) return undefined;
  return templateParts(first).every(({ kind }) => kind === "text") ? first : undefined;
}

function environmentOf(arm: Arm, env: NonNullable<FileConfig["service"]>["env"]): Readonly<Record<string, string>> {
  const variables = Object.entries(env).map(([name, value]) => [name, typeof value === "string" ? value : value[arm]]);
  return Object.fromEntries(variables);
}

function loadOf({ load, tls }: FileConfig, read: FileReader): LoadSpec {
  return { ...load, tls: tlsOf(tls, read) };
}

function serviceProblems({ service, target }: FileConfig): readonly PathProblem[] {
  if (service === undefined) {
    const message = "expected service (started by Loadgate) or target (already running), found neither";
    return problemIf(target === undefined, [], message);
  }
  return [
    ...problemIf(
      service.env["PORT"] !== undefined,
      ["service", "env", "PORT"],
      "Loadgate gives each arm a free PORT; remove it and let the service read PORT",
    ),
    ...programProblems(service),
    ...probeProblems(service.ready),
  ];
}

function probeProblems(ready: FileService["ready"]): readonly PathProblem[] {
  if (typeof ready === "string") return [];
  const at = ["service", "ready", "headers"];
  const isTemplate = (text: string) => templateParts(text).some(({ kind }) => kind !== "text");
  return [
    ...headersProblems(ready.headers, at),
    ...Object.entries(ready.headers).flatMap(([name, text]) =>
      problemIf(isTemplate(text), [...at, name], "expected text without a template: the probe is no arrival"),
    ),
  ];
}

function baseProblems({ base, service }: FileConfig): readonly PathProblem[] {
  const { from, directory, target } = base;
  return [
    ...problemIf(
      base.carry_image && service?.container === undefined && service?.compose === undefined,
      ["base", "carry_image"],
      "there is no image to carry without service.container or service.compose; remove it, or use base.carry for files",
    ),
    ...problemIf(
      from === "directory" && directory === undefined,
      ["base", "directory"],
      "expected the directory of the base build, because base.from is directory",
    ),
    ...problemIf(
      from === "target" && target === undefined,
      ["base", "target"],
      "expected the address of the base, because base.from is target",
    ),
  ];
}

function originOf(address: string): string {
  return address.startsWith("unix:") ? address : address.replace(/\/$/, "");
}
