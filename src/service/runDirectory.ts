import { mkdir, readFile, realpath, rmdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { removeTree } from "../shell/files.ts";

/**
 * Path of the run's temporary directory. The run's id determines it, so the clean-up after a run finds it. It is short,
 * because the path of a Unix socket has at most 107 characters.
 */
export async function runDirectoryPath(runId: string): Promise<string> {
  return join(await realpath(tmpdir()), `loadgate-${runId.slice(0, 13)}`);
}

/** Creates the run's directory and returns its path. Throws if it exists. */
export async function createRunDirectory(runId: string): Promise<string> {
  const path = await runDirectoryPath(runId);
  await mkdir(path, { mode: 0o700 });
  return path;
}

/** The directory with one file per process group that was started and not yet stopped. The watchdog reads it. */
export const processGroupsName = "groups";

/** Records a process group for the watchdog. Returns the record's path: remove it when the group is stopped. */
export async function recordProcessGroup(runDirectory: string, pid: number): Promise<string> {
  const record = join(runDirectory, processGroupsName, String(pid));
  await mkdir(dirname(record), { recursive: true });
  await writeFile(record, "");
  return record;
}

/** The file with the path of git's own entry for the run's worktree. The watchdog reads it too. */
export const worktreeRecordName = "worktree";

/** Records, before the worktree exists, the entry that git will keep in `gitDirectory`. Returns the worktree's path. */
export async function recordWorktree(runDirectory: string, gitDirectory: string): Promise<string> {
  // Git names the entry after the worktree's directory, so the directory gets the run's unique name.
  const name = basename(runDirectory);
  await writeFile(join(runDirectory, worktreeRecordName), join(gitDirectory, "worktrees", name));
  return join(runDirectory, name);
}

/** Removes the run's directory and git's entry for the worktree in it, as `git worktree remove --force` does. */
export async function removeRunDirectory(path: string): Promise<void> {
  const entry = await readFile(join(path, worktreeRecordName), "utf8").catch(() => undefined);
  // The name shows that git made the entry for this run.
  if (entry !== undefined && basename(entry) === basename(path)) {
    await removeTree(entry);
    // Git keeps the directory of the entries only while it has one. rmdir fails if it is not empty.
    await rmdir(dirname(entry)).catch(() => {});
  }
  await removeTree(path);
}
