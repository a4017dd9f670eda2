import type { ComparisonModeKind } from "./comparisonMode.ts";
import type { GeneratorSpec, SpikePattern } from "./generator.ts";
import type { ComparedMetric, SlaMetric } from "./metric.ts";
import type { OverloadKind } from "./overload.ts";
import type { Bytes, Millis, PerSec, Ratio } from "./unit.ts";

/** A parsed loadgate.yml: all defaults filled in, all quantities in base units. */
export interface Plan {
  readonly service?: ServiceSpec;
  /** Origin of a service that already runs, such as http://127.0.0.1:8080. */
  readonly target?: string;
  readonly base: BaseSpec;
  readonly gate: GateSpec;
  readonly monitors: MonitorSpec;
  readonly explain: ExplainSpec;
  readonly load: LoadSpec;
  readonly scenarios: NonEmpty<Scenario>;
}

export type NonEmpty<T> = readonly [T, ...T[]];

/** One build of the service under test. */
export type Arm = "base" | "head";

export interface ServiceSpec {
  readonly build?: string;
  readonly program: ServiceProgram;
  readonly directory: string;
  readonly ready: Readiness;
  readonly readyTimeoutMs: Millis;
  readonly stopTimeoutMs: Millis;
  /** Shell command that runs before each round, once per arm. */
  readonly beforeRound?: string;
  readonly env: Readonly<Record<Arm, Readonly<Record<string, string>>>>;
  /** `closed`: standard input is empty. `open`: it stays open until the service stops. */
  readonly stdin: "open" | "closed";
  /** The service speaks TLS: its address and its readiness probe are https. */
  readonly tls: boolean;
}

/** What starts the service. */
export type ServiceProgram =
  /** A shell command that stays in the foreground. */
  { readonly kind: "command"; readonly command: string } | ContainerProgram | ComposeProgram;

/** One container for each arm. */
export interface ContainerProgram {
  readonly kind: "container";
  readonly source: ImageSource;
  /** The port in the container. Absent: the only one that the image exposes. */
  readonly port?: number;
  /** Arguments of the image's program. */
  readonly args: readonly string[];
  /** As `docker run --volume` takes them. Relative paths begin at `service.directory`. */
  readonly volumes: readonly string[];
  /** Further options of `docker run`. */
  readonly options: readonly string[];
}

export type ImageSource =
  | {
      readonly kind: "build";
      /** Relative to `service.directory`, as is the context. */
      readonly dockerfile: string;
      readonly context: string;
      /** The stage of the Dockerfile. */
      readonly target?: string;
      readonly args: Readonly<Record<string, string>>;
      /** Further options of `docker build`. */
      readonly options: readonly string[];
    }
  | { readonly kind: "image"; readonly image: Readonly<Record<Arm, string>> };

/** One project of a compose file for each arm. */
export interface ComposeProgram {
  readonly kind: "compose";
  /** Relative to `service.directory`. None: the file that compose finds there. */
  readonly files: readonly string[];
  /** The name of the measured service in the file. */
  readonly service: string;
  /** The port in its container. Absent: the only one that the file publishes or exposes. */
  readonly port?: number;
}

export type Readiness =
  | { readonly kind: "tcp" }
  /** The client adds the default headers. A header with an empty text is not sent. */
  | { readonly kind: "http"; readonly path: string; readonly headers: Readonly<Record<string, string>> };

export interface BaseSpec {
  readonly from: "auto" | "artifact" | "git" | "directory" | "target" | "none";
  readonly ref?: string;
  readonly directory?: string;
  readonly target?: string;
  readonly carry: readonly string[];
  /** The carried build has the images that the head was started from. */
  readonly carryImage: boolean;
  /** Files and directories in `service.directory` that git ignores. They are copied into the base's tree. */
  readonly copy: readonly string[];
}

/** True if the configuration gives the base's directory or target. `auto` then tries no other source. */
export function hasExplicitBase({ directory, target }: BaseSpec): boolean {
  return directory !== undefined || target !== undefined;
}

export const failConditions = [
  "regression",
  "sla",
  "invalid",
  "inconclusive",
  "no_base",
  "anomaly",
  "overload",
] as const;
export type FailCondition = (typeof failConditions)[number];

/** How a duet divides its load between the arms: request by request in turn, or in slices of one second. */
export const interleaves = ["request", "slice"] as const;
export type Interleave = (typeof interleaves)[number];

/**
 * The smallest change that can fail a run, by metric. A ratio; for `memory_growth`, bytes per request.
 * Metrics with an entry can fail the run. Other metrics are only reported.
 */
