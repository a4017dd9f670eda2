import { realpath } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { BaseUnavailable, CouldNotMeasure } from "../../model/errors.ts";
import type { ServiceContext } from "../../service/serviceContext.ts";
import { gitMark, runMark } from "../../service/watchdog.ts";
import { addWorktree } from "../../service/worktree.ts";
import { isDirectory } from "../../shell/files.ts";
import { GitFailure, type GitOptions, git } from "../../shell/git.ts";
import { ensureCommit, findMergeBase, readCheckout, resolveCommit } from "../../shell/gitHistory.ts";
import { shortSha } from "../../util/format.ts";
import { type BaseFacts, type CommitChoice, chooseCommit, commitBeforeHead } from "./source.ts";

/** A commit to compare with. */
export interface BaseCommit {
  readonly sha: string;
  /** How it was chosen: HEAD^1 of the merge commit. */
  readonly why: string;
  /** The top directory of the user's checkout, for git. */
  readonly repository: GitOptions;
  /** The service's directory, relative to the top. */
  readonly subdirectory: string;
}

/** Finds the commit to compare the service in `directory` with. Throws CouldNotMeasure if there is none. */
export async function findBaseCommit(
  ref: string | undefined,
  { event }: BaseFacts,
  directory: string,
  context: ServiceContext,
): Promise<BaseCommit> {
  const { repository, subdirectory } = await findRepository(directory, context);
  const checkout = await explainFailure("HEAD", readCheckout(repository));
  const commit = await resolveChoice(chooseCommit(ref, event, checkout), repository);
  // If the default branch already contains the head, the merge base is the head itself.
  const isHead = commit.kind === "merge_base" && commit.sha === checkout.head;
  const { sha, why } = isHead ? await resolveChoice(commitBeforeHead(event, checkout), repository) : commit;
  return { sha, why, repository, subdirectory };
}

/**
 * Checks the commit out into the run's temporary directory. Returns the directory in which the service's commands run.
 * Throws CouldNotMeasure if git fails, or if the commit does not have that directory.
 */
export async function checkOutBase(
  { sha, why, repository, subdirectory }: BaseCommit,
  { temporary }: ServiceContext,
): Promise<string> {
  await explainFailure(`${shortSha(sha)} (${why})`, ensureCommit(repository, sha));
  const tree = await explainFailure(`a worktree of ${shortSha(sha)}`, addWorktree(repository, sha, temporary), "");
  const directory = join(tree, subdirectory);
  if (await isDirectory(directory)) return directory;
  throw new CouldNotMeasure(
    `service.directory: ${subdirectory} does not exist in the base commit ${shortSha(sha)} (${why})`,
  );
}

async function findRepository(directory: string, { env, signal, runId }: ServiceContext) {
  if (!(await isDirectory(directory)))
    throw new CouldNotMeasure(
      `service.directory: expected a directory, got ${resolve(directory)}, which does not exist`,
    );
  const real = await realpath(directory);
  const options = { directory: real, env, signal, mark: { name: runMark, value: `${runId}/${gitMark}` } };
  const remedy = "name the base by base.directory or base.target";
  // The commit of a submodule depends on the repository around it, so that one is checked out.
  const outer = await explainFailure(real, git(options, "rev-parse", "--show-superproject-working-tree"), remedy);
  const top = outer === "" ? await explainFailure(real, git(options, "rev-parse", "--show-toplevel"), remedy) : outer;
  return { repository: { ...options, directory: top }, subdirectory: relative(top, real) };
}

async function resolveChoice(choice: CommitChoice, repository: GitOptions) {
  switch (choice.kind) {
    case "commit":
      return choice;
    case "named": {
      const sha = await explainFailure(choice.ref, resolveCommit(repository, choice.ref));
      return { ...choice, sha, why: choice.ref };
    }
    case "merge_base": {
      const why = `the merge base with ${choice.branch}`;
      return { ...choice, sha: await explainFailure(why, findMergeBase(repository, choice.branch)), why };
    }
    case "nothing":
      throw new BaseUnavailable("git", choice.why);
  }
}

const fetchRemedy =
  "check the repository out with its history (actions/checkout: fetch-depth: 0), or correct base.ref (--base)";

/** Turns a failure of git into a BaseUnavailable that names the subject and the remedy. */
async function explainFailure<T>(subject: string, result: Promise<T>, remedy = fetchRemedy): Promise<T> {
  try {
    return await result;
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    const advice = remedy === "" ? "" : `; ${remedy}`;
    throw new BaseUnavailable("git", `${subject}: ${error.message}${advice}`, { cause: error });
  }
}
