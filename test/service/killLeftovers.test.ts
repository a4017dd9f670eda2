import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { killLeftovers, removeDeadRuns } from "../../src/service/killLeftovers.ts";
import {
  createRunDirectory,
  recordProcess,
  removeRunDirectory,
  runDirectoryPath,
} from "../../src/service/runDirectory.ts";
import { runMark } from "../../src/service/watchdog.ts";
import { addWorktree } from "../../src/service/worktree.ts";
import { spawnTree } from "../../src/shell/processTree.ts";
import { readStat } from "../../src/shell/procfs.ts";
import { git, hasGit, onlyMainWorktree, pullRequestRemote, worktreesOf } from "../support/gitRepository.ts";
import { workspace } from "../support/loadgate.ts";

const { env } = process;

test.skipIf(!hasGit)("the leftovers of a run are found by its id: processes, directory and worktree", async () => {
  await using folder = await workspace();
  const { remote, main1 } = await pullRequestRemote(folder.path);
  const runId = randomUUID();
  const temporary = await createRunDirectory(runId);
  const mark = { name: runMark, value: `${runId}/base` };
  const at = { directory: remote, env, mark, signal: new AbortController().signal };
  const { path: tree } = await addWorktree(at, main1, temporary);
  git(remote, "worktree", "lock", tree);
  const leftover = spawn("sleep", ["60"], { env: { ...env, [runMark]: mark.value }, detached: true, stdio: "ignore" });
  const ended = once(leftover, "exit");
  expect([await killLeftovers(runId), (await ended)[1]]).toEqual([1, "SIGKILL"]);
  expect([existsSync(temporary), worktreesOf(remote)]).toEqual([false, onlyMainWorktree]);
  expect(await killLeftovers(runId)).toBe(0);
});

test("the leftovers without the run's environment are found by their limit, or by their record", async () => {
  await using folder = await workspace();
  const runId = randomUUID();
  const temporary = await createRunDirectory(runId);
  const tree = await spawnTree({
    command: "(env -i PATH=/usr/bin:/bin setsid sleep 60 >/dev/null 2>&1 &)",
    directory: folder.path,
    env,
    logFile: folder.at("log"),
    mark: { name: runMark, value: `${runId}/head` },
  });
  await tree.exited;
  const recorded = spawn("sleep", ["60"], { env: {}, detached: true, stdio: "ignore" });
  const ended = once(recorded, "exit");
  const stat = readStat(recorded.pid ?? 0);
  if (stat === undefined) throw new Error("sleep did not start");
  await recordProcess(temporary, stat);
  expect([await killLeftovers(runId), (await ended)[1]]).toEqual([2, "SIGKILL"]);
  expect(existsSync(temporary)).toBe(false);
});

test("a record of an earlier process with the same pid kills nothing", async () => {
  const runId = randomUUID();
  await recordProcess(await createRunDirectory(runId), { pid: process.pid, parent: 1, group: 1, startTicks: 1 });
  expect(await killLeftovers(runId)).toBe(0);
});

test.skipIf(!hasGit)("a worktree of the user stays", async () => {
  await using folder = await workspace();
  const { remote, main1, main2 } = await pullRequestRemote(folder.path);
  git(remote, "worktree", "add", "--quiet", "--detach", folder.at("own"), main2);
  const runId = randomUUID();
  const at = {
    directory: folder.at("own"),
    env,
    mark: { name: runMark, value: runId },
    signal: new AbortController().signal,
  };
  const { path: tree } = await addWorktree(at, main1, await createRunDirectory(runId));
  expect([worktreesOf(remote).listedCount, git(tree, "rev-parse", "HEAD")]).toEqual([3, main1]);
  await removeRunDirectory(await runDirectoryPath(runId));
  expect(worktreesOf(remote)).toEqual({ listedCount: 2, hasEntries: true });
});

test("the next run removes what a run left that was killed with its watchdog", async () => {
  const [dead, live, open] = [randomUUID(), randomUUID(), randomUUID()];
  const directories = await Promise.all([dead, live, open].map(createRunDirectory));
  const leftover = spawn("sleep", ["60"], { env: { ...env, [runMark]: `${dead}/head` }, detached: true });
  const ended = once(leftover, "exit");
  for (const [i, runId] of [dead, "", open].entries()) {
    const owner = join(directories[i] ?? "", "owner");
    const [machine] = (await readFile(owner, "utf8")).split("-");
    if (runId !== "") await writeFile(owner, `${machine}-${process.pid}-1 ${runId}`);
  }
  await chmod(directories[2] ?? "", 0o777);
  await removeDeadRuns();
  expect([(await ended)[1], ...directories.map((path) => existsSync(path))]).toEqual(["SIGKILL", false, true, true]);
  for (const directory of directories) await removeRunDirectory(directory);
});

test("two runs never share a directory", async () => {
  const runId = randomUUID();
  const temporary = await createRunDirectory(runId);
  await expect(createRunDirectory(runId)).rejects.toThrow("EEXIST");
  await removeRunDirectory(temporary);
});