export type MinEffects = Readonly<Partial<Record<ComparedMetric, Ratio | Bytes>>>;

/** Absolute changes below these never matter, in ms or bytes. They override the metric's default floor. */
export type MinChanges = Readonly<Partial<Record<Exclude<ComparedMetric, "error_rate">, Millis | Bytes>>>;

export interface GateSpec {
  /** Maximum wall time for measuring, shared by all scenarios. */
  readonly budgetMs: Millis;
  readonly interleave: "auto" | Interleave;
  /** Pairs of base and head that a duet runs at once. */
  readonly pairs: "auto" | 1 | 2;
  /** Probability that an unchanged pull request fails, over all gating metrics together. */
  readonly falseAlarm: Ratio;
  /** Assumed spread (CV) from one start of a build to the next, where there are too few starts to estimate it. */
  readonly restartNoise: Ratio;
  readonly minEffect: MinEffects;
  readonly minChange: MinChanges;
  readonly failOn: readonly FailCondition[];
  /** The report warns if main's newest recorded run is older. */
  readonly baselineMaxAgeMs: Millis;
}

export interface MonitorSpec {
  /** Time between two readings. */
  readonly intervalMs: Millis;
  readonly prometheus?: PrometheusSpec;
  readonly postgres?: DatabaseSpec;
  readonly redis?: DatabaseSpec;
  readonly anomalies: AnomalyLimits;
}

export interface PrometheusSpec {
  /** A path of the service, or an address. */
  readonly url: Readonly<Record<Arm, string>>;
  /** By the name that the report uses. None: the standard metrics of the runtime. */
  readonly series: Readonly<Record<string, SeriesExpression>>;
}

/** What is read from a Prometheus page. Samples that one selector matches are added up. */
export type SeriesExpression =
  | { readonly kind: "value"; readonly selector: SeriesSelector }
  | { readonly kind: "rate"; readonly selector: SeriesSelector }
  /** Of a histogram. */
  | { readonly kind: "quantile"; readonly quantile: Ratio; readonly selector: SeriesSelector };

export interface SeriesSelector {
  readonly metric: string;
  /** A sample may have more labels. */
  readonly labels: Readonly<Record<string, string>>;
}

export interface DatabaseSpec {
  /** With user and password, which are secrets. */
  readonly url: Readonly<Record<Arm, string>>;
  /** The variable by which the service finds the database. Its statements can then be counted on the way. */
  readonly env?: string;
}

/** The limits of the anomalies. */
export interface AnomalyLimits {
  readonly cpu: Ratio;
  readonly memory: Ratio;
  readonly p95: Millis;
  /** Coefficient of variation of the requests per second. */
  readonly throughputVariation: Ratio;
  /** Share of failed requests within one second. */
  readonly errors: Ratio;
  readonly memoryGrowth: Bytes;
  /** Growth of the median latency from the first to the last third of a phase. */
  readonly latencyDrift: Ratio;
  /** Time without any response while requests wait. */
  readonly stall: Millis;
}

/** How a regression is explained, in extra rounds that decide nothing. */
export interface ExplainSpec {
  /** Maximum wall time of the extra rounds of a run. 0 switches them off. */
  readonly budgetMs: Millis;
  readonly profile?:
    | { readonly kind: "command"; readonly command: string }
    | { readonly kind: "pprof"; readonly path: string };
  readonly traces: "auto" | "off";
}

/** Settings of the load generator. */
export interface LoadSpec {
  /** Number of worker threads that send requests. */
  readonly workers: "auto" | number;
  /** Pins service and load generator to separate CPU cores. `auto`: on machines with at least 4 cores. */
  readonly pin: "auto" | "on" | "off";
  readonly tls: TlsSpec;
}

export interface TlsSpec {
  /** The target's certificate must be valid. */
  readonly verify: boolean;
  /** Certificates (PEM) to trust in addition to the system's. */
  readonly ca?: string;
  /** The client's certificate and its private key (PEM). Both or neither. */
  readonly cert?: string;
  readonly key?: string;
}

/** Limits by metric, in the metric's base unit: ms, requests per second, or a ratio. */
export type Sla = Readonly<Partial<Record<SlaMetric, number>>>;
/** The name that stands for all requests of a scenario together. */
export const allRequests = "all";

