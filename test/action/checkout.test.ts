import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { verifyCheckout } from "../../src/action/checkout.ts";
import { readContext } from "../../src/github/context.ts";
import { CouldNotMeasure } from "../../src/model/errors.ts";
import { startGitHub } from "../support/github/server.ts";
import { filesOf } from "../support/github/zip.ts";
import { sampleConfig, workspace } from "../support/loadgate.ts";
import { runAction } from "../support/runAction.ts";
import { eventPayload, forkSha, mainSha, ownPull, pullSha } from "../support/uploadedResults.ts";

const mergeSha = "2ffea6db159f6b6c47a24e778fb9ef40cf6b1c7d";
const otherSha = "0123456789abcdef0123456789abcdef01234567";

async function contextOf(event: string, name: string, eventSha: string) {
  const env = {
    GITHUB_EVENT_NAME: event,
    GITHUB_REPOSITORY: "octo/shop",
    GITHUB_SHA: eventSha,
    GITHUB_REF: "refs/heads/main",
  };
  return readContext(env, await eventPayload(name));
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
])("on %s (%s, started with %s) the checked-out commit is measured", async (event, name, eventSha, commit, sha) => {
  expect(verifyCheckout(await contextOf(event, name, eventSha), commit)).toMatchObject({ sha, notices: [] });
});

test.each([
  ["pull_request", "pull_request", mergeSha, ["ec26c3e", "2ffea6d"], true],
  ["push", "push", mainSha, ["f95f852"], true],
  ["schedule", "push", mainSha, ["f95f852"], true],
  ["workflow_dispatch", "push", mainSha, ["f95f852"], false],
])(
  "on %s another commit is measured under its own sha, with a notice",
  async (event, name, eventSha, expected, isForBaseline) => {
    const checkout = verifyCheckout(await contextOf(event, name, eventSha), head(otherSha, mainSha));
    expect(checkout).toEqual({
      sha: otherSha,
      isForBaseline,
      notices: [{ kind: "other_commit", where: "workspace", measured: "0123456", expected }],
    });
  },
);

test.each([
  ["pull_request_target", "pull_request_fork"],
  ["workflow_run", "workflow_run_fork"],
  ["deployment", "pull_request_fork"],
])("on %s a fork's code does not run", async (event, name) => {
  const context = await contextOf(event, name, mainSha);
  for (const commit of [undefined, head(forkSha), head(mainSha)])
    expect(() => verifyCheckout(context, commit)).toThrow(
      `on: ${event} runs with a write token and the repository's secrets: expected code of this repository, got code of a fork`,
    );
});

test.each(["pull_request_target", "workflow_run"])("on %s code of an unknown repository does not run", (event) => {
  const env = { GITHUB_EVENT_NAME: event, GITHUB_REPOSITORY: "octo/shop", GITHUB_SHA: mainSha };
  expect(() => verifyCheckout(readContext(env, {}), undefined)).toThrow("got code of a fork");
});

test("on pull_request_target the base branch is not measured as the head", async () => {
  const context = await contextOf("pull_request_target", "pull_request", mainSha);
  expect(() => verifyCheckout(context, head(mainSha, otherSha))).toThrow(
    "expected the pull request's head ec26c3e or a merge commit with it, got f95f852; give actions/checkout the ref ${{ github.event.pull_request.head.sha }}",
  );
});

test("on pull_request_target nothing is measured if git cannot read the checked-out commit", async () => {
  const context = await contextOf("pull_request_target", "pull_request", mainSha);
  const failing = () => verifyCheckout(context, undefined);
  expect(failing).toThrow(CouldNotMeasure);
  expect(failing).toThrow("expected the pull request's head ec26c3e; check it out with actions/checkout in this job");
  expect(failing).toThrow('git config --global --add safe.directory "$GITHUB_WORKSPACE"');
});

/** A repository with one commit that contains the configuration. */
async function repository() {
  const place = await workspace({ "loadgate.yml": sampleConfig({ duration: "300ms" }) });
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

test("a fork's pull request on pull_request_target exits with 22, without a request, and the error gives advice", async () => {
  await using github = await startGitHub();
  await using place = await repository();
  const event = { name: "pull_request_target", payload: await eventPayload("pull_request_fork") };
  const run = { github, workspace: place.path, event, ref: "refs/heads/main", sha: mainSha, runId: 101 };
  const { exitCode, stdout, outputs } = await runAction(run);
  expect([exitCode, outputs["verdict"], github.requests]).toEqual([22, "invalid", []]);
  expect(stdout).toContain(
    "measure it in a job with on: pull_request, and comment in a job with on: workflow_run and mode: comment (https://github.com/loadgate/loadgate/blob/main/docs/github.md#forks)",
  );
});

test.each([
  ["push", "joins the baseline", true],
  ["workflow_dispatch", "does not join the baseline", false],
])("on %s another commit than main's causes a warning and %s", async (name, _, isAppended) => {
  await using github = await startGitHub();
  await using place = await repository();
  const event = { name, payload: await eventPayload("push") };
  const run = { github, workspace: place.path, event, ref: "refs/heads/main", sha: mainSha, runId: 101 };
  const { exitCode, stdout } = await runAction(run);
  const { provenance, warnings } = await place.results();
  expect([exitCode, provenance.head.sha, github.artifacts.map(({ name }) => name)]).toEqual([
    0,
    place.head,
    ["loadgate-results-default-1", ...(isAppended ? ["loadgate-baseline-default"] : [])],
  ]);
  expect(warnings).toMatchObject([{ kind: "other_commit", measured: place.head.slice(0, 7) }]);
  const warning = "::warning::The baseline could not be written: the measured commit is not the default branch's\n";
  expect(stdout.includes(warning)).toBe(!isAppended);
  const baseline = github.artifacts.find(({ name }) => name === "loadgate-baseline-default");
  const text = baseline && filesOf(baseline.zip)["baseline.json"]?.toString();
  expect(text?.includes(place.head)).toBe(isAppended || undefined);
});

test.each([
  ["of this repository", ownPull, 0],
  ["of a fork", { ...ownPull, headRepositoryId: 2 }, 22],
  ["that cannot be looked up", undefined, 23],
])("a comment on a pull request %s whose code is checked out", async (_, pull, exit) => {
  await using github = await startGitHub();
  if (pull !== undefined) github.addPullRequest(pull);
  await using place = await repository();
  const repositoryOf = (await eventPayload("push"))["repository"];
  const event = {
    name: "issue_comment",
    payload: { repository: repositoryOf, issue: { number: 2, pull_request: {} } },
  };
  const run = { github, workspace: place.path, event, ref: "refs/heads/main", sha: mainSha, runId: 101 };
  expect((await runAction(run)).exitCode).toBe(exit);
});
