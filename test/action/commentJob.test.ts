import { readdir } from "node:fs/promises";
import { expect, test } from "vitest";
import { encodeResults } from "../../src/results/codec.ts";
import { type LocalGitHub, startGitHub } from "../support/github/server.ts";
import { sampleConfig, workspace } from "../support/loadgate.ts";
import { runAction } from "../support/runAction.ts";
import {
  addForkResults,
  eventPayload,
  forkPull,
  forkSha,
  judgedResults,
  ownPull,
  resultsJson,
  runCommentJob,
  slowerScenario,
} from "../support/uploadedResults.ts";

const marker = (key: string, attempt = 1) =>
  `<!-- loadgate key=${key} run=101 attempt=${attempt} sha=${forkSha.slice(0, 7)} workflow=.github/workflows/performance.yml -->`;

const firstLines = (github: LocalGitHub, issue = 3) => github.comments(issue).map(({ body }) => body.split("\n", 2));

test("a fork's run cannot write a comment; a second run without the fork's code writes it", async () => {
  await using github = await startGitHub({ readOnly: true });
  github.addPullRequest(forkPull);
  const config = sampleConfig({ duration: "300ms", top: ["base: { from: none }"] });
  await using place = await workspace({ "loadgate.yml": config });
  const event = { name: "pull_request", payload: await eventPayload("pull_request_fork") };
  const sha = "9c1f0a3d5e7b4c6f8a2d1e3b5c7f9a0d2e4c6b81";
  const measured = await runAction({ github, workspace: place.path, event, ref: "refs/pull/3/merge", sha, runId: 101 });
  expect([measured.exitCode, measured.outputs["verdict"], github.comments(3)]).toEqual([0, "pass", []]);

  github.readOnly = false;
  await using empty = await workspace();
  const commented = await runCommentJob(github, empty.path);
  expect([commented.exitCode, commented.outputs["verdict"]]).toEqual([0, "pass"]);
  expect(firstLines(github)).toEqual([[marker("default"), "### 🆕 No baseline yet: nothing to compare with"]]);
  const link = "\n[All numbers and charts](https://github.com/octo/shop/actions/runs/101#artifacts)\n";
  expect(commented.summary).toBe((await empty.read("loadgate-report/report.md")) + link);
  expect(await readdir(empty.path)).toEqual(["loadgate-report"]);
});

test("the results are judged again, whatever verdict they claim, and a fail does not fail the comment job", async () => {
  await using github = await startGitHub();
  github.addPullRequest(forkPull);
  const failed = judgedResults([slowerScenario(0.5)], forkSha);
  const forged = { ...failed, verdict: { kind: "pass" as const, reasons: [], failing: false } };
  addForkResults(github, { "results-default-1": encodeResults(forged) });
  await using place = await workspace();
  const { exitCode, outputs } = await runCommentJob(github, place.path);
  expect([exitCode, outputs["verdict"]]).toEqual([0, "fail"]);
  expect(firstLines(github)).toEqual([[marker("default"), "### ❌ Slower: p95 +50 % \\[50, 50\\]"]]);
});

test("one comment reports all jobs, or those that the input parts lists", async () => {
  await using github = await startGitHub();
  github.addPullRequest(forkPull);
  addForkResults(github, {
    "results-api-1": resultsJson(0),
    "results-web-1": resultsJson(0.5),
    "results-no/1-1": "{}",
    other: "{}",
  });
  await using place = await workspace();
  const allJobs = await runCommentJob(github, place.path);
  expect([allJobs.exitCode, allJobs.outputs["verdict"]]).toEqual([0, "fail"]);
  expect(firstLines(github)).toEqual([[marker("default"), "### ❌ web: Slower: p95 +50 % \\[50, 50\\]"]]);

  await runCommentJob(github, place.path, { inputs: { parts: "web, api, jobs", "baseline-key": "all" } });
  const shared = github.comments(3).at(-1)?.body ?? "";
  expect(shared.split("\n").slice(0, 4)).toEqual([
    marker("all"),
    "### ❌ web: Slower: p95 +50 % \\[50, 50\\]",
    "",
    "3 parts: 1 fail · 1 invalid · 1 pass",
  ]);
  expect(shared).toContain(
    "| ⚠️ | `jobs` | invalid | No result: its job ended before it could measure, or has not run | |",
  );
});

