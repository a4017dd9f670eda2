import { expect, test } from "vitest";
import { notedMark, noteMark } from "../../src/action/postState.ts";
import { parseFileCommands } from "../support/fileCommands.ts";
import { workspace } from "../support/loadgate.ts";

test("what is noted in the main step's file is what the post step reads from its environment", async () => {
  await using place = await workspace({ state: "" });
  const printed: string[] = [];
  expect(noteMark({ GITHUB_STATE: place.at("state") }, "abc", (line) => printed.push(line))).toBe(0);
  const state = Object.entries(parseFileCommands(await place.read("state")));
  const env = Object.fromEntries(state.map(([name, value]) => [`STATE_${name}`, value]));
  expect([notedMark(env), notedMark({}), printed]).toEqual(["abc", undefined, []]);
});

test.each([undefined, "/"])("where the file is %s it is printed, as runners of old took it", (path) => {
  const printed: string[] = [];
  expect(noteMark({ GITHUB_STATE: path }, "abc", (line) => printed.push(line))).toBe(1);
  expect(printed).toEqual(["::save-state name=run-id::abc\n"]);
});
