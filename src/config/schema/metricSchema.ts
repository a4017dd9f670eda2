import type { z } from "zod";
import {
  type ComparedMetric,
  comparabilityOf,
  comparedMetrics,
  metrics,
  type SlaMetric,
  slaMetrics,
  slaRuleOf,
} from "../../model/metric.ts";
import { overloadKinds } from "../../model/overload.ts";
import { durationSchema, positiveDurationSchema, positiveRateSchema, shareSchema, sizeSchema } from "./units.ts";
import { mapSchema, oneOf } from "./valueTypes.ts";

/** Schemas of the maps whose keys are metrics. They are derived from the metric table. */

type OptionalNumber = z.ZodOptional<z.ZodType<number, string>>;

/** One schema for each metric. `schemaOf` must give a schema that accepts a missing value. */
function byMetric<Name extends string>(names: readonly Name[], schemaOf: (name: Name) => z.ZodType) {
  return Object.fromEntries(names.map((name) => [name, schemaOf(name)])) as Record<Name, OptionalNumber>;
}

const minEffects = byMetric(comparedMetrics, effectOf);
const defaultMinEffects = byMetric(comparedMetrics, (metric) => {
  const { minEffect } = comparabilityOf(metric);
  return minEffect === undefined ? effectOf(metric) : shareSchema.prefault(`${100 * minEffect}%`);
});
/** The error rate has its own floor, in requests. */
const minChanges = byMetric(
  comparedMetrics.filter(
    (metric): metric is Exclude<ComparedMetric, "error_rate"> => comparabilityOf(metric).floor > 0,
  ),
  (metric) => (metrics[metric].unit === "ms" ? durationSchema : sizeSchema).optional(),
);

function effectOf(metric: ComparedMetric) {
  if (metrics[metric].unit !== "bytes/request") return shareSchema.optional();
  return sizeSchema.optional().describe("Bytes per request that the service keeps: a leak.");
}

export const minEffectSchema = mapSchema(minEffects);
export const defaultMinEffectSchema = mapSchema(defaultMinEffects);
export const minChangeSchema = mapSchema(minChanges);

const limits = byMetric(slaMetrics, (metric) => limitOf(metric).optional());
const requestLimits = byMetric(slaMetrics.filter(canLimitRequest), (metric) => limitOf(metric).optional());

function canLimitRequest(metric: SlaMetric): metric is Exclude<SlaMetric, "cpu" | "memory"> {
  return slaRuleOf(metric).scope === "request";
}

function limitOf(metric: SlaMetric) {
  const { unit } = metrics[metric];
  switch (unit) {
    case "ms":
      return positiveDurationSchema;
    case "1/s":
      return positiveRateSchema;
    case "ratio": {
      if (canLimitRequest(metric)) return shareSchema;
      return shareSchema.describe(`Largest share of the machine's ${metrics[metric].label} that the service may use.`);
    }
  }
}

export const requestSlaSchema = mapSchema(requestLimits).describe(
  "Limits of this request. They win over the scenario's.",
);
/** The limits that a capacity search can use: a share of the requests may break each. */
export const capacitySlaMetrics = slaMetrics.filter((metric) => {
  const { of } = slaRuleOf(metric);
  return of.kind === "error_rate" || (of.kind === "quantile" && of.times === "response");
});
export const capacitySlaSchema = mapSchema(
  byMetric(capacitySlaMetrics, (metric) => limitOf(metric).optional()),
).describe(
  "Limits that must hold. Percentiles count failed requests as slow. Limits of the scenario and the file that are not set here apply, too.",
);
export const slaSchema = mapSchema({
  ...limits,
  overload: oneOf(overloadKinds)
    .optional()
    .describe("The worst behaviour beyond the capacity that is allowed. Needs a scenario with overload."),
}).describe("Limits that the head must keep. Latencies and shares are maxima, throughput is a minimum.");
