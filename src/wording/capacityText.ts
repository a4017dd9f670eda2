import type { ArmCapacity, Scalability } from "../model/scalability.ts";
import { formatNumber, formatRate, plural } from "../util/format.ts";
import { metricLabel, metricValue } from "./metricText.ts";
import { armOverloadText } from "./overloadText.ts";

type MaxSustainable = NonNullable<ArmCapacity["max_sustainable_per_sec"]>;
type Limits = Scalability["limits"];
type UslResult = NonNullable<Scalability["usl"]>;

const limitNames: Readonly<Partial<Record<MaxSustainable["limited_by"], string>>> = {
  cpu: "CPU (all cores)",
  cpu_single_core: "CPU (one core)",
  generator: "the load generator",
  runner: "the machine, whose cores others use",
  lock_wait: "requests that wait for each other, one at a time",
  pool_wait: "requests that wait for a place in a pool",
};

const reachText = {
  generator: "the limit of the load generator here",
  max_rate: "the max_rate of the search",
} as const;

/** To three digits. More would be noise. */
const rounded = (value: number): string => formatNumber(Number(value.toPrecision(3)));

/** 1,840/s [1,790, 1,890], limited by CPU (one core); p95 breaks first */
export function maxSustainableText({ value, interval, limited_by, waits_for, first_broken }: MaxSustainable): string {
  const [low, high] = interval.map(rounded);
  const named = limitNames[limited_by] ?? limited_by.replaceAll("_", " ");
  const name = waits_for === undefined ? named : `${named} to ${waits_for}`;
  const limit = limited_by === "unknown" ? "" : `, limited by ${name}`;
  const broken = first_broken === "backlog" ? "a backlog grows" : `${metricLabel(first_broken)} breaks first`;
  return `${rounded(value)}/s [${low}, ${high}]${limit}; ${broken}`;
}

/** The outcome of a search for one arm. */
export function capacityText({ arm, outcome, max_sustainable_per_sec: found, restarts }: ArmCapacity): string {
  switch (outcome.kind) {
    case "found":
      return `capacity of the ${arm} ${found === undefined ? "was found" : maxSustainableText(found)}`;
    case "not_sustained": {
      const estimates = restarts.map(({ per_sec }) => rounded(per_sec)).join(", ");
      return `the ${arm} does not sustain the rates that short trials found (${estimates} per second): ${outcome.reason}`;
    }
    case "irregular":
      return `the restarts of the ${arm} contradict each other (${restarts.map(({ per_sec }) => rounded(per_sec)).join(", ")} per second), so there is no capacity; a quiet machine, or a larger gate.budget, would help`;
    case "fails_at_lowest":
      return `the ${arm} breaks its limits already at ${formatRate(outcome.per_sec)}, the lowest rate`;
    case "beyond_reach":
      return `capacity of the ${arm} is above ${rounded(outcome.per_sec)}/s, ${reachText[outcome.by]}`;
    case "died": {
      const { kept_per_sec: kept } = outcome;
      const keptText = kept === undefined ? "" : `; it kept its limits at ${rounded(kept)}/s`;
      return `the ${arm} ended at ${rounded(outcome.per_sec)}/s: ${outcome.reason}${keptText}`;
    }
    case "too_little_time": {
      const restartsText = plural(outcome.restarts, "restart");
      return `gate.budget has no time to find the capacity of the ${arm} (${restartsText}); raise it`;
    }
  }
}

/** One line: the head's capacity, or else how it behaves beyond it. */
export function searchText({ arms, overload }: Scalability): string | undefined {
  const head = arms.find(({ arm }) => arm === "head");
  if (head !== undefined) return capacityText(head);
  return overload === undefined ? undefined : armOverloadText("head", overload);
}

const diskBusy = "a disk busy for 80 % of the time";

/** The lines below a capacity: its limits, its curve, its plan and what would help. */
export function scalabilityLines({
  sla,
  arms,
  overload,
  usl,
  usl_refused,
  limits,
  plan,
  recommendations,
}: Scalability): readonly string[] {
  const bounds = Object.entries(sla).map(([metric, limit]) => {
    const name = metric as keyof typeof sla;
    return `${metricLabel(name)} at most ${metricValue(name, limit)}`;
  });
  return [
    ...(bounds.length === 0 ? [] : [`Limits: ${bounds.join(", ")}`]),
    ...arms.map(capacityText),
    ...(overload?.base === undefined ? [] : [armOverloadText("base", overload.base)]),
    ...(overload === undefined ? [] : [armOverloadText("head", overload)]),
    ...resourceLine("80 % of the CPU", limits.cpu_per_sec),
    ...resourceLine("85 % of the memory", limits.memory_per_sec),
    ...resourceLine(diskBusy, limits.io_per_sec),
    ...(usl === undefined ? [] : [uslText(usl)]),
    ...(usl_refused === undefined ? [] : [`No USL fit: ${usl_refused}`]),
    ...(plan === undefined ? [] : [plan.evidence]),
    ...recommendations.map(({ evidence, advice }) => `${evidence}: ${advice}`),
  ];
}

/** The rows of a table of limits. Those that were not looked for are left out. */
export function limitRows({
  max_sustainable_per_sec,
  cpu_per_sec,
  memory_per_sec,
  io_per_sec,
  network_per_sec,
}: Limits) {
  const rows = [
    ["the limits hold", max_sustainable_per_sec],
    ["80 % of the CPU", cpu_per_sec],
    ["85 % of the memory", memory_per_sec],
    [diskBusy, io_per_sec],
    ["the network", network_per_sec],
  ] as const;
  return rows.flatMap(([name, limit]) => (limit === undefined ? [] : [{ name, limit }]));
}

function resourceLine(name: string, limit: Scalability["limits"]["cpu_per_sec"]): readonly string[] {
  if (limit?.kind !== "extrapolated") return [];
  const [low, high] = limit.interval.map(rounded);
  return [`${name} at ${rounded(limit.value)}/s [${low}, ${high}], extrapolated`];
}

/** USL: lambda 205 ± 3, sigma 0.93 ± 0.02, kappa 0; R² 0.99; ceiling 220/s */
function uslText({ lambda, sigma, kappa, standard_errors, r_squared, peak, ceiling_per_sec }: UslResult): string {
  const coefficient = (name: string, value: number, error: number | null) =>
    `${name} ${Number(value.toPrecision(3))}${error === null ? "" : ` ± ${Number(error.toPrecision(2))}`}`;
  const [lambdaError, sigmaError, kappaError] = standard_errors;
  const coefficients = [
    coefficient("lambda", lambda, lambdaError),
    coefficient("sigma", sigma, sigmaError),
    coefficient("kappa", kappa, kappaError),
  ];
  const most = peak === undefined ? ceilingText(ceiling_per_sec) : peakText(peak);
  return `USL: ${coefficients.join(", ")}; R² ${r_squared.toFixed(3)}${most}`;
}

const ceilingText = (ceiling: number | undefined): string =>
  ceiling === undefined ? "" : `; ceiling ${rounded(ceiling)}/s`;

const peakText = ({ load, per_sec }: NonNullable<UslResult["peak"]>): string =>
  `; peak ${rounded(per_sec)}/s with ${rounded(load)} requests at once`;
