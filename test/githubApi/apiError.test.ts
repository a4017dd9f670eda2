import { expect, test } from "vitest";
import { Refusal, refusal } from "../../src/githubApi/apiError.ts";

const told = (status: number, data: unknown, path = "/actions/artifacts") =>
  refusal(
    new Refusal({ status, headers: {}, data }, { url: `http://127.0.0.1/repos/octo/shop${path}` }, "", undefined),
  );

test.each([
  [401, "Bad credentials", "GitHub answered 401: Bad credentials; the github-token is not valid"],
  [403, "no", "GitHub answered 403: no; give the job the permission actions: read"],
  [403, "the issue is locked", "GitHub answered 403: the issue is locked"],
  [403, "rate limit", "GitHub answered 403: rate limit; it was asked too often; run the job again later"],
  [404, "Not Found", "GitHub answered 404: Not Found; the github-token cannot see it, or it is not there"],
  [422, "no", "GitHub answered 422: no"],
  [429, "wait", "GitHub answered 429: wait; it was asked too often; run the job again later"],
  [502, "oh", "GitHub answered 502: oh; GitHub is having problems; run the job again later"],
])("what there is to be done about %i %s", (status, message, expected) => {
  expect(told(status, { message })).toBe(expected);
});

test.each([
  ["/issues/2/comments", "pull-requests: write"],
  ["/check-runs", "checks: write"],
  ["/pulls/2", "pull-requests: read"],
])("a 403 at %s names the permission %s", (path, permission) => {
  expect(told(403, { message: "no" }, path)).toBe(`GitHub answered 403: no; give the job the permission ${permission}`);
});

test("an answer without words is told by its status", () => {
  expect([told(422, ""), told(401, undefined)]).toEqual([
    "GitHub answered 422",
    "GitHub answered 401: the github-token is not valid",
  ]);
});

test("what is no answer of GitHub's is told as it is", () => {
  expect(refusal(new Error("it broke off"))).toBe("it broke off");
});
