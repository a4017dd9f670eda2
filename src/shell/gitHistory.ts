import { defined } from "../util/omitUndefined.ts";
import { GitFailure, type GitPlace, git, parentsIn, tryGit } from "./git.ts";

/** What is checked out. */
export interface Checkout {
  readonly head: string;
  /** In order; the first of a merge commit is what it was merged into. */
  readonly parents: readonly string[];
  /** Absent where HEAD is detached. */
  readonly branch?: string;
  /** Tracked files differ from HEAD. */
  readonly isDirty: boolean;
  /** Absent where neither the remote names one nor a main or master exists. */
  readonly defaultBranch?: string;
}

export async function checkoutOf(place: GitPlace): Promise<Checkout> {
  const head = await git(place, "rev-parse", "--verify", "HEAD^{commit}");
  const [commit, branch, changes, defaultBranch] = await Promise.all([
    // In a shallow clone HEAD^1 is unknown to git, but the commit itself still names its parents.
    git(place, "cat-file", "commit", head),
    tryGit(place, "symbolic-ref", "--quiet", "--short", "HEAD"),
    git(place, "status", "--porcelain", "--untracked-files=no"),
    defaultBranchOf(place),
  ]);
  return {
    head,
    parents: parentsIn(commit),
    isDirty: changes !== "",
    ...defined({ branch, defaultBranch }),
  };
}

async function defaultBranchOf(place: GitPlace): Promise<string | undefined> {
  const named = await tryGit(place, "symbolic-ref", "--quiet", "refs/remotes/origin/HEAD");
  if (named !== undefined) return named.replace("refs/remotes/origin/", "");
  for (const name of ["main", "master"]) if ((await branchHere(place, name)) !== undefined) return name;
  return undefined;
}

/** The commit that a branch, tag or sha names, here or at the remote. Throws a GitFailure where none does. */
export async function commitNamed(place: GitPlace, name: string): Promise<string> {
  // What git would take for an option, a range, or a place of its own to write to.
  if (/^[-+^]|[:\s]|\.\./.test(name)) throw new GitFailure(`expected the name of one commit, got ${name}`);
  return (
    (await commitHere(place, name)) ?? (await commitHere(place, `refs/remotes/origin/${name}`)) ?? fetched(place, name)
  );
}

/** Makes sure that the commit is in this clone. Throws a GitFailure where it cannot be had. */
export async function haveCommit(place: GitPlace, sha: string): Promise<void> {
  if ((await commitHere(place, sha)) === undefined) await fetched(place, sha);
}

/** How far a shallow clone is deepened, in commits, before all is fetched. */
const steps = [50, 500];

/** The best common ancestor of HEAD and the branch, as the remote has it, or this clone. Throws a GitFailure without one. */
export async function mergeBaseWith(place: GitPlace, branch: string): Promise<string> {
  const tip = (await branchHere(place, branch)) ?? (await fetched(place, branch));
  const ancestor = () => tryGit(place, "merge-base", "HEAD", tip);
  const found = await ancestor();
  if (found !== undefined) return found;
  if (!(await isShallow(place))) throw new GitFailure(`HEAD and ${branch} have no common ancestor`);
  const head = await git(place, "rev-parse", "HEAD");
  for (const depth of [...steps.map((step) => `--deepen=${step}`), "--unshallow"]) {
    if (await isShallow(place)) await git(place, "fetch", ...sparing, depth, await remoteOf(place), tip, head);
    const ancestorNow = await ancestor();
    if (ancestorNow !== undefined) return ancestorNow;
  }
  throw new GitFailure(`HEAD and ${branch} have no common ancestor`);
}

/** Nothing is fetched but what is asked for. */
const sparing = ["--quiet", "--no-tags", "--no-recurse-submodules"];

async function branchHere(place: GitPlace, name: string): Promise<string | undefined> {
  return (await commitHere(place, `refs/remotes/origin/${name}`)) ?? (await commitHere(place, `refs/heads/${name}`));
}

async function commitHere(place: GitPlace, name: string): Promise<string | undefined> {
  return await tryGit(place, "rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`);
}

/** A depth would make a whole clone shallow: only a clone that is shallow already is given one. */
async function fetched(place: GitPlace, name: string): Promise<string> {
  const depth = (await isShallow(place)) ? ["--depth=1"] : [];
  await git(place, "fetch", ...sparing, ...depth, await remoteOf(place), name);
  return await git(place, "rev-parse", "--verify", "FETCH_HEAD^{commit}");
}

async function remoteOf(place: GitPlace): Promise<string> {
  const remotes = (await git(place, "remote")).split("\n").filter((name) => name !== "");
  const remote = remotes.includes("origin") ? "origin" : remotes[0];
  if (remote === undefined) throw new GitFailure("it is not in this repository, which has no remote to fetch it from");
  return remote;
}

async function isShallow(place: GitPlace): Promise<boolean> {
  return (await git(place, "rev-parse", "--is-shallow-repository")) === "true";
}
