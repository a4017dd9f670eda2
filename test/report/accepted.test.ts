import { describe, expect, test } from "vitest";
import { judge } from "../../src/gate/judge.ts";
import type { Measured, RoundResult } from "../../src/model/results.ts";
import type { Acceptance } from "../../src/model/verdict.ts";
import { headline } from "../../src/report/headline.ts";
import { html } from "../../src/report/html/html.ts";
import { markdown } from "../../src/report/markdown/markdown.ts";
import { terminal } from "../../src/report/terminal.ts";
import { tally } from "../../src/report/wording.ts";
import { arm, environment, latency, measured, scenario, settings } from "../support/make.ts";

/** Twelve rounds of two requests, of which the head slows one by that much, in logarithms. */
const twoRequests = (change: number): RoundResult[] =>
  Array.from({ length: 12 }, (_, index) => {
    const orders = latency(100 * Math.exp(change + (index % 2 === 0 ? 0.01 : -0.01)), { due: 3000 });
    const same = latency(100, { due: 3000 });
    const of = (one: typeof same) => arm(one, { requests: { all: one, "GET /orders": one, "GET /a": same } });
    return { index, base: of(same), head: of(orders) };
  });

const only = settings({ min_effect: { p95: 0.1 } });
const accepting = (reason: string): Acceptance[] => [{ metric: "p95", scenario: "shop", reason, by: "body" }];
const results = (change: number, of: Partial<Measured> = {}, second?: number) => {
  const confirmation =
    second === undefined
      ? {}
      : { confirmation: { environment: environment(), started_at: "2026-11-23", rounds: twoRequests(second) } };
  return judge(measured([scenario({ rounds: twoRequests(change), ...confirmation })], { settings: only, ...of }));
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
      { tone: "fail", text: "GET /orders is slower: p95 +15 % [14, 16], and on a second machine too" },
    ],
    [
      "cleared",
      results(0.14, {}, 0),
      { tone: "pass", text: "Not slower: a second machine does not see what the first one saw" },
    ],
  ])("%s", (_, judged, line) => {
    expect(headline(judged)).toEqual(line);
  });

  test("of several that are accepted tells the worst, and how many more", () => {
    const both = settings({ min_effect: { p50: 0.05, p95: 0.1 } });
    const accepted: Acceptance[] = [...accepting("x"), { metric: "p50", scenario: "shop", reason: "y", by: "label" }];
    const judged = results(0.27, { settings: both, accepted });
    expect(headline(judged).text).toBe("Accepted: p95 of GET /orders +31 % [30, 32] (and 1 more): x");
    expect(tally(judged)).toBe("2 accepted · 2 unchanged");
  });
});

test("what two machines say is in every report", () => {
  const cleared = results(0.14, {}, 0);
  const sentence = "shop: GET /orders p95 +15 % [14, 16] on the first machine, 0 % [−0.66, 0.67] on a second one";
  expect(terminal(cleared, { color: false })).toContain(`- ${sentence}\n`);
  expect(terminal(cleared, { color: false })).toContain("+15 % [14, 16]      +10 % · not on a second machine\n");
  expect(html(cleared)).toContain(`<li>${sentence}</li>`);
  expect(markdown(cleared)).toContain(`- ${sentence.replace(/[[\]]/g, "\\$&")}\n`);
  expect(markdown(results(0.14, {}, 0.14))).toContain(" | +10 % · again +15 % \\[14, 16\\] on a second machine |\n");
  expect(markdown(cleared)).toContain(
    "measured again on a second machine \\(AMD EPYC 7763, 4 cores\\), 2026-11-23: 12 rounds.",
  );
});

test("what a second machine could settle is told once, and only where it could", () => {
  const hint = "a second job with mode: confirm would settle whether it is the change or the machine";
  const told = [results(0.14), results(0.5), results(0.14, {}, 0.14), results(0.14, { accepted: accepting("x") })].map(
    (judged) => markdown(judged).split(hint).length - 1,
  );
  expect(told).toEqual([1, 0, 0, 0]);
});

test("the reason is another's text: no markup, mention or control comes of it, and it stays in its row", () => {
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

test("an acceptance that covers nothing is a quiet note", () => {
  const report = markdown(results(0, { accepted: accepting("x") }));
  expect(report.split("\n")[0]).toBe("### ✅ Not slower");
  expect(report).toContain("- Not needed: p95 of shop is accepted by the pull request's body, and has not regressed.");
});
