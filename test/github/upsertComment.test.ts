import { describe, expect, test } from "vitest";
import { upsertComment } from "../../src/github/comment.ts";
import { type CommentMarker, markerLine, parseMarker } from "../../src/github/marker.ts";
import { createApi } from "../../src/githubApi/api.ts";
import { type LocalGitHub, startGitHub } from "../support/github/server.ts";
import { virtualClock } from "../support/virtualClock.ts";

const markerOfRun = (run: number, key = "default") => ({ key, run, attempt: 1, sha: "5d6e7f8" });
const textOf = (run: number, key?: string) => `${markerLine(markerOfRun(run, key))}\nrun ${run}`;
const bot = { issue: 2, login: "github-actions[bot]", type: "Bot" } as const;
const list = "GET /repos/{owner}/{repo}/issues/{issue_number}/comments";
const add = "POST /repos/{owner}/{repo}/issues/{issue_number}/comments";
const update = "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}";

const repository = { owner: "octo", repo: "shop" };
const apiFor = (github: LocalGitHub) => createApi(github.token, { baseUrl: github.url, clock: virtualClock() });
const threadOn = (github: LocalGitHub) => ({ api: apiFor(github), ...repository, issue_number: 2 });

async function upsert(github: LocalGitHub, run: number, isWanted = true): Promise<string> {
  return (await upsertComment(threadOn(github), markerOfRun(run), `run ${run}`, isWanted)).action;
}

const bodies = (github: LocalGitHub) => github.comments(2).map(({ body }) => body);

test("the first run creates a comment, newer runs update it, and older ones leave it", async () => {
  await using github = await startGitHub();
  const added = await upsertComment(threadOn(github), markerOfRun(7), "run 7", true);
  expect(added).toEqual({
    action: "created",
    url: `https://github.com/octo/shop/pull/2#issuecomment-${github.comments(2)[0]?.id}`,
  });
  expect([await upsert(github, 9), await upsert(github, 8), bodies(github)]).toEqual([
    "updated",
    "left to a newer run",
    [textOf(9)],
  ]);
});

test("an unwanted comment is not created, but an existing one is updated", async () => {
  await using github = await startGitHub();
  expect([await upsert(github, 7, false), bodies(github)]).toEqual(["not wanted", []]);
  github.addComment({ ...bot, body: textOf(6) });
  expect([await upsert(github, 7, false), bodies(github)]).toEqual(["updated", [textOf(7)]]);
});

test.each([120, 1_100])("our comment is found after %i others, and none of those changes", async (n) => {
  await using github = await startGitHub();
  const others = Array.from({ length: n }, (_, i) => `comment ${i}`);
  for (const body of others) github.addComment({ issue: 2, body, login: "alice", type: "User" });
  github.addComment({ ...bot, body: textOf(6) });
  expect(await upsert(github, 7)).toBe("updated");
  expect(bodies(github)).toEqual([...others, textOf(7)]);
});

test("a comment of another account or of another key is not changed, even with our marker", async () => {
  await using github = await startGitHub();
  github.addComment({ issue: 2, body: textOf(99), login: "mallory", type: "User" });
  github.addComment({ issue: 2, body: textOf(98), login: "other[bot]", type: "Bot" });
  github.addComment({ ...bot, body: textOf(97, "web") });
  expect(await upsert(github, 7)).toBe("created");
  expect(bodies(github)).toEqual([textOf(99), textOf(98), textOf(97, "web"), textOf(7)]);
});

test("a GitHub App finds its own comment", async () => {
  await using github = await startGitHub({ bot: "our-app[bot]" });
  expect([await upsert(github, 7), await upsert(github, 8), bodies(github)]).toEqual([
    "created",
    "updated",
    [textOf(8)],
  ]);
});

test("if two runs create a comment each, one comment stays, with the text of the newer run", async () => {
  for (const [one, other] of [
    [7, 8],
    [8, 7],
  ] as const) {
    await using github = await startGitHub();
    // Both list the comments before either has created one.
    github.fail({ route: list, times: 2, delayMs: 300 });
    await Promise.all([upsert(github, one), upsert(github, other)]);
    expect(bodies(github)).toEqual([textOf(8)]);
  }
});

