import type { ArmOverload, OverloadResult } from "../../model/overload.ts";
import type { OverloadRecord } from "../../model/overloadRecord.ts";
import type { CapacitySpec, OverloadSpec, Sla } from "../../model/plan.ts";
import type { ArmMetrics, RoundResult } from "../../model/results.ts";
import type { Scalability } from "../../model/scalability.ts";
import type { Trial } from "../../model/trial.ts";
import { omitUndefined } from "../../util/omitUndefined.ts";
import type { Machine } from "../phases.ts";
import { coefficientsOf } from "./coefficients.ts";
import { armCapacity } from "./outcome.ts";
import { armOverload } from "./overload.ts";
import { planFor, recommendations } from "./recommendations.ts";
import { cpuLimit, diskLimit, memoryLimit, networkLimit } from "./resourceLimits.ts";
import { restartEstimates } from "./restartEstimates.ts";
import { uslOf } from "./uslOfTrials.ts";

/** What a search measured. */
export interface SearchResults {
  readonly trials: readonly Trial[];
  readonly overloads: readonly OverloadRecord[];
}

export interface SearchSpecs {
  readonly capacity: CapacitySpec;
  readonly overload: OverloadSpec | undefined;
}

/** Everything that results.json says about a capacity search. */
export function scalabilityOf(
  { trials, overloads }: SearchResults,
  { capacity, overload }: SearchSpecs,
  machine: Machine,
): Scalability {
  const { sla, planPerSec, arrival } = capacity;
  const names = new Set(trials.map(({ arm }) => arm));
  const settings = { ...capacity, isPoisson: arrival === "poisson" };
  const estimates = restartEstimates(trials, settings);
  const arms = (["base", "head"] as const)
    .filter((arm) => names.has(arm))
    .map((arm) => armCapacity(arm, trials, estimates, settings, machine.cores));
  const ofHead = trials.filter(({ arm }) => arm === "head");
  const found = arms.find(({ arm }) => arm === "head")?.max_sustainable_per_sec;
  const usl = uslOf(ofHead);
  return {
    sla: { ...sla },
    arms,
    ...usl,
    limits: {
      ...omitUndefined({ max_sustainable_per_sec: found }),
      cpu_per_sec: cpuLimit(ofHead, machine.cores),
      memory_per_sec: memoryLimit(ofHead, machine.memoryBytes),
      io_per_sec: diskLimit(ofHead),
      network_per_sec: networkLimit,
    },
    ...omitUndefined({
      coefficients: found === undefined ? undefined : coefficientsOf(ofHead, found.value),
      plan: found === undefined || planPerSec === undefined ? undefined : planFor(planPerSec, found, usl.usl),
    }),
    ...omitUndefined({ overload: overload && overloadResult(overloads, overload, sla) }),
    recommendations: [...recommendations(found, usl.usl)],
    trials: trials.filter(({ due }) => due > 0).map(trialResult),
  };
}

/** The head's overload, with the base's beside it. Without a capacity there is none. */
function overloadResult(
  overloads: readonly OverloadRecord[],
  { worstAllowed }: OverloadSpec,
  sla: Sla,
): OverloadResult {
  const [head, base] = (["head", "base"] as const).map((arm) => overloads.find((one) => one.arm === arm));
  const ofHead: ArmOverload =
    head === undefined ? { kind: "not_measured", evidence: "no capacity was found" } : armOverload(head, sla);
  return {
    ...ofHead,
    ...omitUndefined({ base: base && armOverload(base, sla), worst_allowed: worstAllowed }),
  };
}

function trialResult({ arm, purpose, restart, due, beyond, medianMs, ...trial }: Trial): Scalability["trials"][number] {
  const shares = Object.entries(beyond).map(([metric, count]) => [metric, count / due]);
  return {
    arm,
    purpose,
    restart,
    per_sec: trial.ratePerSec,
    finished_per_sec: trial.finishedPerSec,
    in_service: trial.inService,
    beyond: Object.fromEntries(shares),
    median_ms: medianMs,
    values: { ...trial.values },
  };
}

/** One round for each restart, so that base and head are compared as in every other scenario. */
export function capacityRounds({ arms }: Scalability): RoundResult[] {
  const compared = arms.map((arm) => (arm.outcome.kind === "found" ? arm : { ...arm, restarts: [] }));
  const head = compared.find(({ arm }) => arm === "head");
  const base = compared.find(({ arm }) => arm === "base");
  return (head?.restarts ?? []).flatMap(({ restart, per_sec }): RoundResult | readonly [] => {
    const beside = base?.restarts.find((one) => one.restart === restart);
    if (base !== undefined && beside === undefined) return [];
    const values = { index: restart, head: metricsOf(per_sec) };
    return beside === undefined ? values : { ...values, base: metricsOf(beside.per_sec) };
  });
}

/** A restart is one observation: how many requests it took does not matter to a comparison. */
const metricsOf = (capacity: number): ArmMetrics => ({ capacity, requests: { all: { due: 1, failed: 0 } } });
