import { describe, expect, test } from "vitest";
import { phaseResults } from "../../src/analysis/phases.ts";
import { judge } from "../../src/gate/judge.ts";
import type { MissingBase } from "../../src/model/missingBase.ts";
import type { Notice } from "../../src/model/notice.ts";
import type { Results } from "../../src/model/results.ts";
import { causes } from "../../src/report/causes.ts";
import { headline } from "../../src/report/headline.ts";
import { phaseTitle } from "../../src/report/phaseTable.ts";
import { plainText } from "../../src/report/phrase.ts";
import { reportedNotice } from "../../src/wording/noticeText.ts";
import {
  armPhase,
  measuredResults,
  phaseRecord,
  requestRecord,
  rounds,
  scenario,
  settings,
} from "../support/builders.ts";
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
  expect(headline(await withoutBaseline(1)).text).toBe("Inconclusive: 6 of 7 comparisons need more data");
  expect(headline(await withoutBaseline(6)).text).toBe("Inconclusive: 1 of 7 comparisons needs more data");
});

describe("a missing base", () => {
  const fetched: MissingBase = {
    source: "git",
    cause: "unreachable",
    subject: "the commit 1a2b3c4",
    detail: "HTTP 503",
    tries: 4,
  };
  const resultsWith = (of: Partial<Results>, lacksBase = true) => {
    const mode = { kind: "recorded", reason: "no base", ...(lacksBase ? { lacks_base: true as const } : {}) } as const;
    return judge(measuredResults([scenario({ mode, rounds: rounds([1, 1]) })], of));
  };
  const fetchText = "No base: the commit 1a2b3c4 could not be fetched (HTTP 503, 4 tries); run the job again";

  test.each<[MissingBase, string]>([
    [fetched, fetchText],
    [
      {
        source: "git",
        cause: "service",
        subject: "the base",
        detail: "service.build: the base build ended with exit code 1 (oops)",
      },
      "The base could not be built: service.build: the base build ended with exit code 1 (oops); make service.build build it too, or name another base by base.ref, base.directory or --base",
    ],
    [
      {
        source: "artifact",
        cause: "unreachable",
        subject: "the baseline artifact",
        detail: "GitHub responded with 503",
      },
      "No base: GitHub responded with 503; run the job again",
    ],
  ])("is inconclusive, with its cause and remedy", (missing_base, text) => {
    const results = resultsWith({ missing_base });
    expect(results.verdict).toEqual({ kind: "inconclusive", reasons: [text], failing: false });
    expect(headline(results)).toEqual({ tone: "inconclusive", text });
    expect(new Set(results.scenarios[0]?.comparisons.map(({ outcome }) => outcome))).toEqual(new Set(["inconclusive"]));
  });

  test.each(["no_base", "inconclusive"] as const)("fails the run if fail_on names %s", (condition) => {
    const { verdict } = resultsWith({ missing_base: fetched, settings: settings({ fail_on: [condition] }) });
    expect([verdict.kind, verdict.failing]).toEqual(["inconclusive", true]);
  });

  test("differs from a base that never existed", () => {
    const results = resultsWith({}, false);
    expect([results.verdict.kind, headline(results).text]).toEqual([
      "pass",
      "No baseline yet: nothing to compare with",
    ]);
  });
});

test("files beside the head only put a regression in doubt", async () => {
  const results = await goldenResults("regressed");
  const notice: Notice = { kind: "head_only_files", base: "git", files: [".env", "a", "b", "c"], count: 7 };
  const warnings = [...results.warnings, reportedNotice(notice)];
  expect(headline({ ...results, warnings }).text).toBe(
    `${headline(results).text} (in doubt: .env, a, b and 4 more are beside the head only)`,
  );
  const changed = reportedNotice({ kind: "head_only_changes", files: ["package.json"], count: 1 });
  expect(headline({ ...results, warnings: [...warnings, changed] }).text).toBe(
    `${headline(results).text} (in doubt: .env, a, b and 4 more are beside the head only; package.json is changed in the head only)`,
  );
});

