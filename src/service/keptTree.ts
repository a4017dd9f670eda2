import { readFile, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { hasErrorCode, removeTree } from "../shell/files.ts";

/** Names of git's entries for trees at a fixed path begin so. */
export const keptTreePrefix = "loadgate-base-";
/** The file of a run's directory that names the lock of the tree at a fixed path. */
const recordName = "kept-tree";

/** A tree outside the run's directory, at the same path in every run. One run at a time uses it. */
export interface KeptTree {
  readonly path: string;
  readonly lock: string;
}

/**
 * Takes the tree's lock and empties the tree. The end of the run does both again; see releaseKeptTree. `undefined` if
 * another run uses the tree.
 */
export async function takeKeptTree(tree: KeptTree, runDirectory: string): Promise<KeptTree | undefined> {
  if (!(await takeLock(tree.lock))) return undefined;
  await writeFile(join(runDirectory, recordName), JSON.stringify(tree));
  await removeTree(tree.path);
  return tree;
}

/** Removes the tree at a fixed path that the run used, and its lock. */
export async function releaseKeptTree(runDirectory: string): Promise<void> {
  const record = await readFile(join(runDirectory, recordName), "utf8").catch(() => undefined);
  if (record === undefined) return;
  const { path, lock }: KeptTree = JSON.parse(record);
  if (basename(path).startsWith(keptTreePrefix)) await removeTree(path);
  await rm(lock, { force: true });
}

/** The lock has the process that holds it. A process that was killed holds none. */
async function takeLock(lock: string): Promise<boolean> {
  const take = () =>
    writeFile(lock, String(process.pid), { flag: "wx" }).then(
      () => true,
      (error: unknown) => {
        if (hasErrorCode(error, "EEXIST")) return false;
        throw error;
      },
    );
  if (await take()) return true;
  const holder = Number(await readFile(lock, "utf8").catch(() => Number.NaN));
  if (Number.isInteger(holder) && isAlive(holder)) return false;
  await rm(lock, { force: true });
  return await take();
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !hasErrorCode(error, "ESRCH");
  }
}
