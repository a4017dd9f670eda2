import { expect, test } from "vitest";
import { ackWarnings } from "../../src/analysis/delayedAckWarnings.ts";
import type { ArmPhase, RequestRecord, RoundRecord } from "../../src/model/record.ts";
import { armPhase, phaseRecord, requestRecord } from "../support/make.ts";

/** So many answers, of which so many waited. */
const answered = (name: string, answers: number, ackWaits: number): RequestRecord => ({
  ...requestRecord(name, []),
  statuses: { 200: answers - 1, 404: 1 },
  ackWaits,
});

const phase = (arm: ArmPhase["arm"], requests: readonly RequestRecord[], of: Partial<ArmPhase> = {}) =>
  armPhase({ arm, record: phaseRecord(requests), ...of });

const rounds = (...phases: readonly (readonly ArmPhase[])[]): readonly RoundRecord[] =>
  phases.map((some, index) => ({ index, phases: some }));

const warning = (about: string) =>
  `shop: ${about} came in two pieces, the second about 40 ms after the first: it looks as if the service waits for ` +
  "acknowledgements (Nagle's algorithm), which hides smaller changes; set TCP_NODELAY, or write each answer at once";

test("is told from half of a request's answers on, of all rounds together", () => {
  const of = (first: number, second: number) =>
    ackWarnings(
      "shop",
      rounds([phase("head", [answered("a", 50, first)])], [phase("head", [answered("a", 50, second)])]),
    );
  expect([of(0, 0), of(49, 0), of(50, 0), of(47, 50)]).toEqual([
    [],
    [],
    [warning("a: 50 % of the answers")],
    [warning("a: 97 % of the answers")],
  ]);
});

test("is not told of few answers, and not of warm-ups", () => {
  const of = (answers: number, warmup: boolean) =>
    ackWarnings("shop", rounds([phase("head", [answered("a", answers, answers)], { warmup })])).length;
  expect([of(9, false), of(10, false), of(1000, true)]).toEqual([0, 1, 0]);
});

test("says whose answers they are where the other arm's do not wait", () => {
  const of = (base: number, head: number) =>
    ackWarnings("shop", rounds([phase("base", [answered("a", 100, base)]), phase("head", [answered("a", 100, head)])]));
  expect([of(90, 100), of(1, 100), of(90, 49)]).toEqual([
    [warning("a: 95 % of the answers")],
    [warning("a: 100 % of the head's answers")],
    [warning("a: 90 % of the base's answers")],
  ]);
});

test("is one warning for all requests that are alike in it, of which it names three", () => {
  const requests = [..."abcde"].map((name) => answered(name, 100, 100));
  const some = [answered("fast", 1000, 4), ...requests];
  expect(ackWarnings("shop", rounds([phase("base", [answered("a", 100, 0)]), phase("head", some)]))).toEqual([
    warning("a: 100 % of the head's answers"),
    warning("b, c, d and 1 more: 100 % of the answers"),
  ]);
});