test("answers of another type put a regression of that request in doubt", async () => {
  const results = await goldenResults("regressed");
  const regressed = results.scenarios.flatMap(({ id, comparisons }) =>
    comparisons.flatMap(({ outcome, gating, request }) =>
      outcome === "regressed" && gating ? [{ scenario: id, request }] : [],
    ),
  );
  const [first = { scenario: "", request: "" }] = regressed;
  const withTypes = (of: { readonly scenario: string; readonly request: string }) => {
    const facts = { what: "type", base_type: "text/html", head_type: "application/json" } as const;
    return { ...results, warnings: [reportedNotice({ kind: "answers_differ", ...of, ...facts })] };
  };
  const plain = headline({ ...results, warnings: [] }).text;
  expect(headline(withTypes(first)).text).toBe(
    `${plain} (in doubt: answers of ${first.request} are application/json instead of text/html)`,
  );
  expect(headline(withTypes({ ...first, scenario: "another" })).text).toBe(plain);
});

test("redirects on one side put an improvement of that request in doubt", async () => {
  const unchanged = await goldenResults("unchanged");
  const scenarios = unchanged.scenarios.map((one) => ({
    ...one,
    comparisons: one.comparisons.map((comparison) => ({ ...comparison, outcome: "improved" as const })),
  }));
  const results = { ...unchanged, scenarios };
  const [{ id: scenario = "", comparisons = [] } = {}] = scenarios;
  const first = { scenario, request: comparisons[0]?.request ?? "" };
  const withRedirects = (arm: "head" | "both") => {
    const notice = { kind: "only_redirects", ...first, arm, status: 302 } as const;
    const types = { what: "type", base_type: "text/html", head_type: "no content-type" } as const;
    const warnings = [notice, { kind: "answers_differ", ...first, ...types } as const].map(reportedNotice);
    return headline({ ...results, warnings }).text;
  };
  const plain = headline({ ...results, warnings: [] }).text;
  expect(withRedirects("head")).toBe(`${plain} (in doubt: all answers of ${first.request} on the head are redirects)`);
  expect(withRedirects("both")).toBe(plain);
});

test("a limit of users that made requests wait is in the headline of every verdict", () => {
  const user_limit = { limit: 100, source: "config", waited_ratio: 0.3, longest_wait_ms: 2000, needed: 190 } as const;
  const phases = [...phaseResults([armPhase()], { cores: 1, memoryBytes: 1 })].map((phase) => ({
    ...phase,
    user_limit,
  }));
  const [phase] = phases;
  const limited = scenario({ phases, rounds: rounds([1, 1]), mode: { kind: "off", reason: "compare: off" } });
  const results = judge(measuredResults([limited]));
  expect(headline(results).text).toBe(
    "Nothing was compared, and no SLA was set (max_concurrent_users: 100 was reached)",
  );
  expect(phase && phaseTitle(phase)).toBe("steady (max_concurrent_users: 100 reached)");
});

test("a failure that the settings explain comes with its remedy", () => {
  const record = phaseRecord([requestRecord("GET /a", [], { "HTTP/2 not spoken": 3, ECONNRESET: 1 })]);
  const phases = [...phaseResults([armPhase({ record })], { cores: 1, memoryBytes: 1 })];
  const results = judge(measuredResults([scenario({ phases, rounds: rounds([1, 1]) })]));
  expect(causes(results).map(plainText)).toContainEqual(
    expect.stringMatching(
      /GET \/a: 4 of 4 requests failed on the head \(ECONNRESET, HTTP\/2 not spoken\): the server speaks another protocol; .*http2: true$/,
    ),
  );
});

test("a run that could not measure says how the request failed that never succeeded", () => {
  const record = phaseRecord([requestRecord("GET /a", [1]), requestRecord("GET /b", [], { "status 401": 3 })]);
  const phases = [...phaseResults([armPhase({ record })], { cores: 1, memoryBytes: 1 })];
  const results = judge(measuredResults([scenario({ phases, rounds: rounds([1, 1]) })]));
  const verdict = { kind: "invalid" as const, reasons: ["shop: GET /b no request succeeded"], failing: true };
  const invalid = { ...results, verdict };
  expect(headline(invalid).text).toBe("Could not measure: shop: GET /b no request succeeded (status 401)");
});

test("a run that does not fail says which requests failed on base and head alike", async () => {
  const results = await goldenResults("unchanged");
  const record = phaseRecord([requestRecord("GET /a", [1], { "status 429": 9 }), requestRecord("GET /b", [1])]);
  const phases = [...phaseResults([armPhase({ record })], { cores: 1, memoryBytes: 1 })];
  const scenarios = results.scenarios.map((one) => ({ ...one, phases }));
  expect(headline({ ...results, scenarios }).text).toBe(
    `${headline(results).text} (90 % of GET /a failed: status 429)`,
  );
});
