import type { CookieJar } from "../../model/http.ts";
import type { PhaseRecord } from "../../model/record.ts";
import { type Millis, millis } from "../../model/unit.ts";
import type { Cursor } from "../schedule/cursor.ts";
import { Iteration, type IterationOptions } from "./iteration.ts";
import { createPhaseRecorder, type PhaseRecorder } from "./phaseRecorder.ts";
import { UserWaitCounter } from "./userWaits.ts";

/** One target's share of a phase. */
export interface TargetRunnerOptions extends IterationOptions {
  readonly cursor: Cursor;
  /** Added to the cursor's iteration numbers, which start at 0 in each phase. */
  readonly firstIteration: number;
  /** Most iterations in progress. Later arrivals wait, and their response time includes the wait. */
  readonly maxConcurrentUsers: number;
  /** True if users return, with the cookies they have. */
  readonly isClosedLoop: boolean;
  readonly sliceMs: Millis;
  /** Called when `nextDueMs` may be earlier, or the runner may be idle. */
  readonly onChange: () => void;
}

/**
 * Starts iterations when they are due and no more than `maxConcurrentUsers` are in progress. Other arrivals stay in the
 * cursor, so that a queue of any length takes no memory.
 */
export class TargetRunner {
  readonly #options: TargetRunnerOptions;
  readonly #recorder: PhaseRecorder;
  /** Finished iterations, for reuse. */
  readonly #pool: Iteration[] = [];
  readonly #active = new Set<Iteration>();
  /** Iterations between two steps. The last in the array continues first. */
  readonly #pausing: Iteration[] = [];
  readonly #cookies = new Map<number, CookieJar>();
  /**
   * End of the last time that all users were busy. An arrival due before then waited for a user, not for the generator.
   */
  #fullUntilMs = Number.NEGATIVE_INFINITY;
  /** How arrivals waited for a free user. */
  readonly userWaits = new UserWaitCounter();
  #isSending = false;
  #lastResponseMs: number;
  /** Arrivals released so far. */
  released = 0;
  /** The highest iteration number so far, plus one. */
  iterations = 0;

