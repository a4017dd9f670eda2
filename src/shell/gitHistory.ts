import { omitUndefined } from "../util/omitUndefined.ts";
import { parseParents } from "./git.ts";
import { GitFailure, type GitOptions, git, tryGit } from "./gitCommand.ts";

/** The state of a working tree. */
export interface GitCheckout {
  readonly head: string;
  /** In order. The first parent of a merge commit is the commit it was merged into. */
  readonly parents: readonly string[];
  /** Absent if HEAD is detached. */
  readonly branch?: string;
  /** True if tracked files differ from HEAD. */
  readonly isDirty: boolean;
  /** The remote's default branch, or else main or master. Absent if none of them exists. */
  readonly defaultBranch?: string;
}

export async function readCheckout(options: GitOptions): Promise<GitCheckout> {
  const head = await git(options, "rev-parse", "--verify", "HEAD^{commit}");
  const [commit, branch, changes, defaultBranch] = await Promise.all([
    // A shallow clone does not know HEAD^1, but the commit itself names its parents.
    git(options, "cat-file", "commit", head),
    tryGit(options, "symbolic-ref", "--quiet", "--short", "HEAD"),
    // Fails where a filter's program is missing: status runs the filter on changed files.
    tryGit(options, "status", "--porcelain", "--untracked-files=no"),
    defaultBranchOf(options),
  ]);
  return {
    head,
    parents: parseParents(commit),
    isDirty: changes !== undefined && changes !== "",
    ...omitUndefined({ branch, defaultBranch }),
  };
}

async function defaultBranchOf(options: GitOptions): Promise<string | undefined> {
  const remoteHead = await tryGit(options, "symbolic-ref", "--quiet", "refs/remotes/origin/HEAD");
  if (remoteHead !== undefined) return remoteHead.replace("refs/remotes/origin/", "");
  for (const name of ["main", "master"]) if ((await localBranch(options, name)) !== undefined) return name;
  return undefined;
}

/** The commit that a branch, tag or sha names, in this clone or at the remote. Throws a GitFailure if there is none. */
export async function resolveCommit(options: GitOptions, name: string): Promise<string> {
  // Git would read these as an option, a range, or a refspec that writes a ref.
  if (/^[-+^]|[:\s]|\.\./.test(name)) throw unknownCommit(`expected the name of one commit, got ${name}`);
  return (
    (await localCommit(options, name)) ??
    (await localCommit(options, `refs/remotes/origin/${name}`)) ??
    fetchCommit(options, name)
  );
}

/** Fetches the commit unless this clone has it. Throws a GitFailure if that fails. */
export async function ensureCommit(options: GitOptions, sha: string): Promise<void> {
  if ((await localCommit(options, sha)) === undefined) await fetchCommit(options, sha);
}

/** Steps by which a shallow clone is deepened, in commits. After them the whole history is fetched. */
const deepenSteps = [50, 500];

/**
 * The best common ancestor of HEAD and the branch. The branch is this clone's copy, or else the remote's.
 * Deepens a shallow clone as far as needed. Throws a GitFailure if there is no common ancestor.
 */
export async function findMergeBase(options: GitOptions, branch: string): Promise<string> {
  const tip = (await localBranch(options, branch)) ?? (await fetchCommit(options, branch));
  const mergeBase = () => tryGit(options, "merge-base", "HEAD", tip);
  const localMergeBase = await mergeBase();
  if (localMergeBase !== undefined) return localMergeBase;
  if (!(await isShallow(options))) throw unknownCommit(`HEAD and ${branch} have no common ancestor`);
  const head = await git(options, "rev-parse", "HEAD");
  for (const depth of [...deepenSteps.map((step) => `--deepen=${step}`), "--unshallow"]) {
    if (await isShallow(options)) await git(options, "fetch", ...fetchFlags, depth, await remoteOf(options), tip, head);
    const deepMergeBase = await mergeBase();
    if (deepMergeBase !== undefined) return deepMergeBase;
  }
  throw unknownCommit(`HEAD and ${branch} have no common ancestor`);
}

const unknownCommit = (message: string): GitFailure =>
  new GitFailure(message, { cause: "unknown_commit", detail: message, isTransient: false });

/** Fetch only the commits that are asked for. The progress shows that the remote still answers. */
export const fetchFlags = ["--progress", "--no-tags", "--no-recurse-submodules"];

async function localBranch(options: GitOptions, name: string): Promise<string | undefined> {
  return (
    (await localCommit(options, `refs/remotes/origin/${name}`)) ?? (await localCommit(options, `refs/heads/${name}`))
  );
}

async function localCommit(options: GitOptions, name: string): Promise<string | undefined> {
  return await tryGit(options, "rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`);
}

/** Passes a depth only if the clone is shallow already: a depth would make a complete clone shallow. */
async function fetchCommit(options: GitOptions, name: string): Promise<string> {
  const depth = (await isShallow(options)) ? ["--depth=1"] : [];
  await git(options, "fetch", ...fetchFlags, ...depth, await remoteOf(options), name);
  return await git(options, "rev-parse", "--verify", "FETCH_HEAD^{commit}");
}

async function remoteOf(options: GitOptions): Promise<string> {
  const remotes = (await git(options, "remote")).split("\n").filter((name) => name !== "");
  const remote = remotes.includes("origin") ? "origin" : remotes[0];
  if (remote === undefined) throw unknownCommit("it is not in this repository, which has no remote to fetch it from");
  return remote;
}

async function isShallow(options: GitOptions): Promise<boolean> {
  return (await git(options, "rev-parse", "--is-shallow-repository")) === "true";
}
