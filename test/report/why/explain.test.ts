import fc from "fast-check";
import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { describe, expect, test } from "vitest";
import { explainMarkdown } from "../../../src/report/markdown/explainMarkdown.ts";
import { inlineCode } from "../../../src/report/markdown/markdownText.ts";
import { explainJson } from "../../../src/report/why/explainJson.ts";
import { explainTerminal } from "../../../src/report/why/explainTerminal.ts";
import { goldenFile, goldenResults } from "../../support/goldenResults.ts";
import { hostileResults, hostileTexts } from "../../support/hostileResults.ts";
import { runInProcess } from "../../support/loadgate.ts";

const nodesIn = (node: Nodes): readonly Nodes[] => [
  node,
  ...("children" in node ? node.children.flatMap(nodesIn) : []),
];

test("loadgate explain gives its golden texts", async () => {
  const results = await goldenResults("explained");
  await expect(explainTerminal(results)).toMatchFileSnapshot(goldenFile("explainedWhy", "txt"));
  await expect(explainMarkdown(results)).toMatchFileSnapshot(goldenFile("explainedWhy", "md"));
  await expect(explainJson(results)).toMatchFileSnapshot(goldenFile("explainedWhy.json", "txt"));
});

test("the command prints them, and refuses another format", async () => {
  const explain = (...args: readonly string[]) => runInProcess(["explain", "fixtures/results/explained.json", ...args]);
  const results = await goldenResults("explained");
  expect(await explain()).toEqual({ code: 0, stdout: explainTerminal(results), stderr: "" });
  expect((await explain("--format", "markdown")).stdout).toBe(explainMarkdown(results));
  expect((await explain("--format", "json")).stdout).toBe(explainJson(results));
  expect(await explain("--format", "html")).toEqual({
    code: 22,
    stdout: "",
    stderr: "loadgate: --format: expected terminal, markdown or json, got html\n",
  });
});

test("results without a cause say so", async () => {
  const results = await goldenResults("unchanged");
  const text =
    "These results have nothing about causes. Loadgate looks for them after a comparison that gates has changed.";
  expect(explainTerminal(results)).toBe(`Not slower\n\n${text}\n`);
  expect(explainMarkdown(results)).toBe(`### ✅ Not slower\n\n${text}\n`);
  expect(JSON.parse(explainJson(results))).toMatchObject({ why: [], scenarios: [{ id: "shop", causes: [] }] });
});

describe.each(hostileTexts.map((text) => [text.slice(0, 60), text]))("a service whose every name is %j", (_, text) => {
  const results = hostileResults(text);

  test("gives no markup, and no endless text", () => {
    const kinds = new Set(nodesIn(fromMarkdown(explainMarkdown(results))).map(({ type }) => type));
    const ours = ["root", "heading", "paragraph", "text", "strong", "list", "listItem", "inlineCode", "emphasis"];
    expect([...kinds].filter((kind) => !ours.includes(kind))).toEqual([]);
    expect(explainMarkdown(results).length).toBeLessThan(40_000);
  });

  test("gives no control characters", () => {
    expect(
      explainTerminal(results)
        .replaceAll("\n", "")
        .match(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u),
    ).toBe(null);
    expect(explainJson(results).length).toBeLessThan(200_000);
  });
});

test("forall texts: as code they are one piece of code with that text", () => {
  const text = fc.string({ unit: fc.constantFrom("`", "a", " ", "\\", "<", "|", "*"), minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(text, (source) => {
      fc.pre(source.trim() !== "");
      const [paragraph] = fromMarkdown(`x ${inlineCode(source)} y`).children;
      expect(
        paragraph?.type === "paragraph" && paragraph.children.map((node) => "value" in node && [node.type, node.value]),
      ).toEqual([
        ["text", "x "],
        ["inlineCode", source.trim()],
        ["text", " y"],
      ]);
    }),
  );
});
