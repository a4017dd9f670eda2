import { expect, test } from "vitest";
import { type CheckRun, createCheckRun } from "../../src/github/checkRun.ts";
import { upsertComment } from "../../src/github/comment.ts";
import { readContext } from "../../src/github/context.ts";
import { createApi } from "../../src/githubApi/api.ts";
import { describeApiError } from "../../src/githubApi/apiError.ts";
import type { Fault } from "../support/github/faults.ts";
import { type LocalGitHub, startGitHub } from "../support/github/server.ts";
import { virtualClock } from "../support/virtualClock.ts";

const list = "GET /repos/{owner}/{repo}/issues/{issue_number}/comments";
const add = "POST /repos/{owner}/{repo}/issues/{issue_number}/comments";
const check = "POST /repos/{owner}/{repo}/check-runs";

const context = readContext({ GITHUB_EVENT_NAME: "push", GITHUB_REPOSITORY: "octo/shop" }, {});
const passed: CheckRun = {
  key: "default",
  verdict: { kind: "pass", reasons: [], failing: false },
  isNew: false,
  headline: "Not slower",
  summary: "### Not slower",
  annotations: [],
};

/** Writes a comment, or creates a check run. Returns the error in words, if there is one. */
async function write(github: LocalGitHub, route: string): Promise<string> {
  const api = createApi(github.token, { baseUrl: github.url, clock: virtualClock() });
  const marker = { key: "default", run: 7, attempt: 1, sha: "5d6e7f8" };
  const thread = { api, owner: "octo", repo: "shop", issue_number: 2 };
  const result =
    route === check
      ? createCheckRun(api, context, "5d6e7f8", passed)
      : upsertComment(thread, marker, "### Not slower", true);
  return await result.then(() => "written", describeApiError);
}

const rows: readonly [Omit<Fault, "route">, string][] = [
  [{ status: 401, body: { message: "Bad credentials" } }, "GitHub responded with 401: Bad credentials"],
  [{ status: 404, body: { message: "Not Found" } }, "GitHub responded with 404: Not Found"],
  [{ status: 409, body: { message: "Conflict" } }, "GitHub responded with 409: Conflict"],
  [{ status: 410, body: { message: "Gone" } }, "GitHub responded with 410: Gone"],
  [{ status: 422, body: { message: "Spam" } }, "GitHub responded with 422: Spam"],
  [
    { status: 429, headers: { "retry-after": "3600" }, body: { message: "Later" } },
    "GitHub responded with 429: Later; GitHub asks to wait ",
  ],
  [{ status: 500, body: { message: "Unicorn" } }, "GitHub responded with 500: Unicorn"],
  [
    { status: 403, body: "<html>Proxy</html>" },
    "GitHub responded with 403: not JSON, but a web page; give the job the ",
  ],
  [{ body: "<html>Hello</html>" }, "GitHub responded with 200 and a body that is not JSON"],
];

test.each([list, add, check].flatMap((route) => rows.map(([fault, message]) => [route, fault, message] as const)))(
  "%s: the failure %j is reported in one line",
  async (route, fault, message) => {
    await using github = await startGitHub({ keepViolations: true });
    github.fail({ route, ...fault });
    expect(await write(github, route)).toContain(message);
    expect([github.comments(2), github.checkRuns]).toEqual([[], []]);
  },
);

test.each([
  [list, "pull-requests: write"],
  [add, "pull-requests: write"],
  [check, "checks: write"],
])("%s: a 403 names the permission that the job lacks", async (route, permission) => {
  await using github = await startGitHub({ keepViolations: true });
  github.fail({ route, status: 403, body: { message: "Resource not accessible by integration" } });
  expect(await write(github, route)).toBe(
    `GitHub responded with 403: Resource not accessible by integration; give the job the permission ${permission}`,
  );
});

test.each<Omit<Fault, "route">>([
  { status: 502, body: "<html>Bad gateway</html>" },
  { status: 200, body: "<html>Hello</html>" },
  { truncated: true },
  { lost: true },
  { reset: true },
])("after a single failure %j there is one comment and one check run", async (fault) => {
  await using github = await startGitHub({ keepViolations: true });
  for (const route of [list, add, check]) github.fail({ route, times: 1, ...fault });
  expect([await write(github, add), await write(github, check)]).toEqual(["written", "written"]);
  expect([github.comments(2).length, github.checkRuns.at(-1)?.conclusion]).toEqual([1, "success"]);
});
