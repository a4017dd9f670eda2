import { expect, test } from "vitest";
import { keepComment, markerLine } from "../../src/github/comment.ts";
import { apiOf } from "../../src/githubApi/api.ts";
import { type LocalGitHub, startGitHub } from "../support/github/server.ts";
import { virtualClock } from "../support/virtualClock.ts";

const markerOfRun = (run: number, key = "default") => ({ key, run, attempt: 1, sha: "5d6e7f8" });
const textOf = (run: number, key?: string) => `${markerLine(markerOfRun(run, key))}\nrun ${run}`;
const bot = { issue: 2, login: "github-actions[bot]", type: "Bot" } as const;
const list = "GET /repos/{owner}/{repo}/issues/{issue_number}/comments";
const update = "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}";

const place = { owner: "octo", repo: "shop" };
const apiFor = (github: LocalGitHub) => apiOf(github.token, { baseUrl: github.url, clock: virtualClock() });
const placeOn = (github: LocalGitHub) => ({ api: apiFor(github), ...place, issue_number: 2 });

async function kept(github: LocalGitHub, run: number, isWanted = true): Promise<string> {
  return (await keepComment(placeOn(github), markerOfRun(run), `run ${run}`, isWanted)).what;
}

const bodies = (github: LocalGitHub) => github.comments(2).map(({ body }) => body);

test("the first run adds a comment, later ones renew it, and an earlier one leaves it", async () => {
  await using github = await startGitHub();
  const added = await keepComment(placeOn(github), markerOfRun(7), "run 7", true);
  expect(added).toEqual({
    what: "created",
    url: `https://github.com/octo/shop/pull/2#issuecomment-${github.comments(2)[0]?.id}`,
  });
  expect([await kept(github, 9), await kept(github, 8), bodies(github)]).toEqual([
    "updated",
    "left to a newer run",
    [textOf(9)],
  ]);
});

test("what is not wanted is not added, and what is there is renewed all the same", async () => {
  await using github = await startGitHub();
  expect([await kept(github, 7, false), bodies(github)]).toEqual(["not wanted", []]);
  github.addComment({ ...bot, body: textOf(6) });
  expect([await kept(github, 7, false), bodies(github)]).toEqual(["updated", [textOf(7)]]);
});

test.each([120, 1_100])("ours is found behind %i others, of which none is touched", async (n) => {
  await using github = await startGitHub();
  const others = Array.from({ length: n }, (_, i) => `comment ${i}`);
  for (const body of others) github.addComment({ issue: 2, body, login: "alice", type: "User" });
  github.addComment({ ...bot, body: textOf(6) });
  expect(await kept(github, 7)).toBe("updated");
  expect(bodies(github)).toEqual([...others, textOf(7)]);
});

test("a comment under our marker that somebody else has written stays theirs, and so does one of another key", async () => {
  await using github = await startGitHub();
  github.addComment({ issue: 2, body: textOf(99), login: "mallory", type: "User" });
  github.addComment({ issue: 2, body: textOf(98), login: "other[bot]", type: "Bot" });
  github.addComment({ ...bot, body: textOf(97, "web") });
  expect(await kept(github, 7)).toBe("created");
  expect(bodies(github)).toEqual([textOf(99), textOf(98), textOf(97, "web"), textOf(7)]);
});

test("an app of its own finds its own comment", async () => {
  await using github = await startGitHub({ bot: "our-app[bot]" });
  expect([await kept(github, 7), await kept(github, 8), bodies(github)]).toEqual(["created", "updated", [textOf(8)]]);
});

test("of two runs that see no comment and both add one, one comment is left: the newer run's", async () => {
  for (const [one, other] of [
    [7, 8],
    [8, 7],
  ] as const) {
    await using github = await startGitHub();
    // Both look before either has added.
    github.fail({ route: list, times: 2, delayMs: 300 });
    await Promise.all([kept(github, one), kept(github, other)]);
    expect(bodies(github)).toEqual([textOf(8)]);
  }
});