test("several comments, left by killed runs, are reduced to one", async () => {
  await using github = await startGitHub();
  for (const run of [3, 5, 4]) github.addComment({ ...bot, body: textOf(run) });
  const [first] = github.comments(2);
  expect(await upsert(github, 4)).toBe("left to a newer run");
  expect(github.comments(2).map(({ id, body }) => [id, body])).toEqual([[first?.id, textOf(5)]]);
});

/** Deletes the only comment after it was listed first. */
async function deleteAfterListing(github: LocalGitHub): Promise<void> {
  const { id } = github.addComment({ ...bot, body: textOf(6) });
  const onCall = () => void apiFor(github).rest.issues.deleteComment({ ...repository, comment_id: id });
  github.fail({ route: "GET /user", times: 1, delayMs: 300, onCall });
}

test("a comment that is deleted between listing and writing is created again, if it is wanted", async () => {
  await using github = await startGitHub();
  await deleteAfterListing(github);
  expect([await upsert(github, 7), bodies(github)]).toEqual(["created", [textOf(7)]]);
  await using other = await startGitHub();
  await deleteAfterListing(other);
  expect([await upsert(other, 7, false), bodies(other)]).toEqual(["not wanted", []]);
});

test("if two runs find it deleted, one comment stays, with the text of the newer run", async () => {
  await using github = await startGitHub();
  const { id } = github.addComment({ ...bot, body: textOf(6) });
  const onCall = () =>
    void apiFor(github)
      .rest.issues.deleteComment({ ...repository, comment_id: id })
      .catch(() => {});
  github.fail({ route: "GET /user", times: 2, delayMs: 300, onCall });
  await Promise.all([upsert(github, 8), upsert(github, 7)]);
  expect(bodies(github)).toEqual([textOf(8)]);
});

test("a listed comment that cannot be updated is not created a second time", async () => {
  await using github = await startGitHub({ keepViolations: true });
  github.addComment({ ...bot, body: textOf(6) });
  github.fail({ route: update, status: 404, body: { message: "Not Found" } });
  await expect(upsert(github, 7)).rejects.toMatchObject({ status: 404 });
  expect(bodies(github)).toEqual([textOf(6)]);
});

test("an older run that listed the comments before a newer run wrote leaves the newer text", async () => {
  await using github = await startGitHub();
  github.addComment({ ...bot, body: textOf(6) });
  const newer = Promise.withResolvers<string>();
  github.fail({ route: "GET /user", times: 1, delayMs: 600, onCall: () => newer.resolve(upsert(github, 8)) });
  expect([await upsert(github, 7), await newer.promise, bodies(github)]).toEqual([
    "left to a newer run",
    "updated",
    [textOf(8)],
  ]);
});

test("a newer run restores its text after an older run overwrote it", async () => {
  await using github = await startGitHub();
  const { id } = github.addComment({ ...bot, body: textOf(6) });
  const onCall = () =>
    void apiFor(github).rest.issues.updateComment({ ...repository, comment_id: id, body: textOf(7) });
  github.fail({ route: list, after: 1, times: 1, delayMs: 300, onCall });
  expect([await upsert(github, 8), bodies(github)]).toEqual(["updated", [textOf(8)]]);
});

test("a later text of another job of the same run is kept", async () => {
  await using github = await startGitHub();
  const { id } = github.addComment({ ...bot, body: textOf(6) });
  const body = `${textOf(7)}, and more`;
  const onCall = () => void apiFor(github).rest.issues.updateComment({ ...repository, comment_id: id, body });
  github.fail({ route: list, after: 1, times: 1, delayMs: 300, onCall });
  expect([await upsert(github, 7), bodies(github)]).toEqual(["updated", [body]]);
});

test.each([100, 250])("our comment is found after %i others without a Link header", async (n) => {
  await using github = await startGitHub();
  for (let i = 0; i < n; i++) github.addComment({ issue: 2, body: `comment ${i}`, login: "alice", type: "User" });
  github.addComment({ ...bot, body: textOf(6) });
  const api = apiFor(github);
  api.hook.after("request", (response) => {
    delete response.headers.link;
  });
  expect((await upsertComment({ ...threadOn(github), api }, markerOfRun(7), "run 7", true)).action).toBe("updated");
  expect(bodies(github).slice(n)).toEqual([textOf(7)]);
});

