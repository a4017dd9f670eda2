import { readFile, rm, writeFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { confirmInputs, confirmWorkspace } from "../support/firstJob.ts";
import { type LocalGitHub, startGitHub } from "../support/github/server.ts";
import { sampleService, workspace } from "../support/loadgate.ts";
import { type ActionRun, runAction } from "../support/runAction.ts";
import { forkSha } from "../support/uploadedResults.ts";

const pullSha = "ec26c3e57ca3a959ca5aad62de7213c562f8c821";
const comments = "GET /repos/{owner}/{repo}/issues/{issue_number}/comments";

async function runOnPullRequest(github: LocalGitHub, directory: string, options: Partial<ActionRun> = {}) {
  const path = new URL("../../fixtures/github/events/pull_request.json", import.meta.url);
  const event = { name: "pull_request", payload: JSON.parse(await readFile(path, "utf8")) };
  const sha = "2ffea6db159f6b6c47a24e778fb9ef40cf6b1c7d";
  const run = { github, workspace: directory, event, ref: "refs/pull/2/merge", sha, runId: 101 };
  return await runAction({ ...run, ...options });
}

/** A job with a decided verdict: it measures nothing, and only publishes. */
const runDecided = async (github: LocalGitHub, directory: string, options: Partial<ActionRun> = {}) =>
  await runOnPullRequest(github, directory, { ...options, inputs: { ...confirmInputs, ...options.inputs } });

/** A configuration with `n` requests that breach their SLA. */
function breachingConfig(n: number): string {
  const request = (i: number) => `      - { name: r${i}, method: GET, path: /hello, sla: { p50: 0.001ms } }`;
  return [
    "version: 1",
    `service: { command: "exec ${process.execPath} ${sampleService}", ready: /healthz }`,
    "scenarios:",
    "  first:",
    "    phases: [{ pattern: constant, rate: 20/s, duration: 300ms }]",
    "    requests: [GET /hello]",
    "  second:",
    "    phases: [{ pattern: constant, rate: 500/s, duration: 500ms }]",
    "    requests:",
    ...Array.from({ length: n }, (_, i) => request(i + 1)),
    "",
  ].join("\n");
}

test("each breach is annotated at its scenario's line, up to GitHub's limit, and the headline comes last", async () => {
  await using github = await startGitHub();
  await using place = await workspace({ "loadgate.yml": breachingConfig(12) });
  const inputs = { "check-run": "true", config: "./loadgate.yml" };
  const { exitCode, stdout } = await runOnPullRequest(github, place.path, { inputs });
  expect(exitCode).toBe(20);
  const errors = stdout.split("\n").filter((line) => line.startsWith("::error"));
  expect(errors.length).toBe(7);
  const locations = errors.map((line) => /^::error title=Loadgate(?:,file=([^,]+),line=(\d+))?::/.exec(line)?.slice(1));
  expect(locations).toEqual([...Array(5).fill(["loadgate.yml", "7"]), undefined, [undefined, undefined]]);
  // Twelve breaches, and a late generator on a busy machine.
  expect(errors[5]).toMatch(/^::error::[78] more findings like these are in the report$/);
  expect(errors[0]).toMatch(/::second: p50 of r\d+ is [\d.]+ ms \(\d+ requests\), the SLA wants at most 0.001 ms$/);
  expect(github.checkRuns.map(({ name, headSha, conclusion }) => [name, headSha, conclusion])).toEqual([
    ["Loadgate", pullSha, "failure"],
  ]);
});

test.concurrent("without the permission there is no check run, and a warning names the permission", async () => {
  await using github = await startGitHub({ keepViolations: true });
  github.fail({ route: "POST /repos/{owner}/{repo}/check-runs", status: 403, body: { message: "no" } });
  await using place = await confirmWorkspace();
  const { exitCode, stdout } = await runDecided(github, place.path, {
    inputs: { "check-run": "true", comment: "never" },
  });
  expect(exitCode).toBe(0);
  expect(stdout).toContain(
    "::warning::The check run could not be written: GitHub responded with 403: no; give the job the permission checks: write\n",
  );
});

test.concurrent("failed requests that succeed on a retry cause no warning", async () => {
  await using github = await startGitHub({ keepViolations: true });
  github.fail({ route: comments, times: 1, status: 429, headers: { "retry-after": "1" }, body: { message: "Later" } });
  github.fail({ route: comments, times: 1, reset: true });
  await using place = await confirmWorkspace();
  const { exitCode, stdout } = await runDecided(github, place.path);
  expect([exitCode, github.comments(2).length, stdout.includes("The comment could not")]).toEqual([0, 1, false]);
  expect(stdout).toMatch(/\nGET .*\/comments: GitHub responded with 429; retry in 1\.\d s\n/);
});

test.concurrent("with a fork's read-only token, a notice links to the manual, and the job passes", async () => {
  await using github = await startGitHub({ readOnly: true });
  const path = new URL("../../fixtures/github/events/pull_request_fork.json", import.meta.url);
  const event = { name: "pull_request", payload: JSON.parse(await readFile(path, "utf8")) };
  await using place = await confirmWorkspace(0, forkSha);
  const { exitCode, stdout } = await runDecided(github, place.path, { event, ref: "refs/pull/3/merge" });
  expect([exitCode, stdout.includes("::warning::The comment")]).toEqual([0, false]);
  expect(stdout).toContain(
    "::notice::No comment, because the token of a fork's pull request is read-only: https://github.com/loadgate/loadgate/blob/main/docs/github.md#forks shows another way\n",
  );
});

test.concurrent("the job writes the comment before the artifact", async () => {
  await using github = await startGitHub();
  await using place = await confirmWorkspace();
  await runDecided(github, place.path);
  const writes = github.requests.filter(({ method }) => method !== "GET").map(({ route }) => route.split("/").at(-1));
  expect(writes.slice(0, 2)).toEqual(["comments", "CreateArtifact"]);
});

test("a post step with nothing to clean up prints nothing", async () => {
  await using github = await startGitHub();
  await using place = await workspace({ "loadgate.yml": "version: 2\n" });
  const { exitCode, post } = await runOnPullRequest(github, place.path, { post: true });
  expect([exitCode, post?.exitCode, post?.stdout]).toEqual([22, 0, ""]);
});

test("two workflows with one key have a comment and a check run each, and both are named in a warning", async () => {
  await using github = await startGitHub();
  await using place = await confirmWorkspace();
  const inputs = { "check-run": "true" };
  const env = { GITHUB_WORKFLOW_REF: "octo/shop/.github/workflows/nightly.yml@refs/pull/2/merge" };
  const first = await runDecided(github, place.path, { inputs });
  const second = await runDecided(github, place.path, { inputs, env, runId: 102 });
  expect([first.exitCode, second.exitCode, github.comments(2).length]).toEqual([0, 0, 2]);
  expect(github.checkRuns.map(({ name }) => name)).toEqual(["Loadgate", "Loadgate (nightly.yml)"]);
  const warning = (what: string) =>
    `::warning::The workflows .github/workflows/nightly.yml and .github/workflows/performance.yml have the same baseline-key default, and each writes its own ${what}: set the input baseline-key of each workflow to a name of its own\n`;
  for (const what of ["comment", "check run"])
    expect([first.stdout.includes(warning(what)), second.stdout.includes(warning(what))]).toEqual([false, true]);
});

test("a file named loadgate-report is a wrong input, and the message says what to do", async () => {
  await using github = await startGitHub();
  await using place = await confirmWorkspace();
  await rm(place.at("loadgate-report"), { recursive: true, force: true });
  await writeFile(place.at("loadgate-report"), "");
  const { exitCode, stdout, outputs } = await runDecided(github, place.path);
  expect([exitCode, outputs["verdict"]]).toEqual([22, "invalid"]);
  expect(stdout).toContain(
    `::error title=Loadgate::the directory of the reports: expected a directory that can be written or created, got ${place.at("loadgate-report")}: a file is in the place of a directory; move it away (EEXIST)\n`,
  );
});

test("a pull request's run without its event warns, whatever comes next", async () => {
  await using github = await startGitHub();
  await using place = await workspace({ "loadgate.yml": "version: 2\n" });
  const { exitCode, stdout } = await runOnPullRequest(github, place.path, { env: { GITHUB_EVENT_PATH: "" } });
  expect(exitCode).toBe(22);
  expect(stdout).toContain("::warning::GITHUB_EVENT_PATH is not set: there is no comment, ");
});
