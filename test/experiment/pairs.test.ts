import { expect, test } from "vitest";
import { splitPairs } from "../../src/experiment/pairs.ts";
import { armPhase } from "../support/builders.ts";

test("two pairs that ran at once become two rounds", () => {
  const phases = [false, true].flatMap((isSecond) =>
    (["base", "head"] as const).map((arm) => armPhase({ arm, isSecond, phaseId: isSecond ? "second" : "first" })),
  );
  expect(
    splitPairs({ index: 3, phases }, 2).map(({ index, phases: own }) => [
      index,
      own.map(({ arm, phaseId }) => `${arm} ${phaseId}`),
    ]),
  ).toEqual([
    [6, ["base first", "head first"]],
    [7, ["base second", "head second"]],
  ]);
  expect(splitPairs({ index: 3, phases: phases.slice(0, 2) }, 1)).toEqual([{ index: 3, phases: phases.slice(0, 2) }]);
});
