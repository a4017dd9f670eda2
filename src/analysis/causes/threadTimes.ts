import type { Candidate } from "./candidate.ts";
import { isOfPackage } from "./frameOwner.ts";

/** Of the time that threads sleep longer. While others keep a core, or the interpreter's lock, a thread sleeps as well. */
const largestCpuShare = 0.3;

interface KnownTimes {
  readonly cpuMs: number;
  /** By the runtime: they are not those of a pool, or of idle threads. */
  readonly areLocksKnown: boolean;
}

/** Of the time that a worker works longer. With more, it only does more work. */
const moreWorkShare = 0.5;

/**
 * How long threads sleep for a file or a lock, by the name that the rounds gave to it, such as a function. A goroutine that
 * works longer, without more CPU time, does what several did at once.
 */
export function withTimes(
  signals: readonly Candidate[],
  ofInstruments: readonly Candidate[],
  { cpuMs, areLocksKnown }: KnownTimes,
): readonly Candidate[] {
  const timeOf = (kind: Candidate["kind"]) =>
    kind === "disk" || kind === "lock_wait" ? ofInstruments.find((one) => one.kind === kind) : undefined;
  const nameOf = ({ kind }: Candidate) => signals.find((one) => one.kind === kind && one.subject !== undefined);
  // Threads that wait for a connection of a pool wait for its lock.
  const hasPoolWait = !areLocksKnown && signals.some(({ kind }) => kind === "pool_wait");
  const isOfPool = (one: Candidate) => hasPoolWait && (one.file === undefined || isOfPackage(one));
  const isKnownThread = signals.some(({ kind }) => kind === "event_loop");
  const isMoreWork = ({ addedMs = 0 }: Candidate) => cpuMs * Math.sign(addedMs) >= moreWorkShare * Math.abs(addedMs);
  const shown = ofInstruments.filter((one) => one.kind !== "event_loop" || !(isKnownThread || isMoreWork(one)));
  return [
    ...signals,
    ...shown.map((one) => {
      if (one !== timeOf(one.kind)) return one;
      const { subject, file, line } = nameOf(one) ?? one;
      const isWeak = one.kind === "lock_wait" && (isOfPool(one) || cpuMs / (one.addedMs ?? 0) >= largestCpuShare);
      return { ...one, subject, file, line, isWeak };
    }),
  ];
}
