import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { runLoadgate, type SampleConfig, sampleCommand, sampleConfig, workspace } from "../support/loadgate.ts";

/** One build as base and head, with two pairs of them. */
async function play(parts: SampleConfig) {
  await using folder = await workspace();
  const top = ["base: { directory: . }", "gate: { budget: 4s, pairs: 2 }"];
  const config = sampleConfig({ duration: "300ms", rate: "40/s", latencyMs: 40, ...parts, top });
  await using shop = await workspace({ "loadgate.yml": config });
  const { code, stderr } = await runLoadgate(["run"], shop.path, { LOCKS: folder.path });
  const [scenario] = (await shop.results()).scenarios;
  const logs = ["base", "head", "second-base", "second-head"].map((name) =>
    existsSync(shop.at(`loadgate-report/service-${name}.log`)),
  );
  return { code, stderr, scenario, logs, report: await shop.read("loadgate-report/report.md") };
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

test("one pair runs at a time, where the same build cannot run twice", async () => {
  const lock = 'mkdir "$LOCKS/$ARM" || exit 7; trap "rmdir $LOCKS/$ARM" EXIT; trap "exit 0" TERM';
  const { code, stderr, scenario } = await play({
    command: `'${lock}; ${sampleCommand(40).replace("exec ", "")} & wait'`,
    service: ["env: { ARM: { base: base, head: head } }"],
  });
  expect([code, scenario?.dealing?.pairs]).toEqual([0, undefined]);
  expect(stepsOf(stderr)[2]).toMatch(
    /^steady: one pair of base and head runs at a time, because two failed: service\.command: the (base|head) service ended with exit code 7 before it was ready$/,
  );
});
