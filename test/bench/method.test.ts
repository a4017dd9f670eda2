import { expect, test } from "vitest";

/** bench/ is plain JavaScript. These types cover only what the tests use. */
interface Tasks {
  runTask(task: object): readonly object[];
}
interface Procedure {
  settingsOf(budgetSec: number): object;
  decide(
    pullRequest: object,
    conditions: object,
    settings: object,
    options: object,
  ): { scenario: { rounds: readonly object[] } };
}
interface Simulation {
  readonly PullRequest: new (conditions: object, ...seeds: readonly number[]) => object;
}
interface Rules {
  mannWhitney(base: readonly number[], head: readonly number[], alpha: number): boolean;
  welch(base: readonly number[], head: readonly number[], alpha: number): boolean;
  bencher(history: readonly number[], head: number): boolean;
}

const load = async <T>(path: string): Promise<T> =>
  await import(new URL(`../../bench/method/${path}`, import.meta.url).href);

const conditions = { noise: "typical", restartCv: 0.03, interleave: "request", interaction: 0 };

test("the same seeds give the same pull requests, however they are split into tasks", async () => {
  const { runTask } = await load<Tasks>("tasks.js");
  const play = (from: number, to: number) =>
    runTask({ kind: "changed", conditions, budgetSec: 120, seed: 7, from, to });
  const both = play(0, 2);
  expect([...play(0, 1), ...play(1, 2)]).toEqual(both);
  expect(both[0]).not.toEqual(both[1]);
});

test("the quick check changes no result: the gate decides the same without it", async () => {
  const { decide, settingsOf } = await load<Procedure>("procedure.js");
  const { PullRequest } = await load<Simulation>("pullRequest.js");
  const rows = [0, 1, 2].flatMap((seed) => [0, 0.1, "tail"].map((effect) => ({ seed, effect })));
  const lengths = (options: object) =>
    rows.map(({ seed, effect }) => {
      const { scenario } = decide(new PullRequest(conditions, 7, seed), conditions, settingsOf(300), {
        effect,
        ...options,
      });
      return scenario.rounds.length;
    });
  expect(lengths({})).toEqual(lengths({ prefilter: () => true }));
});

test("a large change on one endpoint fails, and the same noise without it does not", async () => {
  const { runTask } = await load<Tasks>("tasks.js");
  const [result] = runTask({ kind: "changed", conditions, budgetSec: 120, seed: 7, from: 0, to: 1 });
  expect(result).toMatchObject({ unchanged: { failed: false }, changed: [{}, {}, { failed: true }, {}] });
});

test("the rules of other tools, worked by hand", async () => {
  const { mannWhitney, welch, bencher } = await load<Rules>("rules.js");
  const base = Array.from({ length: 10 }, (_, i) => i + 1);
  const shifted = (by: number) => base.map((value) => value + by);
  // 79 of 100 pairs: z = (79 - 50) / sqrt(100 * 21 / 12), p = 0.028.
  // t = 3.85 / sqrt(2 * 9.167 / 10) at 18 df, p = 0.0108.
  const head = shifted(3.85);
  expect([mannWhitney(base, head, 0.05), mannWhitney(base, head, 0.01), mannWhitney(head, base, 0.05)]).toEqual([
    true,
    false,
    false,
  ]);
  expect([welch(base, head, 0.011), welch(base, head, 0.0105), welch(head, base, 0.05)]).toEqual([true, false, false]);
  // qt(0.99, 9) = 2.821, sd(1:10) = 3.028: the limit is 5.5 + 8.542.
  expect([bencher(base, 14.05), bencher(base, 14.04)]).toEqual([true, false]);
});
