import { expect, test } from "vitest";
import { type CheckRun, createCheckRun } from "../../src/github/checkRun.ts";
import { keepComment } from "../../src/github/comment.ts";
import { contextOf } from "../../src/github/context.ts";
import { apiOf } from "../../src/githubApi/api.ts";
import { refusal } from "../../src/githubApi/apiError.ts";
import type { Fault } from "../support/github/faults.ts";
import { type LocalGitHub, startGitHub } from "../support/github/server.ts";
import { virtualClock } from "../support/virtualClock.ts";

const list = "GET /repos/{owner}/{repo}/issues/{issue_number}/comments";
const add = "POST /repos/{owner}/{repo}/issues/{issue_number}/comments";
const check = "POST /repos/{owner}/{repo}/check-runs";

const context = contextOf({ GITHUB_EVENT_NAME: "push", GITHUB_REPOSITORY: "octo/shop" }, {});
const passed: CheckRun = {
  key: "default",
  verdict: { kind: "pass", reasons: [], failing: false },
  isNew: false,
  headline: "Not slower",
  summary: "### Not slower",
  remarks: [],
};

/** Keeps a comment, or makes a check run, and says what came of it. */
async function written(github: LocalGitHub, route: string): Promise<string> {
  const api = apiOf(github.token, { baseUrl: github.url, clock: virtualClock() });
  const marker = { key: "default", run: 7, attempt: 1, sha: "5d6e7f8" };
  const place = { api, owner: "octo", repo: "shop", issue_number: 2 };
  const writing =
    route === check
      ? createCheckRun(api, context, "5d6e7f8", passed)
      : keepComment(place, marker, "### Not slower", true);
  return await writing.then(() => "written", refusal);
}

const rows: readonly [Omit<Fault, "route">, string][] = [
  [{ status: 401, body: { message: "Bad credentials" } }, "GitHub answered 401: Bad credentials"],
  [{ status: 404, body: { message: "Not Found" } }, "GitHub answered 404: Not Found"],
  [{ status: 409, body: { message: "Conflict" } }, "GitHub answered 409: Conflict"],
  [{ status: 410, body: { message: "Gone" } }, "GitHub answered 410: Gone"],
  [{ status: 422, body: { message: "Spam" } }, "GitHub answered 422: Spam"],
  [{ status: 429, headers: { "retry-after": "3600" }, body: { message: "Later" } }, "GitHub answered 429: Later; it "],
  [{ status: 500, body: { message: "Unicorn" } }, "GitHub answered 500: Unicorn"],
  [{ status: 403, body: "<html>Proxy</html>" }, "GitHub answered 403: not JSON, but a web page; give the job the "],
  [{ body: "<html>Hello</html>" }, "GitHub answered 200 with something that is not JSON"],
];

test.each([list, add, check].flatMap((route) => rows.map(([fault, told]) => [route, fault, told] as const)))(
  "%s answered by %j is told in a line",
  async (route, fault, told) => {
    await using github = await startGitHub({ keepViolations: true });
    github.fail({ route, ...fault });
    expect(await written(github, route)).toContain(told);
    expect([github.comments(2), github.checkRuns]).toEqual([[], []]);
  },
);

test.each([
  [list, "pull-requests: write"],
  [add, "pull-requests: write"],
  [check, "checks: write"],
])("%s answered by 403 names the permission that the job lacks", async (route, permission) => {
  await using github = await startGitHub({ keepViolations: true });
  github.fail({ route, status: 403, body: { message: "Resource not accessible by integration" } });
  expect(await written(github, route)).toBe(
    `GitHub answered 403: Resource not accessible by integration; give the job the permission ${permission}`,
  );
});

test.each<Omit<Fault, "route">>([
  { status: 502, body: "<html>Bad gateway</html>" },
  { status: 200, body: "<html>Hello</html>" },
  { truncated: true },
  { lost: true },
  { reset: true },
])("what passes, such as %j, is not noticed: the comment is there once, and so is the check run", async (fault) => {
  await using github = await startGitHub({ keepViolations: true });
  for (const route of [list, add, check]) github.fail({ route, times: 1, ...fault });
  expect([await written(github, add), await written(github, check)]).toEqual(["written", "written"]);
  expect([github.comments(2).length, github.checkRuns.at(-1)?.conclusion]).toEqual([1, "success"]);
});
