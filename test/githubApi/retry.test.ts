import { expect, test } from "vitest";
import {
  attemptTimeoutMs,
  callTimeoutMs,
  decideRetry,
  type FailedAttempt,
  giveUpText,
  type RetryState,
} from "../../src/githubApi/retry.ts";
import { millis } from "../../src/model/unit.ts";

const dateMs = Date.parse("2026-11-25T12:00:00Z");
const first = { attempts: 1, elapsedMs: millis(0), dateMs };
const failedAttempt = (status?: number, headers: Readonly<Record<string, string>> = {}, message = "") => ({
  ...(status === undefined ? {} : { status }),
  headers,
  message,
});

/** The pause in ms, if the request is retried. */
function pauseOf(failure: FailedAttempt, state: RetryState, jitter: number): number | "giveUp" {
  const decision = decideRetry(failure, state, jitter);
  return decision.kind === "retry" ? decision.pauseMs : "giveUp";
}

test.each([
  [undefined, {}, 1000],
  [500, {}, 1000],
  [502, {}, 1000],
  [503, {}, 1000],
  [429, {}, 1000],
  [429, { "retry-after": "7" }, 7000],
  [429, { "retry-after": "0" }, 1000],
  [429, { "retry-after": "Wed, 25 Nov 2026 12:00:20 GMT" }, 20_000],
  [429, { "retry-after": "soon" }, 1000],
  [403, { "retry-after": "60" }, 60_000],
  [403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(dateMs / 1000 + 30) }, 30_000],
  [429, { "retry-after": "3600" }, "giveUp"],
  [403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(dateMs / 1000 + 1800) }, "giveUp"],
  [403, { "x-ratelimit-remaining": "12" }, "giveUp"],
  [400, {}, "giveUp"],
  [401, {}, "giveUp"],
  [403, {}, "giveUp"],
  [404, {}, "giveUp"],
  [409, {}, "giveUp"],
  [410, {}, "giveUp"],
  [422, {}, "giveUp"],
] as const)("after a status %s with %j the pause is %s (ms)", (status, headers, pause) => {
  expect(pauseOf(failedAttempt(status, headers), first, 0.5)).toBe(pause);
});

test("the message of the secondary rate limit counts as much as its headers", () => {
  const words = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.";
  expect(pauseOf(failedAttempt(403, {}, words), first, 0.5)).toBe(1000);
});

test("pauses double, vary by a quarter, and end after the fourth attempt", () => {
  const pauses = [1, 2, 3, 4].map((attempts) =>
    [0, 0.5].map((jitter) => pauseOf(failedAttempt(500), { ...first, attempts }, jitter)),
  );
  expect(pauses).toEqual([
    [750, 1000],
    [1500, 2000],
    [3000, 4000],
    ["giveUp", "giveUp"],
  ]);
});

test("there is no attempt that could exceed the timeout of the call", () => {
  const latest = callTimeoutMs - attemptTimeoutMs - 1000;
  expect(pauseOf(failedAttempt(500), { ...first, elapsedMs: millis(latest) }, 0.5)).toBe(1000);
  expect(pauseOf(failedAttempt(500), { ...first, elapsedMs: millis(latest + 1) }, 0.5)).toBe("giveUp");
});

test("if GitHub asks for a longer pause, the decision names its end", () => {
  const reset = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(dateMs / 1000 + 1800) };
  expect([
    decideRetry(failedAttempt(429, { "retry-after": "3600" }), first, 0.5),
    decideRetry(failedAttempt(403, reset), first, 0.5),
    decideRetry(failedAttempt(429, { "retry-after": "7" }), { ...first, attempts: 4 }, 0.5),
    decideRetry(failedAttempt(503), { ...first, attempts: 4 }, 0.5),
    decideRetry(failedAttempt(404), first, 0.5),
  ]).toEqual([
    { kind: "giveUp", why: "tooLong", untilMs: dateMs + 3_600_000 },
    { kind: "giveUp", why: "tooLong", untilMs: dateMs + 1_800_000 },
    { kind: "giveUp", why: "attempts", untilMs: dateMs + 7000 },
    { kind: "giveUp", why: "attempts" },
    { kind: "giveUp", why: "permanent" },
  ]);
});

test.each([
  ["3600", 1, "GitHub asks to wait until 13:00 UTC, but a call may take 90 s"],
  ["2", 4, "GitHub asks to wait until 12:00 UTC, and did so 4 times"],
  ["90000", 1, "GitHub asks to wait until 2026-11-26 13:00 UTC, but a call may take 90 s"],
  ["1e300", 1, "GitHub asks to wait until 9999-12-31 00:00 UTC, but a call may take 90 s"],
])("a Retry-After of %s s after %i attempts is described", (seconds, attempts, text) => {
  const state = { ...first, attempts };
  const decision = decideRetry(failedAttempt(429, { "retry-after": seconds }), state, 0.5);
  expect(decision.kind === "giveUp" ? giveUpText(decision, state) : decision).toBe(text);
});
