import { readdir } from "node:fs/promises";
import { expect, test } from "vitest";
import { encodeResults } from "../../src/results/codec.ts";
import { type LocalGitHub, startGitHub } from "../support/github/server.ts";
import {
  afterRun,
  forkLeft,
  forkPull,
  forkSha,
  ownPull,
  payload,
  resultsWith,
  slower,
  textOf,
} from "../support/leftResults.ts";
import { config, workspace } from "../support/loadgate.ts";
import { runAction } from "../support/runAction.ts";

const marker = (key: string, attempt = 1) =>
  `<!-- loadgate key=${key} run=101 attempt=${attempt} sha=${forkSha.slice(0, 7)} -->`;

const firstLines = (github: LocalGitHub, issue = 3) => github.comments(issue).map(({ body }) => body.split("\n", 2));

test("a fork's run may only read; another one, with none of its code, tells of it", async () => {
  await using github = await startGitHub({ readOnly: true });
  github.addPullRequest(forkPull);
  await using place = await workspace({ "loadgate.yml": config({ duration: "300ms" }) });
  const event = { name: "pull_request", payload: await payload("pull_request_fork") };
  const sha = "9c1f0a3d5e7b4c6f8a2d1e3b5c7f9a0d2e4c6b81";
  const measured = await runAction({ github, workspace: place.path, event, ref: "refs/pull/3/merge", sha, runId: 101 });
  expect([measured.exitCode, measured.outputs["verdict"], github.comments(3)]).toEqual([0, "pass", []]);

  github.readOnly = false;
  await using empty = await workspace();
  const told = await afterRun(github, empty.path);
  expect([told.exitCode, told.outputs["verdict"]]).toEqual([0, "pass"]);
  expect(firstLines(github)).toEqual([[marker("default"), "### 🆕 No baseline yet: nothing to compare with"]]);
  const link = "\n[All numbers and charts](https://github.com/octo/shop/actions/runs/101#artifacts)\n";
  expect(told.summary).toBe((await empty.read("loadgate-report/report.md")) + link);
  expect(await readdir(empty.path)).toEqual(["loadgate-report"]);
});

test("what the results claim is not believed: they are judged again, and the job that tells does not fail for it", async () => {
  await using github = await startGitHub();
  github.addPullRequest(forkPull);
  const honest = resultsWith([slower(0.5)], forkSha);
  const lie = { ...honest, verdict: { kind: "pass" as const, reasons: [], failing: false } };
  forkLeft(github, { "results-default-1": encodeResults(lie) });
  await using place = await workspace();
  const { exitCode, outputs } = await afterRun(github, place.path);
  expect([exitCode, outputs["verdict"]]).toEqual([0, "fail"]);
  expect(firstLines(github)).toEqual([[marker("default"), "### ❌ all requests are slower: p95 +50 % \\[50, 50\\]"]]);
});

test("however many jobs have left results, one comment tells of them: of all, or of those that are named", async () => {
  await using github = await startGitHub();
  github.addPullRequest(forkPull);
  forkLeft(github, { "results-api-1": textOf(0), "results-web-1": textOf(0.5), "results-no/1-1": "{}", other: "{}" });
  await using place = await workspace();
  const each = await afterRun(github, place.path);
  expect([each.exitCode, each.outputs["verdict"]]).toEqual([0, "fail"]);
  expect(firstLines(github)).toEqual([
    [marker("default"), "### ❌ web: all requests are slower: p95 +50 % \\[50, 50\\]"],
  ]);

  await afterRun(github, place.path, { inputs: { parts: "web, api, jobs", "baseline-key": "all" } });
  const shared = github.comments(3).at(-1)?.body ?? "";
  expect(shared.split("\n").slice(0, 4)).toEqual([
    marker("all"),
    "### ❌ web: all requests are slower: p95 +50 % \\[50, 50\\]",
    "",
    "3 parts: 1 fail · 1 invalid · 1 pass",
  ]);
  expect(shared).toContain(
    "| ⚠️ | `jobs` | invalid | No result: its job ended before it could measure, or has not run | |",
  );
});

