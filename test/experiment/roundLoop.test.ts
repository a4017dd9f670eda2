import { describe, expect, test } from "vitest";
import { playRounds } from "../../src/experiment/roundLoop.ts";
import type { RoundRecord } from "../../src/model/record.ts";
import { millis } from "../../src/model/unit.ts";
import { virtualClock } from "../support/virtualClock.ts";

interface LoopOptions {
  readonly planned: number;
  /** Duration of the rehearsal. */
  readonly roundMs?: number;
  readonly budgetMs: number;
  /** Duration of a measured round. Default: as long as the rehearsal. */
  readonly durationMs?: (index: number) => number;
  /** The number of rounds after which the rule stops. */
  readonly stopAfter?: number;
  /** The number of the round that fails. */
  readonly failIn?: number;
  /** Rounds that one call gives. */
  readonly perCall?: number;
  readonly finished?: readonly RoundRecord[];
}

/** Plays empty rounds on a virtual clock. Returns the rounds, the calls of the rule, the progress and the end time. */
async function play({ planned, roundMs = 1000, budgetMs, durationMs, stopAfter, failIn, ...rest }: LoopOptions) {
  const { perCall = 1, finished = [] } = rest;
  const clock = virtualClock();
  const lines: string[] = [];
  const seen: [index: number, planned: number][] = [];
  const stoppingRule = {
    chooseInterleaving: () => ({ kind: "request" as const, reason: "" }),
    obstacleToTwoPairs: () => undefined,
    isDisturbed: () => false,
    shouldStop: ({ index }: { readonly index: number }, plan: { readonly planned: number }) => {
      seen.push([index, plan.planned]);
      return seen.length === stopAfter;
    },
  };
  const playRound = async (index: number) => {
    await clock.sleepUntil(millis(clock.nowMs() + (durationMs?.(index) ?? roundMs)));
    if (index + 1 === failIn) throw new Error(`round ${index + 1}`);
    return Array.from({ length: perCall }, (_, i) => ({ index: index * perCall + i, phases: [] }));
  };
  const times = { roundMs: millis(roundMs), endMs: millis(budgetMs) };
  const { rounds, ...outcome } = await playRounds(
    { scenarioId: "steady", plan: { planned }, ...times, perCall, finished, stoppingRule, playRound },
    { clock, progress: (line) => lines.push(line) },
  );
  return { rounds: rounds.map(({ index }) => index), rest: outcome, seen, lines, atMs: clock.nowMs() };
}

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);

describe("rounds are played", () => {
  test.each([1, 4, 100])("until all planned ones are done: %i", async (planned) => {
    const { rounds, rest, seen, lines, atMs } = await play({ planned, budgetMs: 1000 * planned });
    expect([rounds, atMs]).toEqual([upTo(planned), 1000 * planned]);
    expect(rest).toEqual({ planned, roundMs: 1000 });
    expect(seen).toEqual(upTo(planned).map((index) => [index, planned]));
    expect(lines).toEqual(upTo(planned).map((index) => `steady: round ${index + 1} of at most ${planned}`));
  });

  test("at least once, even if the rehearsal has used up the budget", async () => {
    const { rounds, atMs } = await play({ planned: 1, budgetMs: -500 });
    expect([rounds, atMs]).toEqual([[0], 1000]);
  });

  test("until the next one would end after the budget", async () => {
    const slower = await play({ planned: 10, budgetMs: 10_000, durationMs: () => 1500 });
    // Six rounds took 9 s. A seventh of 1 s would just fit, but they have taken 1.5 s.
    expect([slower.rounds, slower.rest.planned, slower.atMs]).toEqual([upTo(6), 10, 9000]);
    const stalled = await play({ planned: 10, budgetMs: 10_000, durationMs: (index) => (index === 2 ? 8000 : 1000) });
    expect([stalled.rounds, stalled.atMs]).toEqual([upTo(3), 10_000]);
  });

  test("until the stopping rule says stop", async () => {
    const { rounds, lines, atMs, rest } = await play({ planned: 100, budgetMs: 100_000, stopAfter: 6 });
    expect([rounds, atMs, rest]).toEqual([upTo(6), 6000, { planned: 100, roundMs: 1000 }]);
    expect(lines.at(-1)).toBe("steady: decided after 6 of at most 100 rounds");
  });

  test("several in one call; the rounds that finished earlier count as a call", async () => {
    const finished = [0, 1].map((index) => ({ index, phases: [] }));
    const { rounds, rest, lines } = await play({ planned: 6, budgetMs: 10_000, perCall: 2, finished });
    expect([rounds, rest]).toEqual([upTo(6), { planned: 6, roundMs: 500 }]);
    expect(lines).toEqual(["steady: rounds 3 and 4 of at most 6", "steady: rounds 5 and 6 of at most 6"]);
  });

  test("until one of them fails; the earlier ones are kept", async () => {
    const { rounds, seen, rest } = await play({ planned: 10, budgetMs: 10_000, failIn: 3 });
    expect([rounds, seen.length]).toEqual([[0, 1], 2]);
    expect(rest).toEqual({ planned: 10, roundMs: 1000, failure: new Error("round 3") });
  });
});
