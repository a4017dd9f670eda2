import { mkdir, readdir, readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { fallBackToFile } from "../../src/action/baselineFile.ts";
import { readInputs } from "../../src/action/inputs.ts";
import { decodeBaseline } from "../../src/baseline/codec.ts";
import { findBaseline } from "../../src/baseline/store/artifactStore.ts";
import { addBaselineRun, artifactStore, baselineJson } from "../support/baselineArtifacts.ts";
import { type LocalGitHub, startGitHub } from "../support/github/server.ts";
import { filesOf } from "../support/github/zip.ts";
import { sampleConfig, sampleService, workspace } from "../support/loadgate.ts";
import { type ActionRun, runAction } from "../support/runAction.ts";

const list = "GET /repos/{owner}/{repo}/actions/artifacts";
const mainSha = "f95f852bd8fca8fcc58a9a2d6c842781e32a215e";
const enterprise = { GITHUB_SERVER_URL: "https://ghe.corp.example" };
const file = "perf/baseline.json";

type Workspace = Awaited<ReturnType<typeof workspace>>;
type RunOptions = Partial<ActionRun>;

async function runOn(
  name: "push" | "pull_request",
  github: LocalGitHub,
  place: Workspace,
  runId: number,
  options: RunOptions,
) {
  const text = await readFile(new URL(`../../fixtures/github/events/${name}.json`, import.meta.url), "utf8");
  return await runAction({
    github,
    workspace: place.path,
    event: { name, payload: JSON.parse(text) },
    ref: name === "push" ? "refs/heads/main" : "refs/pull/2/merge",
    sha: mainSha,
    runId,
    ...options,
    inputs: { "baseline-file": file, ...options.inputs },
  });
}

const runOnMain = (github: LocalGitHub, place: Workspace, runId: number, options: RunOptions = {}) =>
  runOn("push", github, place, runId, options);
const runOnPullRequest = (github: LocalGitHub, place: Workspace, runId: number, options: RunOptions = {}) =>
  runOn("pull_request", github, place, runId, options);

const shortWorkspace = (files: Readonly<Record<string, string>> = {}) =>
  workspace({ "loadgate.yml": sampleConfig({ duration: "300ms" }), ...files });

const runsIn = (text: string) => decodeBaseline(text, file).runs.map(({ run_id }) => run_id);

function artifactBaseline(github: LocalGitHub, run: number): string | undefined {
  const artifact = github.artifacts.find(({ name, runId }) => runId === run && name.startsWith("loadgate-baseline-"));
  return artifact === undefined ? undefined : filesOf(artifact.zip)["baseline.json"]?.toString();
}

/** The baseline that a pull request's job finds: its source and runs, or the reason why there is none. */
async function lookUp(github: LocalGitHub, place: Workspace, name = file) {
  const inputs = readInputs({ "INPUT_BASELINE-FILE": name });
  const artifact = await findBaseline(artifactStore(github, place.at("scratch")));
  const lookup = await fallBackToFile(artifact, { inputs, workspace: place.path });
  if (lookup.kind === "found") return [lookup.from, ...lookup.baseline.runs.map(({ run_id }) => run_id)];
  return [lookup.kind, "message" in lookup ? lookup.message : ""];
}

const noArtifact = "no baseline yet: there is no artifact loadgate-baseline-default";
const trust = "it is part of the code under test, and a change of the code can change it";

test("on a server without artifacts, main writes the file with its build, and a pull request starts that build", async () => {
  await using github = await startGitHub();
  const command = `exec ${process.execPath} dist/server.js`;
  const buildOutput = `process.env.FAULT_LATENCY_MS = "200";\nimport(${JSON.stringify(sampleService)});\n`;
  await using place = await workspace({
    "loadgate.yml": sampleConfig({
      command,
      duration: "150ms",
      rate: "50/s",
      top: ["base: { from: artifact, carry: [.] }"],
    }),
    "dist/server.js": buildOutput,
  });
  const mainRun = await runOnMain(github, place, 100, { env: enterprise, inputs: { budget: "1s" } });
  expect([mainRun.exitCode, mainRun.stdout]).toEqual([
    0,
    expect.stringContaining("The baseline was written to perf/baseline.json\n"),
  ]);
  const { build, runs } = decodeBaseline(await place.read(file), file);
  expect([build?.sha, runs.map(({ run_id }) => run_id)]).toEqual([mainSha, ["100"]]);
  expect(await readdir(place.at("perf"))).toEqual(["baseline.json", `baseline.loadgate-${build?.archive}.tar.gz`]);

  const pullRun = await runOnPullRequest(github, place, 101, { env: enterprise, inputs: { budget: "1s" } });
  const { provenance, baseline } = await place.results();
  expect([pullRun.exitCode, provenance.base]).toEqual([0, { sha: mainSha, from: "artifact" }]);
  expect(baseline).toMatchObject({ kind: "found", runs: 1, run_id: "100", sha: mainSha });
  const from = baseline.kind === "found" ? baseline.from : undefined;
  expect(from).toMatch(
    /^the file perf\/baseline\.json \(it is part .*\), because .*GitHub Enterprise Server keeps no artifacts/,
  );
  expect(pullRun.stdout).toContain(` from ${from}; the newest is of `);
  // The run in the file is older than the pull request's run.
  expect(baseline.kind === "found" && (baseline.age_ms ?? -1) > 0).toBe(true);
  expect(github.requests.filter(({ path }) => /artifact/i.test(path))).toEqual([]);
});

test("without an artifact, or if it cannot be fetched, the file is used, and the message gives the reason", async () => {
  await using github = await startGitHub({ keepViolations: true });
  await using place = await workspace({ [file]: baselineJson(90) });
  expect(await lookUp(github, place)).toEqual([`the file ${file} (${trust}), because ${noArtifact}`, "90"]);
  github.fail({ route: list, times: 1, status: 403 });
  const denied =
    "the baseline could not be fetched: GitHub responded with 403: give the job the permission actions: read";
  expect(await lookUp(github, place)).toEqual([`the file ${file} (${trust}), because ${denied}`, "90"]);
  addBaselineRun(github, 95);
  expect(await lookUp(github, place)).toEqual(["the artifact loadgate-baseline-default of run 95", "95"]);
});

test("the message for a missing file includes the artifact's message", async () => {
  await using github = await startGitHub();
  await using place = await workspace();
  expect(await lookUp(github, place)).toEqual([
    "absent",
    `${noArtifact}, and ${file} does not exist; the next run on the default branch creates it`,
  ]);
  addBaselineRun(github, 95);
  expect(await lookUp(github, place)).toEqual(["the artifact loadgate-baseline-default of run 95", "95"]);
});

test("a good file does not replace a corrupt artifact, and a corrupt file is unusable", async () => {
  await using github = await startGitHub();
  await using place = await workspace({ [file]: baselineJson(90), "bad.json": "no json" });
  const advice = "delete it and let a run on the default branch make a new one";
  expect(await lookUp(github, place, "bad.json")).toEqual([
    "unusable",
    `bad.json is corrupt (not JSON); ${advice}; it was read because ${noArtifact}`,
  ]);
  addBaselineRun(github, 50, { files: { "baseline.json": "no json" } });
  expect(await lookUp(github, place)).toEqual([
    "unusable",
    `the artifact loadgate-baseline-default of run 50 is corrupt (not JSON); ${advice}`,
  ]);
});

test("main appends its run to those of the artifact and the file, and keeps an artifact that it cannot read", async () => {
  await using github = await startGitHub({ keepViolations: true });
  await using place = await shortWorkspace({ [file]: baselineJson(90) });
  addBaselineRun(github, 95);
  await runOnMain(github, place, 100);
  expect([runsIn(await place.read(file)), runsIn(artifactBaseline(github, 100) ?? "")]).toEqual([
    ["90", "95", "100"],
    ["90", "95", "100"],
  ]);
  expect(artifactBaseline(github, 100)).toBe(await place.read(file));
  github.fail({ route: list, status: 403 });
  const { stdout } = await runOnMain(github, place, 104);
  expect([runsIn(await place.read(file)), artifactBaseline(github, 104)]).toEqual([
    ["90", "95", "100", "104"],
    undefined,
  ]);
  expect(stdout).toContain(
    "::warning::The baseline could not be written: a baseline that could not be read is not replaced\n",
  );
}, 20_000);

test("main replaces a corrupt artifact and a corrupt file", async () => {
  await using github = await startGitHub();
  await using place = await shortWorkspace({ [file]: "no json" });
  addBaselineRun(github, 50, { files: { "baseline.json": "no json" } });
  const { stdout } = await runOnMain(github, place, 102);
  expect(stdout).toContain(`::warning::${file} is corrupt (not JSON); delete it`);
  expect([runsIn(await place.read(file)), runsIn(artifactBaseline(github, 102) ?? "")]).toEqual([["102"], ["102"]]);
});

test("if the file cannot be written, main warns and still uploads the artifact", async () => {
  await using github = await startGitHub();
  await using place = await shortWorkspace();
  await mkdir(place.at(file), { recursive: true });
  const { exitCode, stdout } = await runOnMain(github, place, 100);
  expect([exitCode, runsIn(artifactBaseline(github, 100) ?? "")]).toEqual([0, ["100"]]);
  expect(stdout).toContain("::warning::The baseline file could not be written: ");
});
