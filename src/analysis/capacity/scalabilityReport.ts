import type { ResourceLimit, Scalability } from "../../model/scalability.ts";
import type { ScalabilityReport } from "../../model/scalabilityReport.ts";
import { omitUndefined } from "../../util/omitUndefined.ts";
import type { Machine } from "../phases.ts";

/** The head's scalability in the usual names. */
export function scalabilityReport(scalability: Scalability, { cores }: Machine): ScalabilityReport {
  const { usl, coefficients, recommendations } = scalability;
  const {
    max_sustainable_per_sec: found,
    cpu_per_sec,
    memory_per_sec,
    io_per_sec,
    network_per_sec,
  } = scalability.limits;
  return {
    ...omitUndefined({
      current_capacity: found && {
        max_sustainable_rps: found.value,
        interval: found.interval,
        first_broken: found.first_broken,
        usable_cores: cores,
      },
    }),
    bottlenecks: bottlenecksOf(scalability),
    scaling_limits: omitUndefined({
      max_sustainable_rps: found?.value,
      cpu_limit: limitOf(cpu_per_sec),
      memory_limit: limitOf(memory_per_sec),
      io_limit: limitOf(io_per_sec),
      network_limit: limitOf(network_per_sec),
    }),
    scaling_predictions: predictions(usl),
    scalability_metrics: {
      ...omitUndefined({ usl_parameters: usl && parametersOf(usl) }),
      ...coefficients,
    },
    recommendations: [...recommendations],
  };
}

/** The kind of the limiting resource, with the evidence that the recommendation for it has. */
function bottlenecksOf({ limits, recommendations }: Scalability): ScalabilityReport["bottlenecks"] {
  const kind = limits.max_sustainable_per_sec?.limited_by;
  if (kind === undefined || kind === "unknown") return [];
  const evidence = recommendations.find((one) => one.kind === kind)?.evidence;
  return [{ kind, evidence: evidence ?? "seen in most of the trials around the capacity" }];
}

const limitOf = (limit: ResourceLimit | undefined) =>
  limit &&
  (limit.kind === "extrapolated" ? { rps: limit.value, interval: limit.interval } : { out_of_reach: limit.reason });

type UslValues = NonNullable<Scalability["usl"]>;

const parametersOf = ({ lambda, sigma, kappa, r_squared }: UslValues) => ({ lambda, sigma, kappa, r_squared });

const mostPredictions = 4;

/** Loads at and beyond the largest measured one. */
function predictions(usl: UslValues | undefined): ScalabilityReport["scaling_predictions"] {
  if (usl === undefined) return [];
  const beyond = usl.curve.filter(({ load }) => load >= usl.largest_load);
  const step = Math.max(1, Math.ceil(beyond.length / mostPredictions));
  return beyond
    .filter((_, i) => i % step === 0)
    .map(({ load, per_sec, interval }) => ({ load, rps: per_sec, interval }));
}
