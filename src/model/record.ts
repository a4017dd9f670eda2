import type { Arm } from "./plan.ts";
import type { Reading } from "./reading.ts";
import type { Millis, Ratio } from "./unit.ts";

/**
 * The result of one phase of load on one target, as a load engine reports it. Latencies are encoded histograms in ms.
 */
export interface PhaseRecord {
  readonly requests: readonly RequestRecord[];
  /** Time from released to sent: how late the load generator was. Absent if the engine does not measure it. */
  readonly sendLag?: string;
  /** One per second of the measured time. */
  readonly slices: readonly SliceRecord[];
  /** Connections that were opened in the phase, unmeasured time included. Absent if the engine does not count them. */
  readonly connectionsOpened?: number;
  /** Requests sent at the start of each slice, which no other count includes. 0 unless the load is dealt in slices. */
  readonly unmeasuredRequests: number;
  /** When the phase started, on the machine's monotonic clock. */
  readonly startMs: Millis;
  /** How long load was offered and measured: the phase's length, less the unmeasured start of each slice. */
  readonly offeredMs: Millis;
  /**
   * Measured time from the phase's start to the last response, or to the end of the wait for it. It leaves out the
   * other target's slices and the unmeasured start of each own slice. All time after the target's last slice counts.
   */
  readonly durationMs: Millis;
  /** When only the other target got load, since the phase started. Empty unless the load is dealt in slices. */
  readonly idle: readonly (readonly [fromMs: Millis, toMs: Millis])[];
  /** Absent if the engine does not limit its users. */
  readonly userLimit?: UserLimitRecord;
  /** Absent if the engine does not report on itself. */
  readonly generator?: GeneratorRecord;
}

export interface RequestRecord {
  readonly name: string;
  /** due = sum of all outcomes, always. */
  readonly due: number;
  /** Counts of `ok`, `dropped`, and failures by name, such as `status 500` or `ECONNRESET`. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** What came instead of what was expected, by the failure's name: one example each, on one line. */
  readonly failureExamples?: Readonly<Record<string, string>>;
  /** Responses by status, whether they passed their checks or not. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Responses that seem to have waited for our delayed acknowledgement. */
  readonly delayedAcks: number;
  /** Successes only: from the time the request was due to its last byte. */
  readonly responseTime: string;
  /**
   * The response time less the load generator's own delays: its lateness, and the wait for a free user. Absent if the
   * engine does not measure them.
   */
  readonly blamelessTime?: string;
  /**
   * Successes only: from the time the request was due to the first byte of the response's body. The same text as
   * `responseTime` if every body came in one piece. Absent if the engine does not measure it.
   */
  readonly firstByte?: string;
  /** The same less the load generator's own lateness. */
  readonly blamelessFirstByte?: string;
  /** Bytes of the successful responses' bodies together, as they came. Absent if the engine does not measure them. */
  readonly bodyBytes?: number;
  /** Successful responses by media type. `no content-type` if they name none. */
  readonly contentTypes?: Readonly<Record<string, number>>;
  /** Successful streams only: the longest time between two pieces of the body. */
  readonly largestGap?: string;
}

/** The effect of the limit of concurrent users on one phase and one target. */
export interface UserLimitRecord {
  readonly limit: number;
  /** `machine`: loadgate.yml sets no limit, and the load generator can hold no more. */
  readonly source: "config" | "machine";
  readonly arrivals: number;
  /** Arrivals that waited until a user was free. Those that never were sent count. */
  readonly waited: number;
  readonly longestWaitMs: Millis;
  /** The limit that the load would not have reached, roughly. */
  readonly needed: number;
}

/** The requests that ended within one second of a phase's measured time. */
export interface SliceRecord {
  /**
   * Most connections that were active at once: with a request in flight, or open with HTTP/2. Several workers' are added
   * up. Absent if the engine does not count them.
   */
  readonly activeConnections?: number;
  /** In the order of the phase's requests. */
  readonly requests: readonly {
    readonly outcomes: Readonly<Record<string, number>>;
    /** Response times of successes: pairs of a time in microseconds, to two digits, and its count. */
    readonly responseTimeUs: readonly number[];
  }[];
}

/** The load generator's measurements of itself, over all its threads. */
export interface GeneratorRecord {
  readonly workers: number;
  readonly client: "http1" | "http2" | "undici";
  /** `timer` is the fallback, with a resolution of one millisecond. */
  readonly clock: "ticker" | "timer";
  /** Most arrivals due at one moment. All but the first of them must leave late. */
  readonly largestBurst: number;
  /** CPU time of the generator's process during the phase. */
  readonly cpuMs: Millis;
  readonly wallMs: Millis;
  /** Share of the time in which the busiest worker's thread was busy. */
  readonly busyRatio: Ratio;
  /** The longest time that a worker overslept. */
  readonly longestStallMs: Millis;
}

/** One phase of one round on one arm. */
export interface ArmPhase {
  readonly arm: Arm;
  /** Of the second of two pairs that run at once. */
  readonly isSecond?: boolean;
  readonly phaseId: string;
  readonly warmup: boolean;
  readonly record: PhaseRecord;
  /** Readings of all monitors, at least at the phase's start and end. Empty if Loadgate did not start the service. */
  readonly readings: readonly Reading[];
}

/** Both arms started fresh, warmed up, measured, stopped: the unit of replication. */
export interface RoundRecord {
  /** From 0, in the order played. */
  readonly index: number;
  /** Present if several rounds share one start of the services, because starts are slow: the start's number. */
  readonly start?: number;
  readonly phases: readonly ArmPhase[];
}

/** Fewer rounds than this support no statement about a change. */
export const minRounds = 4;
