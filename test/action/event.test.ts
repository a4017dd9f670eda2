import { expect, test } from "vitest";
import { missingEventText, readEvent } from "../../src/action/event.ts";
import { readContext } from "../../src/github/context.ts";
import { workspace } from "../support/loadgate.ts";

const remedy = "run Loadgate in a step of the workflow, and in a container pass this variable and its file on";
const withoutPull =
  "there is no comment, the lines and labels that accept a regression do not count, and the commit to compare with may not be found";

/** The warning about an event of that name with that file. */
async function warningFor(name: string, env: Readonly<Record<string, string>>): Promise<string | undefined> {
  const { payload, problem } = await readEvent(env);
  const context = readContext({ GITHUB_EVENT_NAME: name, GITHUB_REPOSITORY: "octo/shop", ...env }, payload);
  return missingEventText(context, problem);
}

test("without its event, a pull request's run warns of what it cannot do", async () => {
  const notSet = `GITHUB_EVENT_PATH is not set: ${withoutPull}; ${remedy}`;
  for (const env of [{}, { GITHUB_EVENT_PATH: "" }]) expect(await warningFor("pull_request", env)).toBe(notSet);
  expect(await warningFor("pull_request_target", { GITHUB_EVENT_PATH: "/nowhere" })).toBe(
    `GITHUB_EVENT_PATH names /nowhere, which does not exist: ${withoutPull}; ${remedy}`,
  );
});

test("an event file without a pull request is reported too", async () => {
  await using folder = await workspace({ "event.json": "[]", "pull.json": '{"pull_request":{"number":2}}' });
  expect(await warningFor("pull_request", { GITHUB_EVENT_PATH: folder.at("event.json") })).toBe(
    `The file of GITHUB_EVENT_PATH names no pull request: ${withoutPull}; ${remedy}`,
  );
  expect(await warningFor("pull_request", { GITHUB_EVENT_PATH: folder.at("pull.json") })).toBe(undefined);
});

test("without its event, a push warns that it makes no baseline", async () => {
  expect(await warningFor("push", {})).toBe(
    `GITHUB_EVENT_PATH is not set: the default branch is unknown, so this run does not become part of the baseline; ${remedy}`,
  );
  expect(await warningFor("schedule", { GITHUB_REF_NAME: "main" })).toBe(undefined);
  expect(await warningFor("merge_group", {})).toBe(undefined);
});
