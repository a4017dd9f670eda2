import { expect, test } from "vitest";
import { mergedReport } from "../../src/report/markdown/mergedReport.ts";
import { digestJson, digestOf } from "../../src/report/summary.ts";
import { goldenResults } from "../support/goldenResults.ts";
import { hugeResults } from "../support/hugeResults.ts";

const longest = 120 * 1024;

test("the digest has the verdict, its reasons, and the comparisons that gate, the gravest first", async () => {
  const results = await goldenResults("mixed");
  const { comparisons = [], ...digest } = JSON.parse(digestJson(digestOf(results), longest));
  expect(digest).toEqual({
    verdict: results.verdict.kind,
    failing: results.verdict.failing,
    headline: expect.any(String),
    reasons: results.verdict.reasons,
  });
  const gating = results.scenarios.flatMap((scenario) => scenario.comparisons).filter(({ gating }) => gating);
  expect(comparisons.length).toBe(gating.length);
  expect(Object.keys(comparisons[0])).toEqual([
    "scenario",
    "request",
    "metric",
    "outcome",
    "base",
    "head",
    "change_ratio",
    "interval",
    "min_effect_ratio",
  ]);
});

test("20,000 comparisons are cut to those that there is room for, and it says how many are not told", async () => {
  const regressed = await hugeResults(3, "regressed", (i) => `slow ${i}`);
  const unchanged = await hugeResults(20_000, "unchanged", (i) => `GET /überprüfung/${i}`);
  const [{ comparisons: slow = [], ...scenario } = { comparisons: [] }] = regressed.scenarios;
  const all = [...(unchanged.scenarios[0]?.comparisons ?? []), ...slow];
  const results = { ...regressed, scenarios: [{ ...Object(scenario), comparisons: all }] };
  const text = digestJson(digestOf(results), longest);
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(longest);
  const { comparisons, left_out } = JSON.parse(text);
  expect(comparisons.slice(0, 3).map(({ request }: { readonly request: string }) => request)).toEqual([
    "slow 0",
    "slow 1",
    "slow 2",
  ]);
  expect(comparisons[3]).toMatchObject({ request: "GET /überprüfung/0", outcome: "unchanged" });
  expect(left_out).toEqual({ reasons: 0, comparisons: 20_003 - comparisons.length });
});

test("so are those of many jobs together", async () => {
  const results = await hugeResults(2_000, "regressed");
  const parts = Array.from({ length: 30 }, (_, i) => ({ kind: "measured" as const, key: `part-${i}`, results }));
  const text = digestJson(mergedReport(parts, { missingFails: true }).digest, longest);
  expect(text.length).toBeLessThanOrEqual(longest);
  const told = JSON.parse(text).parts["part-29"];
  expect(told.comparisons.length + told.left_out.comparisons).toBe(2_000);
});
