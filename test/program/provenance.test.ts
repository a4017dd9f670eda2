import { writeFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { decodeBaseline, encodeBaseline } from "../../src/baseline/codec.ts";
import { runInProcess, runLoadgate, sampleConfig, workspace } from "../support/loadgate.ts";

type Folder = Awaited<ReturnType<typeof workspace>>;

const other =
  "  other:\n    phases: [{ pattern: constant, rate: 50/s, duration: 100ms }]\n    requests: [GET /hello]\n";

/** The reasons of each scenario's comparisons. Also checks that `judge` writes the same bytes. */
async function onPull(folder: Folder, yml: string): Promise<Readonly<Record<string, readonly (string | undefined)[]>>> {
  await writeFile(folder.at("loadgate.yml"), yml);
  await runLoadgate(["run", "--baseline", "main.json"], folder.path);
  const before = await folder.read("loadgate-report/results.json");
  await runLoadgate(["judge", "loadgate-report/results.json", "--out", "again"], folder.path);
  expect(await folder.read("again/results.json")).toBe(before);
  const { scenarios } = await folder.results();
  const reasons = scenarios.map(({ id, comparisons }) => {
    const all = new Set(comparisons.map(({ outcome, reason }) => `${outcome}: ${reason}`));
    return [id, [...all]] as const;
  });
  return Object.fromEntries(reasons);
}

test("a scenario whose settings differ from main is not compared, and the reason names the keys", async () => {
  const top = ["base: { from: none }"];
  await using folder = await workspace({ "loadgate.yml": sampleConfig({ duration: "200ms", top }) });
  await runLoadgate(["run", "--save-baseline", "main.json"], folder.path);

  // Another scenario in the file does not change the load of the first one.
  expect(await onPull(folder, sampleConfig({ duration: "200ms", top }) + other)).toEqual({
    steady: ["inconclusive: recorded runs differ by machine: gating needs 10 from the same kind of machine, got 1"],
    other: ["new: main has recorded no run of this scenario"],
  });
  expect(await onPull(folder, sampleConfig({ duration: "200ms", rate: "50/s", top }))).toEqual({
    steady: [
      "inconclusive: main was measured with other settings (scenarios.steady.phases[0].rate): numbers of another load are not comparable; the next runs on main record new ones",
    ],
  });
});

test("a report names the source and age of its baseline, and warns about an old one", async () => {
  const yml = sampleConfig({ duration: "200ms", top: ["base: { from: none }", "gate: { baseline_max_age: 3d }"] });
  await using folder = await workspace({ "loadgate.yml": yml });
  await runLoadgate(["run", "--save-baseline", "main.json"], folder.path);
  const baseline = decodeBaseline(await folder.read("main.json"), "main.json");
  const at = new Date(Date.now() - 5 * 86_400_000 - 60_000).toISOString();
  const old = { ...baseline, runs: baseline.runs.map((run) => ({ ...run, at })) };
  await writeFile(folder.at("main.json"), encodeBaseline(old));
  await onPull(folder, yml);
  const line = `1 recorded run from the file main.json; the newest is of ${at}, 5 days old.`;
  const warning = `the baseline is 5 days old, and gate.baseline_max_age allows 3 days: its newest run is from ${at}; let a schedule run the default branch (https://github.com/loadgate/loadgate/blob/main/docs/github.md#schedule)`;
  expect((await folder.results()).warnings.map(({ message }) => message)).toEqual([warning]);
  expect(await folder.read("loadgate-report/report.md")).toContain(`- Baseline: ${line}\n`);
  expect(await folder.read("loadgate-report/report.html")).toContain(line);
  const { stdout } = await runLoadgate(["report", "loadgate-report/results.json"], folder.path);
  expect([stdout.includes(`- ${warning}\n`), stdout.endsWith(`\nBaseline: ${line}\n`)]).toEqual([true, true]);

  // If a clock is wrong, the report shows no age.
  const results = await folder.results();
  const later = { ...results, baseline: { ...results.baseline, age_ms: -9 * 86_400_000 } };
  await writeFile(folder.at("later.json"), JSON.stringify(later));
  const report = await runInProcess(["report", folder.at("later.json"), "--format", "markdown"]);
  expect(report.stdout).toMatch(/1 recorded run from the file main\.json; the newest is of [\w:.-]+Z\.\n/);
});
