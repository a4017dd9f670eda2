import { describe, expect, test } from "vitest";
import { judge } from "../../../src/gate/judge.ts";
import type { Change } from "../../../src/model/cause.ts";
import type { Results, ScenarioResult } from "../../../src/model/results.ts";
import { plainText } from "../../../src/report/phrase.ts";
import { findingCounts, findingsOf } from "../../../src/report/why/findings.ts";
import { whyRemarks } from "../../../src/report/why/remark.ts";
import { comparison, measuredResults, scenario } from "../../support/builders.ts";

/** Results of scenarios with these findings, and without any comparison. */
function resultsOf(...scenarios: readonly Partial<ScenarioResult>[]): Results {
  const results = judge(measuredResults([]));
  const judged = { comparisons: [], sla: [] };
  return { ...results, scenarios: scenarios.map((keys) => ({ ...scenario(), ...judged, ...keys })) };
}

const remarksOf = (results: Results): readonly string[] =>
  whyRemarks(results).map(({ title, text }) => `${title}: ${plainText(text)}`);

const remark = (keys: Partial<ScenarioResult>): string | undefined => remarksOf(resultsOf(keys))[0];

const change = (keys: Partial<Change>): Change => ({ kind: "cpu", unit: "ms/request", evidence: "seen", ...keys });

const statements = change({
  kind: "database_statements",
  subject: "SELECT …",
  unit: "1/request",
  base: 3,
  head: 41,
  explains_ratio: 0.93,
});

describe("a remark on one cause", () => {
  test.each<[string, Partial<Change>]>([
    ["41 SQL statements per request instead of 3 (SELECT …), which is 93 % of it.", statements],
    [
      "3.2 ms of CPU per request instead of 1.1 ms (parse, src/a.js:41), which is 84 % of it.",
      change({ base: 1.1, head: 3.2, subject: "parse", file: "src/a.js", line: 41, explains_ratio: 0.84 }),
    ],
    [
      "12 KiB of response per request instead of 8.5 KiB.",
      change({ kind: "response_size", unit: "bytes/request", base: 8704, head: 12288 }),
    ],
    [
      "2 outbound calls per request instead of none (auth.internal).",
      change({ kind: "outbound_calls", unit: "1/request", base: 0, head: 2, subject: "auth.internal" }),
    ],
    [
      "1 new connection per request instead of almost none (PostgreSQL).",
      change({ kind: "connections", unit: "1/request", base: 0.012, head: 1, subject: "PostgreSQL" }),
    ],
    [
      "7.5 ms of waiting for a pooled connection per request instead of 0.2 ms.",
      change({ kind: "pool_wait", base: 0.2, head: 7.5 }),
    ],
    [
      "1 pooled connection instead of 8 (db:5432), with GET /shelves and GET /books slowed down most.",
      change({
        ...{ kind: "pool_wait", unit: "1", base: 8, head: 1, subject: "db:5432" },
        requests: ["GET /shelves", "GET /books"],
      }),
    ],
    [
      "calls wait for each other (db:5432), with GET /shelves, GET /books, and GET /loans slowed down most.",
      change({
        ...{ kind: "lock_wait", subject: "db:5432", evidence: "calls wait for each other" },
        requests: ["GET /shelves", "GET /books", "GET /loans"],
      }),
    ],
    // It got better.
    [
      "3 SQL statements per request instead of 41 (SELECT …), which is 90 % of it.",
      { ...statements, base: 41, head: 3, explains_ratio: 0.9 },
    ],
    [
      "one thread held the lock for 80 % of the time (orders).",
      change({ kind: "lock_wait", subject: "orders", evidence: "one thread held the lock for 80 % of the time." }),
    ],
  ])("%s", (text, only) => {
    expect(remark({ changes: [change(only)] })).toBe(`Why: ${text}`);
  });

  test("says that CPU time did not change, unless it is the cause", () => {
    const cpu = comparison({ metric: "cpu_per_request", outcome: "unchanged" });
    expect(remark({ changes: [statements], comparisons: [cpu] })).toMatch(/ of it\. CPU per request unchanged\.$/);
    expect(remark({ changes: [change({ base: 1, head: 2 })], comparisons: [cpu] })).not.toContain("unchanged");
    const unstable = { ...cpu, outcome: "unstable" as const };
    expect(remark({ changes: [statements], comparisons: [unstable] })).not.toContain("unchanged");
  });
});