export interface Scenario {
  readonly id: string;
  readonly compare?: ComparisonModeKind;
  readonly phases: NonEmpty<Phase>;
  /** Each arrival runs one flow, chosen at random by weight. */
  readonly flows: NonEmpty<Flow>;
  /** Chooses the flows instead, and gives values to their templates. */
  readonly generator?: GeneratorSpec<RequestSpec>;
  /** Sent in order to each arm before its first phase. Not measured. */
  readonly setup: readonly RequestSpec[];
  /** Sent in order to each arm after its last phase. Not measured. */
  readonly teardown: readonly RequestSpec[];
  /** Rows for templates, by feed name. */
  readonly feeds: Readonly<Record<string, Feed>>;
  readonly connection: ConnectionSpec;
  /** Limits of the file and the scenario merged: for each metric, the scenario's limit wins. */
  readonly sla: Sla;
  /** Every key of loadgate.yml that shapes the load, such as scenarios.shop.phases[0].rate, with its value. */
  readonly loadKeys: Readonly<Record<string, unknown>>;
  /** The scenario searches the highest rate that its service can carry. Its phase is never played. */
  readonly capacity?: CapacitySpec;
  /** The service is loaded beyond its capacity, too. Only with `capacity`. */
  readonly overload?: OverloadSpec;
  /** The scenario's own minimum effects. For each metric, they win over the file's. */
  readonly minEffect: MinEffects;
  /** The scenario's own minimum changes. For each metric, they win over the file's. */
  readonly minChange: MinChanges;
}

/** A search for the highest rate at which the limits hold. */
export interface CapacitySpec {
  /** False if the capacity is known, and only an overload is played. */
  readonly isSearched: boolean;
  /** Percentiles of the response time, and the error rate. At least one if the capacity is searched. */
  readonly sla: Sla;
  /** The rate that the service should carry one day. */
  readonly planPerSec?: PerSec;
  readonly arrival: ArrivalKind;
  /** The search goes no higher. */
  readonly maxPerSec: PerSec;
}

/** A load beyond the capacity. */
export interface OverloadSpec {
  /** Multiples of the capacity, in the order played. */
  readonly factors: readonly number[];
  /** Time of each, if the budget allows it. */
  readonly stepMs: Millis;
  /** The capacity, if it is known. */
  readonly capacityPerSec?: PerSec;
  readonly worstAllowed?: OverloadKind;
}

/** The predefined scenarios. */
export const presetNames = [
  "baseline_performance",
  "scalability_test",
  "spike_test",
  "neuromorphic_load_test",
] as const;
export type PresetName = (typeof presetNames)[number];

/** Connection settings of a scenario's requests. */
export interface ConnectionSpec {
  readonly http2: boolean;
  /** Maximum redirects that one request follows, 0 to 20. */
  readonly redirects: number;
  /** Timeout of one request to the last byte of its response. Opening a connection and redirects count. */
  readonly timeoutMs: Millis;
  /** False: each request opens a connection of its own. */
  readonly keepAlive: boolean;
}

export interface Phase {
  readonly id: string;
  /** Run and reported, but left out of every comparison and SLA. */
  readonly warmup: boolean;
  readonly pattern: LoadPattern;
  readonly arrival: ArrivalKind;
  readonly durationMs: Millis;
  readonly cooldownMs: Millis;
  /**
   * Maximum requests in flight. Further arrivals wait; their latency counts from when they were due. Absent: as many as
   * the load generator can hold.
   */
  readonly maxConcurrentUsers?: number;
}

/**
 * How arrivals spread within a pattern's rate.
 * `even`: each arrival falls at a random moment of its own interval. The count never differs by more than one from the
 * integral of the rate.
 * `poisson`: arrivals are independent, like real visitors. Only the total of the phase matches the integral.
 */
export const arrivalKinds = ["even", "poisson"] as const;
export type ArrivalKind = (typeof arrivalKinds)[number];

export type LoadPattern =
  | { readonly kind: "constant"; readonly ratePerSec: PerSec }
  | { readonly kind: "ramp"; readonly fromPerSec: PerSec; readonly toPerSec: PerSec }
  | {
      readonly kind: "spike";
      readonly basePerSec: PerSec;
      readonly peakPerSec: PerSec;
      /** Since the start of the phase. */
      readonly spikeAtMs: Millis;
      readonly spikeDurationMs: Millis;
    }
  /** `size` arrivals at once, at the start of the phase and then every interval. */
  | { readonly kind: "burst"; readonly size: number; readonly intervalMs: Millis }
  /** Each rate lasts an equal part of the phase. */
  | { readonly kind: "steps"; readonly ratesPerSec: NonEmpty<PerSec> }
  /** meanPerSec + amplitudePerSec · sin(2π t / period). The amplitude is at most the mean. */
  | {
      readonly kind: "sine";
      readonly meanPerSec: PerSec;
      readonly amplitudePerSec: PerSec;
      readonly periodMs: Millis;
    }
  /** Each column has a train of its own, and each spike is an arrival. The user of the arrival is the column. */
  | { readonly kind: "spikeTrains"; readonly columns: number; readonly spikes: SpikePattern }
  /** Closed loop: each user waits for the response, thinks, and sends again. A slow service lowers this load. */
  | { readonly kind: "users"; readonly users: number; readonly thinkTimeMs: DurationRange };

