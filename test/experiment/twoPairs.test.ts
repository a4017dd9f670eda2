import { expect, test } from "vitest";
import type { StartableArm } from "../../src/experiment/arm.ts";
import { whyOnePair } from "../../src/experiment/strategies/twoPairs.ts";
import { millis } from "../../src/model/unit.ts";

const armOf = (arm: "base" | "head", canRunTwice: boolean): StartableArm => {
  const one = {
    ...({ arm, kind: "directory", from: "here", description: "here" } as const),
    prepareRound: async () => {},
    start: () => Promise.reject(new Error("not needed")),
  };
  return canRunTwice ? { ...one, second: one } : one;
};

interface Given {
  readonly pairs?: "auto" | 1 | 2;
  readonly canRunTwice?: boolean;
  readonly kind?: "request" | "slice";
  readonly planned?: number;
  readonly stretches?: number;
  readonly hasRoom?: boolean;
  readonly keeps?: boolean;
}

async function why({
  pairs = "auto",
  canRunTwice = true,
  kind = "request",
  hasRoom = true,
  keeps = false,
  ...of
}: Given) {
  const { planned = 8, stretches = 1 } = of;
  const stoppingRule = {
    chooseInterleaving: () => ({ kind, reason: "" }),
    fitsTwoPairs: () => hasRoom,
    isDisturbed: () => false,
    shouldStop: () => false,
  };
  const rehearsed = {
    pair: { base: armOf("base", canRunTwice), head: armOf("head", canRunTwice) },
    rehearsal: { index: -1, phases: [] },
    dealing: { kind, reason: "" },
    plan: { phases: [], pairs: 2 as const, stretches, planned, roundMs: millis(1) },
    keepsState: async () => keeps,
  };
  return await whyOnePair(rehearsed, { pairs, stoppingRule });
}

test.each<[Given, string | undefined]>([
  [{}, undefined],
  [{ pairs: 1 }, "gate.pairs is 1"],
  [{ canRunTwice: false }, "the service can run only once"],
  [{ kind: "slice" }, "base and head get the load in turn"],
  [{ planned: 6 }, "there is too little time"],
  [{ stretches: 2 }, "there is too little time"],
  [{ hasRoom: false }, "the machine is busy, or the services depend on others"],
  [{ keeps: true }, "the services keep state"],
  [{ pairs: 2, planned: 4, hasRoom: false, keeps: true }, undefined],
  [{ pairs: 2, canRunTwice: false }, "the service can run only once"],
])("of %j: %s", async (given, reason) => {
  expect(await why(given)).toBe(reason);
});
