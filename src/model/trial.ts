import type { BottleneckKind } from "./cause.ts";
import type { SlaMetric } from "./metric.ts";
import type { Arm } from "./plan.ts";
import type { PhaseResult } from "./results.ts";
import type { Bytes, Millis, Ratio } from "./unit.ts";

/** One trial of a capacity search: load of one rate on one arm. */
export interface TrialOrder {
  readonly arm: Arm;
  /**
   * `bracket`: finds the order of magnitude. `sample`: near the estimate. `final`: a long one just below the result. `calm`:
   * with little load.
   */
  readonly purpose: "bracket" | "sample" | "final" | "calm";
  /** Requests per second, on average over many such trials. */
  readonly ratePerSec: number;
  /** Requests per second in this trial. Independent visitors do not come in equal numbers. */
  readonly playedPerSec: number;
  /** Load before the measured time, in which queues reach their usual length. */
  readonly leadInMs: Millis;
  readonly durationMs: Millis;
  readonly seed: number;
  /** Most requests in flight. Others wait for their turn, and that time counts. */
  readonly mostUsers?: number;
}

export interface Trial extends TrialOrder {
  /** Number of the services' start, from 0. */
  readonly restart: number;
  readonly due: number;
  readonly successful: number;
  /** Requests that broke the limit, by limit: slow or failed for a percentile, failed for the error rate. */
  readonly beyond: Readonly<Partial<Record<SlaMetric, number>>>;
  /** The metric of each limit in this trial. Absent if no request succeeded. */
  readonly values?: Readonly<Partial<Record<SlaMetric, number>>>;
  /** The same as `beyond` for the whole of each response time limit, half of it, a quarter, and so on. */
  readonly slower?: Readonly<Partial<Record<SlaMetric, readonly number[]>>>;
  /** When its requests were due, since its start, ascending. Absent unless each arrival is one request. */
  readonly dueMs?: Float32Array;
  /** From the end of the load to the last response. */
  readonly drainMs: Millis;
  /** Requests that the service finished per second, until the last one. */
  readonly finishedPerSec: number;
  /** Mean number of requests in the service at once, by Little's law. */
  readonly inService: number;
  /** By how much delayed acknowledgements, and not the service, lengthened a response on average. */
  readonly ackDelayMs?: Millis;
  /** The 10 % quantile of the response time, and the median. 0 if no request succeeded. */
  readonly quickMs: Millis;
  readonly medianMs: Millis;
  /** The median in the first and in the last third of a final trial. */
  readonly trendMs?: readonly [first: Millis, last: Millis];
  /** Only the load generator's own delay broke the limits. */
  readonly isGeneratorLate: boolean;
  /** The service ended during the trial: how. */
  readonly died?: string;
  /** CPU cores that the service kept busy. */
  readonly cpuCores?: number;
  /** The busiest thread's share of one core. */
  readonly busiestThread?: number;
  /** CPU cores that neither the service nor the load generator kept busy. */
  readonly otherCores?: number;
  /** The remote address to which the service held most connections. */
  readonly remote?: string;
  /** Most files and connections that the service had open. */
  readonly openFiles?: number;
  /** Connections that the load generator opened. They stay open for the next trials. */
  readonly connectionsOpened?: number;
  /** What limited the service in this trial, the first answer first. */
  readonly limits?: readonly BottleneckKind[];
  readonly memoryBytes?: Bytes;
  /** The busiest disk's share of the time. Absent unless the service uses a disk. */
  readonly diskBusy?: Ratio;
  /** Everything about a final trial. */
  readonly phase?: PhaseResult;
}
