import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { millis } from "../../src/model/unit.ts";
import { spawnTree } from "../../src/shell/processTree.ts";
import { commandOf } from "../../src/shell/procfs.ts";
import { workspace } from "../support/loadgate.ts";

test.each([
  ["its mark", ""],
  ["its limit, without the mark", "env -i PATH=/usr/bin:/bin "],
])("a process that has left the group and lost its parent is found by %s", async (_, without) => {
  await using folder = await workspace();
  const tree = await spawnTree({
    command: `(${without}setsid sleep 47 >/dev/null 2>&1 &); exec sleep 60`,
    directory: folder.path,
    env: process.env,
    logFile: folder.at("log"),
    mark: { name: "LOADGATE_RUN", value: `${randomUUID()}/head` },
  });
  const orphans = () => {
    const members = tree.members();
    return members.filter(({ pid, parent }) => pid !== tree.pid && members.every((member) => member.pid !== parent));
  };
  await expect.poll(() => orphans().map(({ pid }) => commandOf(pid)), { timeout: 10_000 }).toEqual(["sleep 47"]);
  await tree.stop(millis(1000), new AbortController().signal);
  expect(tree.members()).toEqual([]);
});
