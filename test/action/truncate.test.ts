import fc from "fast-check";
import { expect, test } from "vitest";
import { bytesOf, inBytes } from "../../src/action/truncate.ts";
import { reportOf } from "../../src/report/report.ts";
import { hugeResults } from "../support/hugeResults.ts";

test("forall texts and limits: what is cut has no more bytes, and what fits is left whole", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), fc.integer({ min: 0, max: 600 }), (text, most) => {
      const cut = inBytes((longest) => text.slice(0, longest), most);
      expect(bytesOf(cut)).toBeLessThanOrEqual(most);
      expect(text.startsWith(cut)).toBe(true);
      if (bytesOf(text) <= most) expect(cut).toBe(text);
    }),
  );
});

test("what cannot be cut below the limit comes as short as it gets", () => {
  expect(inBytes((longest) => (longest > 5 ? "ten letter" : "heading"), 4)).toBe("heading");
});

test.each(["regressed", "inconclusive", "unchanged"] as const)(
  "a summary, a check run and a comment of 20,000 that are %s keep within GitHub's limits, and say what is missing",
  async (outcome) => {
    const { markdown, headline } = reportOf(await hugeResults(20_000, outcome, (i) => `GET /überprüfung/${i}`));
    const texts = [inBytes(markdown, 1024 ** 2 - 4096), inBytes(markdown, 65_535), markdown(65_336)];
    const mostBytes = [1024 ** 2 - 4096, 65_535, 4 * 65_336];
    expect(texts.map((text, i) => bytesOf(text) <= (mostBytes[i] ?? 0))).toEqual([true, true, true]);
    expect(texts[2]?.length).toBeLessThanOrEqual(65_336);
    for (const text of texts) {
      expect(text).toContain("_The rest is longer than GitHub allows here: it is in report.md and report.html._");
      if (outcome !== "unchanged") expect(text).toContain("_19,960 more rows below, and in report.html._");
    }
    expect(headline).not.toBe("");
  },
);
