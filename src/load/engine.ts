import type { PhaseRecord } from "../model/record.ts";
import { type Millis, millis } from "../model/unit.ts";
import type { Clock } from "../shell/clock.ts";
import type { Arrivals } from "./arrivals.ts";
import type { Sender } from "./sender.ts";
import { type Tally, tallyOf } from "./tally.ts";

export interface Play {
  readonly arrivals: Arrivals;
  readonly durationMs: Millis;
  /** Most requests in flight per target; further arrivals wait their turn, and are billed for waiting. */
  readonly maxConcurrentUsers: number;
  /** How long after the phase's end an answer is still waited for. */
  readonly patienceMs: Millis;
  readonly requestNames: readonly string[];
}

/**
 * Plays one phase of open-loop load: sends each arrival when it is due, however slow the answers are, and bills it from
 * when it was due. One record per sender. due = completed + failed + dropped, always.
 */
export async function play(
  { arrivals, durationMs, maxConcurrentUsers, patienceMs, requestNames }: Play,
  senders: readonly Sender[],
  clock: Clock,
  signal?: AbortSignal,
): Promise<readonly PhaseRecord[]> {
  const startMs = clock.nowMs();
  const lanes = senders.map((sender) => laneOf(sender, clock, startMs, maxConcurrentUsers, tallyOf(requestNames)));
  try {
    for (let n = 0; n < arrivals.count; n++) {
      const dueMs = millis(startMs + arrivals.dueMs(n));
      if (dueMs > clock.nowMs()) await clock.sleepUntil(dueMs, signal);
      lanes[arrivals.targetOf(n)]?.admit(arrivals.requestOf(n), dueMs);
    }
    const endMs = millis(startMs + durationMs);
    await clock.sleepUntil(endMs, signal);
    await settled(lanes, clock, millis(endMs + patienceMs), signal);
  } catch (error) {
    // Aborted: who waits for a place stays unsent.
    for (const lane of lanes) lane.finish(durationMs);
    throw error;
  }
  return lanes.map((lane) => lane.finish(durationMs));
}

/** One target's share of a phase: who is in flight, who waits, and what came of it. */
interface Lane {
  admit(request: number, dueMs: Millis): void;
  isIdle(): boolean;
  whenIdle(): Promise<void>;
  finish(offeredMs: Millis): PhaseRecord;
}

function laneOf(sender: Sender, clock: Clock, startMs: Millis, places: number, tally: Tally): Lane {
  const waiting: { readonly request: number; readonly dueMs: Millis }[] = [];
  let first = 0;
  const inFlight = new Map<number, number>();
  let sequence = 0;
  let finished = false;
  let lastMs = startMs;
  let becameIdle = () => {};
  const isIdle = () => inFlight.size === 0 && first === waiting.length;

  function dispatch(request: number, dueMs: Millis, releasedMs: Millis): void {
    const ticket = sequence++;
    inFlight.set(ticket, request);
    sender.send(request, (outcome, sentMs, doneMs) => {
      if (finished) return;
      inFlight.delete(ticket);
      lastMs = doneMs;
      tally.sent(millis(sentMs - releasedMs));
      tally.answered(request, outcome, dueMs, sentMs, doneMs, startMs);
      const next = waiting[first];
      if (next !== undefined) {
        first++;
        dispatch(next.request, next.dueMs, clock.nowMs());
      }
      if (isIdle()) becameIdle();
    });
  }

  return {
    admit(request, dueMs) {
      if (inFlight.size < places) dispatch(request, dueMs, dueMs);
      else waiting.push({ request, dueMs });
    },
    isIdle,
    whenIdle: () => (isIdle() ? Promise.resolve() : new Promise((resolve) => (becameIdle = resolve))),
    finish(offeredMs) {
      finished = true;
      for (const request of inFlight.values()) tally.unanswered(request, "timeout");
      for (const { request } of waiting.slice(first)) tally.unanswered(request, "dropped");
      if (!isIdle()) lastMs = clock.nowMs();
      return tally.record(offeredMs, millis(lastMs - startMs));
    },
  };
}

/** Waits until every lane is idle, or until the deadline. */
async function settled(lanes: readonly Lane[], clock: Clock, deadlineMs: Millis, signal?: AbortSignal): Promise<void> {
  if (lanes.every((lane) => lane.isIdle())) return;
  const enough = new AbortController();
  const giveUp = signal === undefined ? enough.signal : AbortSignal.any([enough.signal, signal]);
  const deadline = clock.sleepUntil(deadlineMs, giveUp).catch(() => {});
  await Promise.race([Promise.all(lanes.map((lane) => lane.whenIdle())), deadline]);
  enough.abort();
  signal?.throwIfAborted();
}
