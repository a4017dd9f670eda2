import type { LoadPattern, Phase, Plan, RequestSpec, Scenario, ServiceSpec, Sla } from "../model/plan.ts";
import { allRequests } from "../model/plan.ts";
import { unreachable } from "../model/unreachable.ts";
import type { Path } from "./problem.ts";
import type { File, FilePhase, FileRequest, FileScenario } from "./schema.ts";

export interface Contradiction {
  readonly path: Path;
  readonly wanted: string;
}

/** The checked file -> Plan, and what no single key can show: keys that contradict each other. */
export function planOf(file: File): { readonly plan: Plan; readonly problems: readonly Contradiction[] } {
  const [first, ...rest] = Object.entries(file.scenarios).map(([id, scenario]) => scenarioOf(id, scenario, file.sla));
  if (first === undefined) throw new Error("the schema lets no file without scenarios pass");
  const plan: Plan = {
    ...(file.service === undefined ? {} : { service: serviceOf(file.service) }),
    ...(file.target === undefined ? {} : { target: originOf(file.target) }),
    base: { ...defined(file.base), carry: file.base.carry, from: file.base.from },
    gate: {
      budgetMs: file.gate.budget,
      interleave: file.gate.interleave,
      falseAlarm: file.gate.false_alarm,
      minEffect: defined(file.gate.min_effect),
      failOn: file.gate.fail_on,
    },
    monitors: {
      ...defined({
        prometheus: file.monitors.prometheus,
        postgres: file.monitors.postgres,
        redis: file.monitors.redis,
      }),
      intervalMs: file.monitors.interval,
    },
    scenarios: [first, ...rest],
  };
  return { plan, problems: contradictionsOf(file, plan) };
}

function serviceOf(service: NonNullable<File["service"]>): ServiceSpec {
  return {
    ...defined({ build: service.build }),
    command: service.command,
    directory: service.directory,
    ready: service.ready === "tcp" ? { kind: "tcp" } : { kind: "http", path: service.ready },
    readyTimeoutMs: service.ready_timeout,
    stopTimeoutMs: service.stop_timeout,
    env: service.env,
  };
}

function scenarioOf(id: string, scenario: FileScenario, fileSla: File["sla"]): Scenario {
  return {
    ...defined({
      compare: scenario.compare,
      preset: scenario.preset,
      timeScale: scenario.time_scale,
      generator: scenario.generator,
    }),
    id,
    phases: (scenario.phases ?? []).map(phaseOf),
    requests: named((scenario.requests ?? []).map(requestOf)),
    sla: { ...defined(fileSla), ...defined(scenario.sla) },
  };
}

function phaseOf(phase: FilePhase, index: number): Phase {
  return {
    id: phase.id ?? `${phase.pattern}-${index + 1}`,
    warmup: phase.warmup,
    pattern: patternOf(phase),
    durationMs: phase.duration,
    cooldownMs: phase.cooldown,
    maxConcurrentUsers: phase.max_concurrent_users,
  };
}

function patternOf(phase: FilePhase): LoadPattern {
  switch (phase.pattern) {
    case "constant":
      return { kind: "constant", ratePerSec: phase.rate };
    case "ramp":
      return { kind: "ramp", fromPerSec: phase.from, toPerSec: phase.to };
    case "spike":
      return { kind: "spike", basePerSec: phase.base, peakPerSec: phase.peak, spikeDurationMs: phase.spike_duration };
    case "burst":
      return { kind: "burst", size: phase.size, intervalMs: phase.interval };
    default:
      return unreachable(phase);
  }
}

function requestOf(request: FileRequest): RequestSpec {
  if (typeof request === "string") {
    const [method = "GET", path = "/"] = request.split(" ");
    return { name: request, method, path, headers: {}, weight: 1, sla: {} };
  }
  const json = request.json === undefined ? undefined : JSON.stringify(request.json);
  return {
    ...defined({ body: json ?? request.body, expectStatus: request.expect.status }),
    name: request.name ?? `${request.method} ${request.path}`,
    method: request.method,
    path: request.path,
    headers: json === undefined ? request.headers : { "content-type": "application/json", ...request.headers },
    weight: request.weight,
    sla: defined(request.sla) as Sla,
  };
}

/** Requests are told apart by name: a second one of the same name gets a number. */
function named(requests: readonly RequestSpec[]): readonly RequestSpec[] {
  const taken = new Set<string>();
  return requests.map((request) => {
    let { name } = request;
    for (let n = 2; taken.has(name); n++) name = `${request.name} (${n})`;
    taken.add(name);
    return { ...request, name };
  });
}

function contradictionsOf(file: File, plan: Plan): readonly Contradiction[] {
  return [
    ...serviceContradictions(file),
    ...baseContradictions(file.base),
    ...Object.entries(file.scenarios).flatMap(([id, scenario]) => scenarioContradictions(id, scenario)),
    ...plan.scenarios.flatMap(duplicateNames),
  ];
}

function serviceContradictions({ service, target }: File): readonly Contradiction[] {
  if (service === undefined) {
    const wanted = "expected service (what to start) or target (where it already runs), found neither";
    return target === undefined ? [{ path: [], wanted }] : [];
  }
  return [
    ...when(
      service.env["PORT"] !== undefined,
      ["service", "env", "PORT"],
      "Loadgate gives each arm a free PORT of its own; remove it and let the service read PORT",
    ),
  ];
}

function baseContradictions({ from, directory, target }: File["base"]): readonly Contradiction[] {
  const because = `because base.from is ${from}`;
  return [
    ...when(
      from === "directory" && directory === undefined,
      ["base", "directory"],
      `expected the directory of the base build, ${because}`,
    ),
    ...when(
      from === "target" && target === undefined,
      ["base", "target"],
      `expected the address of the base, ${because}`,
    ),
  ];
}

function scenarioContradictions(
  id: string,
  { phases, preset, requests, generator }: FileScenario,
): readonly Contradiction[] {
  const at: Path = ["scenarios", id];
  return [
    ...when(phases === undefined && preset === undefined, at, "expected phases or a preset, found neither"),
    ...when(requests === undefined && generator === undefined, at, "expected requests or a generator, found neither"),
    ...when(
      phases?.every(({ warmup }) => warmup) === true,
      [...at, "phases"],
      "expected at least one phase that is no warm-up",
    ),
    ...(requests ?? []).flatMap((request, i) =>
      when(
        typeof request === "object" && request.json !== undefined && request.body !== undefined,
        [...at, "requests", i, "body"],
        "a request has one body; remove json or body",
      ),
    ),
  ];
}

function duplicateNames({ id, phases, requests }: Scenario): readonly Contradiction[] {
  const ids = phases.map((phase) => phase.id);
  const twice = ids.find((one, i) => ids.indexOf(one) !== i);
  return [
    ...when(twice !== undefined, ["scenarios", id, "phases"], `expected phases with different ids, got ${twice} twice`),
    ...requests.flatMap(({ name }, i) =>
      when(
        name === allRequests,
        ["scenarios", id, "requests", i, "name"],
        "all stands for all requests together; name it otherwise",
      ),
    ),
  ];
}

function when(applies: boolean, path: Path, wanted: string): readonly Contradiction[] {
  return applies ? [{ path, wanted }] : [];
}

function originOf(address: string): string {
  return address.replace(/\/$/, "");
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** The object without its undefined values, as exact optional properties want it. */
function defined<T extends object>(value: T): Partial<Defined<T>> {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as Partial<Defined<T>>;
}
