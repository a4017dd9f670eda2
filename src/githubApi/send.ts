import { messageOf } from "../model/errors.ts";
import { type Millis, millis } from "../model/unit.ts";
import { type Clock, systemClock } from "../shell/clock.ts";
import { ApiError, type ApiResponse, describeApiError, responseOf } from "./apiError.ts";
import { attemptTimeoutMs, decideRetry, type FailedAttempt, giveUpText, isRateLimited } from "./retry.ts";

/** What the retries get from outside. Tests replace it. */
export interface SendContext {
  /** Receives a line for every retry. */
  readonly log: (line: string) => void;
  readonly clock: Clock;
  /** Time of day, in ms since 1970. */
  readonly dateMs: () => number;
  /** In [0, 1). */
  readonly random: () => number;
  /** Timeout of one attempt. */
  readonly attemptTimeoutMs: Millis;
}

export const sendContext: SendContext = {
  log: () => {},
  clock: systemClock,
  dateMs: Date.now,
  random: Math.random,
  attemptTimeoutMs,
};

export interface SentRequest<T> {
  /** Names the request in the log. */
  readonly name: string;
  /** Sends the request once. Throws an error with the response, or NoResponse. */
  readonly send: (signal: AbortSignal) => Promise<T>;
  /**
   * Only for a request that creates something: looks for what a lost response may have created. It is called before
   * the request is sent again. The request is not sent again if this throws.
   */
  readonly findCreated?: (() => Promise<T | undefined>) | undefined;
}

/** No response, or an unusable one: a proxy's page with a success status, or JSON that is cut off. */
export class NoResponse extends Error {
  override readonly name = "NoResponse";
}

/** Sends a request, and sends it again after failures, within the limits of retry.ts. Throws ApiError or NoResponse. */
export async function sendWithRetries<T>(request: SentRequest<T>, context: SendContext): Promise<T> {
  const { clock, dateMs, log, random, attemptTimeoutMs: timeoutMs } = context;
  const startMs = clock.nowMs();
  for (let attempts = 1; ; attempts++) {
    try {
      return await request.send(AbortSignal.timeout(timeoutMs));
    } catch (error) {
      const failure = failedAttemptOf(error, timeoutMs);
      const state = { attempts, elapsedMs: millis(clock.nowMs() - startMs), dateMs: dateMs() };
      const decision = decideRetry(failure, state, random());
      if (decision.kind === "giveUp") throw finalError(error, failure, giveUpText(decision, state));
      const reason = failure.status === undefined ? failure.message : `GitHub responded with ${failure.status}`;
      log(`${request.name}: ${reason}; retry in ${(decision.pauseMs / 1000).toFixed(1)} s`);
      await clock.sleepUntil(millis(clock.nowMs() + decision.pauseMs));
      const created = isRateLimited(failure) ? undefined : await findCreated(request, error, failure);
      if (created !== undefined) return created;
    }
  }
}

/** If the search fails, nobody knows whether the request took effect. The caller gets the request's own error. */
async function findCreated<T>(request: SentRequest<T>, error: unknown, failure: FailedAttempt): Promise<T | undefined> {
  try {
    return await request.findCreated?.();
  } catch (cause) {
    const unsure = `it is not sent again, because Loadgate could not check if it took effect (${describeApiError(cause)})`;
    throw finalError(error, failure, unsure);
  }
}

function failedAttemptOf(error: unknown, timeoutMs: Millis): FailedAttempt {
  const response = responseOf(error);
  if (response !== undefined && !isCutOff(response)) return { ...response, message: messageOf(error) };
  if (response !== undefined) return { headers: {}, message: `GitHub responded with ${response.status}, cut off` };
  return { headers: {}, message: connectionFailure(error, timeoutMs) };
}

/** The status of a response may be right, but nobody knows what the rest of it says. */
const isCutOff = ({ headers, data }: ApiResponse): boolean => data === "" && Number(headers["content-length"]) > 0;

/** The reason without a response, in words. Node puts it into a cause, or into a list if a host has several addresses. */
function connectionFailure(error: unknown, timeoutMs: Millis): string {
  if (error instanceof NoResponse) return error.message;
  const reasons = causesOf(error);
  if (reasons.some(({ name }) => name === "TimeoutError" || name === "AbortError"))
    return `GitHub sent no response within ${timeoutMs / 1000} s`;
  const reason = reasons.map(({ message }) => message).findLast((message) => message !== "");
  return `the connection to GitHub failed${reason === undefined ? "" : ` (${reason})`}`;
}

/** The error and its causes, the outermost first. */
function causesOf(error: unknown): readonly Error[] {
  const causes: Error[] = [];
  for (let next = error; next instanceof Error && causes.length < 10; ) {
    causes.push(next);
    const inner: unknown = next instanceof AggregateError ? next.errors[0] : next.cause;
    next = inner;
  }
  return causes;
}

/** A one-line error that says what to do. Without a response it has no status. */
function finalError(error: unknown, failure: FailedAttempt, advice: string): Error {
  const response = responseOf(error);
  if (response === undefined)
    return new NoResponse([failure.message, advice].filter(Boolean).join("; "), { cause: error });
  const { request } = error instanceof Error && "request" in error ? error : { request: undefined };
  return new ApiError(response, request, advice, error);
}
