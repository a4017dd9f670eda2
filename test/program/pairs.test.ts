import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { runLoadgate, type SampleConfig, sampleCommand, sampleConfig, workspace } from "../support/loadgate.ts";

/** One build as base and head, with two pairs of them. */
async function play(parts: SampleConfig) {
  await using folder = await workspace();
  const top = ["base: { directory: . }", "gate: { budget: 8s, pairs: 2 }"];
  const config = sampleConfig({ duration: "300ms", rate: "40/s", latencyMs: 40, ...parts, top });
  await using shop = await workspace({ "loadgate.yml": config });
  const { code, stderr } = await runLoadgate(["run"], shop.path, { LOCKS: folder.path });
  const { scenarios, warnings } = await shop.results();
  const [scenario] = scenarios;
  const logs = ["base", "head", "second-base", "second-head"].map((name) =>
    existsSync(shop.at(`loadgate-report/service-${name}.log`)),
  );
  return { code, stderr, scenario, warnings, logs, report: await shop.read("loadgate-report/report.md") };
}

const stepsOf = (stderr: string) => stderr.split("\n").filter((line) => line.startsWith("steady: "));

test("two pairs of base and head run at once, each a round with the whole rate", async () => {
  const { code, stderr, scenario, logs, report } = await play({});
  expect([code, scenario?.dealing?.pairs, logs]).toEqual([0, 2, [true, true, true, true]]);
  expect(stepsOf(stderr).slice(0, 2)).toEqual([
    "steady: rehearsal round",
    "steady: two pairs of base and head run at once",
  ]);
  const rounds = scenario?.rounds ?? [];
  expect(rounds.map(({ index }) => index)).toEqual(rounds.map((_, i) => i));
  expect([rounds.length % 2, rounds.length >= 4]).toEqual([0, true]);
  for (const { base, head } of rounds) {
    expect([base, head].map((arm) => [arm?.requests["all"]?.due, arm?.requests["all"]?.failed])).toEqual([
      [12, 0],
      [12, 0],
    ]);
  }
  expect(report).toContain("two pairs of base and head ran at once; ");
});

test("a failure of two pairs is a warning, and one pair adds the other rounds", async () => {
  const ninth = 'mkdir "$LOCKS/$$"; [ "$(ls "$LOCKS" | wc -l)" -ne 9 ] || exit 7';
  const { code, stderr, scenario, warnings } = await play({ command: `'${ninth}; ${sampleCommand(40)}'` });
  expect([code, scenario?.dealing?.pairs]).toEqual([0, 2]);
  expect(
    stepsOf(stderr).some((line) =>
      line.startsWith("steady: one pair of base and head goes on alone, because of two: "),
    ),
  ).toBe(true);
  const rounds = scenario?.rounds ?? [];
  expect(rounds.map(({ index }) => index)).toEqual(rounds.map((_, i) => i));
  expect(rounds.length).toBeGreaterThan(2);
  expect(warnings.map(({ message }) => message)).toEqual([
    expect.stringMatching(
      /^steady: two pairs of base and head could not run at once, so one pair went on alone: service\.command: the (base|head) service ended with exit code 7 before it was ready; /,
    ),
  ]);
});
