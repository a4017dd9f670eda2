import type { RequestStream } from "../../model/http.ts";
import type { PhaseRecord } from "../../model/record.ts";
import { type Millis, millis } from "../../model/unit.ts";
import type { Client } from "../http/client.ts";
import type { Cursor } from "../schedule/cursor.ts";
import type { OwnTime } from "../schedule/sliceTimeline.ts";
import { Lane } from "./targetRunner.ts";
import type { Timekeeper } from "./ticker.ts";

export interface Play {
  readonly targets: readonly Target[];
  /** How long load may be due, on the wall. */
  readonly durationMs: Millis;
  /** Number that the phase's first arrival has among all that these targets ever got. */
  readonly firstTurn: number;
  /** Most visits under way per target; further arrivals wait their turn, and are billed for waiting. */
  readonly maxConcurrentUsers: number;
  /** Whether users come back with the cookies that they have: a closed loop. */
  readonly closed: boolean;
  readonly redirects: number;
  /** What a request may take with all its redirects. */
  readonly timeoutMs: Millis;
  /** How long each slice of the record is. */
  readonly sliceMs: Millis;
  /** How long after the phase's end an answer is still waited for. */
  readonly patienceMs: Millis;
}

export interface Target {
  readonly origin: string;
  readonly client: Client;
  readonly stream: RequestStream;
  readonly cursor: Cursor;
  readonly time: OwnTime;
}

export interface Played {
  /** One for each target, in their order. */
  readonly records: readonly Omit<PhaseRecord, "generator">[];
  /** When the phase began, on the timekeeper's clock. */
  readonly startMs: Millis;
  /** The longest time that the engine overslept. */
  readonly longestStallMs: Millis;
  /** How many turn numbers the phase has used up. */
  readonly turns: number;
}

/**
 * Plays one phase: sends each arrival when it is due, however slow the answers are, and bills it from when it was due.
 * due = completed + failed + dropped, always.
 */
export function play(
  phase: Play,
  timekeeper: Pick<Timekeeper, "nowMs" | "alarm">,
  signal?: AbortSignal,
): Promise<Played> {
  const { promise, resolve, reject } = Promise.withResolvers<Played>();
  const startMs = timekeeper.nowMs();
  const endMs = startMs + phase.durationMs;
  const deadlineMs = endMs + phase.patienceMs;
  const pace = new Pace();
  const alarm = timekeeper.alarm(wake);
  const lanes = phase.targets.map(
    (target) =>
      new Lane({
        ...target,
        places: phase.maxConcurrentUsers,
        firstTurn: phase.firstTurn,
        closed: phase.closed,
        redirects: phase.redirects,
        timeoutMs: phase.timeoutMs,
        sliceMs: phase.sliceMs,
        startMs: millis(startMs),
        nowMs: timekeeper.nowMs,
        changed,
      }),
  );
  let setMs = Number.POSITIVE_INFINITY;
  let longestStallMs = 0;
  let hasEnded = false;
  let over = false;

  function wake(): void {
    const nowMs = timekeeper.nowMs();
    longestStallMs = Math.max(longestStallMs, nowMs - setMs);
    setMs = Number.POSITIVE_INFINITY;
    for (const lane of lanes) lane.pump(nowMs);
    pace.note(nowMs, lanes);
    hasEnded = nowMs >= endMs;
    if (nowMs >= deadlineMs) finish();
    changed();
  }

  /** Ends the phase where all is done, or sets the alarm earlier. On the hot path: it comes with every answer. */
  function changed(): void {
    if (over) return;
    if (hasEnded && lanes.every((lane) => lane.isIdle)) {
      finish();
      return;
    }
    let nextMs = hasEnded ? deadlineMs : endMs;
    for (const lane of lanes) nextMs = Math.min(nextMs, lane.wakeMs);
    if (nextMs < setMs) setAlarm(nextMs);
  }

  function setAlarm(nextMs: number): void {
    if (pace.isFast) {
      setMs = Math.max(nextMs, timekeeper.nowMs() + coalesceMs);
      alarm.setTo(millis(setMs), millis(setMs + coalesceMs));
      return;
    }
    setMs = nextMs;
    let thenMs = Number.POSITIVE_INFINITY;
    for (const lane of lanes) thenMs = Math.min(thenMs, lane.wakeMs === nextMs ? lane.thenMs : lane.wakeMs);
    alarm.setTo(millis(setMs), millis(thenMs));
  }

  function finish(): void {
    stop();
    const records = lanes.map((lane) => lane.finish());
    const turns = Math.max(...lanes.map((lane) => lane.turns));
    resolve({ records, startMs, turns, longestStallMs: millis(longestStallMs) });
  }

  function stop(): void {
    over = true;
    alarm.cancel();
    signal?.removeEventListener("abort", abort);
  }

  function abort(): void {
    stop();
    for (const lane of lanes) lane.abandon();
    reject(signal?.reason);
  }

  if (signal?.aborted) abort();
  else {
    signal?.addEventListener("abort", abort);
    wake();
  }
  return promise;
}

/** Beyond this many arrivals a second, waking for each one costs more than the quarter millisecond that it saves. */
const coalesceAbovePerSec = 2000;
const coalesceMs = 0.5;
const paceMs = 50;

/** How fast load is released, and so how often it is worth waking. */
class Pace {
  #sinceMs = Number.NEGATIVE_INFINITY;
  #released = 0;
  isFast = false;

  note(nowMs: number, lanes: readonly Lane[]): void {
    const passedMs = nowMs - this.#sinceMs;
    if (passedMs < paceMs) return;
    const released = lanes.reduce((sum, lane) => sum + lane.released, 0);
    this.isFast = (1000 * (released - this.#released)) / passedMs > coalesceAbovePerSec;
    this.#released = released;
    this.#sinceMs = nowMs;
  }
}
