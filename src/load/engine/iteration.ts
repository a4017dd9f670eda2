import type { RequestStream, Step, Visit, WireAnswer, WireRequest } from "../../model/http.ts";
import { type Millis, millis } from "../../model/unit.ts";
import type { Client, Exchange } from "../http/client.ts";
import { isRedirect, redirected, withHeaders } from "../http/redirect.ts";
import type { OwnTime } from "../schedule/sliceTimeline.ts";
import type { Tally } from "./phaseRecorder.ts";

export interface PassageSpec {
  readonly origin: string;
  readonly client: Client;
  readonly stream: RequestStream;
  /** Most redirects that one request follows. */
  readonly redirects: number;
  /** What a request may take with all its redirects. */
  readonly timeoutMs: Millis;
  readonly nowMs: () => Millis;
  readonly startMs: Millis;
  readonly time: OwnTime;
}

/** One visit under way, from its first step to its last; reused for later ones. */
export class Passage implements Exchange {
  readonly #spec: PassageSpec;
  readonly #tally: Tally;
  readonly #over: (passage: Passage) => void;
  #steps: readonly Step[] = [];
  #index = 0;
  #visit: Visit | undefined;
  #request: WireRequest | undefined;
  #redirects = 0;
  /** Before redirects were followed; NaN until it was sent. */
  #firstSentMs = Number.NaN;
  #isSent = false;
  #isGivenUp = false;
  user = 0;
  isMeasured = true;
  dueMs: Millis = millis(0);
  releasedMs: Millis = millis(0);
  sentMs: Millis = millis(0);
  doneMs: Millis = millis(0);
  awaitedAck = false;

  /** `over` hears of the end of each step, once that is counted. */
  constructor(spec: PassageSpec, tally: Tally, over: (passage: Passage) => void) {
    this.#spec = spec;
    this.#tally = tally;
    this.#over = over;
  }

  begin(visit: Visit, user: number, dueMs: Millis, isMeasured: boolean): void {
    const { stream } = this.#spec;
    this.#steps = stream.journeys[stream.journeyOf(visit.turn)]?.steps ?? [];
    this.#index = 0;
    this.#visit = visit;
    this.user = user;
    this.dueMs = dueMs;
    this.isMeasured = isMeasured;
  }

  get hasNext(): boolean {
    return this.#index < this.#steps.length - 1;
  }

  /** Until the next step is due. */
  rest(): void {
    const { startMs, time } = this.#spec;
    const { step, visit } = this.#current();
    this.dueMs = millis(startMs + time.afterRest(millis(this.doneMs - startMs), step.thinkTimeMs(visit)));
    this.#index++;
  }

  /** `releasedMs` is from when on only the generator can be late. */
  send(releasedMs: Millis): void {
    const { step, visit } = this.#current();
    const request = step.render(visit);
    this.releasedMs = releasedMs;
    this.#redirects = this.#spec.redirects;
    this.#firstSentMs = Number.NaN;
    if (typeof request === "string") {
      this.sentMs = this.#spec.nowMs();
      this.doneMs = this.sentMs;
      this.#end(step, request, 0);
    } else this.#dispatch(this.#redirects > 0 ? withHeaders(request) : request);
  }

  settled(failure: string | undefined, answer: WireAnswer): void {
    this.#isSent = false;
    if (this.#isGivenUp) return;
    if (Number.isNaN(this.#firstSentMs)) this.#firstSentMs = this.sentMs;
    const { step, visit } = this.#current();
    if (failure !== undefined) this.#end(step, failure, 0);
    else if (this.doneMs - this.#firstSentMs >= this.#spec.timeoutMs) this.#end(step, "timeout", 0);
    else if (this.#spec.redirects > 0 && isRedirect(answer)) this.#follow(step, answer);
    else this.#end(step, step.judge(answer, millis(this.doneMs - this.dueMs), visit), answer.status);
  }

  #follow(step: Step, answer: WireAnswer): void {
    if (this.#request === undefined) return;
    const isLast = this.#redirects-- === 0;
    const request = isLast ? "too many redirects" : redirected(this.#request, answer, this.#spec.origin);
    if (typeof request === "string") this.#end(step, request, answer.status);
    else this.#dispatch(request);
  }

  /** Nobody waits for it any longer. */
  giveUp(): void {
    this.#isGivenUp = true;
    if (!this.#isSent) return;
    if (this.isMeasured) this.#tally.unanswered(this.#current().step.name, "timeout");
    else this.#tally.settling();
  }

  #dispatch(request: WireRequest): void {
    this.#request = request;
    this.#isSent = true;
    this.#spec.client.send(request, this);
  }

  #end(step: Step, outcome: string, status: number): void {
    if (!Number.isNaN(this.#firstSentMs)) this.sentMs = millis(this.#firstSentMs);
    if (this.isMeasured) this.#tally.settled(step.name, outcome, status, this);
    else this.#tally.settling();
    // A flow that has failed goes no further.
    if (outcome !== "ok") this.#index = this.#steps.length - 1;
    this.#over(this);
  }

  #current(): { readonly step: Step; readonly visit: Visit } {
    const step = this.#steps[this.#index];
    if (step === undefined || this.#visit === undefined) throw new Error("a passage that has not begun was sent");
    return { step, visit: this.#visit };
  }
}
