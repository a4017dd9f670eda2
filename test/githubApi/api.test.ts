import { expect, test } from "vitest";
import { type ApiSurroundings, apiOf } from "../../src/githubApi/api.ts";
import { millis } from "../../src/model/unit.ts";
import { type LocalGitHub, startGitHub } from "../support/github/server.ts";
import { virtualClock } from "../support/virtualClock.ts";

const repository = "GET /repos/{owner}/{repo}";
const page = "<!doctype html><title>Unicorn!</title>";

/** Asks for the repository; pauses pass on a clock of their own. */
async function asked(github: LocalGitHub, more: Partial<ApiSurroundings> = {}) {
  const told: string[] = [];
  const clock = virtualClock();
  const log = (line: string) => told.push(line);
  const dateMs = () => Date.parse("2026-11-25T12:00:00Z");
  const around = { baseUrl: github.url, clock, random: () => 0.5, log, dateMs, ...more };
  const outcome = await apiOf(github.token, around)
    .rest.repos.get({ owner: "octo", repo: "shop" })
    .then(
      ({ data }) => data.full_name,
      (error: Error) => error.message,
    );
  return { outcome, told, tookMs: clock.nowMs(), attempts: github.requests.map(({ status }) => status) };
}

test.each([
  ["a server that is out of order", { status: 503 }, "GitHub answered 503"],
  ["a rate limit", { status: 429, headers: { "retry-after": "1" } }, "GitHub answered 429"],
  ["a page for people", { body: page }, "GitHub answered 200 with something that is not JSON"],
  ["an answer that breaks off", { truncated: true }, "GitHub answered 200 with something that is not JSON"],
])("after %s GitHub is asked again, and the caller does not notice", async (_, fault, told) => {
  await using github = await startGitHub({ keepViolations: true });
  github.fail({ route: repository, times: 2, ...fault });
  const got = await asked(github);
  expect([got.outcome, got.tookMs, got.attempts.length]).toEqual(["octo/shop", 3000, 3]);
  expect(got.told).toEqual([
    `GET /repos/{owner}/{repo}: ${told}; asked again in 1.0 s`,
    `GET /repos/{owner}/{repo}: ${told}; asked again in 2.0 s`,
  ]);
});

test("so it is after a connection that is reset", async () => {
  await using github = await startGitHub();
  github.fail({ route: repository, times: 2, reset: true });
  const got = await asked(github);
  expect([got.outcome, got.tookMs, got.told.length, got.attempts]).toEqual([
    "octo/shop",
    3000,
    2,
    [undefined, undefined, 200],
  ]);
});

test("so it is after a server that does not answer in time", async () => {
  await using github = await startGitHub();
  github.fail({ route: repository, times: 1, delayMs: 5_000 });
  const got = await asked(github, { limitMs: millis(100) });
  expect([got.outcome, got.tookMs]).toEqual(["octo/shop", 1000]);
  expect(got.told).toEqual([
    expect.stringMatching(/^GET \/repos\/\{owner\}\/\{repo\}: .*timeout; asked again in 1.0 s$/),
  ]);
});

test("a server that never answers ends the call, and has given no status", async () => {
  await using github = await startGitHub();
  github.fail({ route: repository, delayMs: 60_000 });
  const clock = virtualClock();
  const api = apiOf(github.token, { baseUrl: github.url, clock, limitMs: millis(50) });
  const error = await api.rest.repos.get({ owner: "octo", repo: "shop" }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ name: "NoAnswer", message: "The operation was aborted due to timeout" });
  expect(error).not.toHaveProperty("status");
});

test.each([
  ["a page for people", { body: page }],
  ["an answer that breaks off", { truncated: true }],
  ["an archive", { headers: { "content-type": "application/zip" }, body: {} }],
  ["null", { body: null }],
])("%s under the status of a success is no success", async (_, fault) => {
  await using github = await startGitHub({ keepViolations: true });
  github.fail({ route: repository, status: 200, ...fault });
  expect((await asked(github)).outcome).toBe("GitHub answered 200 with something that is not JSON");
});

test("a refusal is told in a line: GitHub's words, and not a proxy's page", async () => {
  await using github = await startGitHub({ keepViolations: true });
  const errors = [{ resource: "IssueComment", message: "Body is\ntoo long" }, { code: "custom" }];
  github.fail({ route: repository, times: 1, status: 422, body: { message: "Validation Failed", errors } });
  expect((await asked(github)).outcome).toBe('Validation Failed: Body is too long: {"code":"custom"}');
  github.fail({ route: repository, times: 1, status: 403, body: page });
  expect((await asked(github)).outcome).toBe("not JSON, but a web page");
  github.fail({ route: repository, times: 1, status: 403 });
  expect((await asked(github)).outcome).toBe("");
  github.fail({ route: repository, times: 1, status: 404, body: { message: "x".repeat(100_000) } });
  expect((await asked(github)).outcome).toBe(`${"x".repeat(400)}…`);
});

test("what does not pass is told after four attempts", async () => {
  await using github = await startGitHub({ keepViolations: true });
  github.fail({ route: repository, status: 500, body: { message: "Server Error" } });
  const got = await asked(github);
  expect([got.outcome, got.tookMs, got.attempts]).toEqual(["Server Error", 7000, [500, 500, 500, 500]]);
});

test.each([401, 403, 404, 409, 410, 422])("a status %i is final", async (status) => {
  await using github = await startGitHub({ keepViolations: true });
  github.fail({ route: repository, status, body: { message: "No" } });
  const got = await asked(github);
  expect([got.outcome, got.tookMs, got.attempts, got.told]).toEqual(["No", 0, [status], []]);
});

test("GitHub's own pause is kept, and one that is too long ends the call at once", async () => {
  await using github = await startGitHub({ keepViolations: true });
  github.fail({
    route: repository,
    times: 1,
    status: 403,
    headers: { "retry-after": "60" },
    body: { message: "Slow" },
  });
  const patient = await asked(github);
  expect([patient.outcome, patient.tookMs]).toEqual(["octo/shop", 60_000]);
  github.fail({ route: repository, status: 429, headers: { "retry-after": "3600" }, body: { message: "Slower" } });
  const refused = await asked(github);
  expect([refused.outcome, refused.tookMs]).toEqual([
    "Slower; it wants to be asked again from 13:00 UTC on, longer than the 90 s that a call may take",
    0,
  ]);
});

test("an address with a slash at its end is the same address", async () => {
  await using github = await startGitHub();
  expect((await asked(github, { baseUrl: `${github.url}/` })).outcome).toBe("octo/shop");
});
