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
  return canRunTwice ? { ...one, second: one } : { ...one, runsOnce: `the ${arm} is a container` };
};

interface Given {
  readonly pairs?: "auto" | 2;
  readonly canRunTwice?: boolean;
  readonly kind?: "request" | "slice";
  readonly planned?: number;
  readonly stretches?: number;
  readonly sharedCounters?: string;
  readonly obstacle?: string;
  readonly kept?: string;
}

async function why({
  pairs = "auto",
  canRunTwice = true,
  kind = "request",
  sharedCounters,
  obstacle,
  kept,
  ...of
}: Given) {
  const { planned = 8, stretches = 1 } = of;
  const stoppingRule = {
    chooseInterleaving: () => ({ kind, reason: "" }),
    obstacleToTwoPairs: () => obstacle,
    isDisturbed: () => false,
    shouldStop: () => false,
  };
  const rehearsed = {
    pair: { base: armOf("base", canRunTwice), head: armOf("head", canRunTwice) },
    rehearsal: { index: -1, phases: [] },
    dealing: { kind, reason: "" },
    plan: { phases: [], pairs: 2 as const, stretches, planned, roundMs: millis(1) },
    keptState: async () => kept,
  };
  return await whyOnePair(rehearsed, { pairs, sharedCounters, stoppingRule });
}

test.each<[Given, string | undefined]>([
  [{}, undefined],
  [{ canRunTwice: false }, "the head is a container"],
  [{ kind: "slice" }, "base and head get the load in turn"],
  [{ planned: 6 }, "there is too little time for two"],
  [{ stretches: 2 }, "there is too little time for two"],
  [{ obstacle: "the machine is busy", kept: "state" }, "the machine is busy"],
  [{ kept: "state" }, "state"],
  [{ planned: 6, sharedCounters: "counters" }, "counters"],
  [{ pairs: 2, planned: 4, obstacle: "the machine is busy", kept: "state" }, undefined],
  [{ pairs: 2, canRunTwice: false }, "the head is a container"],
])("of %j: %s", async (given, reason) => {
  expect(await why(given)).toBe(reason);
});
