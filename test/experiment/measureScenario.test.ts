import { describe, expect, test } from "vitest";
import { measureRounds } from "../../src/experiment/measureScenario.ts";
import { millis } from "../../src/model/unit.ts";
import { virtualClock } from "../support/virtualClock.ts";

interface Playing {
  readonly planned: number;
  /** How long the rehearsal has taken. */
  readonly roundMs?: number;
  readonly budgetMs: number;
  /** How long a round takes when it is played; as long as the rehearsal unless told. */
  readonly takesMs?: (index: number) => number;
  /** From which round on looking at them settles the matter. */
  readonly settledAfter?: number;
  readonly failsIn?: number;
}

/** Plays rounds of nothing on a virtual clock: which ones, until when, and what was said. */
async function played({ planned, roundMs = 1000, budgetMs, takesMs, settledAfter, failsIn }: Playing) {
  const clock = virtualClock();
  const said: string[] = [];
  const seen: [number, number][] = [];
  const looks = {
    dealing: () => ({ kind: "request" as const, reason: "" }),
    look: ({ index }: { readonly index: number }, { planned: of }: { readonly planned: number }) => {
      seen.push([index, of]);
      return seen.length === settledAfter;
    },
  };
  const round = async (index: number) => {
    await clock.sleepUntil(millis(clock.nowMs() + (takesMs?.(index) ?? roundMs)));
    if (index + 1 === failsIn) throw new Error(`round ${index + 1}`);
    return { index, phases: [] };
  };
  const times = { roundMs: millis(roundMs), endMs: millis(budgetMs) };
  const { rounds, ...rest } = await measureRounds(
    { id: "steady", course: { planned }, ...times, played: [], looks, round },
    { clock, progress: (line) => said.push(line) },
  );
  return { rounds: rounds.map(({ index }) => index), rest, seen, said, atMs: clock.nowMs() };
}

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);

describe("rounds are played", () => {
  test.each([1, 4, 100])("as many as were planned: %i", async (planned) => {
    const { rounds, rest, seen, said, atMs } = await played({ planned, budgetMs: 1000 * planned });
    expect([rounds, atMs]).toEqual([upTo(planned), 1000 * planned]);
    expect(rest).toEqual({ planned, roundMs: 1000 });
    expect(seen).toEqual(upTo(planned).map((index) => [index, planned]));
    expect(said).toEqual(upTo(planned).map((index) => `steady: round ${index + 1} of at most ${planned}`));
  });

  test("once in any case, though the rehearsal has spent the budget", async () => {
    const { rounds, atMs } = await played({ planned: 1, budgetMs: -500 });
    expect([rounds, atMs]).toEqual([[0], 1000]);
  });

  test("none that would end past the budget is begun, where a round takes longer than the rehearsal did", async () => {
    const slower = await played({ planned: 10, budgetMs: 10_000, takesMs: () => 1500 });
    // Six have taken 9 s, and a seventh of 1 s would just fit.
    expect([slower.rounds, slower.rest.planned, slower.atMs]).toEqual([upTo(7), 10, 10_500]);
    const stalled = await played({ planned: 10, budgetMs: 10_000, takesMs: (index) => (index === 2 ? 8000 : 1000) });
    expect([stalled.rounds, stalled.atMs]).toEqual([upTo(3), 10_000]);
  });

  test("until looking at them has settled the matter", async () => {
    const { rounds, said, atMs, rest } = await played({ planned: 100, budgetMs: 100_000, settledAfter: 6 });
    expect([rounds, atMs, rest]).toEqual([upTo(6), 6000, { planned: 100, roundMs: 1000 }]);
    expect(said.at(-1)).toBe("steady: settled after 6 of at most 100 rounds");
  });

  test("until one of them fails: those before it are kept", async () => {
    const { rounds, seen, rest } = await played({ planned: 10, budgetMs: 10_000, failsIn: 3 });
    expect([rounds, seen.length]).toEqual([[0, 1], 2]);
    expect(rest).toEqual({ planned: 10, roundMs: 1000, failure: new Error("round 3") });
  });
});
