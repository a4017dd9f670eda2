import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { readContext } from "../../src/github/context.ts";

async function contextBy(event: string, payload: string) {
  const path = new URL(`../../fixtures/github/events/${payload}.json`, import.meta.url);
  const env = { GITHUB_EVENT_NAME: event, GITHUB_REPOSITORY: "octo/shop", GITHUB_REF: "refs/heads/main" };
  return readContext(env, JSON.parse(await readFile(path, "utf8")));
}

test.each([
  [
    "pull_request",
    "pull_request",
    { pullRequest: { baseBranch: "main", headSha: "ec26c3e57ca3a959ca5aad62de7213c562f8c821" } },
  ],
  [
    "pull_request_target",
    "pull_request_fork",
    { pullRequest: { baseBranch: "main", headSha: "2f7f6d1c8ae2b5c2f2c2fdc1e8e3dc1f4e2a9d55" } },
  ],
  ["merge_group", "merge_group", { mergeGroupBase: "f95f852bd8fca8fcc58a9a2d6c842781e32a215e" }],
  ["push", "push_branch", {}],
  ["schedule", "schedule", {}],
])("the event %s names the base", async (event, payload, expected) => {
  expect((await contextBy(event, payload)).base).toEqual({ defaultBranch: "main", ...expected });
});
