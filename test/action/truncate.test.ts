import fc from "fast-check";
import { expect, test } from "vitest";
import { byteLength, truncate } from "../../src/action/truncate.ts";
import { reportOf } from "../../src/report/report.ts";
import { hugeResults } from "../support/hugeResults.ts";

test("forall texts and limits: a truncated text is within the limit, and a text that fits is unchanged", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), fc.integer({ min: 0, max: 600 }), (text, maxBytes) => {
      const truncated = truncate((maxLength) => text.slice(0, maxLength), maxBytes);
      expect(byteLength(truncated)).toBeLessThanOrEqual(maxBytes);
      expect(text.startsWith(truncated)).toBe(true);
      if (byteLength(text) <= maxBytes) expect(truncated).toBe(text);
    }),
  );
});

test("a text that cannot be cut below the limit is cut as far as possible", () => {
  expect(truncate((maxLength) => (maxLength > 5 ? "ten letter" : "heading"), 4)).toBe("heading");
});

test.each(["regressed", "inconclusive", "unchanged"] as const)(
  "summary, check run and comment of 20,000 %s comparisons are within GitHub's limits, and say what is missing",
  async (outcome) => {
    const { markdown, headline } = reportOf(await hugeResults(20_000, outcome, (i) => `GET /überprüfung/${i}`));
    const texts = [truncate(markdown, 1024 ** 2 - 4096), truncate(markdown, 65_535), markdown(65_336)];
    const limits = [1024 ** 2 - 4096, 65_535, 4 * 65_336];
    expect(texts.map((text, i) => byteLength(text) <= (limits[i] ?? 0))).toEqual([true, true, true]);
    expect(texts[2]?.length).toBeLessThanOrEqual(65_336);
    for (const text of texts) {
      expect(text).toContain("_The rest does not fit into GitHub's maximum length. See report.md and report.html._");
      if (outcome !== "unchanged") expect(text).toContain("_19,960 more rows below, and in report.html._");
    }
    expect(headline).not.toBe("");
  },
);
