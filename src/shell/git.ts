import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { gitEnvironment, gitSettings } from "./gitCommand.ts";

/** The checked-out commits. Both are absent outside a repository or without git. */
export interface Commits {
  readonly head?: string;
  /** True if tracked files differ from the head commit. */
  readonly isChanged?: boolean;
  readonly base?: string;
}

/** Reads both commits. A base directory inside the head's own checkout has no commit of its own. */
export async function readCommits(headDirectory: string, baseDirectory: string | undefined): Promise<Commits> {
  const [head, changes] = await Promise.all([
    queryGit(headDirectory, "rev-parse", "HEAD"),
    queryGit(headDirectory, "status", "--porcelain", "--untracked-files=no"),
  ]);
  const headCommit = head === undefined ? {} : { head, ...(changes ? { isChanged: true } : {}) };
  if (baseDirectory === undefined) return headCommit;
  const [headRoot, baseRoot, base] = await Promise.all([
    queryGit(headDirectory, "rev-parse", "--show-toplevel"),
    queryGit(baseDirectory, "rev-parse", "--show-toplevel"),
    queryGit(baseDirectory, "rev-parse", "HEAD"),
  ]);
  return headRoot === baseRoot || base === undefined ? headCommit : { ...headCommit, base };
}

/** A commit and its parents. The parents are known in a shallow clone, too. */
export interface Commit {
  readonly sha: string;
  readonly parents: readonly string[];
}

/** The commit that is checked out in the directory; `undefined` if git does not report it. */
export async function readHeadCommit(directory: string): Promise<Commit | undefined> {
  const sha = await queryGit(directory, "rev-parse", "--verify", "HEAD^{commit}");
  const commit = sha === undefined ? undefined : await queryGit(directory, "cat-file", "commit", sha);
  return sha === undefined || commit === undefined ? undefined : { sha, parents: parseParents(commit) };
}

/** The parents that a commit's text names, as `git cat-file commit` prints it. */
export function parseParents(commit: string): readonly string[] {
  return [...(commit.split("\n\n")[0] ?? "").matchAll(/^parent (\w+)$/gm)].flatMap(([, sha]) => sha ?? []);
}

/** The files of the directory, of those with these names, that git tracks. None outside a repository. */
export async function listTracked(directory: string, names: readonly string[]): Promise<readonly string[]> {
  const listed = await queryGit(directory, "ls-files", "--", ...names);
  return listed === undefined || listed === "" ? [] : listed.split("\n");
}

const queryTimeoutMs = 60_000;

async function queryGit(directory: string, ...args: readonly string[]): Promise<string | undefined> {
  try {
    const options = { cwd: directory, env: gitEnvironment(process.env), timeout: queryTimeoutMs };
    const { stdout } = await promisify(execFile)("git", [...gitSettings, ...args], options);
    return stdout.trim();
  } catch {
    return undefined;
  }
}
