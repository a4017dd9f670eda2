import { deflateSync } from "node:zlib";
import fc from "fast-check";
import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { describe, expect, test } from "vitest";
import { parseUntrustedResults } from "../../src/action/untrustedResults.ts";
import { judge } from "../../src/gate/judge.ts";
import type { ArmMetrics, Results } from "../../src/model/results.ts";
import { html } from "../../src/report/html/html.ts";
import { mergedReport } from "../../src/report/markdown/mergedReport.ts";
import { reportOf } from "../../src/report/report.ts";
import { terminal } from "../../src/report/terminal.ts";
import { encodeResults } from "../../src/results/codec.ts";
import { latency, measuredResults, rounds, scenario } from "../support/builders.ts";
import { hostileResults, hostileTexts } from "../support/hostileResults.ts";

const maxCommentLength = 65_536;

/** The results after their way through an artifact. */
const received = (results: Results): Results =>
  parseUntrustedResults(encodeResults(results), "loadgate-results-default-1");

const comments = (results: Results): readonly string[] => [
  reportOf(results).markdown(maxCommentLength),
  mergedReport(
    [
      { kind: "measured", key: "www.evil.example", results },
      { kind: "measured", key: "GH-1", results },
    ],
    { missingFails: true },
  ).markdown(maxCommentLength),
];

function nodesIn(node: Nodes): readonly Nodes[] {
  return [node, ...("children" in node ? node.children.flatMap(nodesIn) : [])];
}

const ownHtml = /^(<details><summary>(<code>[\w.-]+<\/code>)?[^<>@#:]*<\/summary>|<\/details>|\s)*$/;

/** Plain text that GitHub turns into links, mentions, emoji or formulas. */
const activeText =
  /@[\w/-]|#\d|gh-\d|:\/\/|www\.|:(?!\d\d:)[\w+-]+:|\b(?=\d*[a-f])[0-9a-f]{7,40}\b|[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/iu;

/** The parts of a rendered comment that the report itself never writes. */
function foreignParts(text: string): readonly string[] {
  return nodesIn(fromMarkdown(text)).flatMap((node) => {
    switch (node.type) {
      case "link":
      case "linkReference":
      case "image":
      case "imageReference":
      case "definition":
      case "footnoteReference":
      case "footnoteDefinition":
      case "blockquote":
      case "thematicBreak":
      case "delete":
        return [node.type];
      case "html":
        return ownHtml.test(node.value) ? [] : [node.value];
      case "heading":
        return node.depth === 3 && text.startsWith("### ") && node.position?.start.line === 1 ? [] : ["heading"];
      case "text":
        // The report itself writes line breaks: they separate the rows of a table.
        return [
          ...(node.value.replaceAll("\n", " ").match(activeText) ?? []),
          ...(text.slice(node.position?.start.offset, node.position?.end.offset).match(/\$/) ?? []),
        ];
      default:
        return [];
    }
  });
}

describe.each(hostileTexts.map((text) => [text.slice(0, 60), text]))("results whose every text is %j", (_, text) => {
  test("are plain text in the comment, within GitHub's size limit", () => {
    const results = received(hostileResults(text));
    expect(results.verdict.kind).toBe("fail");
    for (const comment of comments(results)) {
      expect(foreignParts(comment)).toEqual([]);
      expect(comment.length).toBeLessThanOrEqual(maxCommentLength);
      expect(comment.startsWith("### ❌ ")).toBe(true);
    }
  });

  test("contain no control characters for the terminal, and no command to the runner", () => {
    // The results of the job itself are not sanitized when they are read, so they are tested as well.
    const output = terminal(hostileResults(text), { color: false });
    expect(output.replaceAll("\n", "").match(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)).toBe(null);
    expect(terminal(received(hostileResults(text)), { color: false }).length).toBeLessThan(maxCommentLength);
  });

  test("are plain text in the HTML report", () => {
    const page = html(received(hostileResults(text)));
    expect(page.match(/<script>alert|<img src=x|<details open>|onerror=alert\(1\)>/)).toBe(null);
  });
});

test("forall texts: a comment contains them as plain text only", () => {
  const mixed = fc
    .array(fc.oneof(fc.constantFrom(...hostileTexts.slice(0, -2)), fc.string({ unit: "binary", maxLength: 20 })), {
      maxLength: 4,
    })
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(mixed, (text) => {
      for (const comment of comments(received(hostileResults(text)))) expect(foreignParts(comment)).toEqual([]);
    }),
    { numRuns: 30 },
  );
});

test("huge numbers are reported, and do not pass", () => {
  const results = received(hostileResults("x", { huge: true }));
  expect(results.verdict.failing).toBe(true);
  for (const comment of comments(results)) expect(comment.length).toBeLessThan(maxCommentLength);
  expect(terminal(results, { color: false }).length).toBeLessThan(maxCommentLength);
});

const claims = (of: Partial<Results>): string => JSON.stringify({ ...hostileResults("x"), ...of });

test.each([
  ["a verdict", claims({ verdict: { kind: "pass", reasons: [], failing: false } }), "fail"],
  ["no scenarios", claims({ scenarios: [] }), "invalid"],
])("results with a claim of %s are judged again", (_, text, kind) => {
  expect(parseUntrustedResults(text, "x").verdict.kind).toBe(kind);
});

/** A few kilobytes that decompress to ten megabytes, behind the header of a histogram. */
const bomb = Buffer.concat([Buffer.from("1c84931400002000", "hex"), deflateSync(Buffer.alloc(10_000_000))]).toString(
  "base64",
);
const one = hostileResults("x");
const [first] = one.scenarios;
test.each([
  ["negative counts", claims({ baseline: { kind: "found", runs: -1, at: "" } }), "x: baseline.runs: "],
  ["no numbers", claims({}).replace('"base":100', '"base":null'), "x: "],
  [
    "more rounds than any run has",
    claims({ scenarios: first === undefined ? [] : [{ ...first, rounds: Array(2001).fill(first.rounds[0]) }] }),
    "x: expected at most 2000 rounds of a scenario, got 2001",
  ],
  [
    "a decompression bomb as a histogram",
    claims({}).replace(/"histogram":"[^"]*"/, `"histogram":"${bomb}"`),
    "x: expected histograms in Loadgate's format, got another one",
  ],
  ["brackets that never close", "[".repeat(1_000_000), "x: not JSON"],
])("%s are refused", (_, text, message) => {
  expect(() => parseUntrustedResults(text, "x")).toThrow(message);
});

test("hundreds of scenarios or requests fit into a comment", () => {
  const pairs = [150, 151, 152, 153, 154, 155].map((ms): [number, number] => [100, ms]);
  const many = Array.from({ length: 300 }, (_, i) => scenario({ id: `s${i}`, rounds: rounds(...pairs) }));
  const names = ["all", ...Array.from({ length: 500 }, (_, i) => `GET /${i}`)];
  const arm = (ms: number): ArmMetrics => ({ requests: Object.fromEntries(names.map((name) => [name, latency(ms)])) });
  const wide = scenario({ rounds: pairs.map(([base, head], index) => ({ index, base: arm(base), head: arm(head) })) });
  for (const scenarios of [many, [wide]]) {
    const results = received(judge(measuredResults(scenarios)));
    expect(results.verdict.kind).toBe("fail");
    for (const comment of comments(results)) expect(comment.length).toBeLessThanOrEqual(maxCommentLength);
  }
});
