import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judge } from "../../../src/gate/judge.ts";
import type { ArmMetrics, Results } from "../../../src/model/results.ts";
import { markdown } from "../../../src/report/markdown/markdown.ts";
import { escapeMarkdown } from "../../../src/report/markdown/markdownText.ts";
import { latency, measuredResults, scenario } from "../../support/builders.ts";
import { goldenFile, goldenNames, goldenResults } from "../../support/goldenResults.ts";

test.each(goldenNames)("%s gives its golden report", async (name) => {
  await expect(markdown(await goldenResults(name))).toMatchFileSnapshot(goldenFile(name, "md"));
});

/** Texts with a meaning on GitHub, in any mixture. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ..."< > & | ` ``` ~~~ * _ # \\ [ ] ( ) ! @octocat @org/team <!-- --> <img/src=x> </details> [x](y) ![x](y) **b** \n \r \t \u2028 \u0000 \u001b[31m \u202e https://evil.example http://a &lt; &#60; \\| \\` 1. - + == -- ::error:: $& $1 warm 1a2b3c4".split(
          " ",
        ),
      ),
      fc.string({ maxLength: 5 }),
      fc.constant(" "),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(""));

/** The characters of an escaped text that still have a meaning. */
function unescaped(text: string): readonly string[] {
  const withoutEscapes = text.replace(/\\[\\`*_{}[\]()#!|~]|&(amp|lt|gt|#36);/g, " ");
  return withoutEscapes.match(/[<>&`|*_{}[\]()#!~\\\p{Cc}\u2028\u2029]|@\w|https?:\/\/|-->/gu) ?? [];
}

describe("foreign text", () => {
  test.each([
    ["GET /orders", "GET /orders"],
    ["GET /orders/{id}?a=1&b=2", "GET /orders/\\{id\\}?a=1&amp;b=2"],
    ["<!-- loadgate key=default -->", "&lt;\\!-- loadgate key=default --&gt;"],
    ["</details><img src=x>", "&lt;/details&gt;&lt;img src=x&gt;"],
    ["a | b", "a \\| b"],
    ["`code` **bold** _it_ ~~no~~", "\\`code\\` \\*\\*bold\\*\\* \\_it\\_ \\~\\~no\\~\\~"],
    ["[text](https://evil.example)", "\\[text\\]\\(https:\u200b//evil.example\\)"],
    ["@octocat and a@b.c", "@\u200boctocat and a@\u200bb.c"],
    ["two\nlines\r\n\tand\u2028more", "two lines   and more"],
    ["ftp://evil.example", "ftp:\u200b//evil.example"],
    ["GH-12 :tada: at 10:20:30", "GH-\u200b12 :\u200btada: at 10:20:30"],
    ["deadbeef of 20261109", "deadbe\u200bef of 20261109"],
    [
      "0123456789abcdef0123456789abcdef01234567",
      "012345\u200b6789ab\u200bcdef01\u200b234567\u200b89abcd\u200bef0123\u200b4567",
    ],
    ["www.evil.example, octo/shop#1", "www\u200b.evil.example, octo/shop\\#\u200b1"],
    [":white_check_mark: :+1: :100: at 10:20:30", ":\u200bwhite\\_check\\_mark: :\u200b+1: :\u200b100: at 10:20:30"],
    ["$\\color{red}{x}$", "&#36;\\\\color\\{red\\}\\{x\\}&#36;"],
    ["in\u00advi\u3164si\u200bble, \ud83d half", "in vi si ble, \ufffd half"],
    ["# not \\# a heading", "\\# not \\\\\\# a heading"],
  ])("%j becomes %j", (text, plain) => {
    expect(escapeMarkdown(text)).toBe(plain);
  });

  test("forall texts: the escaped text has no markup, mention, link or line break", () => {
    fc.assert(
      fc.property(fc.oneof(hostile, fc.string({ unit: "binary" })), (text) => {
        expect(unescaped(escapeMarkdown(text))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  test("forall texts without special characters: escaping changes nothing", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."gh XYZ012 /?=,.;'\"%^+-–éß漢😀") }), (text) => {
        expect(escapeMarkdown(text)).toBe(text);
      }),
    );
  });
});

/** Results whose foreign texts of one line are all this text. */
function resultsNamed(text: string): Results {
  const arm = (ms: number): ArmMetrics => ({ requests: { all: latency(ms), [text]: latency(ms), other: latency(ms) } });
  const rounds = Array.from({ length: 5 }, (_, index) => ({
    index,
    base: arm(100),
    head: arm(150 + index),
    ...(index === 4 ? { invalid: text } : {}),
  }));
  const load = {
    due_requests: 1,
    total_requests: 1,
    successful_requests: 1,
    failed_requests: 0,
    dropped_requests: 0,
    failures: { [text]: 1 },
    histogram: "",
  };
  const results = judge(
    measuredResults([
      scenario({
        id: text,
        mode: { kind: "duet", reason: text },
        phases: [
          {
            id: text,
            arm: "head",
            warmup: false,
            ...load,
            duration_ms: 1,
            requests: [
              { name: text, ...load },
              { name: "other", ...load },
            ],
          },
        ],
        rounds,
      }),
      scenario({ id: "second" }),
    ]),
  );
  const [first, ...rest] = results.scenarios;
  if (first === undefined) throw new Error("there is a scenario");
  return {
    ...results,
    environment: { ...results.environment, cpu_model: text, kernel: text, image: text, node: text, config_hash: text },
    provenance: { ...results.provenance, loadgate: text, started_at: text },
    baseline: { kind: "found", runs: 3, at: text },
    scenarios: [{ ...first, sla: [{ request: text, metric: "p95", limit: 1, outcome: "not_measured" }] }, ...rest],
    warnings: [{ kind: "other", message: text }],
  };
}

/** A harmless text, which escaping does not change. */
const placeholder = "XXNAMEXX";

/** The expected report of a text, made from the report of the placeholder. */
const expectedReport = (report: string, text: string) => report.replaceAll(placeholder, () => escapeMarkdown(text));

describe("a report", () => {
  const oneLine = hostile.filter(
    (text) =>
      !["", "all", "other", "__proto__"].includes(text) &&
      !/warm/i.test(text) &&
      // Commits are code in some places, escaped in others.
      !/\b[0-9a-f]{7,40}\b/.test(text) &&
      // At the beginning of a list item more is escaped.
      !/^(\s|\d*[-+.]([-+\s]|$))/.test(escapeMarkdown(text)),
  );

  /** Zero-width spaces depend on neighbors: a name may end like the start of an emoji, and a colon may follow. */
  const withoutZeroWidth = (text: string) => text.replaceAll("\u200b", "");

  test("forall names: they are plain text, and the rest of the report does not change", () => {
    const harmless = markdown(resultsNamed(placeholder));
    expect(harmless.split(placeholder).length).toBeGreaterThan(20);
    fc.assert(
      fc.property(oneLine, (text) => {
        expect(withoutZeroWidth(markdown(resultsNamed(text)))).toBe(withoutZeroWidth(expectedReport(harmless, text)));
      }),
    );
  });

  test("forall origins of a base: the same", () => {
    const from = (text: string): Results => {
      const results = resultsNamed("plain");
      return { ...results, provenance: { ...results.provenance, base: { from: text }, head: { from: text } } };
    };
    const harmless = markdown(from(placeholder));
    fc.assert(
      fc.property(oneLine, (text) => {
        expect(withoutZeroWidth(markdown(from(text)))).toBe(withoutZeroWidth(expectedReport(harmless, text)));
      }),
    );
  });

  test("forall logs: nothing inside can close the fence around them", () => {
    const failed = (failure: string): Results => {
      const results = resultsNamed("plain");
      return { ...results, scenarios: results.scenarios.map((one) => ({ ...one, failure })) };
    };
    const log = fc
      .array(fc.oneof(hostile, fc.constantFrom("```", "````", "~~~", "   `````", "```js")))
      .map((lines) => lines.join("\n"));
    fc.assert(
      fc.property(log, (text) => {
        const report = markdown(failed(`it died\n${text}`));
        const fences = [...report.matchAll(/^(`{3,})\n(it died\n[\s\S]*?)\n\1$/gm)];
        expect(fences.map(([, , inside]) => inside?.replace(/[ \t]/g, ""))).toEqual([visibleText(`it died\n${text}`)]);
        const [, fence = ""] = fences[0] ?? [];
        expect(text.split("\n").filter((line) => line.trim().startsWith(fence))).toEqual([]);
      }),
    );
  });
});

/** Without spaces, and without characters that become one. */
const visibleText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, "\n")
    .replace(/(?!\n|\ufe0e|\ufe0f)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{DI} ]/gu, "");

describe("the length", () => {
  /** GitHub's longest comment. */
  const longest = 65_536;

  /** A scenario with many requests, all of them slower: four comparisons each, and five for all. */
  function manyRegressions(requests: number, nameOf: (n: number) => string): Results {
    const arm = (ms: number): ArmMetrics => ({
      requests: {
        all: latency(ms),
        ...Object.fromEntries(Array.from({ length: requests }, (_, n) => [nameOf(n), latency(ms)])),
      },
    });
    const rounds = Array.from({ length: 6 }, (_, index) => ({ index, base: arm(100), head: arm(150 + index) }));
    return judge(measuredResults([scenario({ rounds })]));
  }

  test("of 200 regressed comparisons is short enough for GitHub", () => {
    const results = manyRegressions(49, (n) => `GET /api/v1/orders/${n}/items`);
    expect(results.scenarios[0]?.comparisons).toHaveLength(201);
    expect(markdown(results).length).toBeLessThan(longest);
  });

  test("of more comparisons is cut between blocks, and a last line says so", () => {
    const results = manyRegressions(500, (n) => `GET /api/v1/orders/${n}/items`);
    const whole = markdown(results);
    const cut = markdown(results, longest);
    expect([whole.length > longest, cut.length <= longest]).toEqual([true, true]);
    expect(cut.split("\n")[0]).toBe(whole.split("\n")[0]);
    expect(cut.trimEnd().split("\n").at(-1)).toBe(
      "_The rest does not fit into GitHub's maximum length. See report.md and report.html._",
    );
  });

  test("forall limits: the report keeps to it, and is complete if it fits", async () => {
    const results = await goldenResults("mixed");
    const whole = markdown(results);
    fc.assert(
      fc.property(fc.integer({ min: 400, max: 2 * whole.length }), (most) => {
        const cut = markdown(results, most);
        expect(cut.length).toBeLessThanOrEqual(most);
        if (most >= whole.length) expect(cut).toBe(whole);
        expect((cut.match(/<details>/g) ?? []).length).toBe((cut.match(/<\/details>/g) ?? []).length);
      }),
    );
  });

  test("is limited even if the headline alone is too long", () => {
    const results = judge(measuredResults([scenario({ failure: "x".repeat(longest) })]));
    expect(markdown(results, longest).length).toBeLessThanOrEqual(longest);
  });
});
