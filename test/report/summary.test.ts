import { expect, test } from "vitest";
import { mergedReport } from "../../src/report/markdown/mergedReport.ts";
import { summarize, summaryJson } from "../../src/report/summary.ts";
import { goldenResults } from "../support/goldenResults.ts";
import { hugeResults } from "../support/hugeResults.ts";

const longest = 120 * 1024;

test("the summary has the verdict, its reasons, and the comparisons that gate, the worst first", async () => {
  const results = await goldenResults("mixed");
  const { comparisons = [], ...summary } = JSON.parse(summaryJson(summarize(results), longest));
  expect(summary).toEqual({
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

test("of 20,000 comparisons it keeps those that fit, and counts the others", async () => {
  const regressed = await hugeResults(3, "regressed", (i) => `slow ${i}`);
  const unchanged = await hugeResults(20_000, "unchanged", (i) => `GET /überprüfung/${i}`);
  const [{ comparisons: slow = [], ...scenario } = { comparisons: [] }] = regressed.scenarios;
  const all = [...(unchanged.scenarios[0]?.comparisons ?? []), ...slow];
  const results = { ...regressed, scenarios: [{ ...Object(scenario), comparisons: all }] };
  const text = summaryJson(summarize(results), longest);
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

test("the summary of many jobs keeps to the length too", async () => {
  const results = await hugeResults(2_000, "regressed");
  const parts = Array.from({ length: 30 }, (_, i) => ({ kind: "measured" as const, key: `part-${i}`, results }));
  const text = summaryJson(mergedReport(parts, { missingFails: true }).summary, longest);
  expect(text.length).toBeLessThanOrEqual(longest);
  const part = JSON.parse(text).parts["part-29"];
  expect(part.comparisons.length + part.left_out.comparisons).toBe(2_000);
});