/** A uniformly distributed time. Equal ends make it a fixed time. */
export interface DurationRange {
  readonly fromMs: Millis;
  readonly toMs: Millis;
}

/** Requests that one user sends in order, with its own cookies. A plain request is a flow of one step. */
export interface Flow {
  readonly steps: NonEmpty<RequestSpec>;
  /** Share of the arrivals, relative to the scenario's other flows. */
  readonly weight: number;
}

export interface RequestSpec {
  /** Results are counted under this name. It is unique within the scenario. */
  readonly name: string;
  readonly method: string;
  /** Path and query, starting with a slash. Path, headers and body may contain templates such as ${uuid}. */
  readonly path: string;
  /** The client adds the default ones. A header with an empty text is not sent. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: BodySpec;
  /** The response is a stream, such as server-sent events. */
  readonly stream?: StreamedResponse;
  readonly expect: Expectations;
  /** Values taken from the response. Later steps of the flow use them as ${name}. */
  readonly extract: Readonly<Record<string, Extraction>>;
  /** Pause before the next step of the flow. */
  readonly thinkTimeMs: DurationRange;
  readonly sla: Sla;
}

export interface StreamedResponse {
  /** The request is done once this text has come, and its connection is closed. By default, at the stream's end. */
  readonly until?: TextMatch;
  /** Limit for the request instead of the scenario's. */
  readonly timeoutMs?: Millis;
}

export type BodySpec =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "json"; readonly value: unknown }
  | { readonly kind: "form"; readonly fields: Readonly<Record<string, string>> }
  /** Sent unchanged. Templates in the file are not replaced. */
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

/** Conditions for a response to count as a success. Each failed check is counted under its own name. */
export interface Expectations {
  /** Accepted status ranges, ends included. With no range, every status below 400 is accepted. */
  readonly statuses: readonly (readonly [from: number, to: number])[];
  /** By lower-case header name. */
  readonly headers: Readonly<Record<string, TextMatch>>;
  /** By lower-case trailer name. */
  readonly trailers?: Readonly<Record<string, TextMatch>>;
  readonly body?: TextMatch;
  /** By JSONPath (RFC 9535). */
  readonly json: Readonly<Record<string, JsonMatch>>;
  /** Maximum time from when the request was due to the last byte of its response. */
  readonly latencyMs?: Millis;
}

/** A regular expression with its flags, such as "i". */
export interface Pattern {
  readonly pattern: string;
  readonly flags: string;
}

/** `equals`: the first match must equal the value. `absent`: nothing may match. `null`: the match is null, or none. */
export type JsonMatch =
  | { readonly kind: "equals"; readonly value: unknown }
  | { readonly kind: "absent" }
  | { readonly kind: "null" };

export type TextMatch =
  | { readonly kind: "equals"; readonly text: string }
  | { readonly kind: "contains"; readonly text: string }
  | ({ readonly kind: "matches" } & Pattern);

export type Extraction =
  /** The first match of a JSONPath (RFC 9535) in the body. */
  | { readonly kind: "json"; readonly path: string }
  | { readonly kind: "header"; readonly name: string }
  | { readonly kind: "cookie"; readonly name: string }
  /** The first group of the first match in the body. Without a group, the whole match. */
  | ({ readonly kind: "regex" } & Pattern);

/** Rows for templates such as ${feed.column}. Each arrival takes one row. */
export interface Feed {
  readonly file: string;
  /**
   * `in_order` starts again at the end. `shuffled` uses a new order for each pass. `once` uses each row at most once.
   */
  readonly order: FeedOrder;
  /** The cells by column: text in CSV, any JSON value in JSON Lines. Whole numbers beyond 2^53 are a bigint. */
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

export const feedOrders = ["in_order", "shuffled", "once"] as const;
export type FeedOrder = (typeof feedOrders)[number];
