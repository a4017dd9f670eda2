import { expect, test } from "vitest";
import { readContext } from "../../src/github/context.ts";
import { markerLine, parseMarker } from "../../src/github/marker.ts";

test("a marker can be parsed, but only from the first line", () => {
  const marker = { key: "api.v2", run: 1234, attempt: 2, sha: "5d6e7f8a9b" };
  expect(markerLine(marker)).toBe("<!-- loadgate key=api.v2 run=1234 attempt=2 sha=5d6e7f8 -->");
  expect(parseMarker(`${markerLine(marker)}\n### x`)).toEqual({ ...marker, sha: "5d6e7f8" });
  expect(parseMarker(`hello\n${markerLine(marker)}`)).toBe(undefined);
  expect(parseMarker("<!-- loadgate key=default run=x attempt=1 sha=1 -->")).toBe(undefined);
});

test.each([".github/workflows/loadgate.yml", ".github/workflows/load test -->.yml", "100%.yml"])(
  "a marker holds the workflow %s",
  (workflow) => {
    const marker = { key: "default", run: 1, attempt: 1, sha: "5d6e7f8", workflow };
    const line = markerLine(marker);
    expect([line.indexOf("-->"), parseMarker(`${line}\n### x`)]).toEqual([line.length - 3, marker]);
  },
);

test("a workflow that is not encoded is kept as it is", () => {
  expect(parseMarker("<!-- loadgate key=a run=1 attempt=1 sha=1 workflow=100% -->")?.workflow).toBe("100%");
});

const env = { GITHUB_REPOSITORY: "octo/shop", GITHUB_RUN_ID: "7", GITHUB_SHA: "aaa", GITHUB_REPOSITORY_ID: "1" };
const repository = { id: 1, default_branch: "trunk" };

test.each([
  ["push", "refs/heads/trunk", { repository }, true],
  ["push", "refs/heads/other", { repository }, false],
  ["push", "refs/tags/trunk", { repository }, false],
  ["schedule", "refs/heads/trunk", {}, true],
  ["workflow_dispatch", "refs/heads/trunk", { repository }, true],
  ["pull_request", "refs/pull/2/merge", { repository, pull_request: { number: 2, head: { sha: "bbb" } } }, false],
  ["merge_group", "refs/heads/gh-readonly-queue/trunk/pr-2", { repository }, false],
])("%s on %s, payload %j: refreshes the baseline: %j", (name, ref, payload, refreshesBaseline) => {
  const context = readContext(
    { ...env, GITHUB_EVENT_NAME: name, GITHUB_REF: ref, GITHUB_REF_NAME: ref.split("/").at(-1) },
    payload,
  );
  expect(context.refreshesBaseline).toBe(refreshesBaseline);
  expect(context.defaultBranch).toBe("trunk");
});

test("the commit of a pull request is its head, not the merge commit", () => {
  const payload = { repository, pull_request: { number: 2, head: { sha: "bbb", repo: null } } };
  const context = readContext({ ...env, GITHUB_EVENT_NAME: "pull_request", GITHUB_REF: "refs/pull/2/merge" }, payload);
  expect([context.sha, context.pullRequest]).toEqual(["bbb", { number: 2, isFork: true }]);
});

test("outside a workflow, the error says so", () => {
  expect(() => readContext({}, {})).toThrow("GITHUB_EVENT_NAME is not set: run this as a step of a GitHub workflow");
});