test("comments too many, left by runs that were killed, are brought down to one", async () => {
  await using github = await startGitHub();
  for (const run of [3, 5, 4]) github.addComment({ ...bot, body: textOf(run) });
  const [first] = github.comments(2);
  expect(await kept(github, 4)).toBe("left to a newer run");
  expect(github.comments(2).map(({ id, body }) => [id, body])).toEqual([[first?.id, textOf(5)]]);
});

/** Somebody deletes the only comment after it was listed first. */
async function deletedMeanwhile(github: LocalGitHub): Promise<void> {
  const { id } = github.addComment({ ...bot, body: textOf(6) });
  const met = () => void apiFor(github).rest.issues.deleteComment({ ...place, comment_id: id });
  github.fail({ route: "GET /user", times: 1, delayMs: 300, met });
}

test("a comment that is deleted between looking and writing is added anew, where it is wanted", async () => {
  await using github = await startGitHub();
  await deletedMeanwhile(github);
  expect([await kept(github, 7), bodies(github)]).toEqual(["created", [textOf(7)]]);
  await using other = await startGitHub();
  await deletedMeanwhile(other);
  expect([await kept(other, 7, false), bodies(other)]).toEqual(["not wanted", []]);
});

test("two runs that both find it deleted leave one comment: the newer run's", async () => {
  await using github = await startGitHub();
  const { id } = github.addComment({ ...bot, body: textOf(6) });
  const met = () =>
    void apiFor(github)
      .rest.issues.deleteComment({ ...place, comment_id: id })
      .catch(() => {});
  github.fail({ route: "GET /user", times: 2, delayMs: 300, met });
  await Promise.all([kept(github, 8), kept(github, 7)]);
  expect(bodies(github)).toEqual([textOf(8)]);
});

test("one that is listed and cannot be written is not added a second time", async () => {
  await using github = await startGitHub({ keepViolations: true });
  github.addComment({ ...bot, body: textOf(6) });
  github.fail({ route: update, status: 404, body: { message: "Not Found" } });
  await expect(kept(github, 7)).rejects.toMatchObject({ status: 404 });
  expect(bodies(github)).toEqual([textOf(6)]);
});

test("an older run that has looked before a newer one has written leaves the newer text", async () => {
  await using github = await startGitHub();
  github.addComment({ ...bot, body: textOf(6) });
  const newer = Promise.withResolvers<string>();
  github.fail({ route: "GET /user", times: 1, delayMs: 600, met: () => newer.resolve(kept(github, 8)) });
  expect([await kept(github, 7), await newer.promise, bodies(github)]).toEqual([
    "left to a newer run",
    "updated",
    [textOf(8)],
  ]);
});

test("a newer run puts its text back that an older one has overwritten meanwhile", async () => {
  await using github = await startGitHub();
  const { id } = github.addComment({ ...bot, body: textOf(6) });
  const met = () => void apiFor(github).rest.issues.updateComment({ ...place, comment_id: id, body: textOf(7) });
  github.fail({ route: list, after: 1, times: 1, delayMs: 300, met });
  expect([await kept(github, 8), bodies(github)]).toEqual(["updated", [textOf(8)]]);
});

test("what another job of the same run has written since is left", async () => {
  await using github = await startGitHub();
  const { id } = github.addComment({ ...bot, body: textOf(6) });
  const body = `${textOf(7)}, and more`;
  const met = () => void apiFor(github).rest.issues.updateComment({ ...place, comment_id: id, body });
  github.fail({ route: list, after: 1, times: 1, delayMs: 300, met });
  expect([await kept(github, 7), bodies(github)]).toEqual(["updated", [body]]);
});

test.each([100, 250])("without a Link header ours is found behind %i others", async (n) => {
  await using github = await startGitHub();
  for (let i = 0; i < n; i++) github.addComment({ issue: 2, body: `comment ${i}`, login: "alice", type: "User" });
  github.addComment({ ...bot, body: textOf(6) });
  const api = apiFor(github);
  api.hook.after("request", (response) => {
    delete response.headers.link;
  });
  expect((await keepComment({ ...placeOn(github), api }, markerOfRun(7), "run 7", true)).what).toBe("updated");
  expect(bodies(github).slice(n)).toEqual([textOf(7)]);
});

