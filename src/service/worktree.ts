import { relative } from "node:path";
import { type GitOptions, git } from "../shell/gitCommand.ts";
import { gitWithFilters } from "./gitFilters.ts";
import { type CheckoutPair, fillLfsFiles } from "./lfsFiles.ts";
import { recordWorktree } from "./runDirectory.ts";
import { gitDirectoryOf, prepareSubmodules } from "./submodules.ts";

export interface Worktree {
  readonly path: string;
  /** Filters that failed. Their files have the content that git stores. */
  readonly failedFilters: readonly string[];
  /** Files of Git LFS whose content is missing. */
  readonly missingLfsFiles: readonly string[];
}

/**
 * Checks the commit out into the run's directory, with the submodules that the main checkout has initialised. Uses the
 * objects that are there, and fetches only missing ones.
 */
export async function addWorktree(
  repository: GitOptions,
  sha: string,
  runDirectory: string,
  kept?: string,
): Promise<Worktree> {
  const gitDirectory = await gitDirectoryOf(repository, "--git-common-dir");
  const path = await recordWorktree(runDirectory, gitDirectory, kept);
  // A run that was killed may have left git's entry of the kept tree behind.
  const force = kept === undefined ? [] : ["--force"];
  const filters = await gitWithFilters(repository, "worktree", "add", "--quiet", ...force, "--detach", path, sha);
  const pair = { head: repository, tree: { ...repository, directory: path }, gitDirectory };
  const parts = [{ filters, missing: await fillLfsFiles(pair) }, ...(await addSubmodules(pair, path))];
  return {
    path,
    failedFilters: [...new Set(parts.flatMap(({ filters }) => filters))],
    missingLfsFiles: parts.flatMap(({ missing }) => missing),
  };
}

/** Makes git know the tree at `kept` as a worktree of the commit. `fill` creates its files. */
export async function restoreWorktree(
  repository: GitOptions,
  sha: string,
  runDirectory: string,
  { kept, fill }: { readonly kept: string; readonly fill: () => Promise<void> },
): Promise<Worktree> {
  const path = await recordWorktree(runDirectory, await gitDirectoryOf(repository, "--git-common-dir"), kept);
  await git(repository, "worktree", "add", "--quiet", "--force", "--no-checkout", "--detach", path, sha);
  await fill();
  await git({ ...repository, directory: path }, "read-tree", "HEAD");
  return { path, failedFilters: [], missingLfsFiles: [] };
}

interface TreePart {
  readonly filters: readonly string[];
  /** Relative to the worktree. */
  readonly missing: readonly string[];
}

/** Checks out the submodules of the tree, and their own ones. */
async function addSubmodules({ head, tree }: CheckoutPair, top: string): Promise<readonly TreePart[]> {
  const parts: TreePart[] = [];
  for (const submodule of await prepareSubmodules(head, tree)) {
    const filters = await gitWithFilters(submodule.tree, "checkout", "--quiet", "--detach", submodule.sha);
    const missing = await fillLfsFiles(submodule);
    const prefix = relative(top, submodule.tree.directory);
    parts.push({ filters, missing: missing.map((path) => `${prefix}/${path}`) });
    parts.push(...(await addSubmodules(submodule, top)));
  }
  return parts;
}
