import { expect, test } from "vitest";
import { type LocalGitHub, startGitHub } from "../support/github/server.ts";
import { sampleConfig, workspace } from "../support/loadgate.ts";
import { type ActionRun, runAction } from "../support/runAction.ts";
import { eventPayload, ownPull, pullSha, resultsJson } from "../support/uploadedResults.ts";

/** A job of run 101, on pull request 2. */
async function runOnPullRequest(github: LocalGitHub, directory: string, more: Partial<ActionRun>) {
  const event = { name: "pull_request", payload: await eventPayload("pull_request") };
  const sha = "2ffea6db159f6b6c47a24e778fb9ef40cf6b1c7d";
  return await runAction({ github, workspace: directory, event, ref: "refs/pull/2/merge", sha, runId: 101, ...more });
}

function addResults(github: LocalGitHub, texts: Readonly<Record<string, string>>): void {
  if (!github.runs.some(({ id }) => id === 101))
    github.addRun({ id: 101, event: "pull_request", headBranch: "changes", headSha: pullSha });
  for (const [name, text] of Object.entries(texts))
    github.addArtifact({ name: `loadgate-${name}`, runId: 101, files: { "results.json": text } });
}

async function runMergeJob(
  github: LocalGitHub,
  inputs: Readonly<Record<string, string>> = {},
  more: Partial<ActionRun> = {},
) {
  await using place = await workspace();
  return await runOnPullRequest(github, place.path, { inputs: { mode: "merge", ...inputs }, ...more });
}

const marker = (key: string, attempt = 1) =>
  `<!-- loadgate key=${key} run=101 attempt=${attempt} sha=${pullSha.slice(0, 7)} workflow=.github/workflows/performance.yml -->`;

const notSlower = resultsJson(0, pullSha);
const slower = resultsJson(0.5, pullSha);

test("the worst part sets verdict, headline and exit code; one comment and one summary report all parts", async () => {
  await using github = await startGitHub();
  addResults(github, { "results-api-1": notSlower, "results-web-1": slower });
  const { exitCode, outputs, summary, stdout } = await runMergeJob(github, { "baseline-key": "all" });
  expect([exitCode, outputs["verdict"], outputs["confirm"]]).toEqual([20, "fail", "false"]);
  const [comment, ...others] = github.comments(2);
  expect(others).toEqual([]);
  expect(comment?.body).toBe(`${marker("all")}\n${summary}`);
  expect(summary.split("\n", 3)).toEqual([
    "### ❌ web: Slower: p95 +50 % \\[50, 50\\]",
    "",
    "2 parts: 1 fail · 1 pass",
  ]);
  expect(stdout).toMatch(/\n::error title=Loadgate::web: Slower: p95 \+50 %25 \[50, 50\]\n$/);
});

test.each([
  [
    "all of them pass",
    { "results-api-1": notSlower, "results-web-1": notSlower },
    {},
    0,
    "pass",
    "### ✅ Not slower: all 2 parts",
  ],
  [
    "one of them is missing",
    { "results-api-1": notSlower },
    {},
    23,
    "invalid",
    "### ⚠️ web: No result: its job ended before it could measure, or has not run",
  ],
  [
    "one is missing, and one fails",
    { "results-api-1": slower },
    {},
    20,
    "fail",
    "### ❌ api: Slower: p95 +50 % \\[50, 50\\]",
  ],
  [
    "one is missing, and invalid does not fail",
    { "results-api-1": notSlower },
    { "fail-on": "regression" },
    0,
    "invalid",
    "### ⚠️ web: No result: its job ended before it could measure, or has not run",
  ],
  [
    "one has unreadable results",
    { "results-api-1": notSlower, "results-web-1": "?" },
    {},
    23,
    "invalid",
    "### ⚠️ web: No readable result: loadgate-results-web-1: not JSON; expected the results.json of loadgate run",
  ],
  [
    "there are unlisted parts, too",
    { "results-api-1": notSlower, "results-web-1": notSlower, "results-jobs-1": slower },
    {},
    0,
    "pass",
    "### ✅ Not slower: all 2 parts",
  ],
])("of the listed parts, %s", async (_, texts, inputs, exit, verdict, headline) => {
  await using github = await startGitHub();
  addResults(github, texts);
  const { exitCode, outputs, summary, stdout } = await runMergeJob(github, { parts: "api, web", ...inputs });
  expect([exitCode, outputs["verdict"], summary.split("\n", 1)[0]]).toEqual([exit, verdict, headline]);
  // An unlisted part is not gated, so the job warns of it.
  const warning = "::warning::The results of jobs do not count here: add them to the input parts";
  expect(stdout.includes(warning)).toBe("results-jobs-1" in texts);
});

