import { mkdir, readFile, realpath, rmdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { removeTree } from "../shell/files.ts";

/**
 * The run's temporary directory. Its name follows from the run's id, so that whoever cleans up after the run finds it, and
 * is short, because sockets below it may have 107 characters in all.
 */
export async function placeOf(runId: string): Promise<string> {
  return join(await realpath(tmpdir()), `loadgate-${runId.slice(0, 13)}`);
}

/** Makes it; throws where it exists. */
export async function openPlace(runId: string): Promise<string> {
  const place = await placeOf(runId);
  await mkdir(place, { mode: 0o700 });
  return place;
}

/** Names the process groups that the run has started and not yet stopped; read by the guard. */
export const groupNotes = "groups";

/** Gives back the note, to be removed once the group is stopped. */
export async function noteGroup(place: string, pid: number): Promise<string> {
  const note = join(place, groupNotes, String(pid));
  await mkdir(dirname(note), { recursive: true });
  await writeFile(note, "");
  return note;
}

/** Names what git keeps of the run's worktree, for whoever cleans up; read by the guard too. */
export const worktreeNote = "worktree";

/** Notes, before it is made, what git will keep in `gitDirectory` of a worktree at the path that is given back. */
export async function noteWorktree(place: string, gitDirectory: string): Promise<string> {
  // Git names the entry after the directory: this name is the run's own.
  const name = basename(place);
  await writeFile(join(place, worktreeNote), join(gitDirectory, "worktrees", name));
  return join(place, name);
}

/** Removes the run's directory and git's entry of the worktree in it, as `git worktree remove --force` does. */
export async function clearPlace(place: string): Promise<void> {
  const entry = await readFile(join(place, worktreeNote), "utf8").catch(() => undefined);
  // Only ever an entry of ours: git has named it after the run's directory.
  if (entry !== undefined && basename(entry) === basename(place)) {
    await removeTree(entry);
    // Git keeps the directory of the entries only while there is one.
    await rmdir(dirname(entry)).catch(() => {});
  }
  await removeTree(place);
}
