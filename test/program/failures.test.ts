import { readFile, symlink } from "node:fs/promises";
import { expect, test } from "vitest";
import { freePort } from "../../src/service/port.ts";
import {
  runInProcess,
  runLoadgate,
  type SampleConfig,
  sampleConfig,
  sampleService,
  workspace,
} from "../support/loadgate.ts";

/** Runs that configuration. Returns the exit code, the output and the results. */
async function badDay(parts: SampleConfig, args: readonly string[] = [], files: Readonly<Record<string, string>> = {}) {
  await using folder = await workspace({ "loadgate.yml": sampleConfig(parts), ...files });
  const run = await runLoadgate(["run", ...args], folder.path);
  const results = await folder.results();
  return { ...run, verdict: results.verdict, scenario: results.scenarios[0], failure: results.scenarios[0]?.failure };
}

test("a service that ends before it is ready: its exit code and the end of its log", async () => {
  const { code, verdict, failure, stdout } = await badDay({ command: "echo no database; echo giving up >&2; exit 3" });
  expect([code, verdict.kind]).toEqual([23, "invalid"]);
  expect(failure).toMatch(
    /^service\.command: the head service ended with exit code 3 before it was ready\nthe end of its log \(.*service-head\.log\):\n {2}\| no database\n {2}\| giving up$/,
  );
  expect(stdout).toContain("  | giving up");
});

test("a service that ends while it is measured: the rounds before it are kept", async () => {
  // The head ends after 60 requests of its fourth start: the third round after the rehearsal.
  const start = `
    if [ "$LOADGATE_ARM" = head ]; then
      n=$(cat starts 2>/dev/null || echo 0); echo $((n + 1)) >starts
      [ "$n" -eq 3 ] && export FAULT_CRASH_AFTER=60
    fi
    exec ${process.execPath} ${sampleService}`;
  const { code, verdict, failure, scenario } = await badDay(
    { command: "sh start.sh", top: ["gate: { budget: 60s }", "base: { directory: . }"] },
    [],
    { "start.sh": start },
  );
  expect([code, verdict.kind, scenario?.rounds.length]).toEqual([23, "invalid", 2]);
  expect(failure).toMatch(
    /^service\.command: the head service ended with exit code 70 while it was measured\nthe end of its log/,
  );
  expect(scenario?.phases.map(({ arm, due_requests }) => [arm, due_requests])).toEqual([
    ["base", 100],
    ["base", 100],
    ["head", 100],
    ["head", 100],
  ]);
});

test.concurrent("compare: duet without a base", async () => {
  await using folder = await workspace({
    "loadgate.yml": sampleConfig().replace("steady:\n", "steady:\n    compare: duet\n"),
  });
  const run = await runLoadgate(["run"], folder.path);
  expect([run.code, (await folder.results()).scenarios[0]?.failure]).toEqual([
    23,
    "scenarios.steady.compare: duet needs a base to start; name base.directory, base.target or --base",
  ]);
});

test.concurrent("a base directory that does not exist", async () => {
  const { code, failure } = await badDay({ top: ["base: { directory: ./gone }"] });
  expect(code).toBe(23);
  expect(failure).toMatch(/^base\.directory: expected a directory, got .*\/gone, which does not exist$/);
});

test.concurrent("a target where nothing listens", async () => {
  const port = await freePort();
  await using folder = await workspace({
    "loadgate.yml": sampleConfig().replace(/service:\n.*\n.*\n/, `target: http://127.0.0.1:${port}\n`),
  });
  const run = await runLoadgate(["run"], folder.path);
  const { verdict, scenarios } = await folder.results();
  expect([run.code, verdict.kind]).toEqual([23, "invalid"]);
  expect(scenarios[0]?.failure).toBe(
    `target: nothing listens at http://127.0.0.1:${port} (ECONNREFUSED); start the service before Loadgate, or correct target`,
  );
});

test.concurrent("a corrupt baseline does not pass", async () => {
  const { code, verdict, scenario } = await badDay({}, ["--baseline", "b.json"], { "b.json": "{ no json" });
  expect([code, verdict.kind]).toEqual([23, "invalid"]);
  expect(verdict.reasons).toEqual([
    "steady: b.json is corrupt (not JSON); delete it and let a run on the default branch make a new one",
  ]);
  expect(scenario?.phases.map(({ successful_requests }) => successful_requests)).toEqual([50]);
});

test.concurrent("a baseline that does not exist yet is reported and fails nothing", async () => {
  const { code, verdict, scenario } = await badDay({}, ["--baseline", "b.json"]);
  expect([code, verdict.kind]).toEqual([0, "pass"]);
  expect(scenario?.comparisons[0]).toMatchObject({ outcome: "new", reason: "no baseline yet: b.json does not exist" });
});

const unchanged = await readFile(new URL("../../fixtures/results/unchanged.json", import.meta.url), "utf8");

