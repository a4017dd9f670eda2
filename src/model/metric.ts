/** The values of one arm in one round that metrics read. CPU time in ms, memory in bytes. */
interface ArmValues {
  readonly cpu_per_request?: number | undefined;
  readonly dependency_cpu?: number | undefined;
  readonly memory_peak?: number | undefined;
  readonly memory_growth?: number | undefined;
  readonly capacity?: number | undefined;
}

/** The same for one request or all requests. Latencies in ms. */
interface RequestValues {
  readonly due: number;
  readonly failed: number;
  readonly p50?: number | undefined;
  readonly middle?: number | undefined;
  readonly p90?: number | undefined;
  readonly p95?: number | undefined;
  readonly p99?: number | undefined;
  readonly tail?: number | undefined;
  readonly first_byte?: number | undefined;
  readonly largest_gap?: number | undefined;
}

/** The unit in which a metric is stored. */
export type MetricUnit = "ms" | "bytes" | "bytes/request" | "ratio" | "1/s";

/** How a metric compares base and head. */
export interface Comparability {
  /** `log`: changes are ratios, tested as logarithms. `difference`: head − base, in the metric's unit. */
  readonly scale: "log" | "difference";
  /** A fall is a regression. Default: a rise is one. */
  readonly isHigherBetter?: true;
  /**
   * `request`: gates for each request. `service`: of the process tree as a whole. `scenario`: gates for all requests.
   */
  readonly scope: "request" | "service" | "scenario";
  /** Of the other services in the compose file. Only a compose file has them. */
  readonly isOfDependencies?: true;
  /** Smaller changes never matter, whatever their ratio. In the metric's unit. */
  readonly floor: number;
  /** Default minimum effect. Without it, the metric gates only if loadgate.yml names it. */
  readonly minEffect?: number;
  /** Shown in every comparison. Other metrics are shown only if they gate, or if `isShownFor` is true. */
  readonly isAlwaysShown: boolean;
  readonly isShownFor?: (request: RequestValues) => boolean;
  /** `gates`: gates for streams, named or not. `only`: no other requests have this metric. */
  readonly streams?: "gates" | "only";
  /** `counts`: the test also counts single requests, because failures come in clumps. */
  readonly evidence: "rounds" | "counts";
  /** How much more it varies from start to start than the median. Default: 1. */
  readonly restartFactor?: number;
  /** With fewer requests per round and arm, the metric is too noisy to gate. */
  readonly fewestRequests?: number;
  /** A few requests of a round decide it, so that it is noisier than the median. */
  readonly isUpperPercentile?: true;
  /** Order in the headline: the metric with the lowest rank comes first. */
  readonly rank: number;
  /** A regression in the headline: what one request does, and a title for all requests. */
  readonly worse: readonly [ofOneRequest: string, title: string];
  /** An improvement in the headline. */
  readonly better: string;
  /** The value of one arm in one round; `undefined` if it was not measured. */
  readonly value: (arm: ArmValues, request: RequestValues) => number | undefined;
  /** An estimate of the same with less noise, for most distributions. */
  readonly steadyValue?: (request: RequestValues) => number | undefined;
}

/** The times of a request that a histogram records. */
export type MeasuredTime = "response" | "first_byte" | "largest_gap";

/** How a metric is limited by an SLA. */
export interface SlaRule {
  readonly limit: "at_most" | "at_least";
  /** `request`: may also be set for a single request. `scenario`: only for a scenario or the whole file. */
  readonly scope: "request" | "scenario";
  readonly of:
    | { readonly kind: "quantile"; readonly share: number; readonly times: MeasuredTime }
    | { readonly kind: "mean" | "max" | "throughput" | "error_rate" | "cpu" | "memory" };
}

interface Metric {
  readonly label: string;
  readonly unit: MetricUnit;
  readonly comparison?: Comparability;
  readonly sla?: SlaRule;
}

/** A latency of 0 counts as 1 microsecond, the histogram's smallest step: 0 has no logarithm. */
const smallestMs = 0.001;
const aboveZero = (ms: number | undefined) => (ms === undefined ? undefined : Math.max(ms, smallestMs));
/** 0 means too small to measure, such as less than one clock tick. */
const unlessZero = (value: number | undefined) => (value === 0 ? undefined : value);

const latency = {
  scale: "log",
  scope: "request",
  floor: 0.05,
  evidence: "rounds",
  isAlwaysShown: true,
  worse: ["is slower", "Slower"],
  better: "Faster",
} as const;

