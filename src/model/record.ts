import type { Arm } from "./plan.ts";
import type { Bytes, Millis } from "./unit.ts";

/** What one phase of load on one target did, as the load worker hands it over. Latencies are encoded histograms in ms. */
export interface PhaseRecord {
  readonly requests: readonly RequestRecord[];
  /** From released to sent: how late the generator was. */
  readonly sendLag: string;
  /** Successes by second since the phase began. */
  readonly completedBySecond: readonly number[];
  /** How long load was offered: the phase's own length. */
  readonly offeredMs: Millis;
  /** From the phase's begin until the last answer, or until the wait for it ended. */
  readonly durationMs: Millis;
}

export interface RequestRecord {
  readonly name: string;
  /** due = sum of all outcomes, always. */
  readonly due: number;
  /** `ok`, `dropped`, and failures under their own names, such as `status 500` or `ECONNRESET`. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** Of successes, from when the request was due until its last byte. */
  readonly responseTime: string;
  /** Of successes, from when the request was sent until its last byte. */
  readonly serviceTime: string;
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