test.each([
  ["GET /user", 503, "alice", "User"],
  ["POST /graphql", 502, "acme[bot]", "Bot"],
] as const)(
  "where %s is out of order, nobody's comment is touched and none added",
  async (route, status, login, type) => {
    await using github = await startGitHub({ keepViolations: true });
    github.addComment({ ...bot, body: textOf(5) });
    github.addComment({ issue: 2, body: textOf(6), login, type });
    github.fail({ route, status, body: { message: "Server Error" } });
    await expect(kept(github, 7)).rejects.toMatchObject({ status });
    expect(bodies(github)).toEqual([textOf(5), textOf(6)]);
  },
);

test("an answer that is lost on its way makes no second comment", async () => {
  await using github = await startGitHub();
  github.fail({ route: "POST /repos/{owner}/{repo}/issues/{issue_number}/comments", times: 1, lost: true });
  await kept(github, 7);
  expect(bodies(github)).toEqual([textOf(7)]);
});

test("a token that may not delete leaves what is too much, and says where", async () => {
  await using github = await startGitHub({ keepViolations: true });
  for (const run of [3, 5]) github.addComment({ ...bot, body: textOf(run) });
  const [first, second] = github.comments(2);
  const route = "DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}";
  github.fail({ route, status: 403, body: { message: "Must have admin rights" } });
  expect(await keepComment(placeOn(github), markerOfRun(7), "run 7", true)).toEqual({
    what: "updated",
    url: `https://github.com/octo/shop/pull/2#issuecomment-${first?.id}`,
    problem: `https://github.com/octo/shop/pull/2#issuecomment-${second?.id} should have been deleted: GitHub answered 403: Must have admin rights; give the job the permission pull-requests: write`,
  });
  expect(bodies(github)).toEqual([textOf(7), textOf(5)]);
});

test("one that somebody else has deleted already is no problem", async () => {
  await using github = await startGitHub({ keepViolations: true });
  for (const run of [3, 5]) github.addComment({ ...bot, body: textOf(run) });
  const route = "DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}";
  github.fail({ route, status: 404, body: { message: "Not Found" } });
  expect(await keepComment(placeOn(github), markerOfRun(7), "run 7", true)).not.toHaveProperty("problem");
});

test("a comment that was added is there, whether or not it can be seen if it is alone", async () => {
  await using github = await startGitHub({ keepViolations: true });
  github.fail({ route: list, times: 1, status: 200, body: [] });
  github.fail({ route: list, status: 401, body: { message: "Bad credentials" } });
  expect(await keepComment(placeOn(github), markerOfRun(7), "run 7", true)).toEqual({
    what: "created",
    url: `https://github.com/octo/shop/pull/2#issuecomment-${github.comments(2)[0]?.id}`,
    problem:
      "whether another run has written as well could not be seen: GitHub answered 401: Bad credentials; the github-token is not valid",
  });
});

test.each([
  [403, "Unable to create comment because issue is locked."],
  [403, "Repository was archived so is read-only."],
  [410, "Issues are disabled for this repo"],
])("where GitHub takes no comments, %i, that is thrown as it says it", async (status, message) => {
  await using github = await startGitHub({ keepViolations: true });
  const route = "POST /repos/{owner}/{repo}/issues/{issue_number}/comments";
  github.fail({ route, status, body: { message } });
  await expect(kept(github, 7)).rejects.toMatchObject({ status, message });
});

test("a text that is too long is refused", async () => {
  await using github = await startGitHub({ keepViolations: true });
  const keeping = keepComment(placeOn(github), markerOfRun(7), "x".repeat(65_536), true);
  await expect(keeping).rejects.toMatchObject({
    status: 422,
    message: "Validation Failed: Body is too long (maximum is 65536 characters)",
  });
});

test("a person's token finds that person's comment", async () => {
  await using github = await startGitHub({ bot: "alice", keepViolations: true });
  github.fail({ route: "GET /user", status: 200, body: { login: "alice" } });
  expect([await kept(github, 7), await kept(github, 8), bodies(github)]).toEqual(["created", "updated", [textOf(8)]]);
});
