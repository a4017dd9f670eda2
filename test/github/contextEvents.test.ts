import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readContext } from "../../src/github/context.ts";

const forkSha = "2f7f6d1c8ae2b5c2f2c2fdc1e8e3dc1f4e2a9d55";
const pullSha = "ec26c3e57ca3a959ca5aad62de7213c562f8c821";
const mergeSha = "2ffea6db159f6b6c47a24e778fb9ef40cf6b1c7d";

async function payload(name: string): Promise<Readonly<Record<string, unknown>>> {
  return JSON.parse(await readFile(new URL(`../../fixtures/github/events/${name}.json`, import.meta.url), "utf8"));
}

const env = (event: string, more: Readonly<Record<string, string>> = {}) => ({
  GITHUB_EVENT_NAME: event,
  GITHUB_REPOSITORY: "octo/shop",
  GITHUB_RUN_ID: "101",
  GITHUB_RUN_ATTEMPT: "2",
  GITHUB_SHA: mergeSha,
  GITHUB_REF: "refs/heads/main",
  ...more,
});

test("the workflow_run event of a fork names the fork", async () => {
  const { workflowRun, sha, refreshesBaseline, pullRequest, runAttempt } = readContext(
    env("workflow_run"),
    await payload("workflow_run_fork"),
  );
  expect([workflowRun, sha, refreshesBaseline, pullRequest, runAttempt]).toEqual([
    {
      id: 101,
      attempt: 1,
      event: "pull_request",
      headSha: forkSha,
      workflow: ".github/workflows/performance.yml",
      headBranch: "main",
      headRepository: { id: 2, owner: "hubot" },
      pullRequests: [],
    },
    mergeSha,
    false,
    undefined,
    2,
  ]);
  const own = readContext(env("workflow_run"), await payload("workflow_run")).workflowRun;
  expect([own?.headRepository, own?.pullRequests]).toEqual([{ id: 1, owner: "octo" }, [2]]);
});

test("a deleted fork has no repository, but its pull request still counts as a fork's", async () => {
  const pull = await payload("pull_request_fork");
  const pullRequest = Object(pull["pull_request"]);
  const deletedFork = { ...pull, pull_request: { ...pullRequest, head: { ...pullRequest.head, repo: null } } };
  expect(readContext(env("pull_request"), deletedFork).pullRequest).toEqual({ number: 3, isFork: true });
  const run = await payload("workflow_run_fork");
  const withoutHead = { ...run, workflow_run: { ...Object(run["workflow_run"]), head_repository: null } };
  expect(readContext(env("workflow_run"), withoutHead).workflowRun).toMatchObject({ id: 101, headSha: forkSha });
  expect(readContext(env("workflow_run"), withoutHead).workflowRun?.headRepository).toBe(undefined);
});

test("a comment on a pull request gives its number, a comment on an issue gives none", () => {
  const repository = { id: 1, default_branch: "main" };
  const on = (issue: unknown) => readContext(env("issue_comment"), { repository, issue }).commentedPullRequest;
  expect([on({ number: 5, pull_request: {} }), on({ number: 5 }), on(null)]).toEqual([5, undefined, undefined]);
});

test("the runner's variables replace what the payload lacks", () => {
  const fromPull = readContext(env("pull_request", { GITHUB_BASE_REF: "release" }), {});
  expect(fromPull.base).toEqual({ pullRequest: { baseBranch: "release", headSha: "" } });
  const ref = `refs/heads/gh-readonly-queue/main/pr-2-${pullSha}`;
  expect(readContext(env("merge_group", { GITHUB_REF: ref }), {}).base).toEqual({ mergeGroupBase: pullSha });
  // An ordinary branch may have such a name too.
  expect(readContext(env("push", { GITHUB_REF: ref }), {}).base).toEqual({});
});

test.each(["push", "workflow_dispatch"])(
  "a %s that does not name the default branch does not refresh the baseline",
  (event) => {
    expect(readContext(env(event), {}).refreshesBaseline).toBe(false);
    expect(readContext(env(event), { repository: { id: 1, default_branch: "main" } }).refreshesBaseline).toBe(true);
  },
);