test("two further causes follow with their shares", () => {
  const more = [0.05, 0.02, 0.01].map((explains_ratio, i) =>
    change({ base: 1, head: 2, subject: `f${i}`, explains_ratio }),
  );
  expect(remark({ changes: [statements, ...more] })).toBe(
    "Why: 41 SQL statements per request instead of 3 (SELECT …), which is 93 % of it. Also: 2 ms of CPU per request instead of 1 ms (f0), 5 % of it; 2 ms of CPU per request instead of 1 ms (f1), 2 % of it.",
  );
});

test("a leak that does not gate, and files up to the limit", () => {
  const leak = change({ kind: "memory_leak", unit: "bytes/request", base: 0, head: 61_440 });
  expect(remark({ changes: [leak] })).toBe("Seen, but not gated: 60 KiB of memory growth per request instead of none.");
  expect(remark({ changes: [leak], comparisons: [comparison({ outcome: "regressed" })] })).toMatch(/^Why: /);
  const files = change({ kind: "file_descriptors", unit: "1", base: 19, head: 160, request: "GET /a" });
  expect(remark({ changes: [files] })).toBe("Why: 160 open files instead of 19.");
});

test("what explains less than half names no single cause, and says what was not seen", () => {
  const changes = [change({ kind: "unexplained" }), { ...statements, explains_ratio: 0.22 }];
  const not_seen = ["locks: no instrument", "Redis: monitors.redis is not set", "a third"];
  expect(remark({ changes, not_seen })).toBe(
    "Why: not explained: what was measured accounts for less than half of it. It moved together with: 41 SQL statements per request instead of 3 (SELECT …), 22 % of it. Not seen: locks: no instrument; Redis: monitors.redis is not set.",
  );
  expect(remark({ changes: changes.slice(0, 1) })).toBe(
    "Why: not explained: what was measured accounts for less than half of it.",
  );
});

test("several scenarios have a remark each; one without a change has none", () => {
  const results = resultsOf(
    { id: "steady", changes: [statements] },
    { id: "quiet" },
    { id: "spike", changes: [statements] },
  );
  expect(whyRemarks(results).map(({ title }) => title)).toEqual(["Why (steady)", "Why (spike)"]);
  expect(remark({ changes: [] })).toBeUndefined();
});

test("findings are counted and listed; lists that are empty are left out, long ones end early", () => {
  const anomaly = { kind: "cpu_spike", arm: "head", phase: "steady", round: 3, at_ms: 900, duration_ms: 400 } as const;
  const keys: Partial<ScenarioResult> = {
    bottlenecks: [{ kind: "none", arm: "base", confidence: 0.8, evidence: "nothing was above 60 %" }],
    anomalies: Array.from({ length: 22 }, () => ({ ...anomaly, value: 0.97, limit: 0.95 })),
    explanation: { rounds: 3, duration_ms: 31_000, failures: ["Node did not load the hook"] },
  };
  expect(findingCounts(resultsOf(keys))).toBe("22 anomalies");
  const lists = findingsOf({ ...scenario(), comparisons: [], sla: [], ...keys });
  expect(lists.map(({ title, items }) => [title, items.length, plainText(items.at(-1) ?? [])])).toEqual([
    ["Bottlenecks", 1, "base: nothing at its limit, confidence 80 %: nothing was above 60 %."],
    ["Anomalies", 21, "2 more in results.json"],
    ["Extra rounds", 2, "Node did not load the hook."],
  ]);
  expect(plainText(lists[1]?.items[0] ?? [])).toBe(
    "head: CPU spike, 97 % (limit 95 %), in steady, round 4, after 900 ms, for 400 ms.",
  );
  expect(findingCounts(resultsOf({}))).toBe("");
});
