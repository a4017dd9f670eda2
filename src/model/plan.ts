import type { Bytes, Millis, PerSec, Ratio } from "./unit.ts";

/** What loadgate.yml asks for, parsed, complete, in base units. */
export interface Plan {
  readonly service?: ServiceSpec;
  /** Origin of a service that something else started, such as http://127.0.0.1:8080. */
  readonly target?: string;
  readonly base: BaseSpec;
  readonly gate: GateSpec;
  readonly monitors: MonitorSpec;
  readonly load: LoadSpec;
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
  /** Shell command that runs before each round, for each arm. */
  readonly beforeRound?: string;
  readonly env: Readonly<Record<Arm, Readonly<Record<string, string>>>>;
}

export type Readiness = { readonly kind: "tcp" } | { readonly kind: "http"; readonly path: string };

export interface BaseSpec {
  readonly from: "auto" | "artifact" | "git" | "directory" | "target" | "none";
  readonly ref?: string;
  readonly directory?: string;
  readonly target?: string;
  readonly carry: readonly string[];
}

/** Whether it says where the base is: then `auto` looks for no other. */
export function isNamed({ directory, target }: BaseSpec): boolean {
  return directory !== undefined || target !== undefined;
}

export const failures = ["regression", "sla", "invalid", "inconclusive", "anomaly"] as const;
export type Failure = (typeof failures)[number];

/** How a duet deals its load to the arms: request by request in turn, or a second of load to each. */
export const interleaves = ["request", "slice"] as const;
export type Interleave = (typeof interleaves)[number];

/**
 * The smallest change worth failing for: a ratio, of `memory_growth` bytes per request. A metric that is named here gates;
 * the others are shown.
 */
export type Effects = Readonly<Partial<Record<ComparedMetric, Ratio | Bytes>>>;

/** What a change never matters below, however large its ratio, in ms or bytes: where it is not the metric's own floor. */
export type Floors = Readonly<Partial<Record<Exclude<ComparedMetric, "error_rate">, Millis | Bytes>>>;

export interface GateSpec {
  /** Most wall time for measuring, shared by the scenarios. */
  readonly budgetMs: Millis;
  readonly interleave: "auto" | Interleave;
  /** Chance that an unchanged pull request fails, all gating metrics together. */
  readonly falseAlarm: Ratio;
  readonly minEffect: Effects;
  readonly minChange: Floors;
  readonly failOn: readonly Failure[];
  /** Beyond it, the report warns of main's newest recorded run. */
  readonly baselineMaxAgeMs: Millis;
}

export interface MonitorSpec {
  readonly intervalMs: Millis;
  readonly prometheus?: { readonly url: string; readonly series: Readonly<Record<string, string>> };
  readonly postgres?: string;
  readonly redis?: string;
}

/** The load generator itself. */
export interface LoadSpec {
  /** Worker threads that send. */
  readonly workers: "auto" | number;
  /** Whether service and generator get processor cores of their own; `auto`: where there are at least 4. */
  readonly pin: "auto" | "on" | "off";
  /** How far a target that speaks TLS is trusted. */
  readonly tls: TlsSpec;
}

export interface TlsSpec {
  readonly verify: boolean;
  /** Certificates (PEM) that are trusted besides the system's. */
  readonly ca?: string;
}

/** Limits by metric, in the metric's base unit: ms, requests per second, or a ratio. */
export type Sla = Readonly<Partial<Record<SlaMetric, number>>>;
export const latencyMetrics = ["mean", "p50", "p90", "p95", "p99", "p999", "max"] as const;
export const slaMetrics = [...latencyMetrics, "throughput", "error_rate", "cpu", "memory"] as const;
export type SlaMetric = (typeof slaMetrics)[number];

/** What a comparison may be about. */
export const comparedMetrics = [
  "p50",
  "p90",
  "p95",
  "p99",
  "tail",
  "cpu_per_request",
  "memory_peak",
  "memory_growth",
  "error_rate",
] as const;
export type ComparedMetric = (typeof comparedMetrics)[number];

/** The name under which all requests of a scenario are taken together. */
export const allRequests = "all";

export interface Scenario {
  readonly id: string;
  readonly compare?: "duet" | "alternate" | "recorded" | "off";
  /** Empty only where a preset stands for them. */
  readonly phases: readonly Phase[];
  /** What an arrival may do, by weight. Empty only where a generator makes them. */
  readonly flows: readonly Flow[];
  /** Sent to each arm, one after another, before its first phase and after its last; not measured. */
  readonly setup: readonly RequestSpec[];
  readonly teardown: readonly RequestSpec[];
  /** Rows that templates take values from, by the feed's name. */
  readonly feeds: Readonly<Record<string, Feed>>;
  readonly connection: ConnectionSpec;
  /** The file's and the scenario's limits, the nearer one winning metric by metric. */
  readonly sla: Sla;
  /** What shapes the load, as loadgate.yml has it: the value of each key, such as scenarios.shop.phases[0].rate. */
  readonly written: Readonly<Record<string, unknown>>;
  /** Its own, which win over the file's metric by metric. */
  readonly minEffect: Effects;
  readonly minChange: Floors;
  /** One of the specialised generators instead of a list of requests. */
  readonly generator?: Readonly<Record<string, unknown>>;
  /** Name of a ready-made scenario that stands for the phases. */
  readonly preset?: string;
  readonly timeScale?: number;
}

