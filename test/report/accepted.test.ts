import { describe, expect, test } from "vitest";
import { judge } from "../../src/gate/judge.ts";
import type { MeasuredRun, RoundResult } from "../../src/model/results.ts";
import type { Acceptance } from "../../src/model/verdict.ts";
import { headline } from "../../src/report/headline.ts";
import { html } from "../../src/report/html/html.ts";
import { markdown } from "../../src/report/markdown/markdown.ts";
import { outcomeCounts } from "../../src/report/outcomes.ts";
import { terminal } from "../../src/report/terminal.ts";
import { armMetrics, environment, latency, measuredResults, scenario, settings } from "../support/builders.ts";

/** Twelve rounds of two requests. The head is slower by `change`, a log-ratio, for GET /orders only. */
const twoRequests = (change: number): RoundResult[] =>
  Array.from({ length: 12 }, (_, index) => {
    const orders = latency(100 * Math.exp(change + (index % 2 === 0 ? 0.01 : -0.01)), { due: 3000 });
    const same = latency(100, { due: 3000 });
    const of = (one: typeof same) => armMetrics(one, { requests: { all: one, "GET /orders": one, "GET /a": same } });
    return { index, base: of(same), head: of(orders) };
  });

const only = settings({ min_effect: { p95: 0.1 } });
const accepting = (reason: string): Acceptance[] => [{ metric: "p95", scenario: "shop", reason, by: "body" }];
const results = (change: number, of: Partial<MeasuredRun> = {}, second?: number) => {
  const confirmation =
    second === undefined
      ? {}
      : { confirmation: { environment: environment(), started_at: "2026-11-23", rounds: twoRequests(second) } };
  return judge(
    measuredResults([scenario({ rounds: twoRequests(change), ...confirmation })], { settings: only, ...of }),
  );
};

describe("the headline", () => {
  test.each([
    [
      "accepted",
      results(0.27, { accepted: accepting("a new index") }),
      { tone: "accepted", text: "Accepted: p95 of GET /orders +31 % [30, 32]: a new index" },
    ],
    [
      "confirmed",
      results(0.14, {}, 0.14),
      { tone: "fail", text: "GET /orders is slower: p95 +15 % [14, 16], confirmed on a second machine" },
    ],
    [
      "cleared",
      results(0.14, {}, 0),
      { tone: "pass", text: "Not slower: a second machine ruled out the regression that the first one measured" },
    ],
  ])("%s", (_, judged, line) => {
    expect(headline(judged)).toEqual(line);
  });

  test("names the worst of several accepted regressions, and counts the others", () => {
    const both = settings({ min_effect: { p50: 0.05, p95: 0.1 } });
    const accepted: Acceptance[] = [...accepting("x"), { metric: "p50", scenario: "shop", reason: "y", by: "label" }];
    const judged = results(0.27, { settings: both, accepted });
    expect(headline(judged).text).toBe("Accepted: p95 of GET /orders +31 % [30, 32] (and 1 more): x");
    expect(outcomeCounts(judged)).toBe("2 accepted · 2 unchanged");
  });
});

test("every report has the results of both machines", () => {
  const cleared = results(0.14, {}, 0);
  const sentence = "shop: GET /orders p95 +15 % [14, 16] on the first machine, 0 % [−0.66, 0.67] on a second one";
  expect(terminal(cleared, { color: false })).toContain(`- ${sentence}\n`);
  expect(terminal(cleared, { color: false })).toContain("+15 % [14, 16]      +10 % · ruled out on a second machine\n");
  expect(html(cleared)).toContain(`<li>${sentence}</li>`);
  expect(markdown(cleared)).toContain(`- ${sentence.replace(/[[\]]/g, "\\$&")}\n`);
  expect(markdown(results(0.14, {}, 0.14))).toContain(
    " | +10 % · confirmed on a second machine: +15 % \\[14, 16\\] |\n",
  );
  expect(markdown(cleared)).toContain(
    "measured again on a second machine \\(AMD EPYC 7763, 4 cores\\), 2026-11-23: 12 rounds.",
  );
});

test("the report suggests a second machine once, and only if that could help", () => {
  const hint = "A second job with mode: confirm would show whether the change or the machine is the cause";
  const counts = [
    results(0.14),
    results(0.5),
    results(0.14, {}, 0.14),
    results(0.14, { accepted: accepting("x") }),
  ].map((judged) => markdown(judged).split(hint).length - 1);
  expect(counts).toEqual([1, 0, 0, 0]);
});

test("the reason is foreign text: it makes no markup, mention or control character, and stays in its row", () => {
  const hostile = "</td><script>|`x` @octocat \u001b[31m [a](b) <!-- \n# ";
  const judged = results(0.27, { accepted: accepting(hostile) });
  const escaped = "&lt;/td&gt;&lt;script&gt;\\|\\`x\\` @\u200boctocat  \\[31m \\[a\\]\\(b\\) &lt;\\!--  \\#";
  const [heading, ...rows] = markdown(judged)
    .split("\n")
    .filter((line) => line.includes("octocat"));
  expect(heading).toBe(`### 🆗 Accepted: p95 of GET /orders +31 % \\[30, 32\\]: ${escaped} `);
  expect(rows.map((row) => row.endsWith(`| +10 % · accepted: ${escaped}  |`))).toEqual([true, true]);
  expect(html(judged)).not.toContain("<script>");
  expect(html(judged)).toContain('<tr class="accepted">');
  expect(terminal(judged, { color: false })).not.toContain("\u001b");
});

test("an acceptance that covers no regression is only noted", () => {
  const report = markdown(results(0, { accepted: accepting("x") }));
  expect(report.split("\n")[0]).toBe("### ✅ Not slower");
  expect(report).toContain(
    "- Acceptance not needed: the pull request's body accepts p95 of shop, which has not regressed.",
  );
});