  constructor(options: TargetRunnerOptions) {
    this.#options = options;
    const { stream, client, timeline, startMs, sliceMs } = options;
    const measuredMs = (atMs: Millis) => timeline.measuredMs(millis(atMs - startMs));
    this.#recorder = createPhaseRecorder({
      names: stream.names,
      measuredMs,
      sliceMs,
      connections: client.connections,
    });
    this.#lastResponseMs = options.startMs;
  }

  /** True if no iteration is in progress and no arrival can become due. */
  get isIdle(): boolean {
    return this.#active.size === 0 && this.#options.cursor.dueMs === Number.POSITIVE_INFINITY;
  }

  /** When to call `sendDue` next. */
  get nextDueMs(): number {
    const { cursor, maxConcurrentUsers, startMs } = this.#options;
    const pauseEndMs = this.#pausing.at(-1)?.dueMs ?? Number.POSITIVE_INFINITY;
    return this.#active.size < maxConcurrentUsers ? Math.min(pauseEndMs, startMs + cursor.dueMs) : pauseEndMs;
  }

  /** When to call it after that; Infinity if not known yet. */
  get followingDueMs(): number {
    const { cursor, maxConcurrentUsers, startMs } = this.#options;
    const pauseEndMs = this.#pausing.at(-1)?.dueMs ?? Number.POSITIVE_INFINITY;
    if (this.#active.size >= maxConcurrentUsers) return Number.POSITIVE_INFINITY;
    const dueMs = startMs + cursor.dueMs;
    return pauseEndMs < dueMs ? dueMs : Math.min(pauseEndMs, startMs + cursor.followingMs);
  }

  /** Sends every request that is due, as far as users are free. */
  sendDue(nowMs: number): void {
    if (this.#isSending) return;
    this.#isSending = true;
    const { cursor, maxConcurrentUsers, startMs } = this.#options;
    for (let next = this.#pausing.at(-1); next !== undefined && next.dueMs <= nowMs; next = this.#pausing.at(-1)) {
      this.#pausing.pop();
      next.send(next.dueMs);
    }
    while (this.#active.size < maxConcurrentUsers && startMs + cursor.dueMs <= nowMs) this.#startNext();
    this.#isSending = false;
  }

  /** Takes the next arrival from the cursor and sends its first step. */
  #startNext(): void {
    const { cursor, stream, startMs, firstIteration } = this.#options;
    const { iteration: number, user, isMeasured } = cursor;
    const phaseMs = cursor.dueMs;
    const dueMs = millis(startMs + phaseMs);
    cursor.next();
    this.iterations = Math.max(this.iterations, number + 1);
    this.released++;
    const iteration =
      this.#pool.pop() ?? new Iteration(this.#options, this.#recorder, (ended) => this.#onStepEnd(ended));
    this.#active.add(iteration);
    const session = stream.startSession(firstIteration + number, this.#cookiesOf(user), user, phaseMs);
    iteration.start(session, user, dueMs, isMeasured);
    iteration.startedMs = millis(Math.max(dueMs, this.#fullUntilMs));
    if (isMeasured) this.userWaits.addArrival(iteration.startedMs - dueMs);
    iteration.send(iteration.startedMs);
  }

  /** In a closed loop a user keeps its cookies. In an open loop every arrival is a new user. */
  #cookiesOf(user: number): CookieJar {
    const { stream, isClosedLoop } = this.#options;
    if (!isClosedLoop) return stream.newCookies();
    const cookies = this.#cookies.get(user) ?? stream.newCookies();
    this.#cookies.set(user, cookies);
    return cookies;
  }

  /** Continues with the next step, or frees the user. */
  #onStepEnd(iteration: Iteration): void {
    const { maxConcurrentUsers, cursor, startMs, onChange } = this.#options;
    if (iteration.isMeasured) this.#lastResponseMs = Math.max(this.#lastResponseMs, iteration.doneMs);
    if (iteration.hasNext) {
      iteration.pause();
      this.#pausing.splice(this.#pausePosition(iteration.dueMs), 0, iteration);
    } else {
      if (this.#active.size >= maxConcurrentUsers) this.#fullUntilMs = iteration.doneMs;
      this.userWaits.addUser(iteration.doneMs - iteration.startedMs);
      this.#active.delete(iteration);
      this.#pool.push(iteration);
      cursor.onResponse(iteration.user, millis(iteration.doneMs - startMs));
    }
    if (this.#isSending) return;
    this.sendDue(iteration.doneMs);
    onChange();
  }

  /** Where a pause that ends then belongs. There may be thousands, so this is a binary search. */
  #pausePosition(dueMs: Millis): number {
    let low = 0;
    let high = this.#pausing.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#pausing[middle]?.dueMs ?? 0) > dueMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Stops early. Responses that arrive later change nothing. */
  abandon(): void {
    for (const iteration of this.#active) iteration.abandon();
    this.#pausing.length = 0;
  }

  /** Counts requests without a response and arrivals that were never sent. Gives the record. */
  finish(): PhaseRecord {
    const { cursor, stream, startMs, firstIteration, timeline, nowMs, maxConcurrentUsers } = this.#options;
    let isCutOff = [...this.#active].some(({ isMeasured }) => isMeasured);
    const isFull = this.#active.size >= maxConcurrentUsers;
    for (const { startedMs } of this.#active) this.userWaits.addUser(nowMs() - startedMs);
    this.abandon();
    for (; cursor.dueMs < Number.POSITIVE_INFINITY; cursor.next()) {
      this.iterations = Math.max(this.iterations, cursor.iteration + 1);
      const flow = stream.flows[stream.flowIndexOf(firstIteration + cursor.iteration)];
      if (flow === undefined || !cursor.isMeasured) continue;
      this.#recorder.recordNoResponse(flow.steps[0].nameIndex, "dropped");
      this.userWaits.addArrival(isFull ? nowMs() - startMs - cursor.dueMs : 0);
      isCutOff = true;
    }
    if (isCutOff) this.#lastResponseMs = nowMs();
    return this.#recorder.finish(timeline, startMs, millis(this.#lastResponseMs));
  }
}
