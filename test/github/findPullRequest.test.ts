import { expect, test } from "vitest";
import { contextOf, type WorkflowRunEvent } from "../../src/github/context.ts";
import { pullRequestOfRun } from "../../src/github/findPullRequest.ts";
import { isForeignPull, notesOf } from "../../src/github/pullRequest.ts";
import { apiOf } from "../../src/githubApi/api.ts";
import { type LocalGitHub, startGitHub } from "../support/github/server.ts";
import { forkPull, forkSha } from "../support/leftResults.ts";
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
const context = contextOf(env, { pull_request: { number: forkPull.number } });
const { headBranch: _, ...nameless } = run;

/** Pauses pass on a clock of their own, which says how long they were. */
async function patient<T>(asked: (api: ReturnType<typeof apiOf>) => Promise<T>) {
  await using github: LocalGitHub = await startGitHub({ keepViolations: true });
  github.addPullRequest(forkPull);
  github.fail({ route: /\/pulls/, times: 1, status: 429, headers: { "retry-after": "40" }, body: { message: "Wait" } });
  const clock = virtualClock();
  const got = await asked(apiOf(github.token, { baseUrl: github.url, clock }));
  return [got, clock.nowMs()];
}

test("who is told to come back in 40 s does so", async () => {
  const found = { kind: "found", number: forkPull.number };
  expect(await patient((api) => pullRequestOfRun(api, context, run))).toEqual([found, 40_000]);
  expect(await patient((api) => isForeignPull(api, context, forkPull.number))).toEqual([true, 40_000]);
  expect(await patient((api) => notesOf(api, context, {}))).toEqual([{ lines: [], labels: [] }, 40_000]);
});

test("a run without a branch is of the pull request that its event names, else of none", async () => {
  await using github = await startGitHub();
  github.addPullRequest(forkPull);
  const api = apiOf(github.token, { baseUrl: github.url });
  const named = { ...nameless, pullRequests: [forkPull.number] };
  expect(await pullRequestOfRun(api, context, named)).toEqual({ kind: "found", number: forkPull.number });
  expect(await pullRequestOfRun(api, context, nameless)).toEqual({ kind: "moved_on" });
});

test.each([
  ["it was pushed to since", [{ ...forkPull, headSha: "0".repeat(40) }]],
  ["it is closed", [{ ...forkPull, state: "closed" as const }]],
  ["it is of another fork", [{ ...forkPull, headRepositoryId: 5 }]],
  ["there is none", []],
])("a pull request that is not the run's is none: %s", async (_, pulls) => {
  await using github = await startGitHub();
  for (const pull of pulls) github.addPullRequest(pull);
  const api = apiOf(github.token, { baseUrl: github.url });
  for (const one of [run, { ...nameless, pullRequests: [forkPull.number] }])
    expect(await pullRequestOfRun(api, context, one)).toEqual({ kind: "moved_on" });
});
