import { lstat, mkdir, readdir, readFile, realpath, rmdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { removeTree } from "../shell/files.ts";
import { type ListedProcess, listProcesses } from "../shell/processTable.ts";
import { keptTreePrefix, releaseKeptTree } from "./keptTree.ts";
import { isDeadOwner, ownerText } from "./runOwner.ts";

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
  await writeFile(join(path, ownerName), `${ownerText()} ${runId}`);
  return path;
}

/** The file with the process that made the directory, and the whole id of the run. */
const ownerName = "owner";

/**
 * The runs of this user whose process has ended without removing its directory, because it was killed together with its
 * watchdog. A directory that others can write to is none: its scripts could be theirs.
 */
export async function findDeadRuns(): Promise<readonly string[]> {
  const temporary = await realpath(tmpdir());
  const names = (await readdir(temporary)).filter((name) => /^loadgate-[0-9a-f]{8}-[0-9a-f]{4}$/.test(name));
  const owned = await Promise.all(names.map((name) => deadRunIn(join(temporary, name))));
  return owned.flatMap((runId) => runId ?? []);
}

async function deadRunIn(path: string): Promise<string | undefined> {
  const facts = await lstat(path).catch(() => undefined);
  if (facts === undefined || !facts.isDirectory() || facts.uid !== process.getuid?.() || (facts.mode & 0o022) !== 0)
    return undefined;
  const text = await readFile(join(path, ownerName), "utf8").catch(() => "");
  const [owner = "", runId = ""] = text.split(" ");
  return isDeadOwner(owner) && path === (await runDirectoryPath(runId)) ? runId : undefined;
}

/** The directory with one file per process group that was started and not yet stopped. The watchdog reads it. */
export const processGroupsName = "groups";
/** The directory with one file per process that was found beside them. Its name is the pid and the start time. */
export const processesName = "processes";

/** The directory of shell scripts that remove the run's containers; see container/sweep.ts. */
export const containersName = "containers";

/** Records a process group for the watchdog. Returns the record's path: remove it when the group is stopped. */
export async function recordProcessGroup(runDirectory: string, pid: number): Promise<string> {
  return await record(runDirectory, processGroupsName, String(pid));
}

/** Records a process that may have left its group. Returns the record's path, as above. */
export async function recordProcess(runDirectory: string, { pid, startTicks }: ListedProcess): Promise<string> {
  return await record(runDirectory, processesName, `${pid}-${startTicks}`);
}

/** Records a shell script that removes containers. Returns the record's path, as above. */
export async function recordScript(runDirectory: string, name: string, script: string): Promise<string> {
  return await record(runDirectory, containersName, name, script);
}

async function record(runDirectory: string, directory: string, name: string, text = ""): Promise<string> {
  const path = join(runDirectory, directory, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  return path;
}

/** The recorded process groups and processes of a run that still live. */
export async function recordedProcesses(runDirectory: string): Promise<readonly ListedProcess[]> {
  const [groups, processes] = await Promise.all(
    [processGroupsName, processesName].map((name) => readdir(join(runDirectory, name)).catch((): string[] => [])),
  );
  const isRecorded = ({ pid, group, startTicks }: ListedProcess) =>
    groups?.includes(String(group)) === true || processes?.includes(`${pid}-${startTicks}`) === true;
  return listProcesses().filter(isRecorded);
}

/** The file with the path of git's own entry for the run's worktree. The watchdog reads it too. */
export const worktreeRecordName = "worktree";

/**
 * Records, before the worktree exists, the entry that git will keep in `gitDirectory`. Returns the worktree's path: in
 * the run's directory, or that of the kept tree.
 */
export async function recordWorktree(runDirectory: string, gitDirectory: string, kept?: string): Promise<string> {
  // Git names the entry after the worktree's directory, so the directory gets the run's unique name.
  const path = kept ?? join(runDirectory, basename(runDirectory));
  const entry = join(gitDirectory, "worktrees", basename(path));
  // Only a run that was killed leaves an entry of a kept tree behind.
  if (kept !== undefined) await removeTree(entry);
  await writeFile(join(runDirectory, worktreeRecordName), entry);
  return path;
}

/** The name shows that git made the entry for this run, or for a kept tree that only this run may use. */
const isOwnEntry = (entry: string, runDirectory: string): boolean =>
  basename(entry) === basename(runDirectory) || basename(entry).startsWith(keptTreePrefix);

/** Removes the run's directory and git's entry for the worktree in it, as `git worktree remove --force` does. */
export async function removeRunDirectory(path: string): Promise<void> {
  const entry = await readFile(join(path, worktreeRecordName), "utf8").catch(() => undefined);
  if (entry !== undefined && isOwnEntry(entry, path)) {
    await removeTree(entry);
    // Git keeps the directory of the entries only while it has one. rmdir fails if it is not empty.
    await rmdir(dirname(entry)).catch(() => {});
  }
  await releaseKeptTree(path);
  await removeTree(path);
}
