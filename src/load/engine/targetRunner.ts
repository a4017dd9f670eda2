import type { CookieJar } from "../../model/http.ts";
import type { PhaseRecord } from "../../model/record.ts";
import { type Millis, millis } from "../../model/unit.ts";
import type { Cursor } from "../schedule/cursor.ts";
import { Passage, type PassageSpec } from "./iteration.ts";
import { type Tally, tallyOf } from "./phaseRecorder.ts";

/** One target's share of a phase. */
export interface LaneSpec extends PassageSpec {
  readonly cursor: Cursor;
  /** Number of the cursor's turn 0 among all that the target ever got. */
  readonly firstTurn: number;
  /** Most visits under way; further arrivals wait their turn, and are billed for waiting. */
  readonly places: number;
  /** A closed loop: its users come back, with the cookies that they have. */
  readonly closed: boolean;
  readonly sliceMs: Millis;
  /** Called when `wakeMs` may have become earlier, or the lane idle. */
  readonly changed: () => void;
}

/**
 * Who is under way and who waits. An arrival that finds no place stays in the cursor until one is free, so that a queue
 * of any length takes no memory.
 */
export class Lane {
  readonly #spec: LaneSpec;
  readonly #tally: Tally;
  readonly #free: Passage[] = [];
  readonly #underWay = new Set<Passage>();
  /** Visits between two steps, the first to go on at the end. */
  readonly #resting: Passage[] = [];
  readonly #cookies = new Map<number, CookieJar>();
  /** Until when the lane was full: who was due before that has waited for a place, not for the generator. */
  #fullUntilMs = Number.NEGATIVE_INFINITY;
  #pumping = false;
  #lastMs: number;
  /** Arrivals released so far. */
  released = 0;
  /** One more than the highest turn so far. */
  turns = 0;

  constructor(spec: LaneSpec) {
    this.#spec = spec;
    const { stream, time, startMs, sliceMs } = spec;
    this.#tally = tallyOf(stream.names, (atMs) => time.measuredMs(millis(atMs - startMs)), sliceMs);
    this.#lastMs = spec.startMs;
  }

  /** Nobody is under way, and nobody will be due whatever happens. */
  get isIdle(): boolean {
    return this.#underWay.size === 0 && this.#spec.cursor.dueMs === Number.POSITIVE_INFINITY;
  }

  /** When the lane wants to be pumped next. */
  get wakeMs(): number {
    const { cursor, places, startMs } = this.#spec;
    const restedMs = this.#resting.at(-1)?.dueMs ?? Number.POSITIVE_INFINITY;
    return this.#underWay.size < places ? Math.min(restedMs, startMs + cursor.dueMs) : restedMs;
  }

  /** And when after that, as far as known. */
  get thenMs(): number {
    const { cursor, places, startMs } = this.#spec;
    const restedMs = this.#resting.at(-1)?.dueMs ?? Number.POSITIVE_INFINITY;
    if (this.#underWay.size >= places) return Number.POSITIVE_INFINITY;
    const dueMs = startMs + cursor.dueMs;
    return restedMs < dueMs ? dueMs : Math.min(restedMs, startMs + cursor.thenMs);
  }

  /** Sends all that is due and has a place. */
  pump(nowMs: number): void {
    if (this.#pumping) return;
    this.#pumping = true;
    const { cursor, places, startMs } = this.#spec;
    for (let last = this.#resting.at(-1); last !== undefined && last.dueMs <= nowMs; last = this.#resting.at(-1)) {
      this.#resting.pop();
      last.send(last.dueMs);
    }
    while (this.#underWay.size < places && startMs + cursor.dueMs <= nowMs) this.#admit();
    this.#pumping = false;
  }

  /** Takes the next arrival from the cursor and sends its first step. */
  #admit(): void {
    const { cursor, stream, startMs, firstTurn } = this.#spec;
    const { turn, user, isMeasured } = cursor;
    const dueMs = millis(startMs + cursor.dueMs);
    cursor.next();
    this.turns = Math.max(this.turns, turn + 1);
    this.released++;
    const passage = this.#free.pop() ?? new Passage(this.#spec, this.#tally, (ended) => this.#goOn(ended));
    this.#underWay.add(passage);
    passage.begin(stream.visit(firstTurn + turn, this.#cookiesOf(user)), user, dueMs, isMeasured);
    passage.send(Math.max(dueMs, this.#fullUntilMs));
  }

  /** In a closed loop a user keeps its cookies; in an open one every arrival is somebody new. */
  #cookiesOf(user: number): CookieJar {
    const { stream, closed } = this.#spec;
    if (!closed) return stream.newCookies();
    const known = this.#cookies.get(user) ?? stream.newCookies();
    this.#cookies.set(user, known);
    return known;
  }

  /** A step is over: on to the next one, or the place is free again. */
  #goOn(passage: Passage): void {
    const { places, cursor, startMs, changed } = this.#spec;
    if (passage.isMeasured) this.#lastMs = Math.max(this.#lastMs, passage.doneMs);
    if (passage.hasNext) {
      passage.rest();
      const later = this.#resting.findLastIndex((other) => other.dueMs > passage.dueMs);
      this.#resting.splice(later + 1, 0, passage);
    } else {
      if (this.#underWay.size >= places) this.#fullUntilMs = passage.doneMs;
      this.#underWay.delete(passage);
      this.#free.push(passage);
      cursor.answered(passage.user, millis(passage.doneMs - startMs));
    }
    if (this.#pumping) return;
    this.pump(passage.doneMs);
    changed();
  }

  /** The phase was broken off: what is still to come of it changes nothing. */
  abandon(): void {
    for (const passage of this.#underWay) passage.giveUp();
    this.#resting.length = 0;
  }

  /** Counts who was never answered or sent, and hands over the record. */
  finish(): Omit<PhaseRecord, "generator"> {
    const { cursor, stream, startMs, firstTurn, time, nowMs } = this.#spec;
    let isCutOff = [...this.#underWay].some(({ isMeasured }) => isMeasured);
    this.abandon();
    for (; cursor.dueMs < Number.POSITIVE_INFINITY; cursor.next()) {
      this.turns = Math.max(this.turns, cursor.turn + 1);
      const journey = stream.journeys[stream.journeyOf(firstTurn + cursor.turn)];
      if (journey === undefined || !cursor.isMeasured) continue;
      this.#tally.unanswered(journey.steps[0].name, "dropped");
      isCutOff = true;
    }
    if (isCutOff) this.#lastMs = nowMs();
    return this.#tally.record(time, millis(this.#lastMs - startMs));
  }
}