test("of a run that was repeated, the newest attempt counts, and none that is still to come", async () => {
  await using github = await startGitHub();
  github.addPullRequest(forkPull);
  const one = { "results-default-1": textOf(0.5), "confirmed-default-1": textOf(0.4), "results-default-9": textOf(0) };
  forkLeft(github, one);
  await using place = await workspace();
  expect((await afterRun(github, place.path)).outputs["verdict"]).toBe("fail");
  // A second job has confirmed what the first one had found.
  expect(firstLines(github)[0]?.[1]).toContain("+40 %");
  forkLeft(github, { "results-default-2": textOf(0) });
  const event = await payload("workflow_run_fork");
  const { workflow_run: run } = event;
  const again = { ...event, workflow_run: { ...Object(run), run_attempt: 2 } };
  await afterRun(github, place.path, { event: again });
  expect(firstLines(github)).toEqual([[marker("default", 2), "### ✅ Not slower"]]);
});

test("a pull request that is not the run's is left", async () => {
  await using github = await startGitHub();
  github.addPullRequest({ ...forkPull, headSha: "0".repeat(40) });
  forkLeft(github, { "results-default-1": textOf(0) });
  await using place = await workspace();
  const { exitCode, stdout } = await afterRun(github, place.path);
  expect([exitCode, github.comments(3)]).toEqual([0, []]);
  expect(stdout).toBe("::notice title=Loadgate::Nothing to comment on: the pull request has moved on, or is closed\n");
});

test("of two pull requests with the same head it takes the one that the event names, else none", async () => {
  await using github = await startGitHub();
  github.addPullRequest(forkPull);
  github.addPullRequest({ ...forkPull, number: 4, baseBranch: "release" });
  forkLeft(github, { "results-default-1": textOf(0) });
  await using place = await workspace();
  const { exitCode, stdout } = await afterRun(github, place.path);
  expect([exitCode, github.comments(3), github.comments(4)]).toEqual([0, [], []]);
  expect(stdout).toContain("the commit is the head of several pull requests (4, 3), and the event does not say which");

  const event = await payload("workflow_run_fork");
  const named = {
    ...event,
    workflow_run: { ...Object(event["workflow_run"]), pull_requests: [{ number: 4 }, { number: 999 }] },
  };
  expect((await afterRun(github, place.path, { event: named })).exitCode).toBe(0);
  expect([github.comments(3).length, github.comments(4).length]).toEqual([0, 1]);
});

test("a run of the repository's own branch is told of in the same way", async () => {
  await using github = await startGitHub();
  github.addPullRequest(ownPull);
  github.addRun({ id: 100, event: "pull_request", headBranch: "changes", headSha: ownPull.headSha });
  github.addArtifact({
    name: "loadgate-results-default-1",
    runId: 100,
    files: { "results.json": textOf(0, ownPull.headSha) },
  });
  await using place = await workspace();
  expect((await afterRun(github, place.path, { event: await payload("workflow_run") })).exitCode).toBe(0);
  expect(firstLines(github, 2).map(([, line]) => line)).toEqual(["### ✅ Not slower"]);
});

test("another run's results are none, and neither are those that have expired: nothing is told, and nothing fails", async () => {
  await using github = await startGitHub();
  github.addPullRequest(forkPull);
  forkLeft(github, { "results-default-1": textOf(0.5) }, 99);
  forkLeft(github, {});
  github.addArtifact({
    name: "loadgate-results-default-1",
    runId: 101,
    expired: true,
    files: { "results.json": textOf(0.5) },
  });
  await using place = await workspace();
  const { exitCode, stdout } = await afterRun(github, place.path);
  expect([exitCode, github.comments(3)]).toEqual([0, []]);
  expect(stdout).toContain("the run 101 has left no results: its jobs ended before they could measure");
});

test("among 120 comments it finds its own, and leaves what others have written under its name", async () => {
  await using github = await startGitHub();
  github.addPullRequest(forkPull);
  forkLeft(github, { "results-default-1": textOf(0) });
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
  expect((await afterRun(github, place.path)).exitCode).toBe(0);
  const told = github.comments(3).flatMap(({ body }, at) => (body.startsWith(marker("default")) ? [at] : []));
  expect([github.comments(3).length, told]).toEqual([120, [110]]);
});