const rateLimit = { message: "API rate limit exceeded" };
const graphqlRateLimit = { errors: [{ type: "RATE_LIMITED", message: "API rate limit exceeded" }] };
test.each([
  ["GET /user", { status: 503, body: { message: "Server Error" } }, "alice", "User"],
  ["GET /user", { status: 403, headers: { "x-ratelimit-remaining": "0" }, body: rateLimit }, "alice", "User"],
  ["GET /user", { status: 403, headers: { "retry-after": "3600" }, body: { message: "Slow down" } }, "alice", "User"],
  ["GET /user", { status: 403, body: "<html>Proxy</html>" }, "alice", "User"],
  ["GET /user", { status: 200, body: {} }, "alice", "User"],
  ["POST /graphql", { status: 502, body: { message: "Server Error" } }, "acme[bot]", "Bot"],
  ["POST /graphql", { status: 200, body: graphqlRateLimit }, "acme[bot]", "Bot"],
  ["POST /graphql", { status: 200, body: {} }, "acme[bot]", "Bot"],
] as const)("while %s fails with %j, no comment is changed or created", async (route, fault, login, type) => {
  await using github = await startGitHub({ keepViolations: true });
  github.addComment({ ...bot, body: textOf(5) });
  github.addComment({ issue: 2, body: textOf(6), login, type });
  github.fail({ route, ...fault });
  await expect(upsert(github, 7)).rejects.toThrow();
  expect(bodies(github)).toEqual([textOf(5), textOf(6)]);
});

test("while GET /user fails, the comment of GitHub Actions is updated if there is no other", async () => {
  await using github = await startGitHub({ keepViolations: true });
  github.addComment({ ...bot, body: textOf(6) });
  github.fail({ route: "GET /user", status: 403, headers: { "retry-after": "3600" }, body: rateLimit });
  expect([await upsert(github, 7), bodies(github)]).toEqual(["updated", [textOf(7)]]);
});

describe("two workflows with one key", () => {
  const of = (run: number, workflow: string, sha = "5d6e7f8") => ({ ...markerOfRun(run), sha, workflow });
  const write = async (github: LocalGitHub, marker: CommentMarker) =>
    await upsertComment(threadOn(github), marker, `run ${marker.run}`, true);
  const markersOn = (github: LocalGitHub) => bodies(github).map((body) => parseMarker(body));

  test("have a comment each, and the second one reports the first", async () => {
    await using github = await startGitHub();
    expect(await write(github, of(7, "a.yml"))).not.toHaveProperty("overlap");
    expect((await write(github, of(8, "b.yml"))).overlap).toEqual(["a.yml"]);
    expect((await write(github, of(9, "a.yml"))).overlap).toEqual(["b.yml"]);
    expect(markersOn(github)).toEqual([of(9, "a.yml"), of(8, "b.yml")]);
  });

  test("do not overlap if the other one reported an older commit, as after it was renamed", async () => {
    await using github = await startGitHub();
    await write(github, of(7, "old.yml", "1111111"));
    expect(await write(github, of(8, "new.yml"))).toMatchObject({ action: "created" });
    expect(await write(github, of(9, "new.yml"))).not.toHaveProperty("overlap");
  });

  test("the first one adopts a comment of an older version, and the second one creates its own", async () => {
    await using github = await startGitHub();
    github.addComment({ ...bot, body: textOf(6) });
    expect((await write(github, of(7, "a.yml"))).action).toBe("updated");
    expect((await write(github, of(8, "b.yml"))).action).toBe("created");
    expect(markersOn(github)).toEqual([of(7, "a.yml"), of(8, "b.yml")]);
  });

  test("that adopt it at the same time end with a comment each", async () => {
    await using github = await startGitHub();
    github.addComment({ ...bot, body: textOf(6) });
    github.fail({ route: "GET /user", times: 2, delayMs: 300 });
    await Promise.all([write(github, of(7, "a.yml")), write(github, of(8, "b.yml"))]);
    const markers = markersOn(github).toSorted((a, b) => (a?.run ?? 0) - (b?.run ?? 0));
    expect(markers).toEqual([of(7, "a.yml"), of(8, "b.yml")]);
  });
});

