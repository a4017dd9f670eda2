import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { decided, decidedPlace } from "../support/firstJob.ts";
import { type LocalGitHub, startGitHub } from "../support/github/server.ts";
import { forkSha } from "../support/leftResults.ts";
import { sampleService, workspace } from "../support/loadgate.ts";
import { type ActionRun, runAction } from "../support/runAction.ts";

const pullSha = "ec26c3e57ca3a959ca5aad62de7213c562f8c821";
const comments = "GET /repos/{owner}/{repo}/issues/{issue_number}/comments";

async function onPull(github: LocalGitHub, directory: string, more: Partial<ActionRun> = {}) {
  const path = new URL("../../fixtures/github/events/pull_request.json", import.meta.url);
  const event = { name: "pull_request", payload: JSON.parse(await readFile(path, "utf8")) };
  const sha = "2ffea6db159f6b6c47a24e778fb9ef40cf6b1c7d";
  const run = { github, workspace: directory, event, ref: "refs/pull/2/merge", sha, runId: 101 };
  return await runAction({ ...run, ...more });
}

/** A job that measures nothing. */
const onDecided = async (github: LocalGitHub, directory: string, more: Partial<ActionRun> = {}) =>
  await onPull(github, directory, { ...more, inputs: { ...decided, ...more.inputs } });

/** A file in which so many requests breach a limit that no service keeps. */
function breaching(n: number): string {
  const request = (i: number) => `      - { name: r${i}, method: GET, path: /hello, sla: { p50: 0.001ms } }`;
  return [
    "version: 1",
    `service: { command: "exec ${process.execPath} ${sampleService}", ready: /healthz }`,
    "scenarios:",
    "  first:",
    "    phases: [{ pattern: constant, rate: 20/s, duration: 300ms }]",
    "    requests: [GET /hello]",
    "  second:",
    "    phases: [{ pattern: constant, rate: 200/s, duration: 500ms }]",
    "    requests:",
    ...Array.from({ length: n }, (_, i) => request(i + 1)),
    "",
  ].join("\n");
}

test("each breach is an annotation at its scenario's line, no level has more than ten, and the headline is the last", async () => {
  await using github = await startGitHub();
  await using place = await workspace({ "loadgate.yml": breaching(12) });
  const inputs = { "check-run": "true", config: "./loadgate.yml" };
  const { exitCode, stdout } = await onPull(github, place.path, { inputs });
  expect(exitCode).toBe(20);
  const errors = stdout.split("\n").filter((line) => line.startsWith("::error"));
  expect(errors.length).toBe(7);
  const spots = errors.map((line) => /^::error title=Loadgate(?:,file=([^,]+),line=(\d+))?::/.exec(line)?.slice(1));
  expect(spots).toEqual([...Array(5).fill(["loadgate.yml", "7"]), undefined, [undefined, undefined]]);
  expect(errors[5]).toBe("::error::7 more of these are in the report");
  expect(errors[0]).toMatch(/::second: p50 of r\d+ is [\d.]+ ms, the SLA wants at most 0.001 ms$/);
  expect(github.checkRuns.map(({ name, headSha, conclusion }) => [name, headSha, conclusion])).toEqual([
    ["Loadgate", pullSha, "failure"],
  ]);
});

test("without the permission there is no check run, and a warning that names it", async () => {
  await using github = await startGitHub({ keepViolations: true });
  github.fail({ route: "POST /repos/{owner}/{repo}/check-runs", status: 403, body: { message: "no" } });
  await using place = await decidedPlace();
  const { exitCode, stdout } = await onDecided(github, place.path, {
    inputs: { "check-run": "true", comment: "never" },
  });
  expect(exitCode).toBe(0);
  expect(stdout).toContain(
    "::warning::The check run could not be written: GitHub answered 403: no; give the job the permission checks: write\n",
  );
});

test("what passes by itself is not even a warning", async () => {
  await using github = await startGitHub({ keepViolations: true });
  github.fail({ route: comments, times: 1, status: 429, headers: { "retry-after": "1" }, body: { message: "Later" } });
  github.fail({ route: comments, times: 1, reset: true });
  await using place = await decidedPlace();
  const { exitCode, stdout } = await onDecided(github, place.path);
  expect([exitCode, github.comments(2).length, stdout.includes("The comment could not")]).toEqual([0, 1, false]);
  expect(stdout).toMatch(/\nGET .*\/comments: GitHub answered 429; asked again in 1\.\d s\n/);
});

test("a fork's token may not write: a notice says where to look, and the job is green", async () => {
  await using github = await startGitHub({ readOnly: true });
  const path = new URL("../../fixtures/github/events/pull_request_fork.json", import.meta.url);
  const event = { name: "pull_request", payload: JSON.parse(await readFile(path, "utf8")) };
  await using place = await decidedPlace(0, forkSha);
  const { exitCode, stdout } = await onDecided(github, place.path, { event, ref: "refs/pull/3/merge" });
  expect([exitCode, stdout.includes("::warning::The comment")]).toEqual([0, false]);
  expect(stdout).toContain(
    "::notice::No comment, because the token of a fork's pull request may not write: https://github.com/loadgate/loadgate/blob/main/docs/github.md#forks shows how it gets one\n",
  );
});

test("the order: outputs and summary, then the comment, then the artifact", async () => {
  await using github = await startGitHub();
  await using place = await decidedPlace();
  await onDecided(github, place.path);
  const writes = github.requests.filter(({ method }) => method !== "GET").map(({ route }) => route.split("/").at(-1));
  expect(writes.slice(0, 2)).toEqual(["comments", "CreateArtifact"]);
});

test("a post step without a main step, and one that finds nothing, say nothing", async () => {
  await using github = await startGitHub();
  await using place = await workspace({ "loadgate.yml": "version: 2\n" });
  const { exitCode, post } = await onPull(github, place.path);
  expect([exitCode, post?.exitCode, post?.stdout]).toEqual([22, 0, ""]);
});
