import { describe, expect, test } from "vitest";
import { rejudge } from "../../src/pipeline/rejudge.ts";
import { terminal } from "../../src/report/terminal.ts";
import { goldenFile, goldenNames, goldenResults } from "../support/goldenResults.ts";

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
      "<yellow>unstable",
      "<yellow>inconclusive",
      "<green>improved",
      "<green>unchanged",
      "<dim>unstable",
      "<dim>inconclusive",
      "<dim>improved",
      "<dim>unchanged",
    ]);
  });

  test("show which limits are met", async () => {
    expect((await lines("mixed")).filter((line) => line.includes("SLA ") && line.startsWith("<"))).toEqual([
      "<red>SLA p95 ≤ 60 ms: 63 ms, breached</>",
      "<red>SLA error rate ≤ 1 %: 1.2 %, breached</>",
      "<green>SLA add item throughput ≥ 30/s: 32/s, met</>",
      "<red>SLA memory ≤ 10 %: 11 %, breached</>",
      "<green>SLA CPU ≤ 80 %: 8 %, met</>",
      "<red>SLA CPU ≤ 50 %: not measured</>",
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
