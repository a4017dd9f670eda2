import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { configHash } from "../../src/baseline/loadHash.ts";
import { parseConfig } from "../../src/config/parse.ts";
import { judge } from "../../src/gate/judge.ts";
import { CouldNotMeasure } from "../../src/model/errors.ts";
import type { MeasuredRun } from "../../src/model/results.ts";
import { confirm, parseFirstResults } from "../../src/pipeline/confirm.ts";
import { encodeResults } from "../../src/results/codec.ts";
import type { Commits } from "../../src/shell/git.ts";
import { environment, measuredResults, settings } from "../support/builders.ts";
import { slowerDuet } from "../support/firstJob.ts";
import { runInProcess, runLoadgate, sampleCommand, sampleConfig, workspace } from "../support/loadgate.ts";

const slowIf = (arm: string) =>
  `'if [ "$LOADGATE_ARM" = ${arm} ]; then ${sampleCommand(160)}; fi; ${sampleCommand(40)}'`;

const top = ["gate: { budget: 25s, min_effect: { p50: 50% } }", "base: { directory: . }"];
const unchanged = sampleConfig({ command: slowIf("nobody"), rate: "50/s", duration: "250ms", top });
const slower = sampleConfig({ command: slowIf("head"), rate: "50/s", duration: "250ms", top });

/** The results of a first run of the configuration, with the head slower by about that ratio. */
function firstRun(text: string, change: number, of: Partial<MeasuredRun> = {}): string {
  const { plan } = parseConfig(text, "loadgate.yml", {});
  const measured = measuredResults([slowerDuet(change)], {
    environment: environment({ config_hash: configHash(plan) }),
    settings: settings({ min_effect: { p50: 0.5 } }),
    ...of,
  });
  const { sha: _, ...head } = measured.provenance.head;
  const builds = of.provenance ? {} : { head, base: { from: "directory ." } };
  return encodeResults(judge({ ...measured, provenance: { ...measured.provenance, ...builds } }));
}

const confirmFirst = ["run", "--confirm", "first.json"];
const hint = "A second job with mode: confirm would show whether the change or the machine is the cause";

test("a regression that a second machine does not see passes, and judge gives the same results from the file", async () => {
  const first = firstRun(unchanged, 0.6);
  await using folder = await workspace({ "loadgate.yml": unchanged, "first.json": first });
  const before = await runLoadgate(["judge", "first.json"], folder.path);
  expect([before.code, before.stdout.includes(hint)]).toEqual([20, true]);

  const { code, stdout, stderr } = await runLoadgate(confirmFirst, folder.path);
  expect([code, stderr.split("\n")[0]]).toEqual([0, "confirming on this machine: steady"]);
  const { verdict, scenarios, provenance } = await folder.results();
  expect(verdict).toEqual({ kind: "pass", reasons: [], failing: false });
  expect(stdout).toMatch(/^✔ Not slower: a second machine ruled out the regression that the first one measured\n/);
  const p50 = scenarios[0]?.comparisons.find(({ metric }) => metric === "p50");
  expect(p50?.reason).toMatch(/^p50 \+60 % \[57, 63\] on the first machine, [+−]?[\d.]+ % \[.*\] on a second one$/);
  // The first run is unchanged beside the second.
  expect(scenarios[0]?.rounds).toEqual(JSON.parse(first).scenarios[0].rounds);
  expect(provenance).toEqual(JSON.parse(first).provenance);
  expect(scenarios[0]?.confirmation?.rounds.length).toBeGreaterThanOrEqual(4);

  const judged = await runLoadgate(["judge", "loadgate-report/results.json", "--out", "again"], folder.path);
  expect([judged.code, judged.stdout]).toEqual([0, stdout]);
  for (const file of ["results.json", "report.md", "report.html"])
    expect(await folder.read(`again/${file}`)).toBe(await folder.read(`loadgate-report/${file}`));
});

