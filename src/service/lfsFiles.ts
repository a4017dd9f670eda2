import { copyFile, open } from "node:fs/promises";
import { join, resolve } from "node:path";
import { isFile } from "../shell/files.ts";
import { type GitOptions, tryGit } from "../shell/gitCommand.ts";

/** Two checkouts of one repository: the head's, and the tree of the base. */
export interface CheckoutPair {
  readonly head: GitOptions;
  readonly tree: GitOptions;
  /** The git directory that both share. */
  readonly gitDirectory: string;
}

/**
 * Puts the content of Git LFS into the tree's files, from the objects that the repository has, or else by git-lfs. A
 * file stays a pointer if the head's file is one. Returns the paths whose content is missing.
 */
export async function fillLfsFiles(pair: CheckoutPair): Promise<readonly string[]> {
  const { tree, head } = pair;
  const listed = await tryGit(tree, "ls-files", "-z", "--", ":(attr:filter=lfs)");
  const paths = (listed ?? "").split("\0").filter((path) => path !== "");
  const missing: string[] = [];
  for (const path of paths) {
    const id = await readPointer(join(tree.directory, path));
    if (id === undefined || (await readPointer(join(head.directory, path))) !== undefined) continue;
    if (!(await copyObject(pair, id, join(tree.directory, path))) && (await isFile(join(head.directory, path))))
      missing.push(path);
  }
  if (missing.length === 0) return [];
  await tryGit(tree, "lfs", "pull");
  const pointers = await Promise.all(missing.map((path) => readPointer(join(tree.directory, path))));
  return missing.filter((_, i) => pointers[i] !== undefined);
}

async function copyObject({ tree, gitDirectory }: CheckoutPair, id: string, path: string): Promise<boolean> {
  const storage = resolve(gitDirectory, (await tryGit(tree, "config", "lfs.storage")) ?? "lfs");
  const object = join(storage, "objects", id.slice(0, 2), id.slice(2, 4), id);
  return await copyFile(object, path).then(
    () => true,
    () => false,
  );
}

/** The id of the object to which a pointer file leads; see git-lfs, docs/spec.md. */
async function readPointer(path: string): Promise<string | undefined> {
  try {
    await using file = await open(path);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1024), 0, 1024, 0);
    const text = buffer.toString("utf8", 0, bytesRead);
    if (!text.startsWith("version https://git-lfs.github.com/spec/v1\n")) return undefined;
    return /^oid sha256:([0-9a-f]{64})$/m.exec(text)?.[1];
  } catch {
    return undefined;
  }
}
