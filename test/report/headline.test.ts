import { expect, test } from "vitest";
import { judge } from "../../src/gate/judge.ts";
import type { Results } from "../../src/model/results.ts";
import { headline } from "../../src/report/headline.ts";
import { reportedNotice } from "../../src/wording/noticeText.ts";
import { measuredResults, rounds, scenario } from "../support/builders.ts";
import { goldenResults } from "../support/goldenResults.ts";

const message = "the baseline could not be fetched: GitHub responded with 403";

/** Results without the baseline that they should be compared with. The first `decided` comparisons have an outcome. */
async function withoutBaseline(decided: number): Promise<Results> {
  const results = await goldenResults("unchanged");
  const [scenario] = results.scenarios;
  if (scenario === undefined) throw new Error("expected a scenario");
  const comparisons = scenario.comparisons
    .filter(({ gating }) => gating)
    .map(({ change_ratio, interval, ...comparison }, i) =>
      i < decided
        ? { ...comparison, change_ratio, interval }
        : { ...comparison, outcome: "inconclusive" as const, reason: message },
    );
  return {
    ...results,
    baseline: { kind: "unreachable", message },
    verdict: { kind: "inconclusive", reasons: [], failing: false },
    scenarios: [{ ...scenario, mode: { kind: "recorded", reason: "no base" }, comparisons }],
  };
}

test("without its baseline a run does not ask for more data, which would not help", async () => {
  expect(headline(await withoutBaseline(0)).text).toBe(`Nothing could be compared: ${message}`);
  expect(headline(await withoutBaseline(1)).text).toBe("Inconclusive: 7 of 8 comparisons need more data");
  expect(headline(await withoutBaseline(7)).text).toBe("Inconclusive: 1 of 8 comparisons needs more data");
});

test("a base that could not be started differs from a base that never existed", () => {
  const recorded = scenario({ mode: { kind: "recorded", reason: "no base" }, rounds: rounds([1, 1]) });
  const textWith = (warnings: Results["warnings"]) => headline(judge(measuredResults([recorded], { warnings }))).text;
  const unavailable = (stage: "lookup" | "service") =>
    reportedNotice({ kind: "base_unavailable", source: "git", stage, reason: "service.build: …" });
  expect(textWith([unavailable("service")])).toBe("No base could be started: nothing to compare with");
  expect(textWith([unavailable("lookup")])).toBe("No baseline yet: nothing to compare with");
  expect(textWith([])).toBe("No baseline yet: nothing to compare with");
});