test("a regression that a second machine also sees fails, with both measurements", async () => {
  await using folder = await workspace({ "loadgate.yml": slower, "first.json": firstRun(slower, 0.6) });
  const { code, stdout } = await runLoadgate(confirmFirst, folder.path);
  expect(code).toBe(20);
  expect((await folder.results()).verdict.reasons).toEqual([
    expect.stringMatching(/^steady: p50 \+60 % \[57, 63\], again \+\d+ % \[\d+, \d+\] on a second machine$/),
  ]);
  expect(stdout).toMatch(/^✘ Slower: p50 \+60 % \[57, 63\], confirmed on a second machine\n/);
  expect(stdout).not.toContain(hint);
});

test("a second machine that cannot measure clears no regression", async () => {
  const broken = sampleConfig({ command: "exit 3", rate: "50/s", duration: "250ms", top });
  await using folder = await workspace({ "loadgate.yml": broken, "first.json": firstRun(broken, 0.6) });
  const { code } = await runLoadgate(confirmFirst, folder.path);
  expect(code).toBe(20);
  expect((await folder.results()).verdict.reasons[0]).toContain("p50 could not be confirmed on a second machine: ");
});

test.each([
  ["passed", 0.01, 0],
  ["failed clearly", 2, 20],
])("a first run that %s keeps its verdict, and nothing is measured", async (_, change, exit) => {
  const first = firstRun(unchanged, change);
  await using folder = await workspace({ "loadgate.yml": unchanged, "first.json": first });
  const { code, stderr } = await runLoadgate(confirmFirst, folder.path);
  expect([code, stderr.includes("round")]).toEqual([exit, false]);
  expect(await folder.read("loadgate-report/results.json")).toBe(first);
});

test("a regression that was accepted since the first run is not measured again", async () => {
  await using folder = await workspace({ "loadgate.yml": unchanged, "first.json": firstRun(unchanged, 0.6) });
  const accept = ["--accept", 'p50 steady "a new index"'];
  const { code, stdout, stderr } = await runLoadgate([...confirmFirst, ...accept], folder.path);
  expect([code, stderr.includes("round")]).toEqual([0, false]);
  expect(stdout).toMatch(/^~ Accepted: p50 of all requests \+60 % \[57, 63\]: a new index\n/);
  const judged = await runLoadgate(["judge", "loadgate-report/results.json"], folder.path);
  expect([judged.code, judged.stdout]).toEqual([0, stdout]);
  const fresh = await runLoadgate(["judge", "first.json", ...accept], folder.path);
  expect([fresh.code, fresh.stdout]).toEqual([0, stdout]);
});

const sha = "1a2b3c4d5e6f708192a3b4c5d6e7f80911223344";
const started = measuredResults([]).provenance;

test.each([
  ["is missing", undefined, "FIRST does not exist: there is nothing to confirm; run the first job again"],
  ["is corrupt", "{", "the results of the first run cannot be read: FIRST: not JSON"],
  ["is foreign", '{"entries":{}}', "the results of the first run cannot be read: FIRST: schema: "],
])("a first run whose file %s gives exit code 23", async (_, text, message) => {
  await using folder = await workspace({
    "loadgate.yml": unchanged,
    ...(text === undefined ? {} : { "first.json": text }),
  });
  const first = folder.at("first.json");
  const { code, stderr } = await runInProcess(["run", "--config", folder.at("loadgate.yml"), "--confirm", first]);
  expect([code, stderr]).toEqual([23, expect.stringContaining(`loadgate: ${message.replace("FIRST", first)}`)]);
});

test("a first run of another load gives exit code 23", async () => {
  await using folder = await workspace({
    "loadgate.yml": unchanged,
    "first.json": firstRun(sampleConfig({ rate: "49/s" }), 0.6),
  });
  const { code, stderr } = await runLoadgate(confirmFirst, folder.path);
  expect(code).toBe(23);
  expect(stderr).toContain("loadgate: the results to confirm are of another load (settings ");
});