test("in a repeated run the newest attempt counts, but no later attempt than the event's", async () => {
  await using github = await startGitHub();
  github.addPullRequest(forkPull);
  const one = {
    "results-default-1": resultsJson(0.5),
    "confirmed-default-1": resultsJson(0.4),
    "results-default-9": resultsJson(0),
  };
  addForkResults(github, one);
  await using place = await workspace();
  expect((await runCommentJob(github, place.path)).outputs["verdict"]).toBe("fail");
  // The confirmed results of a second job replace those of the first one.
  expect(firstLines(github)[0]?.[1]).toContain("+40 %");
  addForkResults(github, { "results-default-2": resultsJson(0) });
  const event = await eventPayload("workflow_run_fork");
  const { workflow_run: run } = event;
  const secondAttempt = { ...event, workflow_run: { ...Object(run), run_attempt: 2 } };
  await runCommentJob(github, place.path, { event: secondAttempt });
  expect(firstLines(github)).toEqual([[marker("default", 2), "### ✅ Not slower"]]);
});

test("a pull request whose head is not the run's commit gets no comment", async () => {
  await using github = await startGitHub();
  github.addPullRequest({ ...forkPull, headSha: "0".repeat(40) });
  addForkResults(github, { "results-default-1": resultsJson(0) });
  await using place = await workspace();
  const { exitCode, stdout } = await runCommentJob(github, place.path);
  expect([exitCode, github.comments(3)]).toEqual([0, []]);
  expect(stdout).toBe(
    "::notice title=Loadgate::Nothing to comment on: the pull request has newer commits, or is closed\n",
  );
});

test("of two pull requests with the same head, only the one that the event names gets a comment", async () => {
  await using github = await startGitHub();
  github.addPullRequest(forkPull);
  github.addPullRequest({ ...forkPull, number: 4, baseBranch: "release" });
  addForkResults(github, { "results-default-1": resultsJson(0) });
  await using place = await workspace();
  const { exitCode, stdout } = await runCommentJob(github, place.path);
  expect([exitCode, github.comments(3), github.comments(4)]).toEqual([0, [], []]);
  expect(stdout).toContain("the commit is the head of several pull requests (4, 3), and the event does not say which");

  const event = await eventPayload("workflow_run_fork");
  const named = {
    ...event,
    workflow_run: { ...Object(event["workflow_run"]), pull_requests: [{ number: 4 }, { number: 999 }] },
  };
  expect((await runCommentJob(github, place.path, { event: named })).exitCode).toBe(0);
  expect([github.comments(3).length, github.comments(4).length]).toEqual([0, 1]);
});

test("a run of the repository's own branch gets a comment in the same way", async () => {
  await using github = await startGitHub();
  github.addPullRequest(ownPull);
  github.addRun({ id: 100, event: "pull_request", headBranch: "changes", headSha: ownPull.headSha });
  github.addArtifact({
    name: "loadgate-results-default-1",
    runId: 100,
    files: { "results.json": resultsJson(0, ownPull.headSha) },
  });
  await using place = await workspace();
  expect((await runCommentJob(github, place.path, { event: await eventPayload("workflow_run") })).exitCode).toBe(0);
  expect(firstLines(github, 2).map(([, line]) => line)).toEqual(["### ✅ Not slower"]);
});

test("results of another run and expired results do not count; the job skips the comment and passes", async () => {
  await using github = await startGitHub();
  github.addPullRequest(forkPull);
  addForkResults(github, { "results-default-1": resultsJson(0.5) }, 99);
  addForkResults(github, {});
  github.addArtifact({
    name: "loadgate-results-default-1",
    runId: 101,
    expired: true,
    files: { "results.json": resultsJson(0.5) },
  });
  await using place = await workspace();
  const { exitCode, stdout } = await runCommentJob(github, place.path);
  expect([exitCode, github.comments(3)]).toEqual([0, []]);
  expect(stdout).toContain("the run 101 has no results: its jobs ended before they could measure");
});

test("among 120 comments it updates its own, and no comment that other users have marked as ours", async () => {
  await using github = await startGitHub();
  github.addPullRequest(forkPull);
  addForkResults(github, { "results-default-1": resultsJson(0) });
  for (let i = 0; i < 120; i++) {
    const isOurs = i === 110;
    const body = i === 3 || isOurs ? `${marker("default").replace("run=101", "run=90")}\nold` : `comment ${i}`;
    github.addComment({
      issue: 3,
      body,
      login: isOurs ? "github-actions[bot]" : "hubot",
      type: isOurs ? "Bot" : "User",
    });
  }
  await using place = await workspace();
  expect((await runCommentJob(github, place.path)).exitCode).toBe(0);
  const updated = github.comments(3).flatMap(({ body }, at) => (body.startsWith(marker("default")) ? [at] : []));
  expect([github.comments(3).length, updated]).toEqual([120, [110]]);
});