test("a run without any results is invalid", async () => {
  await using github = await startGitHub();
  const { exitCode, summary } = await runMergeJob(github);
  expect([exitCode, summary.split("\n")[0]]).toEqual([
    23,
    "### ⚠️ Could not measure: no job of this run uploaded results",
  ]);
});

test("for jobs that were not repeated, the results of an earlier attempt count", async () => {
  await using github = await startGitHub();
  addResults(github, { "results-api-1": notSlower, "results-web-1": slower, "results-web-2": notSlower });
  const { exitCode } = await runMergeJob(github, {}, { runAttempt: 2 });
  expect([exitCode, github.comments(2)[0]?.body.split("\n", 2)]).toEqual([
    0,
    [marker("default", 2), "### ✅ Not slower: all 2 parts"],
  ]);
});

test("confirmed results of a second job replace those of the first", async () => {
  await using github = await startGitHub();
  addResults(github, { "results-api-1": slower, "confirmed-api-1": notSlower });
  expect((await runMergeJob(github)).exitCode).toBe(0);
});

test("the job fails if GitHub does not list the artifacts", async () => {
  await using github = await startGitHub();
  github.fail({ route: "GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts", status: 403 });
  const { exitCode, stdout } = await runMergeJob(github);
  expect(exitCode).toBe(23);
  expect(stdout).toContain("the list of artifacts could not be fetched: GitHub responded with 403");
});

test("the last of the jobs that share a comment writes it; each has its own summary and exit code", async () => {
  await using github = await startGitHub();
  github.addPullRequest(ownPull);
  const config = sampleConfig({ duration: "300ms", top: ["base: { from: none }"] });
  await using place = await workspace({ "loadgate.yml": config });
  const sharedInputs = { parts: "web, api" };
  const first = await runOnPullRequest(github, place.path, { inputs: { ...sharedInputs, "baseline-key": "api" } });
  expect([first.exitCode, github.comments(2)]).toEqual([0, []]);
  expect(first.stdout).toContain("The last job of web, api will write the comment: no results yet of web\n");

  const last = await runOnPullRequest(github, place.path, { inputs: { ...sharedInputs, "baseline-key": "web" } });
  expect(last.exitCode).toBe(0);
  expect(github.comments(2).map(({ body }) => body.split("\n", 4))).toEqual([
    [marker("web"), "### 🆕 No baseline yet: nothing to compare with: all 2 parts", "", "2 parts: 2 pass"],
  ]);
  expect(last.summary.split("\n", 1)).toEqual(["### 🆕 No baseline yet: nothing to compare with"]);

  // One job is repeated. The other job's results are those of the first attempt.
  await runOnPullRequest(github, place.path, { inputs: { ...sharedInputs, "baseline-key": "api" }, runAttempt: 2 });
  expect(github.comments(2).map(({ body }) => body.split("\n", 1))).toEqual([[marker("web", 2)]]);
});

test("a job that is not one of its own parts is refused", async () => {
  await using github = await startGitHub();
  await using place = await workspace({ "loadgate.yml": sampleConfig() });
  const { exitCode, stdout } = await runOnPullRequest(github, place.path, { inputs: { parts: "api web" } });
  expect([exitCode, github.requests]).toEqual([22, []]);
  expect(stdout).toContain(
    'input parts: expected the baseline-keys of all jobs, including this one\'s (default), got "api, web"',
  );
});
