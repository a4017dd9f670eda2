import { writeFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { decodeBaseline, encodeBaseline } from "../../src/baseline/codec.ts";
import { config, loadgate, loadgateHere, workspace } from "../support/loadgate.ts";

type Place = Awaited<ReturnType<typeof workspace>>;

const other =
  "  other:\n    phases: [{ pattern: constant, rate: 50/s, duration: 100ms }]\n    requests: [GET /hello]\n";

/** The reasons of each scenario's comparisons, and that `judge` finds the same bytes. */
async function onPull(place: Place, yml: string): Promise<Readonly<Record<string, readonly (string | undefined)[]>>> {
  await writeFile(place.at("loadgate.yml"), yml);
  await loadgate(["run", "--baseline", "main.json"], place.path);
  const before = await place.read("loadgate-report/results.json");
  await loadgate(["judge", "loadgate-report/results.json", "--out", "again"], place.path);
  expect(await place.read("again/results.json")).toBe(before);
  const { scenarios } = await place.results();
  const told = scenarios.map(({ id, comparisons }) => {
    const all = new Set(comparisons.map(({ outcome, reason }) => `${outcome}: ${reason}`));
    return [id, [...all]] as const;
  });
  return Object.fromEntries(told);
}

test("a recorded comparison is refused where main had other settings, scenario by scenario, and names the keys", async () => {
  const top = ["base: { from: none }"];
  await using place = await workspace({ "loadgate.yml": config({ duration: "200ms", top }) });
  await loadgate(["run", "--save-baseline", "main.json"], place.path);

  // A scenario more is no other load for the first one.
  expect(await onPull(place, config({ duration: "200ms", top }) + other)).toEqual({
    steady: ["inconclusive: recorded runs differ by machine: gating takes 10 of the same kind, got 1"],
    other: ["new: main has recorded no run of this scenario"],
  });
  expect(await onPull(place, config({ duration: "200ms", rate: "50/s", top }))).toEqual({
    steady: [
      "inconclusive: main was measured with other settings (scenarios.steady.phases[0].rate): numbers of another load are no evidence; the next runs on main make new ones",
    ],
  });
});

test("a report says where its baseline comes from and how old it is, and warns of an old one", async () => {
  const yml = config({ duration: "200ms", top: ["base: { from: none }", "gate: { baseline_max_age: 3d }"] });
  await using place = await workspace({ "loadgate.yml": yml });
  await loadgate(["run", "--save-baseline", "main.json"], place.path);
  const baseline = decodeBaseline(await place.read("main.json"), "main.json");
  const at = new Date(Date.now() - 5 * 86_400_000 - 60_000).toISOString();
  const old = { ...baseline, runs: baseline.runs.map((run) => ({ ...run, at })) };
  await writeFile(place.at("main.json"), encodeBaseline(old));
  await onPull(place, yml);
  const line = `1 recorded run, the newest of ${at}, 5 days old; from the file main.json.`;
  const warning = `the baseline is 5 days old, and gate.baseline_max_age allows 3 days: its newest run is of ${at}; let a schedule run the default branch (https://github.com/loadgate/loadgate/blob/main/docs/github.md#schedule)`;
  expect((await place.results()).warnings).toEqual([warning]);
  expect(await place.read("loadgate-report/report.md")).toContain(`- Baseline: ${line}\n`);
  expect(await place.read("loadgate-report/report.html")).toContain(line);
  const { stdout } = await loadgate(["report", "loadgate-report/results.json"], place.path);
  expect([stdout.includes(`- ${warning}\n`), stdout.endsWith(`\nBaseline: ${line}\n`)]).toEqual([true, true]);

  // Where a clock is wrong, no age is told.
  const results = await place.results();
  const later = { ...results, baseline: { ...results.baseline, age_ms: -9 * 86_400_000 } };
  await writeFile(place.at("later.json"), JSON.stringify(later));
  const told = await loadgateHere(["report", place.at("later.json"), "--format", "markdown"]);
  expect(told.stdout).toContain("Z; from the file main.json.\n");
});