const quantileSla = (share: number, times: MeasuredTime = "response"): SlaRule => ({
  limit: "at_most",
  scope: "request",
  of: { kind: "quantile", share, times },
});
/** A first byte that comes just before the last one tells nothing new. */
const earlyShare = 0.8;
const slaOf = (kind: "mean" | "max" | "error_rate" | "cpu" | "memory", scope: SlaRule["scope"]): SlaRule => ({
  limit: "at_most",
  scope,
  of: { kind },
});

/** Every metric of Loadgate, one row each. A new row appears in the configuration, comparisons, SLAs and reports. */
export const metrics = {
  mean: { label: "mean", unit: "ms", sla: slaOf("mean", "request") },
  p50: {
    label: "p50",
    unit: "ms",
    comparison: {
      ...latency,
      minEffect: 0.04,
      rank: 2,
      value: (_, { p50 }) => aboveZero(p50),
      steadyValue: ({ middle }) => aboveZero(middle),
    },
    sla: quantileSla(0.5),
  },
  p90: {
    label: "p90",
    unit: "ms",
    comparison: {
      ...latency,
      isAlwaysShown: false,
      isUpperPercentile: true,
      restartFactor: 1.2,
      rank: 3,
      value: (_, { p90 }) => aboveZero(p90),
    },
    sla: quantileSla(0.9),
  },
  p95: {
    label: "p95",
    unit: "ms",
    comparison: {
      ...latency,
      minEffect: 0.1,
      isUpperPercentile: true,
      restartFactor: 1.2,
      fewestRequests: 100,
      rank: 1,
      value: (_, { p95 }) => aboveZero(p95),
    },
    sla: quantileSla(0.95),
  },
  p99: {
    label: "p99",
    unit: "ms",
    // With fewer requests its SD is 10 %. The tail index has 4 %.
    comparison: {
      ...latency,
      isUpperPercentile: true,
      restartFactor: 1.6,
      rank: 4,
      fewestRequests: 3000,
      value: (_, { p99 }) => aboveZero(p99),
    },
    sla: quantileSla(0.99),
  },
  p999: { label: "p99.9", unit: "ms", sla: quantileSla(0.999) },
  max: { label: "max", unit: "ms", sla: slaOf("max", "request") },
  tail: {
    label: "tail (p90–p99)",
    unit: "ms",
    comparison: {
      ...latency,
      minEffect: 0.1,
      isUpperPercentile: true,
      restartFactor: 1.6,
      fewestRequests: 100,
      rank: 5,
      value: (_, { tail }) => aboveZero(tail),
    },
  },
  first_byte: {
    label: "first byte",
    unit: "ms",
    comparison: {
      ...latency,
      isAlwaysShown: false,
      isShownFor: ({ first_byte, p95 }) =>
        first_byte !== undefined && p95 !== undefined && first_byte < earlyShare * p95,
      isUpperPercentile: true,
      streams: "gates",
      rank: 6,
      worse: ["sends its first byte later", "Later first byte"],
      better: "Faster first byte",
      value: (_, { first_byte }) => aboveZero(first_byte),
    },
    sla: quantileSla(0.95, "first_byte"),
  },
  largest_gap: {
    label: "largest gap",
    unit: "ms",
    comparison: {
      ...latency,
      isAlwaysShown: false,
      isShownFor: ({ largest_gap }) => largest_gap !== undefined,
      isUpperPercentile: true,
      streams: "only",
      rank: 7,
      worse: ["pauses longer", "Longer pauses"],
      better: "Shorter pauses",
      value: (_, { largest_gap }) => aboveZero(largest_gap),
    },
    sla: quantileSla(0.95, "largest_gap"),
  },
  throughput: {
    label: "throughput",
    unit: "1/s",
    sla: { limit: "at_least", scope: "request", of: { kind: "throughput" } },
  },
  cpu_per_request: {
    label: "CPU per request",
    unit: "ms",
    comparison: {
      scale: "log",
      scope: "service",
      evidence: "rounds",
      floor: 0.01,
      minEffect: 0.04,
      isAlwaysShown: true,
      rank: 8,
      worse: ["uses more CPU", "More CPU"],
      better: "Less CPU",
      value: (arm) => unlessZero(arm.cpu_per_request),
    },
  },
  dependency_cpu: {
    label: "CPU of dependencies per request",
    unit: "ms",
    comparison: {
      scale: "log",
      scope: "service",
      isOfDependencies: true,
      evidence: "rounds",
      floor: 0.05,
      minEffect: 0.1,
      isAlwaysShown: true,
      rank: 9,
      worse: ["makes its dependencies work more", "More work for dependencies"],
      better: "Less work for dependencies",
      value: (arm) => unlessZero(arm.dependency_cpu),
    },
  },
  memory_peak: {
    label: "peak memory",
    unit: "bytes",
    comparison: {
      scale: "log",
      scope: "service",
      evidence: "rounds",
      floor: 1024 ** 2,
      isAlwaysShown: true,
      rank: 10,
      worse: ["uses more memory", "More memory"],
      better: "Less memory",
      value: (arm) => unlessZero(arm.memory_peak),
    },
  },
  memory_growth: {
    label: "memory growth per request",
    unit: "bytes/request",
    comparison: {
      scale: "difference",
      scope: "service",
      evidence: "rounds",
      floor: 64,
      isAlwaysShown: true,
      rank: 11,
      worse: ["leaks memory", "Memory leak"],
      better: "Less memory growth",
      value: (arm) => arm.memory_growth,
    },
  },
  error_rate: {
    label: "error rate",
    unit: "ratio",
    comparison: {
      scale: "difference",
      scope: "scenario",
      evidence: "counts",
      floor: 0,
      minEffect: 0.002,
      isAlwaysShown: true,
      rank: 12,
      worse: ["fails more often", "More errors"],
      better: "Fewer failures",
      value: (_, { due, failed }) => (due > 0 ? failed / due : undefined),
    },
    sla: slaOf("error_rate", "request"),
  },
  capacity: {
    label: "capacity",
    unit: "1/s",
    comparison: {
      scale: "log",
      isHigherBetter: true,
      scope: "scenario",
      evidence: "rounds",
      floor: 0,
      minEffect: 0.05,
      isAlwaysShown: false,
      rank: 0,
      worse: ["carries less load", "Carries less load"],
      better: "Carries more load",
      value: (arm) => unlessZero(arm.capacity),
    },
  },
  cpu: { label: "CPU", unit: "ratio", sla: slaOf("cpu", "scenario") },
  memory: { label: "memory", unit: "ratio", sla: slaOf("memory", "scenario") },
} as const satisfies Readonly<Record<string, Metric>>;

