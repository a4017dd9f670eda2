import { describe, expect, test } from "vitest";
import { rejudge } from "../../src/pipeline/rejudge.ts";
import { terminal } from "../../src/report/terminal.ts";
import { goldenFile, goldenNames, goldenResults } from "../support/goldenResults.ts";
import { hugeResults } from "../support/hugeResults.ts";

/** The names of the ANSI codes. "/" switches colors off. */
const names: Readonly<Record<string, string>> = { 0: "/", 1: "bold", 2: "dim", 31: "red", 32: "green", 33: "yellow" };
const esc = String.fromCharCode(27);
const visible = (text: string): string =>
  text.replaceAll(new RegExp(`${esc}\\[(\\d+)m`, "g"), (_, code: string) => `<${names[code]}>`);

describe.each(goldenNames)("%s", (name) => {
  test("gives its golden report", async () => {
    await expect(terminal(await goldenResults(name), { color: false })).toMatchFileSnapshot(goldenFile(name, "txt"));
  });

  test("has the same text in color", async () => {
    const results = await goldenResults(name);
    const plain = visible(terminal(results, { color: true })).replaceAll(/<[^<>]*>/g, "");
    expect(plain).toBe(terminal(results, { color: false }).replaceAll(/<[^<>]*>/g, ""));
  });

  test("gets the same verdict again", async () => {
    const results = await goldenResults(name);
    expect(rejudge(results, {})).toEqual(results);
  });
});

describe("colors", () => {
  const lines = async (name: string) => visible(terminal(await goldenResults(name), { color: true })).split("\n");

  test("show the verdict and the outcomes that gate; rows that are only shown are dim", async () => {
    const all = await lines("mixed");
    const starts = all.slice(4, 23).map((line) => /^<\w+>\w+/.exec(line)?.[0]);
    expect([all[0]?.slice(0, 6), ...new Set(starts)]).toEqual([
      "<red>✘",
      "<red>regressed",
      "<yellow>undecided",
      "<green>improved",
      "<green>unchanged",
      "<dim>undecided",
      "<dim>improved",
      "<dim>unchanged",
    ]);
  });

  test("show which limits are met", async () => {
    expect((await lines("mixed")).filter((line) => line.includes("SLA ") && line.startsWith("<"))).toEqual([
      "<red>SLA p95 ≤ 60 ms: 63 ms, breached</>",
      "<yellow>SLA error rate ≤ 1 %: 1.2 %, undecided</>",
      "<green>SLA add item throughput ≥ 30/s: 32/s, met</>",
      "<red>SLA memory ≤ 10 %: 11 %, breached</>",
      "<green>SLA CPU ≤ 80 %: 8 %, met</>",
      "<yellow>SLA CPU ≤ 50 %: not measured</>",
    ]);
  });

  test.each([
    ["regressed", "<red>✘"],
    ["unchanged", "<green>✔"],
    ["new", "<bold>+"],
    ["broken", "<yellow>!"],
  ])("of the %s run begin with %s", async (name, begin) => {
    expect((await lines(name))[0]?.startsWith(begin)).toBe(true);
  });
});

describe("a thousand requests", () => {
  test("give a hundred rows and the number of the others", async () => {
    const lines = terminal(await hugeResults(3000, "inconclusive"), { color: false }).split("\n");
    expect(lines.filter((line) => line.startsWith("undecided"))).toHaveLength(100);
    expect(lines).toContain("2,900 more rows in report.html");
  });

  test("give a hundred SLA checks, the unmet ones first", async () => {
    const results = await hugeResults(1, "unchanged");
    const sla = Array.from({ length: 150 }, (_, i) => ({
      metric: "p99" as const,
      request: `GET /${i}`,
      limit: 100,
      value: i === 149 ? 200 : 50,
      outcome: i === 149 ? ("breached" as const) : ("met" as const),
    }));
    const scenarios = results.scenarios.map((scenario) => ({ ...scenario, sla }));
    const lines = terminal({ ...results, scenarios }, { color: false }).split("\n");
    const checks = lines.filter((line) => line.startsWith("SLA "));
    expect([checks.length, checks[0]]).toEqual([100, "SLA GET /149 p99 ≤ 100 ms: 200 ms, breached"]);
    expect(lines).toContain("50 more SLA checks in report.html");
  });

  test("give a hundred causes, and every warning", async () => {
    const results = await hugeResults(150, "inconclusive");
    const scenarios = results.scenarios.map((scenario) => ({
      ...scenario,
      comparisons: scenario.comparisons.map((comparison, i) => ({ ...comparison, reason: `reason ${i}` })),
    }));
    const warnings = [{ kind: "other", message: "a warning" }];
    const lines = terminal({ ...results, scenarios, warnings }, { color: false }).split("\n");
    expect(lines.filter((line) => /reason \d/.test(line))).toHaveLength(100);
    expect(lines).toContain("- 50 more lines such as these are left out");
    expect(lines).toContain("- a warning");
  });
});