/** Confirms the results of a first run with that head, on a checkout with those commits. Must not measure. */
async function confirmedHere(head: Readonly<Record<string, unknown>>, commits: Commits = {}): Promise<unknown> {
  const { plan } = parseConfig(unchanged, "loadgate.yml", {});
  const text = firstRun(unchanged, 0.6, { provenance: { ...started, head: { from: "service.command", ...head } } });
  const request = { plan, baseline: { kind: "not_asked" as const }, commits, version: "0.0.0", secrets: [] };
  const around = {
    entry: "",
    env: {},
    signal: AbortSignal.abort(),
    progress: () => {},
    runId: "",
    out: "",
    seed: 1,
    baseFacts: { isRefreshing: false },
  };
  return await confirm(parseFirstResults(text, "first.json"), request, around).catch((error: unknown) => error);
}

test.each([
  ["another commit", { sha }, {}, "of another commit: expected no commit, got 1a2b3c4; confirm in the same "],
  ["no commit", {}, { head: sha }, "of another commit: expected 1a2b3c4, got no commit; confirm in the same "],
  ["uncommitted changes", { sha, changed: true }, { head: sha }, "of uncommitted changes, or there are some here: "],
  [
    "a commit with local changes",
    { sha },
    { head: sha, isChanged: true },
    "of uncommitted changes, or there are some here: ",
  ],
])("a first run of %s cannot be confirmed", async (_, head, commits, message) => {
  const error = await confirmedHere(head, commits);
  expect(error).toBeInstanceOf(CouldNotMeasure);
  expect(error).toMatchObject({ message: expect.stringContaining(`the results to confirm are ${message}`) });
});

test("run and judge reject a malformed acceptance", async () => {
  await using folder = await workspace({ "loadgate.yml": unchanged, "first.json": firstRun(unchanged, 0.6) });
  const commands = [
    ["run", "--config", folder.at("loadgate.yml")],
    ["judge", folder.at("first.json")],
  ];
  for (const command of commands) {
    const { code, stderr } = await runInProcess([...command, "--accept", 'p95 stedy "x"']);
    const message = 'loadgate: --accept: expected one of the scenarios steady, got "stedy"; it accepts nothing\n';
    expect([code, stderr]).toEqual([22, message]);
  }
});

test("a run with --confirm does not become part of a baseline", async () => {
  const { code, stderr } = await runInProcess([...confirmFirst, "--save-baseline", "main.json"]);
  const message = "loadgate: --save-baseline: a run with --confirm cannot become part of the baseline; leave it out\n";
  expect([code, stderr]).toEqual([22, message]);
});

test("a second machine that compared with another base clears no regression", async () => {
  const text = unchanged.replace("budget: 25s", "budget: 1s").replace("base: { directory: . }\n", "");
  await using folder = await workspace({ "loadgate.yml": text, ".gitignore": "first.json\nloadgate-report\n" });
  const git = async (...args: readonly string[]) => {
    const identity = ["-c", "user.name=a", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false"];
    return (await promisify(execFile)("git", [...identity, ...args], { cwd: folder.path })).stdout.trim();
  };
  await git("init", "--quiet");
  await git("add", ".");
  await git("commit", "--quiet", "-m", "base");
  await git("commit", "--quiet", "-m", "head", "--allow-empty");
  const [head, base] = [await git("rev-parse", "HEAD"), await git("rev-parse", "HEAD~1")];
  const confirmed = async (was: { readonly from: string; readonly sha?: string }, is: string) => {
    const builds = { head: { from: "service.command", sha: head }, base: was };
    await writeFile(folder.at("first.json"), firstRun(text, 0.6, { provenance: { ...started, ...builds } }));
    const { code } = await runLoadgate([...confirmFirst, "--base", is], folder.path);
    return [code, (await folder.results()).verdict.reasons];
  };
  const reason = (expected: string, got: string) =>
    `steady: p50 +60 % [57, 63] (p50 could not be confirmed on a second machine: the base has changed since the first run: expected ${expected}, got ${got})`;
  expect(await confirmed({ from: "git", sha }, base)).toEqual([20, [reason(sha.slice(0, 7), base.slice(0, 7))]]);
  // The base must be the same one, with or without a commit.
  expect(await confirmed({ from: "directory ../base", sha }, ".")).toEqual([
    20,
    [reason(sha.slice(0, 7), "directory .")],
  ]);
});
