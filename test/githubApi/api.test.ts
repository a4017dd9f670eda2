import { expect, test } from "vitest";
import { type ApiOptions, createApi } from "../../src/githubApi/api.ts";
import { millis } from "../../src/model/unit.ts";
import { type LocalGitHub, startGitHub } from "../support/github/server.ts";
import { virtualClock } from "../support/virtualClock.ts";

const repository = "GET /repos/{owner}/{repo}";
const page = "<!doctype html><title>Unicorn!</title>";

/** Requests the repository. Pauses pass on a virtual clock. */
async function getRepository(github: LocalGitHub, options: Partial<ApiOptions> = {}) {
  const lines: string[] = [];
  const clock = virtualClock();
  const log = (line: string) => lines.push(line);
  const dateMs = () => Date.parse("2026-11-25T12:00:00Z");
  const allOptions = { baseUrl: github.url, clock, random: () => 0.5, log, dateMs, ...options };
  const outcome = await createApi(github.token, allOptions)
    .rest.repos.get({ owner: "octo", repo: "shop" })
    .then(
      ({ data }) => data.full_name,
      (error: Error) => error.message,
    );
  return { outcome, lines, tookMs: clock.nowMs(), attempts: github.requests.map(({ status }) => status) };
}

test.each([
  ["a server error", { status: 503 }, "GitHub responded with 503"],
  ["a rate limit", { status: 429, headers: { "retry-after": "1" } }, "GitHub responded with 429"],
  ["a web page", { body: page }, "GitHub responded with 200 and a body that is not JSON"],
  ["a truncated response", { truncated: true }, "GitHub responded with 200 and a body that is not JSON"],
])("after %s the request is retried, and the caller gets the response", async (_, fault, reason) => {
  await using github = await startGitHub({ keepViolations: true });
  github.fail({ route: repository, times: 2, ...fault });
  const result = await getRepository(github);
  expect([result.outcome, result.tookMs, result.attempts.length]).toEqual(["octo/shop", 3000, 3]);
  expect(result.lines).toEqual([
    `GET /repos/{owner}/{repo}: ${reason}; retry in 1.0 s`,
    `GET /repos/{owner}/{repo}: ${reason}; retry in 2.0 s`,
  ]);
});

test("a request is retried after a connection reset", async () => {
  await using github = await startGitHub();
  github.fail({ route: repository, times: 2, reset: true });
  const result = await getRepository(github);
  expect([result.outcome, result.tookMs, result.lines.length, result.attempts]).toEqual([
    "octo/shop",
    3000,
    2,
    [undefined, undefined, 200],
  ]);
});

test("a request is retried after a timeout", async () => {
  await using github = await startGitHub();
  github.fail({ route: repository, times: 1, delayMs: 5_000 });
  const result = await getRepository(github, { attemptTimeoutMs: millis(100) });
  expect([result.outcome, result.tookMs]).toEqual(["octo/shop", 1000]);
  expect(result.lines).toEqual(["GET /repos/{owner}/{repo}: GitHub sent no response within 0.1 s; retry in 1.0 s"]);
});

test("without any response the call fails, and its error has no status", async () => {
  await using github = await startGitHub();
  github.fail({ route: repository, delayMs: 60_000 });
  const clock = virtualClock();
  const api = createApi(github.token, { baseUrl: github.url, clock, attemptTimeoutMs: millis(50) });
  const error = await api.rest.repos.get({ owner: "octo", repo: "shop" }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ name: "NoResponse", message: "GitHub sent no response within 0.05 s" });
  expect(error).not.toHaveProperty("status");
});

test.each([
  ["a web page", { body: page }],
  ["a truncated response", { truncated: true }],
  ["an archive", { headers: { "content-type": "application/zip" }, body: {} }],
  ["null", { body: null }],
])("%s with a success status is a failure", async (_, fault) => {
  await using github = await startGitHub({ keepViolations: true });
  github.fail({ route: repository, status: 200, ...fault });
  expect((await getRepository(github)).outcome).toBe("GitHub responded with 200 and a body that is not JSON");
});

test("an error has one line: GitHub's message, but not a proxy's page", async () => {
  await using github = await startGitHub({ keepViolations: true });
  const errors = [{ resource: "IssueComment", message: "Body is\ntoo long" }, { code: "custom" }];
  github.fail({ route: repository, times: 1, status: 422, body: { message: "Validation Failed", errors } });
  expect((await getRepository(github)).outcome).toBe('Validation Failed: Body is too long: {"code":"custom"}');
  github.fail({ route: repository, times: 1, status: 403, body: page });
  expect((await getRepository(github)).outcome).toBe("not JSON, but a web page");
  github.fail({ route: repository, times: 1, status: 403 });
  expect((await getRepository(github)).outcome).toBe("");
  github.fail({ route: repository, times: 1, status: 404, body: { message: "x".repeat(100_000) } });
  expect((await getRepository(github)).outcome).toBe(`${"x".repeat(400)}…`);
});

test("a lasting failure is reported after four attempts", async () => {
  await using github = await startGitHub({ keepViolations: true });
  github.fail({ route: repository, status: 500, body: { message: "Server Error" } });
  const result = await getRepository(github);
  expect([result.outcome, result.tookMs, result.attempts]).toEqual(["Server Error", 7000, [500, 500, 500, 500]]);
});

test.each([401, 403, 404, 409, 410, 422])("a status %i is not retried", async (status) => {
  await using github = await startGitHub({ keepViolations: true });
  github.fail({ route: repository, status, body: { message: "No" } });
  const result = await getRepository(github);
  expect([result.outcome, result.tookMs, result.attempts, result.lines]).toEqual(["No", 0, [status], []]);
});

test("the pause that GitHub asks for is kept, but a pause that is too long ends the call at once", async () => {
  await using github = await startGitHub({ keepViolations: true });
  github.fail({
    route: repository,
    times: 1,
    status: 403,
    headers: { "retry-after": "60" },
    body: { message: "Slow" },
  });
  const shortPause = await getRepository(github);
  expect([shortPause.outcome, shortPause.tookMs]).toEqual(["octo/shop", 60_000]);
  github.fail({ route: repository, status: 429, headers: { "retry-after": "3600" }, body: { message: "Slower" } });
  const longPause = await getRepository(github);
  expect([longPause.outcome, longPause.tookMs]).toEqual([
    "Slower; GitHub asks to wait until 13:00 UTC, but a call may take 90 s",
    0,
  ]);
});

test("a slash at the end of the base URL does not matter", async () => {
  await using github = await startGitHub();
  expect((await getRepository(github, { baseUrl: `${github.url}/` })).outcome).toBe("octo/shop");
});