test("if nobody knows whether the comment was created, it is not created again", async () => {
  await using github = await startGitHub({ keepViolations: true });
  github.fail({ route: add, times: 1, lost: true });
  github.fail({ route: list, after: 1, status: 401, body: { message: "Bad credentials" } });
  await expect(upsert(github, 7)).rejects.toThrow(
    /it is not sent again, because Loadgate could not check if it took effect \(GitHub responded with 401: /,
  );
  expect(bodies(github)).toEqual([textOf(7)]);
});

test("however often responses are lost, there is one comment", async () => {
  await using github = await startGitHub();
  github.fail({ route: add, lost: true });
  expect([await upsert(github, 7), bodies(github)]).toEqual(["created", [textOf(7)]]);
});

test("a comment whose response is not a comment is found, and not created again", async () => {
  await using github = await startGitHub({ keepViolations: true });
  const onCall = () => void github.addComment({ ...bot, body: textOf(7) });
  github.fail({ route: add, status: 201, body: {}, onCall });
  const { url } = await upsertComment(threadOn(github), markerOfRun(7), "run 7", true);
  expect([url, bodies(github)]).toEqual([
    `https://github.com/octo/shop/pull/2#issuecomment-${github.comments(2)[0]?.id}`,
    [textOf(7)],
  ]);
});

test("a lost response does not lead to a second comment", async () => {
  await using github = await startGitHub();
  github.fail({ route: "POST /repos/{owner}/{repo}/issues/{issue_number}/comments", times: 1, lost: true });
  await upsert(github, 7);
  expect(bodies(github)).toEqual([textOf(7)]);
});

test("a token that may not delete leaves the extra comment, and reports its address", async () => {
  await using github = await startGitHub({ keepViolations: true });
  for (const run of [3, 5]) github.addComment({ ...bot, body: textOf(run) });
  const [first, second] = github.comments(2);
  const route = "DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}";
  github.fail({ route, status: 403, body: { message: "Must have admin rights" } });
  expect(await upsertComment(threadOn(github), markerOfRun(7), "run 7", true)).toEqual({
    action: "updated",
    url: `https://github.com/octo/shop/pull/2#issuecomment-${first?.id}`,
    problem: `Loadgate could not delete https://github.com/octo/shop/pull/2#issuecomment-${second?.id}: GitHub responded with 403: Must have admin rights; give the job the permission pull-requests: write`,
  });
  expect(bodies(github)).toEqual([textOf(7), textOf(5)]);
});

test("a comment that is already deleted is not reported", async () => {
  await using github = await startGitHub({ keepViolations: true });
  for (const run of [3, 5]) github.addComment({ ...bot, body: textOf(run) });
  const route = "DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}";
  github.fail({ route, status: 404, body: { message: "Not Found" } });
  expect(await upsertComment(threadOn(github), markerOfRun(7), "run 7", true)).not.toHaveProperty("problem");
});

test("a created comment is reported even if the comments cannot be listed again", async () => {
  await using github = await startGitHub({ keepViolations: true });
  github.fail({ route: list, times: 1, status: 200, body: [] });
  github.fail({ route: list, status: 401, body: { message: "Bad credentials" } });
  expect(await upsertComment(threadOn(github), markerOfRun(7), "run 7", true)).toEqual({
    action: "created",
    url: `https://github.com/octo/shop/pull/2#issuecomment-${github.comments(2)[0]?.id}`,
    problem:
      "Loadgate could not check if another run wrote one too: GitHub responded with 401: Bad credentials; the github-token is not valid",
  });
});

test.each([
  [403, "Unable to create comment because issue is locked."],
  [403, "Repository was archived so is read-only."],
  [410, "Issues are disabled for this repo"],
])("if GitHub accepts no comments (%i), its message is thrown", async (status, message) => {
  await using github = await startGitHub({ keepViolations: true });
  const route = "POST /repos/{owner}/{repo}/issues/{issue_number}/comments";
  github.fail({ route, status, body: { message } });
  await expect(upsert(github, 7)).rejects.toMatchObject({ status, message });
});

test("a text that is too long is rejected", async () => {
  await using github = await startGitHub({ keepViolations: true });
  const result = upsertComment(threadOn(github), markerOfRun(7), "x".repeat(65_536), true);
  await expect(result).rejects.toMatchObject({
    status: 422,
    message: "Validation Failed: Body is too long (maximum is 65536 characters)",
  });
});

test("a personal token finds the comment of its user", async () => {
  await using github = await startGitHub({ bot: "alice", keepViolations: true });
  github.fail({ route: "GET /user", status: 200, body: { login: "alice" } });
  expect([await upsert(github, 7), await upsert(github, 8), bodies(github)]).toEqual([
    "created",
    "updated",
    [textOf(8)],
  ]);
});
