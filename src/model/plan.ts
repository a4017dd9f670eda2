import type { Millis, PerSec, Ratio } from "./unit.ts";

/** What loadgate.yml asks for, parsed, complete, in base units. */
export interface Plan {
  readonly service?: ServiceSpec;
  /** Origin of a service that something else started, such as http://127.0.0.1:8080. */
  readonly target?: string;
  readonly base: BaseSpec;
  readonly gate: GateSpec;
  readonly monitors: MonitorSpec;
  readonly scenarios: NonEmpty<Scenario>;
}

export type NonEmpty<T> = readonly [T, ...T[]];

/** One build of the service under test. */
export type Arm = "base" | "head";

export interface ServiceSpec {
  readonly build?: string;
  readonly command: string;
  readonly directory: string;
  readonly ready: Readiness;
  readonly readyTimeoutMs: Millis;
  readonly stopTimeoutMs: Millis;
  readonly env: Readonly<Record<string, string>>;
}

export type Readiness = { readonly kind: "tcp" } | { readonly kind: "http"; readonly path: string };

export interface BaseSpec {
  readonly from: "auto" | "artifact" | "git" | "directory" | "target" | "none";
  readonly ref?: string;
  readonly directory?: string;
  readonly target?: string;
  readonly carry: readonly string[];
}

export const failures = ["regression", "sla", "invalid", "inconclusive", "anomaly"] as const;
export type Failure = (typeof failures)[number];

export interface GateSpec {
  /** Most wall time for measuring, shared by the scenarios. */
  readonly budgetMs: Millis;
  readonly interleave: "auto" | "request" | "slice";
  /** Chance that an unchanged pull request fails, all gating metrics together. */
  readonly falseAlarm: Ratio;
  /** The smallest change worth failing for. A metric that is named here gates; the others are shown. */
  readonly minEffect: Readonly<Partial<Record<ComparedMetric, Ratio>>>;
  readonly failOn: readonly Failure[];
}

export interface MonitorSpec {
  readonly intervalMs: Millis;
  readonly prometheus?: { readonly url: string; readonly series: Readonly<Record<string, string>> };
  readonly postgres?: string;
  readonly redis?: string;
}

/** Limits by metric, in the metric's base unit: ms, requests per second, or a ratio. */
export type Sla = Readonly<Partial<Record<SlaMetric, number>>>;
export const latencyMetrics = ["mean", "p50", "p90", "p95", "p99", "p999", "max"] as const;
export const slaMetrics = [...latencyMetrics, "throughput", "error_rate", "cpu", "memory"] as const;
export type SlaMetric = (typeof slaMetrics)[number];

/** What a comparison may be about. */
export const comparedMetrics = ["p50", "p90", "p95", "p99", "tail", "cpu_per_request", "error_rate"] as const;
export type ComparedMetric = (typeof comparedMetrics)[number];

/** The name under which all requests of a scenario are taken together. */
export const allRequests = "all";

export interface Scenario {
  readonly id: string;
  readonly compare?: "duet" | "alternate" | "recorded" | "off";
  /** Empty only where a preset stands for them. */
  readonly phases: readonly Phase[];
  /** Empty only where a generator makes them. */
  readonly requests: readonly RequestSpec[];
  /** The file's and the scenario's limits, the nearer one winning metric by metric. */
  readonly sla: Sla;
  /** One of the specialised generators instead of a list of requests. */
  readonly generator?: Readonly<Record<string, unknown>>;
  /** Name of a ready-made scenario that stands for the phases. */
  readonly preset?: string;
  readonly timeScale?: number;
}

export interface Phase {
  readonly id: string;
  /** Played and shown, but left out of every comparison and SLA. */
  readonly warmup: boolean;
  readonly pattern: LoadPattern;
  readonly durationMs: Millis;
  readonly cooldownMs: Millis;
  readonly maxConcurrentUsers: number;
}

export type LoadPattern =
  | { readonly kind: "constant"; readonly ratePerSec: PerSec }
  | { readonly kind: "ramp"; readonly fromPerSec: PerSec; readonly toPerSec: PerSec }
  | {
      readonly kind: "spike";
      readonly basePerSec: PerSec;
      readonly peakPerSec: PerSec;
      readonly spikeDurationMs: Millis;
    }
  | { readonly kind: "burst"; readonly size: number; readonly intervalMs: Millis };

export interface RequestSpec {
  readonly name: string;
  readonly method: string;
  /** Path and query, from the slash on. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Share of the arrivals, relative to the other requests of the scenario. */
  readonly weight: number;
  readonly expectStatus?: number;
  readonly sla: Sla;
}
