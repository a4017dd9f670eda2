import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { workspace } from "../support/loadgate.ts";
import { runProgram } from "../support/runProgram.ts";

/** Runs a step with that event file by one of the two entries. Returns the exit code and the output. */
async function started(entry: "index" | "post", event: string, more: Readonly<Record<string, string>> = {}) {
  await using folder = await workspace({ "event.json": event, out: "", state: "", summary: "" });
  const { PATH = "" } = process.env;
  const env = {
    PATH,
    GITHUB_ACTIONS: "true",
    GITHUB_EVENT_NAME: "push",
    GITHUB_EVENT_PATH: folder.at("event.json"),
    GITHUB_OUTPUT: folder.at("out"),
    GITHUB_REPOSITORY: "octo/shop",
    GITHUB_STATE: folder.at("state"),
    GITHUB_STEP_SUMMARY: folder.at("summary"),
    GITHUB_WORKSPACE: folder.path,
    RUNNER_TEMP: folder.path,
    "INPUT_GITHUB-TOKEN": "token",
    ...more,
  };
  const program = fileURLToPath(new URL(`../../src/${entry}.ts`, import.meta.url));
  const { exitCode, stdout, stderr } = await runProgram(program, env, { workspace: folder.path, logs: folder.path });
  return [exitCode, stdout.replaceAll(folder.path, ""), stderr];
}

const unreadable = (got: string) =>
  `::error title=Loadgate::/event.json, the file that GITHUB_EVENT_PATH names, could not be read: expected the event as JSON, got ${got}; ` +
  "run the job again, and make sure that no earlier step changes that file\n";

test.each([
  ["", "Unexpected end of JSON input"],
  ['{"repository":', "Unexpected end of JSON input"],
])("an event file with %j ends the step with an error that names the file and the remedy", async (event, got) => {
  expect(await started("index", event)).toEqual([23, unreadable(got), ""]);
});

test("a directory as event file does the same", async () => {
  const [exitCode, stdout, stderr] = await started("index", "{}", { GITHUB_EVENT_PATH: "/" });
  expect([exitCode, stderr]).toEqual([23, ""]);
  expect(stdout).toMatch(/^::error title=Loadgate::\/, the file that GITHUB_EVENT_PATH names, .*EISDIR/);
});

test("an event after a byte order mark is read", async () => {
  expect(await started("index", "\uFEFF{}")).toEqual([22, expect.stringContaining("loadgate.yml"), ""]);
});

test.each(["", "{}"])("a post step whose main step saved no mark does nothing, with the event %j", async (event) => {
  expect(await started("post", event)).toEqual([0, "", ""]);
});

test.each(["index", "post"] as const)(
  "a post step by %s cleans up for the saved mark, with any event",
  async (entry) => {
    expect(await started(entry, "", { "STATE_run-id": "0c8e1f2a-none" })).toEqual([0, "", ""]);
  },
);
