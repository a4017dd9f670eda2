import { type Millis, millis } from "../model/unit.ts";

/** A failed request: an error status, or no complete response. */
export interface FailedAttempt {
  /** Absent without a complete response. */
  readonly status?: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | number | undefined>>;
  readonly message: string;
}

export interface RetryState {
  /** Attempts so far, the failed one included. */
  readonly attempts: number;
  /** Time since the first attempt began. */
  readonly elapsedMs: Millis;
  /** Time of day, in ms since 1970. Some responses name a time of day to wait for. */
  readonly dateMs: number;
}

/** Timeout of one attempt. GitHub itself ends a request after 10 s. */
export const attemptTimeoutMs = millis(15_000);
/** Timeout of one API call, with all its attempts and pauses. */
export const callTimeoutMs = millis(90_000);
const maxAttempts = 4;

export type RetryDecision = { readonly kind: "retry"; readonly pauseMs: Millis } | GiveUp;

/**
 * `tooLong`: GitHub asks for a longer pause than a call may take. `attempts`: the attempts are used up.
 * `untilMs`: end of GitHub's rate limit, in ms since 1970, if the rate limit ended the call.
 */
export interface GiveUp {
  readonly kind: "giveUp";
  readonly why: "permanent" | "attempts" | "tooLong";
  readonly untilMs?: number;
}

/**
 * Decides if a failed request is retried, and after which pause. Gives up if a retry cannot help, or if GitHub asks for
 * a longer pause than a call may take. `jitter` in [0, 1) spreads the retries of jobs that failed together.
 */
export function decideRetry(
  failure: FailedAttempt,
  { attempts, elapsedMs, dateMs }: RetryState,
  jitter: number,
): RetryDecision {
  const rateLimitMs = isRateLimited(failure) ? rateLimitPauseMs(failure, dateMs) : undefined;
  if (rateLimitMs === undefined && !isTransient(failure)) return { kind: "giveUp", why: "permanent" };
  const backoffMs = 1000 * 2 ** (attempts - 1) * (0.75 + 0.5 * jitter);
  const pauseMs = Math.max(rateLimitMs ?? 0, backoffMs);
  const isInTime = elapsedMs + pauseMs + attemptTimeoutMs <= callTimeoutMs;
  if (attempts < maxAttempts && isInTime) return { kind: "retry", pauseMs: millis(pauseMs) };
  const why = pauseMs + attemptTimeoutMs > callTimeoutMs ? "tooLong" : "attempts";
  const hasEnd = rateLimitMs !== undefined && rateLimitMs > 0;
  return hasEnd ? { kind: "giveUp", why, untilMs: dateMs + rateLimitMs } : { kind: "giveUp", why };
}

/** What the rate limit has to do with the failure. "" if nothing. */
export function giveUpText({ why, untilMs }: GiveUp, { attempts, dateMs }: RetryState): string {
  if (untilMs === undefined) return "";
  const wait = `GitHub asks to wait until ${formatTime(untilMs, dateMs)}`;
  if (why === "tooLong") return `${wait}, but a call may take ${callTimeoutMs / 1000} s`;
  return `${wait}, and did so ${attempts} times`;
}

/** A time of day in UTC, with its date unless that is today. A limit far in the future is cut. */
function formatTime(atMs: number, dateMs: number): string {
  const [date = "", time = ""] = new Date(Math.min(atMs, maxDateMs)).toISOString().split("T");
  const isToday = new Date(dateMs).toISOString().startsWith(date);
  return `${isToday ? "" : `${date} `}${time.slice(0, 5)} UTC`;
}

const maxDateMs = Date.UTC(9999, 11, 31);

/** GitHub has several rate limits. They respond with 429 or with 403. */
export function isRateLimited({ status, headers, message }: FailedAttempt): boolean {
  if (status === 429) return true;
  const hasLimitHeader = headers["retry-after"] !== undefined || String(headers["x-ratelimit-remaining"]) === "0";
  return status === 403 && (hasLimitHeader || /rate limit/i.test(message));
}

const isTransient = ({ status }: FailedAttempt): boolean => status === undefined || status >= 500;

/** Reads Retry-After, in seconds or as a date, else the time at which the limit resets. 0 if neither is given. */
function rateLimitPauseMs({ headers }: FailedAttempt, dateMs: number): number {
  const retryAfter = headers["retry-after"];
  if (retryAfter !== undefined) {
    const seconds = Number(retryAfter);
    const untilMs = Number.isFinite(seconds) ? dateMs + 1000 * seconds : Date.parse(String(retryAfter));
    return Number.isFinite(untilMs) ? Math.max(0, untilMs - dateMs) : 0;
  }
  const resetSeconds = Number(headers["x-ratelimit-reset"]);
  const isUsedUp = String(headers["x-ratelimit-remaining"]) === "0";
  return isUsedUp && Number.isFinite(resetSeconds) ? Math.max(0, 1000 * resetSeconds - dateMs) : 0;
}
