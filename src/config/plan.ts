import type { Arm, BaseSpec, LoadSpec, Plan, Scenario, ServiceSpec } from "../model/plan.ts";
import { defined } from "../util/omitUndefined.ts";
import { type Contradiction, when } from "./problem.ts";
import { bytesIn, type Files, fileProblem } from "./referencedFiles.ts";
import { groundOf, scenarioOf, scenarioProblems } from "./scenario.ts";
import type { File } from "./schema/fileSchema.ts";
import { secretProblems } from "./secrets.ts";

/** The checked file -> Plan, and what no single key can show: keys that contradict each other, or what files hold. */
export function planOf(file: File, files: Files): { readonly plan: Plan; readonly problems: readonly Contradiction[] } {
  const ground = groundOf(files);
  const entries = Object.entries(file.scenarios);
  const [first, ...rest] = entries.map(([id, scenario]) => scenarioOf(id, scenario, file.sla, ground));
  if (first === undefined) throw new Error("the schema lets no file without scenarios pass");
  const plan: Plan = {
    ...(file.service === undefined ? {} : { service: serviceOf(file.service) }),
    ...(file.target === undefined ? {} : { target: originOf(file.target) }),
    base: baseOf(file.base),
    gate: {
      budgetMs: file.gate.budget,
      interleave: file.gate.interleave,
      falseAlarm: file.gate.false_alarm,
      minEffect: defined(file.gate.min_effect),
      minChange: defined(file.gate.min_change),
      failOn: file.gate.fail_on,
      baselineMaxAgeMs: file.gate.baseline_max_age,
    },
    monitors: {
      ...defined({
        prometheus: file.monitors.prometheus,
        postgres: file.monitors.postgres,
        redis: file.monitors.redis,
      }),
      intervalMs: file.monitors.interval,
    },
    load: loadOf(file, files),
    scenarios: [first, ...rest],
  };
  const problems = [
    ...serviceContradictions(file),
    ...baseContradictions(file.base),
    ...certificateProblems(file.tls, files),
    ...entries.flatMap(([id, scenario]) => scenarioProblems(id, scenario, ground)),
    ...plan.scenarios.flatMap(duplicateIds),
    ...secretProblems(file.secrets, plan.scenarios),
  ];
  return { plan, problems };
}

function baseOf({ from, ref, directory, target, carry }: File["base"]): BaseSpec {
  const origin = target === undefined ? undefined : originOf(target);
  return { ...defined({ ref, directory, target: origin }), from, carry };
}

function serviceOf(service: NonNullable<File["service"]>): ServiceSpec {
  return {
    ...defined({ build: service.build, beforeRound: service.before_round }),
    command: service.command,
    directory: service.directory,
    ready: service.ready === "tcp" ? { kind: "tcp" } : { kind: "http", path: service.ready },
    readyTimeoutMs: service.ready_timeout,
    stopTimeoutMs: service.stop_timeout,
    env: { base: environmentOf("base", service.env), head: environmentOf("head", service.env) },
  };
}

function environmentOf(arm: Arm, env: NonNullable<File["service"]>["env"]): Readonly<Record<string, string>> {
  const own = Object.entries(env).map(([name, value]) => [name, typeof value === "string" ? value : value[arm]]);
  return Object.fromEntries(own);
}

function loadOf({ load, tls }: File, files: Files): LoadSpec {
  const ca = tls.ca === undefined ? undefined : certificatesIn(tls.ca, files);
  return { ...load, tls: { ...defined({ ca }), verify: tls.verify } };
}

function certificatesIn(file: string, files: Files): string {
  return new TextDecoder().decode(bytesIn(files(file)));
}

function certificateProblems({ ca }: File["tls"], files: Files): readonly Contradiction[] {
  if (ca === undefined) return [];
  const isPem = certificatesIn(ca, files).includes("-----BEGIN CERTIFICATE-----");
  const wanted = fileProblem(files(ca)) ?? (isPem ? undefined : "expected a file of certificates in PEM");
  return wanted === undefined ? [] : [{ path: ["tls", "ca"], wanted, isShown: true }];
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

function duplicateIds({ id, phases }: Scenario): readonly Contradiction[] {
  const ids = phases.map((phase) => phase.id);
  const twice = ids.find((one, i) => ids.indexOf(one) !== i);
  return when(
    twice !== undefined,
    ["scenarios", id, "phases"],
    `expected phases with different ids, got ${twice} twice`,
  );
}

function originOf(address: string): string {
  return address.startsWith("unix:") ? address : address.replace(/\/$/, "");
}
