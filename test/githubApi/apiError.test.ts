import { expect, test } from "vitest";
import { ApiError, describeApiError } from "../../src/githubApi/apiError.ts";

const describeResponse = (status: number, data: unknown, path = "/actions/artifacts") =>
  describeApiError(
    new ApiError({ status, headers: {}, data }, { url: `http://127.0.0.1/repos/octo/shop${path}` }, "", undefined),
  );

test.each([
  [401, "Bad credentials", "GitHub responded with 401: Bad credentials; the github-token is not valid"],
  [403, "no", "GitHub responded with 403: no; give the job the permission actions: read"],
  [403, "the issue is locked", "GitHub responded with 403: the issue is locked"],
  [403, "rate limit", "GitHub responded with 403: rate limit; the rate limit is reached; run the job again later"],
  [
    404,
    "Not Found",
    "GitHub responded with 404: Not Found; it does not exist, or the github-token has no access to it",
  ],
  [422, "no", "GitHub responded with 422: no"],
  [429, "wait", "GitHub responded with 429: wait; the rate limit is reached; run the job again later"],
  [502, "oh", "GitHub responded with 502: oh; GitHub is having problems; run the job again later"],
])("the advice for status %i with message %s", (status, message, expected) => {
  expect(describeResponse(status, { message })).toBe(expected);
});

test.each([
  ["/issues/2/comments", "pull-requests: write"],
  ["/check-runs", "checks: write"],
  ["/pulls/2", "pull-requests: read"],
])("a 403 at %s names the permission %s", (path, permission) => {
  expect(describeResponse(403, { message: "no" }, path)).toBe(
    `GitHub responded with 403: no; give the job the permission ${permission}`,
  );
});

test("a response without a message is described by its status", () => {
  expect([describeResponse(422, ""), describeResponse(401, undefined)]).toEqual([
    "GitHub responded with 422",
    "GitHub responded with 401: the github-token is not valid",
  ]);
});

test("an error without a response keeps its message", () => {
  expect(describeApiError(new Error("it broke off"))).toBe("it broke off");
});
