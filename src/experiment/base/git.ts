import { realpath } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { CouldNotMeasure } from "../../model/errors.ts";
import type { Ground } from "../../service/service.ts";
import { gitMark, runMark } from "../../service/watchdog.ts";
import { addWorktree } from "../../service/worktree.ts";
import { isDirectory } from "../../shell/files.ts";
import { GitFailure, type GitPlace, git } from "../../shell/git.ts";
import { checkoutOf, commitNamed, haveCommit, mergeBaseWith } from "../../shell/gitHistory.ts";
import { shortSha } from "../../util/format.ts";
import { type BaseFacts, beforeHead, type WantedCommit, wantedCommit } from "./source.ts";

/** A commit to compare with. */
export interface BaseCommit {
  readonly sha: string;
  /** How it was found: HEAD^1 of the merge commit. */
  readonly why: string;
  /** The top of the user's checkout, for git. */
  readonly at: GitPlace;
  /** Where the service lies below the top. */
  readonly inside: string;
}

/** Finds the commit to compare the service in `directory` with. Throws CouldNotMeasure where there is none. */
export async function baseCommit(
  ref: string | undefined,
  { event }: BaseFacts,
  directory: string,
  ground: Ground,
): Promise<BaseCommit> {
  const { at, inside } = await repositoryOf(directory, ground);
  const checkout = await told("HEAD", checkoutOf(at));
  const wanted = await answered(wantedCommit(ref, event, checkout), at);
  // What main has already cannot be compared with itself.
  const isHead = wanted.kind === "merge_base" && wanted.sha === checkout.head;
  const { sha, why } = isHead ? await answered(beforeHead(event, checkout), at) : wanted;
  return { sha, why, at, inside };
}

/** Checks the commit out below the run's temporary directory; gives back where the service's commands run there. */
export async function checkOut({ sha, why, at, inside }: BaseCommit, { temporary }: Ground): Promise<string> {
  await told(`${shortSha(sha)} (${why})`, haveCommit(at, sha));
  const tree = await told(`a worktree of ${shortSha(sha)}`, addWorktree(at, sha, temporary), "");
  const directory = join(tree, inside);
  if (await isDirectory(directory)) return directory;
  throw new CouldNotMeasure(`service.directory: ${inside} does not exist in the base commit ${shortSha(sha)} (${why})`);
}

async function repositoryOf(directory: string, { env, signal, runId }: Ground) {
  if (!(await isDirectory(directory)))
    throw new CouldNotMeasure(
      `service.directory: expected a directory, got ${resolve(directory)}, which does not exist`,
    );
  const real = await realpath(directory);
  const place = { directory: real, env, signal, mark: { name: runMark, value: `${runId}/${gitMark}` } };
  const remedy = "name the base by base.directory or base.target";
  // A submodule moves with the repository around it.
  const around = await told(real, git(place, "rev-parse", "--show-superproject-working-tree"), remedy);
  const top = around === "" ? await told(real, git(place, "rev-parse", "--show-toplevel"), remedy) : around;
  return { at: { ...place, directory: top }, inside: relative(top, real) };
}

async function answered(wanted: WantedCommit, at: GitPlace) {
  switch (wanted.kind) {
    case "commit":
      return wanted;
    case "named":
      return { ...wanted, sha: await told(wanted.ref, commitNamed(at, wanted.ref)), why: wanted.ref };
    case "merge_base": {
      const what = `the merge base with ${wanted.branch}`;
      return { ...wanted, sha: await told(what, mergeBaseWith(at, wanted.branch)), why: what };
    }
    case "nothing":
      throw new CouldNotMeasure(`base.from: git: ${wanted.why}`);
  }
}

const deeper =
  "check the repository out with its history (actions/checkout: fetch-depth: 0), or correct base.ref (--base)";

/** What git says no to, with what it was about. */
async function told<T>(what: string, answer: Promise<T>, remedy = deeper): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    const then = remedy === "" ? "" : `; ${remedy}`;
    throw new CouldNotMeasure(`base.from: git: ${what}: ${error.message}${then}`, { cause: error });
  }
}