test.each([
  ["no results at all", "<html>", "not JSON"],
  ["another schema", '{"schema":2}', "schema: "],
  [
    "a thousand and one scenarios",
    encodeResults(judgedResults(Array(1001).fill(slowerScenario(0)), forkSha)),
    "at most 1000 scenarios, got 1001",
  ],
])("results that are %s are reported as unreadable", async (_, text, why) => {
  await using github = await startGitHub();
  github.addPullRequest(forkPull);
  addForkResults(github, { "results-default-1": text });
  await using place = await workspace();
  const { exitCode, outputs } = await runCommentJob(github, place.path);
  expect([exitCode, outputs["verdict"], github.comments(3).length]).toEqual([0, "invalid", 1]);
  expect(firstLines(github)[0]?.[1]).toMatch(/^### ⚠️ default: No readable result: /);
  expect(github.comments(3)[0]?.body).toContain(why);
});

test("the comment warns of results for another commit than the pull request's head", async () => {
  await using github = await startGitHub();
  github.addPullRequest(forkPull);
  addForkResults(github, { "results-default-1": resultsJson(0, "1234567890") });
  await using place = await workspace();
  await runCommentJob(github, place.path);
  expect(github.comments(3)[0]?.body).toContain(
    "\n- The results belong to the commit `1234567`, but the pull request's head was `2f7f6d1`\n",
  );
});

test("the results of more than twenty jobs are refused unless the input parts lists them", async () => {
  await using github = await startGitHub();
  github.addPullRequest(forkPull);
  addForkResults(github, Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`results-k${i}-1`, resultsJson(0)])));
  await using place = await workspace();
  const { exitCode, stdout } = await runCommentJob(github, place.path);
  expect([exitCode, github.comments(3)]).toEqual([23, []]);
  expect(stdout).toContain("expected the results of at most 20 jobs, got 21");
});

test.each([
  ["GET /repos/{owner}/{repo}/pulls", 401, "the pull request could not be looked up: GitHub responded with 401"],
  [
    "GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts",
    403,
    "the list of artifacts could not be fetched: GitHub responded with 403: Resource not accessible by integration; give the job the permission actions: read",
  ],
  [
    "GET /repos/{owner}/{repo}/issues/{issue_number}/comments",
    401,
    "the comment of default could not be written: GitHub responded with 401",
  ],
  [
    "POST /repos/{owner}/{repo}/issues/{issue_number}/comments",
    403,
    "the comment of default could not be written: GitHub responded with 403",
  ],
])("a comment that cannot be written fails the job: %s responds with %i", async (route, status, why) => {
  await using github = await startGitHub({ keepViolations: true });
  github.addPullRequest(forkPull);
  addForkResults(github, { "results-default-1": resultsJson(0) });
  github.fail({ route, status, body: { message: "Resource not accessible by integration" } });
  await using place = await workspace();
  const { exitCode, stdout } = await runCommentJob(github, place.path);
  expect([exitCode, github.comments(3)]).toEqual([23, []]);
  expect(stdout).toContain(`::error title=Loadgate::${why}`);
});

test("mode comment needs the event workflow_run, of a run on a pull request", async () => {
  await using github = await startGitHub();
  await using place = await workspace();
  const event = { name: "pull_request", payload: await eventPayload("pull_request") };
  const run = { github, workspace: place.path, ref: "refs/pull/2/merge", sha: ownPull.headSha, runId: 101 };
  const wrong = await runAction({ ...run, event, inputs: { mode: "comment" } });
  expect([wrong.exitCode, github.requests]).toEqual([22, []]);
  expect(wrong.stdout).toContain(
    "expected on: workflow_run, got on: pull_request; see https://github.com/loadgate/loadgate/blob/main/docs/github.md#forks",
  );

  const runEvent = await eventPayload("workflow_run");
  const pushRun = { ...runEvent, workflow_run: { ...Object(runEvent["workflow_run"]), event: "push" } };
  const skipped = await runCommentJob(github, place.path, { event: pushRun });
  expect([skipped.exitCode, github.requests]).toEqual([0, []]);
  expect(skipped.stdout).toContain("the run 100 was started by push, and only runs of pull_request have a comment");
});
