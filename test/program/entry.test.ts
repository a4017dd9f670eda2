import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { workspace } from "../support/loadgate.ts";
import { runProgram } from "../support/runProgram.ts";

/** A step with this file for its event, by one of the two entries: how it ended, and what it said. */
async function started(entry: "index" | "post", event: string, more: Readonly<Record<string, string>> = {}) {
  await using place = await workspace({ "event.json": event, out: "", state: "", summary: "" });
  const { PATH = "" } = process.env;
  const env = {
    PATH,
    GITHUB_ACTIONS: "true",
    GITHUB_EVENT_NAME: "push",
    GITHUB_EVENT_PATH: place.at("event.json"),
    GITHUB_OUTPUT: place.at("out"),
    GITHUB_REPOSITORY: "octo/shop",
    GITHUB_STATE: place.at("state"),
    GITHUB_STEP_SUMMARY: place.at("summary"),
    GITHUB_WORKSPACE: place.path,
    RUNNER_TEMP: place.path,
    "INPUT_GITHUB-TOKEN": "token",
    ...more,
  };
  const program = fileURLToPath(new URL(`../../src/${entry}.ts`, import.meta.url));
  const { exitCode, stdout, stderr } = await runProgram(program, env, { workspace: place.path, logs: place.path });
  return [exitCode, stdout.replaceAll(place.path, ""), stderr];
}

const unreadable = (got: string) =>
  `::error title=Loadgate::/event.json, the file that GITHUB_EVENT_PATH names, could not be read: expected the event as JSON, got ${got}; ` +
  "run the job again, and let no step before this one change that file\n";

test.each([
  ["", "Unexpected end of JSON input"],
  ['{"repository":', "Unexpected end of JSON input"],
])("an event that is %j ends the step without a verdict, by name and with what to do", async (event, got) => {
  expect(await started("index", event)).toEqual([23, unreadable(got), ""]);
});

test("a path that is a directory does so, too", async () => {
  const [exitCode, stdout, stderr] = await started("index", "{}", { GITHUB_EVENT_PATH: "/" });
  expect([exitCode, stderr]).toEqual([23, ""]);
  expect(stdout).toMatch(/^::error title=Loadgate::\/, the file that GITHUB_EVENT_PATH names, .*EISDIR/);
});

test("an event behind a byte order mark is read", async () => {
  expect(await started("index", "\uFEFF{}")).toEqual([22, expect.stringContaining("loadgate.yml"), ""]);
});

test.each(["", "{}"])(
  "a post step whose main step has noted nothing does nothing, with the event %j",
  async (event) => {
    expect(await started("post", event)).toEqual([0, "", ""]);
  },
);

test.each(["index", "post"] as const)(
  "a post step by %s sweeps for the mark that was noted, whatever the event",
  async (entry) => {
    expect(await started(entry, "", { "STATE_run-id": "0c8e1f2a-none" })).toEqual([0, "", ""]);
  },
);
