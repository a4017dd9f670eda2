import { expect, test } from "vitest";
import { type LocalGitHub, startGitHub } from "../support/github/server.ts";
import { ownPull, payload, pullSha, textOf } from "../support/leftResults.ts";
import { config, workspace } from "../support/loadgate.ts";
import { type ActionRun, runAction } from "../support/runAction.ts";

/** The run 101, of the pull request 2. */
async function onPull(github: LocalGitHub, directory: string, more: Partial<ActionRun>) {
  const event = { name: "pull_request", payload: await payload("pull_request") };
  const sha = "2ffea6db159f6b6c47a24e778fb9ef40cf6b1c7d";
  return await runAction({ github, workspace: directory, event, ref: "refs/pull/2/merge", sha, runId: 101, ...more });
}

function left(github: LocalGitHub, texts: Readonly<Record<string, string>>): void {
  if (!github.runs.some(({ id }) => id === 101))
    github.addRun({ id: 101, event: "pull_request", headBranch: "changes", headSha: pullSha });
  for (const [name, text] of Object.entries(texts))
    github.addArtifact({ name: `loadgate-${name}`, runId: 101, files: { "results.json": text } });
}

async function merging(
  github: LocalGitHub,
  inputs: Readonly<Record<string, string>> = {},
  more: Partial<ActionRun> = {},
) {
  await using place = await workspace();
  return await onPull(github, place.path, { inputs: { mode: "merge", ...inputs }, ...more });
}

const marker = (key: string, attempt = 1) =>
  `<!-- loadgate key=${key} run=101 attempt=${attempt} sha=${pullSha.slice(0, 7)} -->`;

const fine = textOf(0, pullSha);
const slow = textOf(0.5, pullSha);

test("the worst of all parts is the verdict, the headline and the exit code; all are in one comment and one summary", async () => {
  await using github = await startGitHub();
  left(github, { "results-api-1": fine, "results-web-1": slow });
  const { exitCode, outputs, summary, stdout } = await merging(github, { "baseline-key": "all" });
  expect([exitCode, outputs["verdict"], outputs["confirm"]]).toEqual([20, "fail", "false"]);
  const [comment, ...others] = github.comments(2);
  expect(others).toEqual([]);
  expect(comment?.body).toBe(`${marker("all")}\n${summary}`);
  expect(summary.split("\n", 3)).toEqual([
    "### ❌ web: all requests are slower: p95 +50 % \\[50, 50\\]",
    "",
    "2 parts: 1 fail · 1 pass",
  ]);
  expect(stdout).toMatch(/\n::error title=Loadgate::web: all requests are slower: p95 \+50 %25 \[50, 50\]\n$/);
});

test.each([
  [
    "all of them pass",
    { "results-api-1": fine, "results-web-1": fine },
    {},
    0,
    "pass",
    "### ✅ Not slower: all 2 parts",
  ],
  [
    "one of them is missing",
    { "results-api-1": fine },
    {},
    23,
    "invalid",
    "### ⚠️ web: No result: its job ended before it could measure, or has not run",
  ],
  [
    "one is missing, and one fails",
    { "results-api-1": slow },
    {},
    20,
    "fail",
    "### ❌ api: all requests are slower: p95 +50 % \\[50, 50\\]",
  ],
  [
    "one is missing, which shall not fail",
    { "results-api-1": fine },
    { "fail-on": "regression" },
    0,
    "invalid",
    "### ⚠️ web: No result: its job ended before it could measure, or has not run",
  ],
  [
    "one has left no results",
    { "results-api-1": fine, "results-web-1": "?" },
    {},
    23,
    "invalid",
    "### ⚠️ web: No result that could be read: loadgate-results-web-1: not JSON; expected the results.json of loadgate run",
  ],
  [
    "there are others, too",
    { "results-api-1": fine, "results-web-1": fine, "results-jobs-1": slow },
    {},
    0,
    "pass",
    "### ✅ Not slower: all 2 parts",
  ],
])("of the parts that are named, %s", async (_, texts, inputs, exit, verdict, headline) => {
  await using github = await startGitHub();
  left(github, texts);
  const { exitCode, outputs, summary, stdout } = await merging(github, { parts: "api, web", ...inputs });
  expect([exitCode, outputs["verdict"], summary.split("\n", 1)[0]]).toEqual([exit, verdict, headline]);
  // Who is forgotten is not gated: that is told.
  const unnamed = "::warning::Results of jobs were left that do not count here: add them to the input parts";
  expect(stdout.includes(unnamed)).toBe("results-jobs-1" in texts);
});

