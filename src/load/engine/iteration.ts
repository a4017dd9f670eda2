import type { RequestStream, Session, Step, WireRequest, WireResponse } from "../../model/http.ts";
import { type Millis, millis } from "../../model/unit.ts";
import type { Client, Exchange } from "../http/client.ts";
import { decodeContent } from "../http/contentEncoding.ts";
import { isRedirect, keepHeaders, redirectWithCookies } from "../http/redirect.ts";
import type { SliceTimeline } from "../schedule/sliceTimeline.ts";
import type { PhaseRecorder } from "./phaseRecorder.ts";

export interface IterationOptions {
  readonly origin: string;
  readonly client: Client;
  readonly stream: RequestStream;
  /** Most redirects that one request follows. */
  readonly redirects: number;
  /** Limit for a request, all its redirects included. */
  readonly timeoutMs: Millis;
  readonly nowMs: () => Millis;
  readonly startMs: Millis;
  readonly timeline: SliceTimeline;
}

/** One user's way through a flow, from the first step to the last. Reused for later iterations. */
export class Iteration implements Exchange {
  readonly #options: IterationOptions;
  readonly #recorder: PhaseRecorder;
  readonly #onStepEnd: (iteration: Iteration) => void;
  #steps: readonly Step[] = [];
  #stepIndex = 0;
  #session: Session | undefined;
  #request: WireRequest | undefined;
  #redirectsLeft = 0;
  /** When the step's first request was sent, before any redirect. NaN until then. */
  #firstSentMs = Number.NaN;
  #isInFlight = false;
  #isAbandoned = false;
  user = 0;
  isMeasured = true;
  /** When the flow was released: when it was due, or when a user became free for it. */
  startedMs: Millis = millis(0);
  dueMs: Millis = millis(0);
  releasedMs: Millis = millis(0);
  sentMs: Millis = millis(0);
  doneMs: Millis = millis(0);
  firstByteMs: Millis = millis(0);
  largestGapMs: Millis = millis(0);
  bodyBytes = 0;
  contentType: string | undefined;
  hadDelayedAck = false;

  /** Calls `onStepEnd` at the end of each step, after recording it. */
  constructor(options: IterationOptions, recorder: PhaseRecorder, onStepEnd: (iteration: Iteration) => void) {
    this.#options = options;
    this.#recorder = recorder;
    this.#onStepEnd = onStepEnd;
  }

  start(session: Session, user: number, dueMs: Millis, isMeasured: boolean): void {
    const { stream } = this.#options;
    this.#steps = stream.flows[stream.flowIndexOf(session.iteration)]?.steps ?? [];
    this.#stepIndex = 0;
    this.#session = session;
    this.user = user;
    this.dueMs = dueMs;
    this.isMeasured = isMeasured;
  }

  get streamGapMs(): Millis | undefined {
    return this.#request?.stream === undefined ? undefined : this.largestGapMs;
  }

  get hasNext(): boolean {
    return this.#stepIndex < this.#steps.length - 1;
  }

  /** Moves on to the next step, which is due after the think time. */
  pause(): void {
    const { startMs, timeline } = this.#options;
    const { step, session } = this.#current();
    const thinkTimeMs = step.thinkTimeMs(session);
    this.dueMs = millis(startMs + timeline.afterThinkTime(millis(this.doneMs - startMs), thinkTimeMs));
    this.#stepIndex++;
  }

  /** Sends the current step. After `releasedMs`, only the load generator can delay it. */
  send(releasedMs: Millis): void {
    const { step, session } = this.#current();
    const request = step.render(session);
    this.releasedMs = releasedMs;
    this.#redirectsLeft = this.#options.redirects;
    this.#firstSentMs = Number.NaN;
    if (typeof request === "string") {
      this.sentMs = this.#options.nowMs();
      this.doneMs = this.sentMs;
      this.#endStep(step, request, 0);
    } else this.#dispatch(this.#redirectsLeft > 0 ? keepHeaders(request) : request);
  }

  finish(failure: string | undefined, response: WireResponse): void {
    this.#isInFlight = false;
    if (this.#isAbandoned) return;
    if (Number.isNaN(this.#firstSentMs)) this.#firstSentMs = this.sentMs;
    const { step } = this.#current();
    const timeoutMs = this.#request?.timeoutMs ?? this.#options.timeoutMs;
    if (failure !== undefined) this.#endStep(step, failure, 0);
    else if (this.doneMs - this.#firstSentMs >= timeoutMs) this.#endStep(step, "timeout", 0);
    else if (this.#options.redirects > 0 && isRedirect(response)) this.#follow(response);
    else this.#endStep(step, this.#check(response), response.status);
  }

  /** The time has been taken, so decoding the body does not count. */
  #check(response: WireResponse): string {
    const { step, session } = this.#current();
    const decoded = this.#request?.keep === "body" ? decodeContent(response) : response;
    const outcome = step.check(decoded, millis(this.doneMs - this.dueMs), session, this.#request?.path ?? "/");
    if (outcome !== "ok" && this.isMeasured)
      this.#recorder.keepExample(step.nameIndex, outcome, () => step.actual(decoded, outcome));
    return outcome;
  }

  #follow(response: WireResponse): void {
    if (this.#request === undefined) return;
    const { step, session } = this.#current();
    const isLimitReached = this.#redirectsLeft-- === 0;
    const from = { step, session, request: this.#request, origin: this.#options.origin };
    const request = isLimitReached ? "too many redirects" : redirectWithCookies(from, response);
    if (typeof request === "string") this.#endStep(step, request, response.status);
    else this.#dispatch(request);
  }

  /** Ignores any later response, and records a request in flight as a timeout. */
  abandon(): void {
    this.#isAbandoned = true;
    if (!this.#isInFlight) return;
    if (this.isMeasured) this.#recorder.recordNoResponse(this.#current().step.nameIndex, "timeout");
    else this.#recorder.countUnmeasured();
  }

  #dispatch(request: WireRequest): void {
    this.#request = request;
    this.#isInFlight = true;
    this.#options.client.send(request, this);
  }

  #endStep(step: Step, outcome: string, status: number): void {
    if (!Number.isNaN(this.#firstSentMs)) this.sentMs = millis(this.#firstSentMs);
    if (this.isMeasured) this.#recorder.record(step.nameIndex, outcome, status, this);
    else this.#recorder.countUnmeasured();
    // A failed step ends the flow.
    if (outcome !== "ok") this.#stepIndex = this.#steps.length - 1;
    this.#onStepEnd(this);
  }

  #current(): { readonly step: Step; readonly session: Session } {
    const step = this.#steps[this.#stepIndex];
    if (step === undefined || this.#session === undefined) throw new Error("an iteration must begin before it sends");
    return { step, session: this.#session };
  }
}
