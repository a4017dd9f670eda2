import { expect, test } from "vitest";
import { readMark, saveMark } from "../../src/action/postState.ts";
import { parseFileCommands } from "../support/fileCommands.ts";
import { workspace } from "../support/loadgate.ts";

test("the post step reads the mark that the main step has saved", async () => {
  await using place = await workspace({ state: "" });
  const printed: string[] = [];
  expect(saveMark({ GITHUB_STATE: place.at("state") }, "abc", (line) => printed.push(line))).toBe(0);
  const state = Object.entries(parseFileCommands(await place.read("state")));
  const env = Object.fromEntries(state.map(([name, value]) => [`STATE_${name}`, value]));
  expect([readMark(env), readMark({}), printed]).toEqual(["abc", undefined, []]);
});

test.each([undefined, "/"])("if the state file is %s, the mark is printed as a deprecated command", (path) => {
  const printed: string[] = [];
  expect(saveMark({ GITHUB_STATE: path }, "abc", (line) => printed.push(line))).toBe(1);
  expect(printed).toEqual(["::save-state name=run-id::abc\n"]);
});
