import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { sweep } from "../../src/service/killLeftovers.ts";
import { clearPlace, openPlace, placeOf } from "../../src/service/runDirectory.ts";
import { runMark } from "../../src/service/watchdog.ts";
import { addWorktree } from "../../src/service/worktree.ts";
import { workspace } from "../support/loadgate.ts";
import { git, hasGit, noWorktree, pullRequestRemote, worktreesOf } from "../support/repository.ts";

const { env } = process;

test.skipIf(!hasGit)("what a run has left is killed and removed by its id alone, its worktree too", async () => {
  await using place = await workspace();
  const { remote, main1 } = await pullRequestRemote(place.path);
  const runId = randomUUID();
  const temporary = await openPlace(runId);
  const mark = { name: runMark, value: `${runId}/base` };
  const at = { directory: remote, env, mark, signal: new AbortController().signal };
  const tree = await addWorktree(at, main1, temporary);
  git(remote, "worktree", "lock", tree);
  const left = spawn("sleep", ["60"], { env: { ...env, [runMark]: mark.value }, detached: true, stdio: "ignore" });
  const ended = once(left, "exit");
  expect([await sweep(runId), (await ended)[1]]).toEqual([1, "SIGKILL"]);
  expect([existsSync(temporary), worktreesOf(remote)]).toEqual([false, noWorktree]);
  expect(await sweep(runId)).toBe(0);
});

test.skipIf(!hasGit)("a worktree of the user's own is left alone", async () => {
  await using place = await workspace();
  const { remote, main1, main2 } = await pullRequestRemote(place.path);
  git(remote, "worktree", "add", "--quiet", "--detach", place.at("own"), main2);
  const runId = randomUUID();
  const at = {
    directory: place.at("own"),
    env,
    mark: { name: runMark, value: runId },
    signal: new AbortController().signal,
  };
  const tree = await addWorktree(at, main1, await openPlace(runId));
  expect([worktreesOf(remote).listed, git(tree, "rev-parse", "HEAD")]).toEqual([3, main1]);
  await clearPlace(await placeOf(runId));
  expect(worktreesOf(remote)).toEqual({ listed: 2, isKept: true });
});

test("two runs never share a place", async () => {
  const runId = randomUUID();
  const temporary = await openPlace(runId);
  await expect(openPlace(runId)).rejects.toThrow("EEXIST");
  await clearPlace(temporary);
});
