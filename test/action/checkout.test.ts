import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { checkedOut } from "../../src/action/checkout.ts";
import { contextOf } from "../../src/github/context.ts";
import { CouldNotMeasure } from "../../src/model/errors.ts";
import { startGitHub } from "../support/github/server.ts";
import { filesOf } from "../support/github/zip.ts";
import { forkSha, mainSha, ownPull, payload, pullSha } from "../support/leftResults.ts";
import { config, workspace } from "../support/loadgate.ts";
import { runAction } from "../support/runAction.ts";

const mergeSha = "2ffea6db159f6b6c47a24e778fb9ef40cf6b1c7d";
const otherSha = "0123456789abcdef0123456789abcdef01234567";

async function of(event: string, name: string, eventSha: string) {
  const env = {
    GITHUB_EVENT_NAME: event,
    GITHUB_REPOSITORY: "octo/shop",
    GITHUB_SHA: eventSha,
    GITHUB_REF: "refs/heads/main",
  };
  return contextOf(env, await payload(name));
}

const head = (sha: string, ...parents: readonly string[]) => ({ sha, parents });

test.each([
  ["pull_request", "pull_request", mergeSha, head(mergeSha, mainSha, pullSha), pullSha],
  ["pull_request", "pull_request", mergeSha, head(pullSha, mainSha), pullSha],
  ["pull_request", "pull_request", mergeSha, undefined, pullSha],
  ["push", "push", mainSha, undefined, mainSha],
  ["pull_request", "pull_request_fork", otherSha, head(forkSha, mainSha), forkSha],
  ["pull_request_target", "pull_request", mainSha, head(pullSha, mainSha), pullSha],
  ["pull_request_target", "pull_request", mainSha, head(mergeSha, mainSha, pullSha), pullSha],
  ["push", "push", mainSha, head(mainSha), mainSha],
  ["workflow_run", "workflow_run", mainSha, head(pullSha), pullSha],
  ["issue_comment", "push", mainSha, head(otherSha), otherSha],
])("on %s (%s, started with %s) what is checked out is measured", async (event, name, eventSha, commit, sha) => {
  expect(checkedOut(await of(event, name, eventSha), commit)).toMatchObject({ sha, warnings: [] });
});

test.each([
  ["pull_request", "pull_request", mergeSha, "expected ec26c3e or 2ffea6d", true],
  ["push", "push", mainSha, "expected f95f852;", true],
  ["schedule", "push", mainSha, "expected f95f852;", true],
  ["workflow_dispatch", "push", mainSha, "expected f95f852;", false],
])(
  "on %s another commit than its own is named for what it is, and that is told",
  async (event, name, eventSha, told, isMains) => {
    const found = checkedOut(await of(event, name, eventSha), head(otherSha, mainSha));
    expect([found.sha, found.isMains]).toEqual([otherSha, isMains]);
    expect(found.warnings.join()).toContain(
      `The commit that was measured is 0123456, which is not the one that the event is about: ${told}`,
    );
  },
);

test.each([
  ["pull_request_target", "pull_request_fork"],
  ["workflow_run", "workflow_run_fork"],
  ["deployment", "pull_request_fork"],
])("on %s a fork's code does not run", async (event, name) => {
  const context = await of(event, name, mainSha);
  for (const commit of [undefined, head(forkSha), head(mainSha)])
    expect(() => checkedOut(context, commit)).toThrow(
      `on: ${event} runs with a token that may write and with the repository's secrets: expected code of this repository, got that of a fork`,
    );
});

test.each(["pull_request_target", "workflow_run"])("on %s nor does code of which nobody says whose it is", (event) => {
  const env = { GITHUB_EVENT_NAME: event, GITHUB_REPOSITORY: "octo/shop", GITHUB_SHA: mainSha };
  expect(() => checkedOut(contextOf(env, {}), undefined)).toThrow("got that of a fork");
});