export type MetricName = keyof typeof metrics;
type NameWith<Part extends string> = {
  [Name in MetricName]: (typeof metrics)[Name] extends Readonly<Record<Part, unknown>> ? Name : never;
}[MetricName];

/** A metric that compares base and head. */
export type ComparedMetric = NameWith<"comparison">;
/** A metric that an SLA can limit. */
export type SlaMetric = NameWith<"sla">;
/** A metric of the service's process tree as a whole. Only measured if Loadgate starts the service. */
export type ServiceMetric = {
  [Name in ComparedMetric]: (typeof metrics)[Name]["comparison"]["scope"] extends "service" ? Name : never;
}[ComparedMetric];

const isMetric = (name: string): name is MetricName => name in metrics;
const names = Object.keys(metrics).filter(isMetric);
export const comparedMetrics = names.filter((name): name is ComparedMetric => "comparison" in metrics[name]);
export const slaMetrics = names.filter((name): name is SlaMetric => "sla" in metrics[name]);

export const comparabilityOf = (metric: ComparedMetric): Comparability => metrics[metric].comparison;
export const slaRuleOf = (metric: SlaMetric): SlaRule => metrics[metric].sla;

export const isServiceMetric = (metric: ComparedMetric): metric is ServiceMetric =>
  comparabilityOf(metric).scope === "service";
/** True for metrics of the other services in a compose file. */
export const isOfDependencies = (metric: ComparedMetric): boolean => comparabilityOf(metric).isOfDependencies === true;
/** True if it needs many times the rounds of the median, so that it may stay undecided where the median is good. */
export const isSlowToDecide = (metric: ComparedMetric): boolean =>
  isOfDependencies(metric) || comparabilityOf(metric).isUpperPercentile === true;
/** True if the test also counts single requests, as for a failure rate. */
export const isCounted = (metric: ComparedMetric): boolean => comparabilityOf(metric).evidence === "counts";
export const serviceMetrics = comparedMetrics.filter((name): name is ServiceMetric => isServiceMetric(name));
export const isLatency = (metric: ComparedMetric): boolean => comparabilityOf(metric).scope === "request";
/** True if a fall of the metric is a regression. */
export const isHigherBetter = (metric: ComparedMetric): boolean => comparabilityOf(metric).isHigherBetter === true;
/** True if a change is a difference instead of a ratio. */
export const isDifference = (metric: ComparedMetric): boolean => comparabilityOf(metric).scale === "difference";

/** The metric's value for one request, or "all", on one arm in one round; `undefined` if it was not measured. */
export function metricOf(
  { request, metric }: { readonly request: string; readonly metric: ComparedMetric },
  arm: (ArmValues & { readonly requests: Readonly<Record<string, RequestValues>> }) | undefined,
): number | undefined {
  const requestMetrics = arm?.requests[request];
  if (arm === undefined || requestMetrics === undefined) return undefined;
  return comparabilityOf(metric).value(arm, requestMetrics);
}
