import { constants, copyFile, glob, lstat, mkdir, readdir, readlink, rm, symlink } from "node:fs/promises";
import { dirname, join, posix } from "node:path";
import { leavesTree } from "../../baseline/build/buildLimits.ts";
import { CouldNotMeasure } from "../../model/errors.ts";

/** A file, directory or link that `base.copy` names. */
interface CopiedEntry {
  /** Relative to service.directory, with slashes. */
  readonly path: string;
  readonly kind: "file" | "directory" | "symlink";
  /** Present for a symbolic link. */
  readonly target?: string;
}

export interface FileCopies {
  readonly from: string;
  /** Parents come first. */
  readonly entries: readonly CopiedEntry[];
}

/** Finds the files that `base.copy` names. Throws CouldNotMeasure if a name has none, or if a link leads outside. */
export async function findCopies(from: string, patterns: readonly string[]): Promise<FileCopies> {
  const entries = new Map<string, CopiedEntry>();
  for (const pattern of patterns) {
    const paths = await matchesOf(from, pattern);
    if (paths.length === 0)
      throw new CouldNotMeasure(
        `base.copy: ${pattern} does not exist in service.directory (${from}); create it in an earlier step, or remove it from base.copy`,
      );
    for (const path of paths) await addTree(from, path, entries);
  }
  const links = new Map(
    [...entries.values()].flatMap(({ path, target }) => (target === undefined ? [] : [[path, target]])),
  );
  const outside = [...links.keys()].find((link) => leavesTree(link, links));
  if (outside !== undefined)
    throw new CouldNotMeasure(`base.copy: the link ${outside} leads out of service.directory; name a file inside it`);
  return { from, entries: [...entries.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1)) };
}

/** An existing file matches its own name, even if the name could be a glob, such as [id].js. */
async function matchesOf(directory: string, pattern: string): Promise<readonly string[]> {
  const path = posix.normalize(pattern).replace(/\/$/, "");
  if ((await entryAt(directory, path)) !== undefined) return [path];
  const matches: string[] = [];
  for await (const match of glob(pattern, { cwd: directory })) matches.push(match);
  return matches;
}

/** Adds the entry with its parents and everything in it. Skips every .git, which would be another repository's. */
async function addTree(directory: string, path: string, entries: Map<string, CopiedEntry>): Promise<void> {
  for (let end = path.indexOf("/"); end > 0; end = path.indexOf("/", end + 1)) {
    const parent = await entryAt(directory, path.slice(0, end));
    if (parent !== undefined) entries.set(parent.path, parent);
  }
  const entry = posix.basename(path) === ".git" ? undefined : await entryAt(directory, path);
  if (entry === undefined) return;
  if (path !== ".") entries.set(path, entry);
  if (entry.kind !== "directory") return;
  for (const name of await readdir(join(directory, path))) await addTree(directory, posix.join(path, name), entries);
}

/** `undefined` if nothing is there, or something other than a file, directory or symbolic link. */
async function entryAt(directory: string, path: string): Promise<CopiedEntry | undefined> {
  const absolute = join(directory, path);
  const stats = await lstat(absolute).catch(() => undefined);
  if (stats?.isFile()) return { path, kind: "file" };
  if (stats?.isDirectory()) return { path, kind: "directory" };
  return stats?.isSymbolicLink() ? { path, kind: "symlink", target: await readlink(absolute) } : undefined;
}

/** Copies the files into the tree. They replace what is there. */
export async function copyInto(tree: string, { from, entries }: FileCopies): Promise<void> {
  for (const { path, kind, target = "" } of entries) {
    const to = join(tree, path);
    const existing = await entryAt(tree, path);
    if (kind === "directory" && existing?.kind === "directory") continue;
    // Nothing is written through a link of the base's tree: it is replaced, parents first.
    if (existing !== undefined) await rm(to, { recursive: true });
    await mkdir(dirname(to), { recursive: true });
    if (kind === "directory") await mkdir(to);
    else if (kind === "symlink") await symlink(target, to);
    else await copyFile(join(from, path), to, constants.COPYFILE_FICLONE);
  }
}