test("on pull_request_target the base branch is not measured for the head", async () => {
  const context = await of("pull_request_target", "pull_request", mainSha);
  expect(() => checkedOut(context, head(mainSha, otherSha))).toThrow(
    "expected the pull request's head ec26c3e or a merge commit with it, got f95f852; give actions/checkout the ref ${{ github.event.pull_request.head.sha }}",
  );
});

test("on pull_request_target nothing is measured where git does not say what is checked out", async () => {
  const context = await of("pull_request_target", "pull_request", mainSha);
  const failing = () => checkedOut(context, undefined);
  expect(failing).toThrow(CouldNotMeasure);
  expect(failing).toThrow("expected the pull request's head ec26c3e; let actions/checkout check it out in this job");
  expect(failing).toThrow('git config --global --add safe.directory "$GITHUB_WORKSPACE"');
});

/** A repository with one commit, of the configuration. */
async function repository() {
  const place = await workspace({ "loadgate.yml": config({ duration: "300ms" }) });
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b.c", ...args], {
      cwd: place.path,
      encoding: "utf8",
    }).trim();
  git("init", "--quiet", "--initial-branch=main");
  git("add", ".");
  git("commit", "--quiet", "-m", "one");
  return { ...place, head: git("rev-parse", "HEAD") };
}

test("a fork's pull request on pull_request_target: exit 22, nothing started, nothing asked, and what to do", async () => {
  await using github = await startGitHub();
  await using place = await repository();
  const event = { name: "pull_request_target", payload: await payload("pull_request_fork") };
  const run = { github, workspace: place.path, event, ref: "refs/heads/main", sha: mainSha, runId: 101 };
  const { exitCode, stdout, outputs } = await runAction(run);
  expect([exitCode, outputs["verdict"], github.requests]).toEqual([22, "invalid", []]);
  expect(stdout).toContain(
    "let a job with on: pull_request measure it, and a job with on: workflow_run and mode: comment tell of it (https://github.com/loadgate/loadgate/blob/main/docs/github.md#forks)",
  );
});

test.each([
  ["push", "its numbers become the baseline", true],
  ["workflow_dispatch", "makes no baseline", false],
])("on %s another commit than main's is checked out: it is named, and %s", async (name, _, isKept) => {
  await using github = await startGitHub();
  await using place = await repository();
  const event = { name, payload: await payload("push") };
  const run = { github, workspace: place.path, event, ref: "refs/heads/main", sha: mainSha, runId: 101 };
  const { exitCode, stdout } = await runAction(run);
  const { provenance, warnings } = await place.results();
  expect([exitCode, provenance.head.sha, github.artifacts.map(({ name }) => name)]).toEqual([
    0,
    place.head,
    ["loadgate-results-default-1", ...(isKept ? ["loadgate-baseline-default"] : [])],
  ]);
  expect(warnings.join()).toContain(`The commit that was measured is ${place.head.slice(0, 7)}, which is not the one`);
  const refusal =
    "::warning::The baseline could not be written: another commit than the default branch's was measured\n";
  expect(stdout.includes(refusal)).toBe(!isKept);
  const baseline = github.artifacts.find(({ name }) => name === "loadgate-baseline-default");
  const text = baseline && filesOf(baseline.zip)["baseline.json"]?.toString();
  expect(text?.includes(place.head)).toBe(isKept || undefined);
});

test.each([
  ["of this repository", ownPull, 0],
  ["of a fork", { ...ownPull, headRepositoryId: 2 }, 22],
  ["that cannot be asked for", undefined, 23],
])("a comment on a pull request %s, whose code is checked out", async (_, pull, exit) => {
  await using github = await startGitHub();
  if (pull !== undefined) github.addPullRequest(pull);
  await using place = await repository();
  const repositoryOf = (await payload("push"))["repository"];
  const event = {
    name: "issue_comment",
    payload: { repository: repositoryOf, issue: { number: 2, pull_request: {} } },
  };
  const run = { github, workspace: place.path, event, ref: "refs/heads/main", sha: mainSha, runId: 101 };
  expect((await runAction(run)).exitCode).toBe(exit);
});