test("a run whose reports cannot be written does not pass, and still prints the verdict", async () => {
  await using folder = await workspace({ "r.json": unchanged, "loadgate-report/report.md/in the way": "" });
  const run = await runLoadgate(["judge", "r.json", "--out", "loadgate-report"], folder.path);
  expect([run.code, run.stdout]).toEqual([23, expect.stringContaining("Not slower")]);
  expect(run.stderr).toMatch(
    /loadgate: loadgate-report\/report\.md could not be written: .*a directory is in the place of the file; move it away \(EISDIR\)\n/,
  );
  expect((await folder.results()).verdict.kind).toBe("pass");
});

test("a full disk", async () => {
  await using folder = await workspace({ "r.json": unchanged, "loadgate-report/x": "" });
  // Every write to /dev/full fails like one to a full disk.
  await symlink("/dev/full", folder.at("loadgate-report/results.json.partial"));
  const run = await runInProcess(["judge", folder.at("r.json"), "--out", folder.at("loadgate-report")]);
  expect(run.code).toBe(23);
  expect(run.stderr).toContain(
    `loadgate: ${folder.at("loadgate-report/results.json")} could not be written: no space or no inodes are left; free some (df -h and df -i show where) (ENOSPC)\n`,
  );
  expect(await folder.read("loadgate-report/report.md")).toContain("Not slower");
});

test("a wrong command line gives exit code 22 and one message", async () => {
  await using folder = await workspace({ "loadgate.yml": sampleConfig() });
  const { code, stderr, stdout } = await runLoadgate(["run", "--scenario", "stedy"], folder.path);
  expect([code, stdout, stderr]).toEqual([22, "", "loadgate: --scenario: expected one of steady, got stedy\n"]);
});

test.each([
  [
    ["run", "--config", "DIR/gone.yml"],
    "loadgate: DIR/gone.yml: the file does not exist; write one (see the README), or name it by --config, in a workflow by the input config\n",
  ],
  [["run", "--bse", "x"], "loadgate: unknown option --bse; did you mean --base?"],
  [["jugde"], "loadgate: expected run, judge, report, explain or schema, got jugde; see loadgate --help\n"],
  [["judge", "DIR/gone.json"], "loadgate: DIR/gone.json does not exist; expected the results.json of loadgate run\n"],
  [["judge", "DIR/loadgate.yml"], "loadgate: DIR/loadgate.yml: not JSON; expected the results.json of loadgate run\n"],
  [["report", "DIR/bad.json"], "loadgate: DIR/bad.json: schema: "],
  [["judge", "DIR"], "loadgate: DIR cannot be read (EISDIR"],
  [["run", "--config", "DIR"], "loadgate: DIR: the file cannot be read (EISDIR"],
  [
    ["run", "--config", "DIR/loadgate.yml", "--budget", "5"],
    "loadgate: --budget: expected a duration with its unit, such as 90s or 5m, got 5\n",
  ],
  [["run", "steady"], "loadgate: run takes only options, got steady; see loadgate --help\n"],
])("%j gives exit code 22 and one message", async (args, message) => {
  await using folder = await workspace({ "loadgate.yml": sampleConfig(), "bad.json": "{}" });
  const there = (text: string) => text.replace("DIR", folder.path);
  const { code, stderr, stdout } = await runInProcess(args.map(there));
  expect([code, stdout, stderr.slice(0, there(message).length)]).toEqual([22, "", there(message)]);
});

test.each([
  ["a broken histogram", /"histogram": "HISTF[^"]*"/, '"histogram": "x"', "a histogram is corrupt; "],
  ["an unknown metric", /"metric": "p95"/, '"metric": "p96"', "scenarios.0.comparisons."],
])("results with %s give exit code 22 and one message", async (_, good, bad, message) => {
  const text = await readFile(new URL("../../fixtures/results/regressed.json", import.meta.url), "utf8");
  await using folder = await workspace({ "r.json": text.replace(good, bad) });
  const { code, stderr, stdout } = await runInProcess(["judge", folder.at("r.json")]);
  expect([code, stdout, stderr]).toEqual([
    22,
    "",
    expect.stringContaining(`loadgate: ${folder.at("r.json")}: ${message}`),
  ]);
});

test("a budget that is too short is reported before any load, and the scenarios without time are not measured", async () => {
  await using folder = await workspace({
    "loadgate.yml": `${sampleConfig({ duration: "200ms", top: ["base: { directory: . }", "gate: { budget: 1s }"] })}  second:
    phases: [{ pattern: constant, rate: 50/s, duration: 200ms }]
    requests: [GET /hello]
`,
  });
  const { code, stderr } = await runLoadgate(["run"], folder.path);
  expect(code).toBe(23);
  const [shortage = "", ...later] = stderr.split("\n").filter((line) => /budget|rehearsal/.test(line));
  expect(shortage).toBe(
    "gate.budget: 1 s is too short for 2 scenarios: 4 rounds of each, with a rehearsal, take about 9 s; " +
      "not measured: second; raise it, or name fewer scenarios with --scenario",
  );
  expect(later[0]).toBe("steady: rehearsal round");
  const { scenarios } = await folder.results();
  expect(scenarios.map(({ rounds, failure }) => [rounds.length, failure])).toEqual([
    [1, undefined],
    [
      0,
      "not measured: gate.budget (1 s) has no time for it, because all scenarios together need about 9 s; " +
        "raise it, or name fewer scenarios with --scenario",
    ],
  ]);
});
