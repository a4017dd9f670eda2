import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { runLoadgate, type SampleConfig, sampleCommand, sampleConfig, workspace } from "../support/loadgate.ts";

/** One build as base and head, with two pairs of them. */
async function play(parts: SampleConfig) {
  await using folder = await workspace();
  const top = ["base: { directory: . }", "gate: { budget: 8s, pairs: 2 }"];
  const config = sampleConfig({ duration: "300ms", rate: "40/s", ...parts, top });
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
  expect([rounds.length % 2, rounds.length >= 2]).toEqual([0, true]);
  for (const { base, head } of rounds) {
    expect([base, head].map((arm) => [arm?.requests["all"]?.due, arm?.requests["all"]?.failed])).toEqual([
      [12, 0],
      [12, 0],
    ]);
  }
  expect(report).toContain("two pairs of base and head ran at once; ");
});

test("where two pairs fail, one goes on with a warning", async () => {
  // The rehearsal starts two services. The first one after them fails.
  const third = 'mkdir "$LOCKS/$$"; if [ "$(ls "$LOCKS" | wc -l)" -gt 2 ] && mkdir "$LOCKS/failed"; then exit 7; fi';
  const { code, stderr, scenario, warnings, report } = await play({ command: `'${third}; ${sampleCommand(300)}'` });
  expect([code, scenario?.dealing?.pairs, scenario?.rounds[0]?.index]).toEqual([0, undefined, 0]);
  const reason = /service\.command: the (?:base|head) service ended with exit code 7 before it was ready/.source;
  expect(stepsOf(stderr)[2]).toMatch(
    new RegExp(`^steady: one pair of base and head goes on alone, because two cannot run at once: ${reason}$`),
  );
  expect(scenario?.dealing?.one_pair_reason).toMatch(new RegExp(`^${reason}$`));
  expect(report).toContain("; one pair ran at a time");
  expect(warnings.map(({ message }) => message)).toEqual([
    expect.stringMatching(
      new RegExp(
        `^steady: two pairs of base and head could not run at once, so one pair went on alone: ${reason}; if the services cannot share a directory, set gate.pairs: 1$`,
      ),
    ),
  ]);
});
