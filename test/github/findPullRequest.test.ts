import { expect, test } from "vitest";
import { readContext, type WorkflowRunEvent } from "../../src/github/context.ts";
import { findPullRequest } from "../../src/github/findPullRequest.ts";
import { fetchPullRequestNotes, isFromFork } from "../../src/github/pullRequest.ts";
import { createApi } from "../../src/githubApi/api.ts";
import { type LocalGitHub, startGitHub } from "../support/github/server.ts";
import { forkPull, forkSha } from "../support/uploadedResults.ts";
import { virtualClock } from "../support/virtualClock.ts";

const run: WorkflowRunEvent = {
  id: 101,
  attempt: 1,
  event: "pull_request",
  headSha: forkSha,
  headBranch: forkPull.headBranch,
  headRepository: { id: forkPull.headRepositoryId, owner: forkPull.headOwner },
  pullRequests: [],
};
const env = { GITHUB_EVENT_NAME: "pull_request", GITHUB_REPOSITORY: "octo/shop", GITHUB_REPOSITORY_ID: "1" };
const context = readContext(env, { pull_request: { number: forkPull.number } });
const { headBranch: _, ...withoutBranch } = run;

/** Makes a call that meets a rate limit of 40 s. Returns the result and the paused time, in ms of a virtual clock. */
async function afterRateLimit<T>(call: (api: ReturnType<typeof createApi>) => Promise<T>) {
  await using github: LocalGitHub = await startGitHub({ keepViolations: true });
  github.addPullRequest(forkPull);
  github.fail({ route: /\/pulls/, times: 1, status: 429, headers: { "retry-after": "40" }, body: { message: "Wait" } });
  const clock = virtualClock();
  const result = await call(createApi(github.token, { baseUrl: github.url, clock }));
  return [result, clock.nowMs()];
}

test("each call retries after the 40 s that GitHub asks for", async () => {
  const match = { kind: "found", number: forkPull.number };
  expect(await afterRateLimit((api) => findPullRequest(api, context, run))).toEqual([match, 40_000]);
  expect(await afterRateLimit((api) => isFromFork(api, context, forkPull.number))).toEqual([true, 40_000]);
  expect(await afterRateLimit((api) => fetchPullRequestNotes(api, context, {}))).toEqual([
    { lines: [], labels: [] },
    40_000,
  ]);
});

test("a run without a branch matches the pull request that its event names, else none", async () => {
  await using github = await startGitHub();
  github.addPullRequest(forkPull);
  const api = createApi(github.token, { baseUrl: github.url });
  const named = { ...withoutBranch, pullRequests: [forkPull.number] };
  expect(await findPullRequest(api, context, named)).toEqual({ kind: "found", number: forkPull.number });
  expect(await findPullRequest(api, context, withoutBranch)).toEqual({ kind: "outdated" });
});

test.each([
  ["it was pushed to since", [{ ...forkPull, headSha: "0".repeat(40) }]],
  ["it is closed", [{ ...forkPull, state: "closed" as const }]],
  ["it comes from another fork", [{ ...forkPull, headRepositoryId: 5 }]],
  ["it does not exist", []],
])("a pull request does not match if %s", async (_, pulls) => {
  await using github = await startGitHub();
  for (const pull of pulls) github.addPullRequest(pull);
  const api = createApi(github.token, { baseUrl: github.url });
  for (const event of [run, { ...withoutBranch, pullRequests: [forkPull.number] }])
    expect(await findPullRequest(api, context, event)).toEqual({ kind: "outdated" });
});
