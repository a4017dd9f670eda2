import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { expect, test } from "vitest";
import { contextOf } from "../../src/github/context.ts";

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

test("the end of a fork's run tells of whose it was", async () => {
  const { workflowRun, sha, isRefreshing, pullRequest, runAttempt } = contextOf(
    env("workflow_run"),
    await payload("workflow_run_fork"),
  );
  expect([workflowRun, sha, isRefreshing, pullRequest, runAttempt]).toEqual([
    {
      id: 101,
      attempt: 1,
      event: "pull_request",
      headSha: forkSha,
      headBranch: "main",
      headRepository: { id: 2, owner: "hubot" },
      pullRequests: [],
    },
    mergeSha,
    false,
    undefined,
    2,
  ]);
  const own = contextOf(env("workflow_run"), await payload("workflow_run")).workflowRun;
  expect([own?.headRepository, own?.pullRequests]).toEqual([{ id: 1, owner: "octo" }, [2]]);
});

test("a fork that is gone has no repository, and its pull request is a fork's", async () => {
  const pull = await payload("pull_request_fork");
  const of = Object(pull["pull_request"]);
  const gone = { ...pull, pull_request: { ...of, head: { ...of.head, repo: null } } };
  expect(contextOf(env("pull_request"), gone).pullRequest).toEqual({ number: 3, isFork: true });
  const run = await payload("workflow_run_fork");
  const orphan = { ...run, workflow_run: { ...Object(run["workflow_run"]), head_repository: null } };
  expect(contextOf(env("workflow_run"), orphan).workflowRun).toMatchObject({ id: 101, headSha: forkSha });
  expect(contextOf(env("workflow_run"), orphan).workflowRun?.headRepository).toBe(undefined);
});

test("a comment on a pull request names it, one on an issue none", () => {
  const repository = { id: 1, default_branch: "main" };
  const on = (issue: unknown) => contextOf(env("issue_comment"), { repository, issue }).commentedPull;
  expect([on({ number: 5, pull_request: {} }), on({ number: 5 }), on(null)]).toEqual([5, undefined, undefined]);
});

test("what a payload lacks, the runner's variables say", () => {
  const pulled = contextOf(env("pull_request", { GITHUB_BASE_REF: "release" }), {});
  expect(pulled.base).toEqual({ pullRequest: { baseBranch: "release", headSha: "" } });
  const ref = `refs/heads/gh-readonly-queue/main/pr-2-${pullSha}`;
  expect(contextOf(env("merge_group", { GITHUB_REF: ref }), {}).base).toEqual({ mergeGroupBase: pullSha });
  // A branch may be called so, too.
  expect(contextOf(env("push", { GITHUB_REF: ref }), {}).base).toEqual({});
});

test.each(["push", "workflow_dispatch"])(
  "a %s that does not say which branch is the default one makes no baseline",
  (event) => {
    expect(contextOf(env(event), {}).isRefreshing).toBe(false);
    expect(contextOf(env(event), { repository: { id: 1, default_branch: "main" } }).isRefreshing).toBe(true);
  },
);

test.each([
  ["--upload-pack=touch /tmp/x", undefined],
  ["a..b", undefined],
  ["a b", undefined],
  ["x".repeat(300), undefined],
  [7, undefined],
  ["releases/v1.2-rc", "releases/v1.2-rc"],
])("the base branch %j of a pull request is taken as %j", (ref, baseBranch) => {
  const context = contextOf(env("pull_request"), {
    pull_request: { number: "4", head: { sha: pullSha }, base: { ref } },
  });
  expect([context.pullRequest?.number, context.base.pullRequest?.baseBranch]).toEqual([4, baseBranch]);
});

/** A payload in which anything may be missing, or something else. */
const broken = (of: unknown): fc.Arbitrary<unknown> => {
  const rubbish = fc.oneof(
    { weight: 8, arbitrary: fc.constant(of) },
    fc.constantFrom(undefined, null, 0, -1, 2 ** 60, "", "7", " ", "0x1f", [], {}, true, "x".repeat(1_000_000), "-rf"),
    fc.jsonValue(),
  );
  if (typeof of !== "object" || of === null || Array.isArray(of)) return rubbish;
  const fields = fc.record(Object.fromEntries(Object.entries(of).map(([key, value]) => [key, broken(value)])));
  return fc.oneof({ weight: 12, arbitrary: fields }, rubbish);
};

test.each([
  ["pull_request", "pull_request_fork"],
  ["pull_request_target", "pull_request_fork"],
  ["merge_group", "merge_group"],
  ["push", "push"],
  ["schedule", "schedule"],
  ["workflow_dispatch", "workflow_dispatch"],
  ["workflow_run", "workflow_run_fork"],
])("forall payloads of %s: none throws, and what it says is whole or absent", async (event, name) => {
  const good = await payload(name);
  fc.assert(
    fc.property(broken(good), (given) => {
      const { base, repositoryId, sha, pullRequest, workflowRun, isRefreshing } = contextOf(env(event), given);
      const commits = [sha, base.mergeGroupBase, base.pullRequest?.headSha || undefined, workflowRun?.headSha];
      for (const commit of commits) if (commit !== undefined) expect(commit).toMatch(/^[0-9a-f]{1,64}$/i);
      for (const id of [pullRequest?.number, workflowRun?.id, workflowRun?.attempt])
        if (id !== undefined) expect(id > 0 && Number.isSafeInteger(id)).toBe(true);
      expect(repositoryId).toBeGreaterThanOrEqual(0);
      if (event.startsWith("pull_request") || event === "merge_group") expect(isRefreshing).toBe(false);
    }),
    { numRuns: 50 },
  );
});

test("an issue whose pull_request is null is no pull request", () => {
  expect(contextOf(env("issue_comment"), { issue: { number: 5, pull_request: null } }).commentedPull).toBe(undefined);
});

test("the end of a run without a branch is told of all the same", async () => {
  const run = await payload("workflow_run_fork");
  const nameless = { ...run, workflow_run: { ...Object(run["workflow_run"]), head_branch: null } };
  const { workflowRun } = contextOf(env("workflow_run"), nameless);
  expect(workflowRun).toMatchObject({ id: 101, headSha: forkSha, headRepository: { id: 2, owner: "hubot" } });
  expect(workflowRun?.headBranch).toBe(undefined);
});

test("the repository is the one that the runner names, and a fork is what differs from its own base", async () => {
  const moved = env("pull_request", { GITHUB_REPOSITORY_ID: "77" });
  const { repositoryId, pullRequest } = contextOf(moved, await payload("pull_request"));
  expect([repositoryId, pullRequest]).toEqual([77, { number: 2, isFork: false }]);
  expect(contextOf(moved, await payload("pull_request_fork")).pullRequest).toEqual({ number: 3, isFork: true });
});

test.each([
  ["https://ghe.example.com/", "https://ghe.example.com"],
  ["", "https://github.com"],
])("a server that is called %j is %s", (GITHUB_SERVER_URL, serverUrl) => {
  expect(contextOf(env("push", { GITHUB_SERVER_URL }), {}).serverUrl).toBe(serverUrl);
});
