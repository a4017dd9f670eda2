import { expect, test } from "vitest";
import type { Results } from "../../src/model/results.ts";
import { headline } from "../../src/report/headline.ts";
import { goldenResults } from "../support/goldenResults.ts";

const message = "the baseline could not be fetched: GitHub answered 403";

/** What was to be held against a baseline that GitHub did not give; so many comparisons had another base. */
async function unreached(others: number): Promise<Results> {
  const results = await goldenResults("unchanged");
  const [scenario] = results.scenarios;
  if (scenario === undefined) throw new Error("expected a scenario");
  const comparisons = scenario.comparisons
    .filter(({ gating }) => gating)
    .map((one, i) => (i < others ? one : { ...one, outcome: "inconclusive" as const, reason: message }));
  return {
    ...results,
    baseline: { kind: "unreachable", message },
    verdict: { kind: "inconclusive", reasons: [], failing: false },
    scenarios: [{ ...scenario, comparisons }],
  };
}

test("where the baseline could not be had, no evidence is asked for that would not help", async () => {
  expect(headline(await unreached(0)).text).toBe(`Nothing could be compared: ${message}`);
  expect(headline(await unreached(1)).text).toMatch(
    /^Not shown either way: \d+ of \d+ comparisons want more evidence$/,
  );
});
