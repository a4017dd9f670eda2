import { type Millis, millis } from "../model/unit.ts";

/** A request that came to nothing: an answer that is a refusal, or none. */
export interface Setback {
  /** Absent where no whole answer came. */
  readonly status?: number;
  /** By their names in small letters. */
  readonly headers: Readonly<Record<string, string | number | undefined>>;
  readonly message: string;
}

export interface Effort {
  /** How often it was tried, this time included. */
  readonly attempts: number;
  /** Since it was tried first. */
  readonly elapsedMs: Millis;
  /** The time of day, in ms since 1970: some answers name the hour. */
  readonly dateMs: number;
}

/** What a single attempt may take: GitHub itself gives up on a request after 10 s. */
export const attemptLimitMs = millis(15_000);
/** What one call of GitHub's API may take, all its attempts and pauses together. */
export const callLimitMs = millis(90_000);
const mostAttempts = 4;

export type Persistence =
  | { readonly kind: "again"; readonly pauseMs: Millis }
  /** `untilMs`: until when GitHub wants to be left alone, in ms since 1970, where that is why. */
  | { readonly kind: "final"; readonly untilMs?: number };

/**
 * Whether the request is sent once more, and after which pause. It is final where no repetition would help, or where GitHub wants to be left
 * alone for longer than a call may take. `chance` in [0, 1) spreads the pauses of jobs that failed together.
 */
export function persistenceOf(setback: Setback, { attempts, elapsedMs, dateMs }: Effort, chance: number): Persistence {
  const wantedMs = isThrottled(setback) ? throttledMs(setback, dateMs) : undefined;
  if (wantedMs === undefined && !isPassing(setback)) return { kind: "final" };
  const backoffMs = 1000 * 2 ** (attempts - 1) * (0.75 + 0.5 * chance);
  const pauseMs = Math.max(wantedMs ?? 0, backoffMs);
  const isInTime = elapsedMs + pauseMs + attemptLimitMs <= callLimitMs;
  if (attempts < mostAttempts && isInTime) return { kind: "again", pauseMs: millis(pauseMs) };
  return wantedMs === undefined || wantedMs === 0 ? { kind: "final" } : { kind: "final", untilMs: dateMs + wantedMs };
}

/** The rate limits, of which GitHub has several, and which it answers with two statuses. */
function isThrottled({ status, headers, message }: Setback): boolean {
  if (status === 429) return true;
  const isLimited = headers["retry-after"] !== undefined || String(headers["x-ratelimit-remaining"]) === "0";
  return status === 403 && (isLimited || /rate limit/i.test(message));
}

const isPassing = ({ status }: Setback): boolean => status === undefined || status >= 500;

/** Retry-After in seconds or as a date, else the hour at which the limit ends; 0 where GitHub says neither. */
function throttledMs({ headers }: Setback, dateMs: number): number {
  const after = headers["retry-after"];
  if (after !== undefined) {
    const seconds = Number(after);
    const untilMs = Number.isFinite(seconds) ? dateMs + 1000 * seconds : Date.parse(String(after));
    return Number.isFinite(untilMs) ? Math.max(0, untilMs - dateMs) : 0;
  }
  const reset = Number(headers["x-ratelimit-reset"]);
  const isSpent = String(headers["x-ratelimit-remaining"]) === "0";
  return isSpent && Number.isFinite(reset) ? Math.max(0, 1000 * reset - dateMs) : 0;
}