test.each([
  ["--upload-pack=touch /tmp/x", undefined],
  ["a..b", undefined],
  ["a b", undefined],
  ["x".repeat(300), undefined],
  [7, undefined],
  ["releases/v1.2-rc", "releases/v1.2-rc"],
])("the base branch %j of a pull request is read as %j", (ref, baseBranch) => {
  const context = readContext(env("pull_request"), {
    pull_request: { number: "4", head: { sha: pullSha }, base: { ref } },
  });
  expect([context.pullRequest?.number, context.base.pullRequest?.baseBranch]).toEqual([4, baseBranch]);
});

/** A payload in which values may be missing or wrong. */
const corrupted = (value: unknown): fc.Arbitrary<unknown> => {
  const wrongValue = fc.oneof(
    { weight: 8, arbitrary: fc.constant(value) },
    fc.constantFrom(undefined, null, 0, -1, 2 ** 60, "", "7", " ", "0x1f", [], {}, true, "x".repeat(1_000_000), "-rf"),
    fc.jsonValue(),
  );
  if (typeof value !== "object" || value === null || Array.isArray(value)) return wrongValue;
  const fields = fc.record(Object.fromEntries(Object.entries(value).map(([key, item]) => [key, corrupted(item)])));
  return fc.oneof({ weight: 12, arbitrary: fields }, wrongValue);
};

test.each([
  ["pull_request", "pull_request_fork"],
  ["pull_request_target", "pull_request_fork"],
  ["merge_group", "merge_group"],
  ["push", "push"],
  ["schedule", "schedule"],
  ["workflow_dispatch", "workflow_dispatch"],
  ["workflow_run", "workflow_run_fork"],
])("forall payloads of %s: none throws, and every value is valid or absent", async (event, name) => {
  const valid = await payload(name);
  fc.assert(
    fc.property(corrupted(valid), (example) => {
      const { base, repositoryId, sha, pullRequest, workflowRun, refreshesBaseline } = readContext(env(event), example);
      const commits = [sha, base.mergeGroupBase, base.pullRequest?.headSha || undefined, workflowRun?.headSha];
      for (const commit of commits) if (commit !== undefined) expect(commit).toMatch(/^[0-9a-f]{1,64}$/i);
      for (const id of [pullRequest?.number, workflowRun?.id, workflowRun?.attempt])
        if (id !== undefined) expect(id > 0 && Number.isSafeInteger(id)).toBe(true);
      expect(repositoryId).toBeGreaterThanOrEqual(0);
      if (event.startsWith("pull_request") || event === "merge_group") expect(refreshesBaseline).toBe(false);
    }),
    { numRuns: 50 },
  );
});

test("an issue whose pull_request is null is not a pull request", () => {
  expect(readContext(env("issue_comment"), { issue: { number: 5, pull_request: null } }).commentedPullRequest).toBe(
    undefined,
  );
});

test("a workflow_run event without a branch is read without one", async () => {
  const run = await payload("workflow_run_fork");
  const withoutBranch = { ...run, workflow_run: { ...Object(run["workflow_run"]), head_branch: null } };
  const { workflowRun } = readContext(env("workflow_run"), withoutBranch);
  expect(workflowRun).toMatchObject({ id: 101, headSha: forkSha, headRepository: { id: 2, owner: "hubot" } });
  expect(workflowRun?.headBranch).toBe(undefined);
});

test("the repository id comes from the runner, and a fork differs from the base of its pull request", async () => {
  const otherId = env("pull_request", { GITHUB_REPOSITORY_ID: "77" });
  const { repositoryId, pullRequest } = readContext(otherId, await payload("pull_request"));
  expect([repositoryId, pullRequest]).toEqual([77, { number: 2, isFork: false }]);
  expect(readContext(otherId, await payload("pull_request_fork")).pullRequest).toEqual({ number: 3, isFork: true });
});

test.each([
  ["https://ghe.example.com/", "https://ghe.example.com"],
  ["", "https://github.com"],
])("the server %j is read as %s", (GITHUB_SERVER_URL, serverUrl) => {
  expect(readContext(env("push", { GITHUB_SERVER_URL }), {}).serverUrl).toBe(serverUrl);
});
