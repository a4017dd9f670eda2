import { expect, test } from "vitest";
import { detectAnswerDifferences } from "../../../src/analysis/detectors/answerDifference.ts";
import type { RequestRecord, RoundRecord } from "../../../src/model/record.ts";
import { noticeText } from "../../../src/wording/noticeText.ts";
import { armPhase, phaseRecord, requestRecord } from "../../support/builders.ts";

/** Five rounds with ten answers of GET /items on each arm. */
const rounds = (base: Partial<RequestRecord>, head: Partial<RequestRecord>): readonly RoundRecord[] =>
  Array.from({ length: 5 }, (_, index) => ({
    index,
    phases: (["base", "head"] as const).map((arm) => {
      const times = Array<number>(10).fill(5);
      const record = { ...requestRecord("GET /items", times), ...(arm === "base" ? base : head) };
      return armPhase({ arm, record: phaseRecord([record]) });
    }),
  }));
const textsOf = (base: Partial<RequestRecord>, head: Partial<RequestRecord>) =>
  detectAnswerDifferences({ scenario: "shop", rounds: rounds(base, head) }).map(noticeText);

test("answers of another size or type are said, although nothing got slower", () => {
  expect(textsOf({ bodyBytes: 100_000 }, { bodyBytes: 142_000 })).toEqual([
    "shop: answers of GET /items have 13.9 KiB instead of 9.77 KiB (+42 %)",
  ]);
  expect(textsOf({ contentTypes: { "application/json": 10 } }, { contentTypes: { "text/html": 10 } })).toEqual([
    "shop: answers of GET /items are text/html instead of application/json",
  ]);
});

test("a difference of at most 5 %, and sizes that were not measured, are no news", () => {
  expect(textsOf({ bodyBytes: 100_000 }, { bodyBytes: 105_000 })).toEqual([]);
  expect(textsOf({}, { bodyBytes: 105_000 })).toEqual([]);
});
