import type { RequestStream } from "../../model/http.ts";
import type { PhaseRecord } from "../../model/record.ts";
import { type Millis, millis } from "../../model/unit.ts";
import type { Client } from "../http/client.ts";
import type { Cursor } from "../schedule/cursor.ts";
import type { SliceTimeline } from "../schedule/sliceTimeline.ts";
import { TargetRunner } from "./targetRunner.ts";
import type { Timekeeper } from "./ticker.ts";
import type { UserWaits } from "./userWaits.ts";

export interface PhaseOptions {
  readonly targets: readonly LoadTarget[];
  /** How long arrivals may be due, in wall time. */
  readonly durationMs: Millis;
  /** Iteration number of the phase's first arrival. The numbers run on from phase to phase. */
  readonly firstIteration: number;
  /** Most iterations in progress per target. Later arrivals wait, and their response time includes the wait. */
  readonly maxConcurrentUsers: number;
  /** True if users return, with the cookies they have. */
  readonly isClosedLoop: boolean;
  /** Most redirects that one request follows. */
  readonly redirects: number;
  /** Limit for a request, all its redirects included. */
  readonly timeoutMs: Millis;
  /** Length of each slice of the record. */
  readonly sliceMs: Millis;
  /** How long to wait for responses after the phase's end. */
  readonly drainTimeoutMs: Millis;
}

export interface LoadTarget {
  readonly origin: string;
  readonly client: Client;
  readonly stream: RequestStream;
  readonly cursor: Cursor;
  readonly timeline: SliceTimeline;
}

export interface EngineResult {
  /** One per target, in their order. */
  readonly records: readonly PhaseRecord[];
  /** One per target, in their order. */
  readonly userWaits: readonly UserWaits[];
  /** The longest time that the engine overslept. */
  readonly longestStallMs: Millis;
  /** How many iteration numbers the phase used. */
  readonly iterations: number;
}

/**
 * Plays one phase. It sends each arrival when it is due, however slow the responses are. The response time counts from
 * that moment. due = completed + failed + dropped, always.
 */
export function playPhase(
  phase: PhaseOptions,
  timekeeper: Pick<Timekeeper, "nowMs" | "alarm">,
  signal?: AbortSignal,
): Promise<EngineResult> {
  const { promise, resolve, reject } = Promise.withResolvers<EngineResult>();
  const startMs = timekeeper.nowMs();
  const endMs = startMs + phase.durationMs;
  const deadlineMs = endMs + phase.drainTimeoutMs;
  const releaseRate = new ReleaseRate();
  const alarm = timekeeper.alarm(wake);
  const runners = phase.targets.map(
    (target) =>
      new TargetRunner({
        ...target,
        maxConcurrentUsers: phase.maxConcurrentUsers,
        firstIteration: phase.firstIteration,
        isClosedLoop: phase.isClosedLoop,
        redirects: phase.redirects,
        timeoutMs: phase.timeoutMs,
        sliceMs: phase.sliceMs,
        startMs: millis(startMs),
        nowMs: timekeeper.nowMs,
        onChange,
      }),
  );
  let alarmMs = Number.POSITIVE_INFINITY;
  let longestStallMs = 0;
  let isPastEnd = false;
  let isFinished = false;

  function wake(): void {
    const nowMs = timekeeper.nowMs();
    longestStallMs = Math.max(longestStallMs, nowMs - alarmMs);
    alarmMs = Number.POSITIVE_INFINITY;
    for (const runner of runners) runner.sendDue(nowMs);
    releaseRate.update(nowMs, runners);
    isPastEnd = nowMs >= endMs;
    if (nowMs >= deadlineMs) finish();
    onChange();
  }

  /** Ends the phase if everything is done, or sets the alarm earlier. On the hot path: it runs after every response. */
  function onChange(): void {
    if (isFinished) return;
    if (isPastEnd && runners.every((runner) => runner.isIdle)) {
      finish();
      return;
    }
    let nextMs = isPastEnd ? deadlineMs : endMs;
    for (const runner of runners) nextMs = Math.min(nextMs, runner.nextDueMs);
    if (nextMs < alarmMs) setAlarm(nextMs);
  }

  function setAlarm(nextMs: number): void {
    if (releaseRate.isHigh) {
      alarmMs = Math.max(nextMs, timekeeper.nowMs() + coalesceMs);
      alarm.setTo(millis(alarmMs), millis(alarmMs + coalesceMs));
      return;
    }
    alarmMs = nextMs;
    let followingMs = Number.POSITIVE_INFINITY;
    for (const runner of runners) {
      followingMs = Math.min(followingMs, runner.nextDueMs === nextMs ? runner.followingDueMs : runner.nextDueMs);
    }
    alarm.setTo(millis(alarmMs), millis(followingMs));
  }

  function finish(): void {
    stop();
    const records = runners.map((runner) => runner.finish());
    const iterations = Math.max(...runners.map((runner) => runner.iterations));
    const userWaits = runners.map((runner) => runner.userWaits.take());
    resolve({ records, userWaits, iterations, longestStallMs: millis(longestStallMs) });
  }

  function stop(): void {
    isFinished = true;
    alarm.cancel();
    signal?.removeEventListener("abort", abort);
  }

  function abort(): void {
    stop();
    for (const runner of runners) runner.abandon();
    reject(signal?.reason);
  }

  if (signal?.aborted) abort();
  else {
    signal?.addEventListener("abort", abort);
    wake();
  }
  return promise;
}

/** Above this rate, one wake-up per arrival costs more than the quarter of a millisecond that it saves. */
const coalesceAbovePerSec = 2000;
const coalesceMs = 0.5;
const rateWindowMs = 50;

/** The rate at which load is released. It decides how often to wake up. */
class ReleaseRate {
  #sinceMs = Number.NEGATIVE_INFINITY;
  #released = 0;
  isHigh = false;

  update(nowMs: number, runners: readonly TargetRunner[]): void {
    const elapsedMs = nowMs - this.#sinceMs;
    if (elapsedMs < rateWindowMs) return;
    const released = runners.reduce((sum, runner) => sum + runner.released, 0);
    this.isHigh = (1000 * (released - this.#released)) / elapsedMs > coalesceAbovePerSec;
    this.#released = released;
    this.#sinceMs = nowMs;
  }
}
