import { spawnSync } from "node:child_process";
import { chmod, symlink } from "node:fs/promises";
import { expect, test } from "vitest";
import { commandShell } from "../../src/shell/commandShell.ts";
import { workspace } from "../support/loadgate.ts";

async function exitCodes(path: string, commands: readonly string[]) {
  const codes: unknown[] = [];
  for (const command of commands) {
    const [program = "", ...args] = await commandShell(command, path);
    codes.push(spawnSync(program, args).status);
  }
  return codes;
}

const commands = [
  "false\ntrue",
  "false | true",
  "false || true",
  "false && true; true",
  "exit 3",
  'x="a b"\ntest "$x"',
];

test("bash stops at the first command that fails, in a pipe too", async () => {
  expect(await exitCodes("/usr/bin:/bin", commands)).toEqual([1, 1, 0, 0, 3, 0]);
});

test("sh stops at the first command that fails where the PATH has no bash", async () => {
  await using folder = await workspace({ "bin/bash": "not executable" });
  await chmod(folder.at("bin/bash"), 0o644);
  expect(await exitCodes(folder.at("bin"), commands)).toEqual([1, 0, 0, 0, 3, 0]);
  await using other = await workspace({ "bin/x": "" });
  await symlink("/bin", other.at("bin/bash"));
  expect((await commandShell("true", other.at("bin")))[0]).toBe("/bin/sh");
});
