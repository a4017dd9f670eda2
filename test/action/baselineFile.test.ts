import { mkdir, readdir, readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { orFromFile } from "../../src/action/baselineFile.ts";
import { readInputs } from "../../src/action/inputs.ts";
import { decodeBaseline } from "../../src/baseline/codec.ts";
import { findBaseline } from "../../src/baseline/store/artifactStore.ts";
import { history, left as leftOn, storeIn } from "../support/baselineArtifacts.ts";
import { type LocalGitHub, startGitHub } from "../support/github/server.ts";
import { filesOf } from "../support/github/zip.ts";
import { config, sampleService, workspace } from "../support/loadgate.ts";
import { type ActionRun, runAction } from "../support/runAction.ts";

const list = "GET /repos/{owner}/{repo}/actions/artifacts";
const mainSha = "f95f852bd8fca8fcc58a9a2d6c842781e32a215e";
const enterprise = { GITHUB_SERVER_URL: "https://ghe.corp.example" };
const file = "perf/baseline.json";

type Place = Awaited<ReturnType<typeof workspace>>;
type More = Partial<ActionRun>;

async function onEvent(name: "push" | "pull_request", github: LocalGitHub, place: Place, runId: number, more: More) {
  const text = await readFile(new URL(`../../fixtures/github/events/${name}.json`, import.meta.url), "utf8");
  return await runAction({
    github,
    workspace: place.path,
    event: { name, payload: JSON.parse(text) },
    ref: name === "push" ? "refs/heads/main" : "refs/pull/2/merge",
    sha: mainSha,
    runId,
    ...more,
    inputs: { "baseline-file": file, ...more.inputs },
  });
}

const onMain = (github: LocalGitHub, place: Place, runId: number, more: More = {}) =>
  onEvent("push", github, place, runId, more);
const onPull = (github: LocalGitHub, place: Place, runId: number, more: More = {}) =>
  onEvent("pull_request", github, place, runId, more);

const short = (files: Readonly<Record<string, string>> = {}) =>
  workspace({ "loadgate.yml": config({ duration: "300ms" }), ...files });

const runsIn = (text: string) => decodeBaseline(text, file).runs.map(({ run_id }) => run_id);

function inArtifact(github: LocalGitHub, runId: number): string | undefined {
  const found = github.artifacts.find(({ name, runId: of }) => of === runId && name.startsWith("loadgate-baseline-"));
  return found === undefined ? undefined : filesOf(found.zip)["baseline.json"]?.toString();
}

/** What a pull request's job has for its baseline, and what it says of it. */
async function found(github: LocalGitHub, place: Place, name = file) {
  const inputs = readInputs({ "INPUT_BASELINE-FILE": name });
  const artifact = await findBaseline(storeIn(github, place.at("room")));
  const lookup = await orFromFile(artifact, { inputs, workspace: place.path });
  if (lookup.kind === "found") return [lookup.from, ...lookup.baseline.runs.map(({ run_id }) => run_id)];
  return [lookup.kind, "message" in lookup ? lookup.message : ""];
}

const nothing = "no baseline yet: there is no artifact loadgate-baseline-default";
const trust = "it comes with the code under test: whoever changes that can change it";

test("on a server without artifacts, main leaves the file and the build beside it, and a pull request starts that", async () => {
  await using github = await startGitHub();
  const command = `exec ${process.execPath} dist/server.js`;
  const built = `import(${JSON.stringify(sampleService)});\n`;
  await using place = await workspace({
    "loadgate.yml": config({ command, duration: "400ms", rate: "50/s", top: ["base: { from: artifact, carry: [.] }"] }),
    "dist/server.js": built,
  });
  const pushed = await onMain(github, place, 100, { env: enterprise, inputs: { budget: "1s" } });
  expect([pushed.exitCode, pushed.stdout]).toEqual([
    0,
    expect.stringContaining("The baseline was written to perf/baseline.json\n"),
  ]);
  const { build, runs } = decodeBaseline(await place.read(file), file);
  expect([build?.sha, runs.map(({ run_id }) => run_id)]).toEqual([mainSha, ["100"]]);
  expect(await readdir(place.at("perf"))).toEqual(["baseline.json", `baseline.loadgate-${build?.archive}.tar.gz`]);

  const pulled = await onPull(github, place, 101, { env: enterprise, inputs: { budget: "1s" } });
  const { provenance, baseline } = await place.results();
  expect([pulled.exitCode, provenance.base]).toEqual([0, { sha: mainSha, from: "artifact" }]);
  expect(baseline).toMatchObject({ kind: "found", runs: 1, run_id: "100", sha: mainSha });
  const from = baseline.kind === "found" ? baseline.from : undefined;
  expect(from).toMatch(
    /^the file perf\/baseline\.json \(it comes .*\), because .*GitHub Enterprise Server keeps no artifacts/,
  );
  expect(pulled.stdout).toContain(`; from ${from}.`);
  // What the file says is older than what the pull request begins with.
  expect(baseline.kind === "found" && (baseline.age_ms ?? -1) > 0).toBe(true);
  expect(github.requests.filter(({ path }) => /artifact/i.test(path))).toEqual([]);
});

test("without an artifact, or without an answer, the file is taken, and why is told", async () => {
  await using github = await startGitHub({ keepViolations: true });
  await using place = await workspace({ [file]: history(90) });
  expect(await found(github, place)).toEqual([`the file ${file} (${trust}), because ${nothing}`, "90"]);
  github.fail({ route: list, times: 1, status: 403 });
  const denied = "the baseline could not be fetched: GitHub answered 403: give the job the permission actions: read";
  expect(await found(github, place)).toEqual([`the file ${file} (${trust}), because ${denied}`, "90"]);
  leftOn(github, 95);
  expect(await found(github, place)).toEqual(["the artifact loadgate-baseline-default of run 95", "95"]);
});

test("a file that does not exist is told with the artifact's own message", async () => {
  await using github = await startGitHub();
  await using place = await workspace();
  expect(await found(github, place)).toEqual([
    "absent",
    `${nothing}, and ${file} does not exist; the next run on the default branch makes one`,
  ]);
  leftOn(github, 95);
  expect(await found(github, place)).toEqual(["the artifact loadgate-baseline-default of run 95", "95"]);
});

test("a corrupt artifact is not covered by a good file, nor a corrupt file by anything", async () => {
  await using github = await startGitHub();
  await using place = await workspace({ [file]: history(90), "bad.json": "no json" });
  const anew = "delete it and let a run on the default branch make a new one";
  expect(await found(github, place, "bad.json")).toEqual([
    "unusable",
    `bad.json is corrupt (not JSON); ${anew}; it was read because ${nothing}`,
  ]);
  leftOn(github, 50, { files: { "baseline.json": "no json" } });
  expect(await found(github, place)).toEqual([
    "unusable",
    `the artifact loadgate-baseline-default of run 50 is corrupt (not JSON); ${anew}`,
  ]);
});

test("main adds itself to the runs of the artifact and of the file; an artifact that cannot be read stays", async () => {
  await using github = await startGitHub({ keepViolations: true });
  await using place = await short({ [file]: history(90) });
  leftOn(github, 95);
  await onMain(github, place, 100);
  expect([runsIn(await place.read(file)), runsIn(inArtifact(github, 100) ?? "")]).toEqual([
    ["90", "95", "100"],
    ["90", "95", "100"],
  ]);
  expect(inArtifact(github, 100)).toBe(await place.read(file));
  github.fail({ route: list, status: 403 });
  const { stdout } = await onMain(github, place, 104);
  expect([runsIn(await place.read(file)), inArtifact(github, 104)]).toEqual([["90", "95", "100", "104"], undefined]);
  expect(stdout).toContain(
    "::warning::The baseline could not be written: a baseline that could not be read is not replaced\n",
  );
}, 20_000);

test("a corrupt artifact and a corrupt file are both replaced by main", async () => {
  await using github = await startGitHub();
  await using place = await short({ [file]: "no json" });
  leftOn(github, 50, { files: { "baseline.json": "no json" } });
  const { stdout } = await onMain(github, place, 102);
  expect(stdout).toContain(`::warning::${file} is corrupt (not JSON); delete it`);
  expect([runsIn(await place.read(file)), runsIn(inArtifact(github, 102) ?? "")]).toEqual([["102"], ["102"]]);
});

test("a file that cannot be written is a warning, and the artifact is made all the same", async () => {
  await using github = await startGitHub();
  await using place = await short();
  await mkdir(place.at(file), { recursive: true });
  const { exitCode, stdout } = await onMain(github, place, 100);
  expect([exitCode, runsIn(inArtifact(github, 100) ?? "")]).toEqual([0, ["100"]]);
  expect(stdout).toContain("::warning::The baseline file could not be written: ");
});
