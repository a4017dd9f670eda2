import { expect, test } from "vitest";
import { attemptLimitMs, callLimitMs, type Effort, persistenceOf, type Setback } from "../../src/githubApi/retry.ts";
import { millis } from "../../src/model/unit.ts";

const dateMs = Date.parse("2026-11-25T12:00:00Z");
const first = { attempts: 1, elapsedMs: millis(0), dateMs };
const setback = (status?: number, headers: Readonly<Record<string, string>> = {}, message = "") => ({
  ...(status === undefined ? {} : { status }),
  headers,
  message,
});

/** The pause in ms, or the word for there being none. */
function pauseOf(of: Setback, effort: Effort, chance: number): number | "final" {
  const persistence = persistenceOf(of, effort, chance);
  return persistence.kind === "again" ? persistence.pauseMs : "final";
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
  [429, { "retry-after": "3600" }, "final"],
  [403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(dateMs / 1000 + 1800) }, "final"],
  [403, { "x-ratelimit-remaining": "12" }, "final"],
  [400, {}, "final"],
  [401, {}, "final"],
  [403, {}, "final"],
  [404, {}, "final"],
  [409, {}, "final"],
  [410, {}, "final"],
  [422, {}, "final"],
] as const)("after a status %s with %j it is asked again in %s ms", (status, headers, pause) => {
  expect(pauseOf(setback(status, headers), first, 0.5)).toBe(pause);
});

test("the words of the secondary rate limit count as its headers do", () => {
  const words = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.";
  expect(pauseOf(setback(403, {}, words), first, 0.5)).toBe(1000);
});

test("pauses double, are spread by a quarter to either side, and end after the fourth attempt", () => {
  const pauses = [1, 2, 3, 4].map((attempts) =>
    [0, 0.5].map((chance) => pauseOf(setback(500), { ...first, attempts }, chance)),
  );
  expect(pauses).toEqual([
    [750, 1000],
    [1500, 2000],
    [3000, 4000],
    ["final", "final"],
  ]);
});

test("an attempt that might end after the call's time is not made", () => {
  const latest = callLimitMs - attemptLimitMs - 1000;
  expect(pauseOf(setback(500), { ...first, elapsedMs: millis(latest) }, 0.5)).toBe(1000);
  expect(pauseOf(setback(500), { ...first, elapsedMs: millis(latest + 1) }, 0.5)).toBe("final");
});

test("where GitHub wants to be left alone for longer, it is known until when", () => {
  const reset = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(dateMs / 1000 + 1800) };
  expect([
    persistenceOf(setback(429, { "retry-after": "3600" }), first, 0.5),
    persistenceOf(setback(403, reset), first, 0.5),
    persistenceOf(setback(429, { "retry-after": "7" }), { ...first, attempts: 5 }, 0.5),
    persistenceOf(setback(503), { ...first, attempts: 5 }, 0.5),
  ]).toEqual([
    { kind: "final", untilMs: dateMs + 3_600_000 },
    { kind: "final", untilMs: dateMs + 1_800_000 },
    { kind: "final", untilMs: dateMs + 7000 },
    { kind: "final" },
  ]);
});
