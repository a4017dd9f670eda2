import type { Arm } from "./plan.ts";
import type { Bytes, Millis, Ratio } from "./unit.ts";

/** What one phase of load on one target did, as the load generator hands it over. Latencies are encoded histograms in ms. */
export interface PhaseRecord {
  readonly requests: readonly RequestRecord[];
  /** From released to sent: how late the generator was. */
  readonly sendLag: string;
  /** By second of the measured time. */
  readonly slices: readonly SliceRecord[];
  /** Requests sent while the load settled on this target, which count nowhere else: none where load is not dealt in slices. */
  readonly settling: number;
  /** How long load was offered and measured: the phase's own length, less the begin of each slice. */
  readonly offeredMs: Millis;
  /**
   * From the phase's begin until the last answer, or until the wait for it ended, in measured time: less the other target's
   * slices and the begin of each of its own. What follows the target's last slice counts whole.
   */
  readonly durationMs: Millis;
  /** While only the other target got load, since the phase began: none where load is not dealt in slices. */
  readonly idle: readonly (readonly [fromMs: Millis, toMs: Millis])[];
  readonly generator: GeneratorRecord;
}

export interface RequestRecord {
  readonly name: string;
  /** due = sum of all outcomes, always. */
  readonly due: number;
  /** `ok`, `dropped`, and failures under their own names, such as `status 500` or `ECONNRESET`. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** Answers by their status, whatever was made of them. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Answers that look as if they waited for our acknowledgement of their begin. */
  readonly ackWaits: number;
  /** Of successes, from when the request was due until its last byte. */
  readonly responseTime: string;
  /** Of successes, from when the request was sent until its last byte. */
  readonly serviceTime: string;
  /** The response time less what the generator was late: what it would have been with a better one. */
  readonly blamelessTime: string;
}

/** What was answered within one second of a phase's measured time. */
export interface SliceRecord {
  /** In the order of the phase's requests. */
  readonly requests: readonly {
    readonly outcomes: Readonly<Record<string, number>>;
    /** Of successes, from when they were due: pairs of a time in microseconds and how often it came, to two digits. */
    readonly responseTimeUs: readonly number[];
  }[];
}

/** How the load generator itself fared, in all its threads together. */
export interface GeneratorRecord {
  readonly workers: number;
  readonly client: "http1" | "undici";
  /** `timer` is the fallback: whole milliseconds only. */
  readonly clock: "ticker" | "timer";
  /** When the phase began, on the machine's monotonic clock. */
  readonly startMs: Millis;
  /** Most arrivals that were due at one moment: all but the first of them have to leave late. */
  readonly atOnce: number;
  /** Processor time of the generator's process while the phase was played. */
  readonly cpuMs: Millis;
  readonly wallMs: Millis;
  /** Of the busiest worker: the share of the time in which its thread had something to do. */
  readonly busyRatio: Ratio;
  /** The longest time that a worker overslept. */
  readonly longestStallMs: Millis;
}

/** Cumulative counters of a process tree: a rate needs two readings. */
export interface TreeReading {
  readonly atMs: Millis;
  /** Processor time that the tree has used so far. */
  readonly cpuMs: Millis;
  readonly rssBytes: Bytes;
}

/** One phase of one round on one arm. */
export interface ArmPhase {
  readonly arm: Arm;
  readonly phaseId: string;
  readonly warmup: boolean;
  readonly record: PhaseRecord;
  /** The service's process tree, at least at the phase's begin and end; empty where the service is not ours to see. */
  readonly readings: readonly TreeReading[];
}

/** Both arms started fresh, warmed, measured, stopped: the unit of replication. */
export interface RoundRecord {
  /** From 0, in the order played. */
  readonly index: number;
  readonly phases: readonly ArmPhase[];
}

/** Below this many rounds nothing is said about a change. */
export const fewestRounds = 4;