test("where no job has left anything, that is no pass", async () => {
  await using github = await startGitHub();
  const { exitCode, summary } = await merging(github);
  expect([exitCode, summary.split("\n")[0]]).toEqual([
    23,
    "### ⚠️ Could not measure: no job of this run has left results",
  ]);
});

test("of jobs that were not repeated, what an earlier attempt has left counts", async () => {
  await using github = await startGitHub();
  left(github, { "results-api-1": fine, "results-web-1": slow, "results-web-2": fine });
  const { exitCode } = await merging(github, {}, { runAttempt: 2 });
  expect([exitCode, github.comments(2)[0]?.body.split("\n", 2)]).toEqual([
    0,
    [marker("default", 2), "### ✅ Not slower: all 2 parts"],
  ]);
});

test("what a second job has confirmed stands for what the first had found", async () => {
  await using github = await startGitHub();
  left(github, { "results-api-1": slow, "confirmed-api-1": fine });
  expect((await merging(github)).exitCode).toBe(0);
});

test("a list that GitHub does not give is no pass", async () => {
  await using github = await startGitHub();
  github.fail({ route: "GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts", status: 403 });
  const { exitCode, stdout } = await merging(github);
  expect(exitCode).toBe(23);
  expect(stdout).toContain("the list of artifacts could not be fetched: GitHub answered 403");
});

test("jobs that share a comment: the last to finish writes it, each has its own summary and exit code", async () => {
  await using github = await startGitHub();
  github.addPullRequest(ownPull);
  await using place = await workspace({ "loadgate.yml": config({ duration: "300ms" }) });
  const shared = { parts: "web, api" };
  const first = await onPull(github, place.path, { inputs: { ...shared, "baseline-key": "api" } });
  expect([first.exitCode, github.comments(2)]).toEqual([0, []]);
  expect(first.stdout).toContain("The comment is left to the last job of web, api: no results yet of web\n");

  const last = await onPull(github, place.path, { inputs: { ...shared, "baseline-key": "web" } });
  expect(last.exitCode).toBe(0);
  expect(github.comments(2).map(({ body }) => body.split("\n", 4))).toEqual([
    [marker("web"), "### 🆕 No baseline yet: nothing to compare with: all 2 parts", "", "2 parts: 2 pass"],
  ]);
  expect(last.summary.split("\n", 1)).toEqual(["### 🆕 No baseline yet: nothing to compare with"]);

  // One of them is repeated: the other one's results are those of the first attempt.
  await onPull(github, place.path, { inputs: { ...shared, "baseline-key": "api" }, runAttempt: 2 });
  expect(github.comments(2).map(({ body }) => body.split("\n", 1))).toEqual([[marker("web", 2)]]);
});

test("a job that is none of the parts it names is refused", async () => {
  await using github = await startGitHub();
  await using place = await workspace({ "loadgate.yml": config() });
  const { exitCode, stdout } = await onPull(github, place.path, { inputs: { parts: "api web" } });
  expect([exitCode, github.requests]).toEqual([22, []]);
  expect(stdout).toContain(
    'input parts: expected the baseline-keys of all jobs, this one\'s (default) among them, got "api, web"',
  );
});