/** How a scenario's requests are carried. */
export interface ConnectionSpec {
  readonly http2: boolean;
  /** Most redirects that one request follows, 0 to 20. */
  readonly redirects: number;
  /** What one request may take, from when it is sent until its last byte. */
  readonly timeoutMs: Millis;
}

export interface Phase {
  readonly id: string;
  /** Played and shown, but left out of every comparison and SLA. */
  readonly warmup: boolean;
  readonly pattern: LoadPattern;
  readonly arrival: Arrival;
  readonly durationMs: Millis;
  readonly cooldownMs: Millis;
  readonly maxConcurrentUsers: number;
}

/**
 * How arrivals are spread within a pattern's rate. `even`: each at a random moment of its own share of the time, so that at
 * every moment as many have come as the integral of the rate, to one request. `poisson`: independent of each other, as
 * real visitors are; only the phase as a whole holds the integral.
 */
export const arrivalKinds = ["even", "poisson"] as const;
export type Arrival = (typeof arrivalKinds)[number];

export type LoadPattern =
  | { readonly kind: "constant"; readonly ratePerSec: PerSec }
  | { readonly kind: "ramp"; readonly fromPerSec: PerSec; readonly toPerSec: PerSec }
  | {
      readonly kind: "spike";
      readonly basePerSec: PerSec;
      readonly peakPerSec: PerSec;
      /** Since the phase began. */
      readonly spikeAtMs: Millis;
      readonly spikeDurationMs: Millis;
    }
  /** `size` arrivals at once, at the phase's begin and then at each interval. */
  | { readonly kind: "burst"; readonly size: number; readonly intervalMs: Millis }
  /** Each rate for an equal part of the phase. */
  | { readonly kind: "steps"; readonly ratesPerSec: NonEmpty<PerSec> }
  /** meanPerSec + amplitudePerSec · sin(2π t / period); the amplitude is at most the mean. */
  | {
      readonly kind: "sine";
      readonly meanPerSec: PerSec;
      readonly amplitudePerSec: PerSec;
      readonly periodMs: Millis;
    }
  /** Closed loop: each user waits for its answer, thinks, and comes again. A slow service slows this load. */
  | { readonly kind: "users"; readonly users: number; readonly thinkTimeMs: Range };

/** Drawn evenly between its ends; a fixed time where they are equal. */
export interface Range {
  readonly fromMs: Millis;
  readonly toMs: Millis;
}

/** What an arrival does: its steps in order, by one user with cookies of its own. A plain request is a flow of one step. */
export interface Flow {
  readonly steps: NonEmpty<RequestSpec>;
  /** Share of the arrivals, relative to the other flows of the scenario. */
  readonly weight: number;
}

export interface RequestSpec {
  /** Under which it is counted; no two requests of a scenario have the same. */
  readonly name: string;
  readonly method: string;
  /** Path and query, from the slash on. Here and in headers and body a template such as ${uuid} may stand. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: BodySpec;
  readonly expect: Expectations;
  /** Values of the answer that later steps of the flow take as ${name}. */
  readonly extract: Readonly<Record<string, Extraction>>;
  /** Rest before the next step of the flow. */
  readonly thinkTimeMs: Range;
  readonly sla: Sla;
}

export type BodySpec =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "json"; readonly value: unknown }
  | { readonly kind: "form"; readonly fields: Readonly<Record<string, string>> }
  /** Sent as it stands, no template in it. */
  | { readonly kind: "file"; readonly file: string; readonly content: Uint8Array }
  | { readonly kind: "multipart"; readonly parts: readonly PartSpec[] };

export type PartSpec =
  | { readonly kind: "field"; readonly name: string; readonly text: string }
  | {
      readonly kind: "file";
      readonly name: string;
      readonly file: string;
      readonly content: Uint8Array;
      readonly type?: string;
    };

/** What an answer must be to count as a success; what it fails counts under its own name. */
export interface Expectations {
  /** Every status of these ranges, both ends included; without any, every status below 400. */
  readonly statuses: readonly (readonly [from: number, to: number])[];
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, TextMatch>>;
  readonly body?: TextMatch;
  /** By JSONPath (RFC 9535): the value that the first match must equal. */
  readonly json: Readonly<Record<string, unknown>>;
  /** From when the request was due until its last byte. */
  readonly latencyMs?: Millis;
}

export type TextMatch =
  | { readonly kind: "equals"; readonly text: string }
  | { readonly kind: "contains"; readonly text: string }
  | { readonly kind: "matches"; readonly pattern: string };

export type Extraction =
  /** JSONPath (RFC 9535) into the body: its first match. */
  | { readonly kind: "json"; readonly path: string }
  | { readonly kind: "header"; readonly name: string }
  | { readonly kind: "cookie"; readonly name: string }
  /** The first group of the first match in the body, or the whole match. */
  | { readonly kind: "regex"; readonly pattern: string };

/** Rows for templates: ${feed.column}. One arrival takes one row. */
export interface Feed {
  readonly file: string;
  /** In order and from the start again, shuffled anew each time through, or each row once at most. */
  readonly order: FeedOrder;
  readonly rows: readonly Readonly<Record<string, string>>[];
}
export const feedOrders = ["in_order", "shuffled", "once"] as const;
export type FeedOrder = (typeof feedOrders)[number];