test.each([
  ["no results at all", "<html>", "not JSON"],
  ["another schema", '{"schema":2}', "schema: "],
  [
    "a thousand and one scenarios",
    encodeResults(resultsWith(Array(1001).fill(slower(0)), forkSha)),
    "at most 1000 scenarios, got 1001",
  ],
])("results that are %s are told as none", async (_, text, why) => {
  await using github = await startGitHub();
  github.addPullRequest(forkPull);
  forkLeft(github, { "results-default-1": text });
  await using place = await workspace();
  const { exitCode, outputs } = await afterRun(github, place.path);
  expect([exitCode, outputs["verdict"], github.comments(3).length]).toEqual([0, "invalid", 1]);
  expect(firstLines(github)[0]?.[1]).toMatch(/^### ⚠️ default: No result that could be read: /);
  expect(github.comments(3)[0]?.body).toContain(why);
});

test("results of another commit than the pull request's head say so", async () => {
  await using github = await startGitHub();
  github.addPullRequest(forkPull);
  forkLeft(github, { "results-default-1": textOf(0, "1234567890") });
  await using place = await workspace();
  await afterRun(github, place.path);
  expect(github.comments(3)[0]?.body).toContain(
    "\n- The results are of the commit `1234567`, and the pull request's head was `2f7f6d1`\n",
  );
});

test("the results of more jobs than twenty are not taken up unasked", async () => {
  await using github = await startGitHub();
  github.addPullRequest(forkPull);
  forkLeft(github, Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`results-k${i}-1`, textOf(0)])));
  await using place = await workspace();
  const { exitCode, stdout } = await afterRun(github, place.path);
  expect([exitCode, github.comments(3)]).toEqual([23, []]);
  expect(stdout).toContain("expected the results of at most 20 jobs, got 21");
});

test.each([
  ["GET /repos/{owner}/{repo}/pulls", 401, "the pull request could not be looked up: GitHub answered 401"],
  [
    "GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts",
    403,
    "the list of artifacts could not be fetched: GitHub answered 403: Resource not accessible by integration; give the job the permission actions: read",
  ],
  [
    "GET /repos/{owner}/{repo}/issues/{issue_number}/comments",
    401,
    "the comment of default could not be kept: GitHub answered 401",
  ],
  [
    "POST /repos/{owner}/{repo}/issues/{issue_number}/comments",
    403,
    "the comment of default could not be kept: GitHub answered 403",
  ],
])("what could not be told fails: %s answers %i", async (route, status, why) => {
  await using github = await startGitHub({ keepViolations: true });
  github.addPullRequest(forkPull);
  forkLeft(github, { "results-default-1": textOf(0) });
  github.fail({ route, status, body: { message: "Resource not accessible by integration" } });
  await using place = await workspace();
  const { exitCode, stdout } = await afterRun(github, place.path);
  expect([exitCode, github.comments(3)]).toEqual([23, []]);
  expect(stdout).toContain(`::error title=Loadgate::${why}`);
});

test("it belongs in a job that another run's end has started, and one of a pull request", async () => {
  await using github = await startGitHub();
  await using place = await workspace();
  const event = { name: "pull_request", payload: await payload("pull_request") };
  const run = { github, workspace: place.path, ref: "refs/pull/2/merge", sha: ownPull.headSha, runId: 101 };
  const wrong = await runAction({ ...run, event, inputs: { mode: "comment" } });
  expect([wrong.exitCode, github.requests]).toEqual([22, []]);
  expect(wrong.stdout).toContain(
    "expected on: workflow_run, got on: pull_request; see https://github.com/loadgate/loadgate/blob/main/docs/github.md#forks",
  );

  const pushed = await payload("workflow_run");
  const of = { ...pushed, workflow_run: { ...Object(pushed["workflow_run"]), event: "push" } };
  const left = await afterRun(github, place.path, { event: of });
  expect([left.exitCode, github.requests]).toEqual([0, []]);
  expect(left.stdout).toContain("the run 100 was started by push, and only runs of pull_request have a comment");
});
