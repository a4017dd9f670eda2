import { realpath, stat, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { BaseUnavailable, CouldNotMeasure, messageOf } from "../../model/errors.ts";
import type { MissingBase, MissingBaseCause } from "../../model/missingBase.ts";
import type { ServiceContext } from "../../service/serviceContext.ts";
import { gitOptions } from "../../service/serviceGit.ts";
import { addWorktree, restoreWorktree } from "../../service/worktree.ts";
import { hasErrorCode, isDirectory } from "../../shell/files.ts";
import { GitFailure, type GitOptions, git } from "../../shell/gitCommand.ts";
import { ensureCommit, findMergeBase, readCheckout, resolveCommit } from "../../shell/gitHistory.ts";
import { shortSha } from "../../util/format.ts";
import { omitUndefined } from "../../util/omitUndefined.ts";
import { missingBaseRemedy, triesText } from "../../wording/missingBaseText.ts";
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
  const { repository, subdirectory } = await findRepository(directory, event !== undefined, context);
  const checkout = await explainFailure({ text: "HEAD", name: "HEAD" }, readCheckout(repository), event !== undefined);
  const commit = await resolveChoice(chooseCommit(ref, event, checkout), repository);
  // If the default branch already contains the head, the merge base is the head itself.
  const isHead = commit.kind === "merge_base" && commit.sha === checkout.head;
  const { sha, why } = isHead ? await resolveChoice(commitBeforeHead(event, checkout), repository) : commit;
  return { sha, why, repository, subdirectory };
}

/** The base's tree. */
export interface BaseCheckout {
  /** The directory in which the service's commands run. */
  readonly directory: string;
  /** The context of those commands. */
  readonly context: ServiceContext;
  /** Every file has the content of its commit. */
  readonly isComplete: boolean;
}

/** A checkout at a fixed path. */
export interface KeptCheckout {
  readonly path: string;
  /** Copies the built files of an earlier run there. Absent if there are none. */
  readonly restore?: () => Promise<void>;
}

/**
 * Checks the commit out into the run's temporary directory. Throws CouldNotMeasure if git fails, or if the commit does
 * not have the service's directory.
 */
export async function checkOutBase(
  { sha, why, repository, subdirectory }: BaseCommit,
  context: ServiceContext,
  kept?: KeptCheckout,
): Promise<BaseCheckout> {
  const subject = { text: `${shortSha(sha)} (${why})`, name: `the commit ${shortSha(sha)}` };
  await explainFailure(subject, ensureCommit(repository, sha));
  const text = `a worktree of ${shortSha(sha)}`;
  const { path, failedFilters, missingLfsFiles } = await explainFailure(
    { ...subject, text },
    kept?.restore === undefined
      ? addWorktree(repository, sha, context.temporary, kept?.path)
      : restoreWorktree(repository, sha, context.temporary, { kept: kept.path, fill: kept.restore }),
  );
  const directory = join(path, subdirectory);
  if (!(await isDirectory(directory)))
    throw new BaseUnavailable(
      "git",
      `service.directory: ${subdirectory} does not exist in the base commit ${shortSha(sha)} (${why})`,
    );
  if (failedFilters.length > 0) context.notify?.({ kind: "filters_failed", filters: failedFilters });
  if (missingLfsFiles.length > 0) context.notify?.({ kind: "lfs_files_missing", files: missingLfsFiles });
  return {
    directory,
    context: await trustTree(context, repository.directory, path),
    isComplete: failedFilters.length === 0 && missingLfsFiles.length === 0,
  };
}

/** Builds such as `go build` ask git for the commit. Git refuses if another user owns the repository. */
async function trustTree(context: ServiceContext, repository: string, tree: string): Promise<ServiceContext> {
  if ((await stat(repository)).uid === process.getuid?.()) return context;
  const count = Number(context.env["GIT_CONFIG_COUNT"] ?? 0);
  const trust = {
    GIT_CONFIG_COUNT: String(count + 1),
    [`GIT_CONFIG_KEY_${count}`]: "safe.directory",
    [`GIT_CONFIG_VALUE_${count}`]: tree,
  };
  return { ...context, env: { ...context.env, ...trust } };
}

async function findRepository(directory: string, isJob: boolean, context: ServiceContext) {
  if (!(await isDirectory(directory)))
    throw new CouldNotMeasure(
      `service.directory: expected a directory, got ${resolve(directory)}, which does not exist`,
    );
  const real = await realpath(directory);
  const options = await trusting(gitOptions(real, context), context.temporary);
  const subject = { text: real, name: real };
  const isExpected = isJob || (await hasRepository(real));
  const find = (which: string) => explainFailure(subject, git(options, "rev-parse", which), isExpected);
  // The commit of a submodule depends on the repository around it, so that one is checked out.
  const outer = await find("--show-superproject-working-tree");
  const top = outer === "" ? await find("--show-toplevel") : outer;
  return { repository: { ...options, directory: top }, subdirectory: relative(top, real) };
}

/** True if the directory, or one above it, has a repository. It does not ask git, which may be missing. */
async function hasRepository(directory: string): Promise<boolean> {
  if ((await stat(join(directory, ".git")).catch(() => undefined)) !== undefined) return true;
  const parent = dirname(directory);
  return parent !== directory && (await hasRepository(parent));
}

/** Git before 2.38 reads safe.directory only from files. */
async function trusting(options: GitOptions, temporary: string): Promise<GitOptions> {
  const problem = await git(options, "rev-parse", "--git-dir").then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(problem instanceof GitFailure) || problem.problem.cause !== "owner") return options;
  const { GIT_CONFIG_GLOBAL, XDG_CONFIG_HOME, HOME = "" } = options.env;
  const own = [join(XDG_CONFIG_HOME || join(HOME, ".config"), "git/config"), join(HOME, ".gitconfig")];
  const includes = GIT_CONFIG_GLOBAL === undefined ? own : [GIT_CONFIG_GLOBAL];
  const file = join(temporary, "gitconfig");
  const lines = includes.map((path) => `[include]\n\tpath = ${JSON.stringify(path)}\n`);
  await writeFile(file, `${lines.join("")}[safe]\n\tdirectory = *\n`);
  return { ...options, env: { ...options.env, GIT_CONFIG_GLOBAL: file } };
}

async function resolveChoice(choice: CommitChoice, repository: GitOptions) {
  switch (choice.kind) {
    case "commit":
      return choice;
    case "named": {
      const subject = { text: choice.ref, name: choice.ref };
      const sha = await explainFailure(subject, resolveCommit(repository, choice.ref));
      return { ...choice, sha, why: choice.ref };
    }
    case "merge_base": {
      const why = `the merge base with ${choice.branch}`;
      return {
        ...choice,
        sha: await explainFailure({ text: why, name: why }, findMergeBase(repository, choice.branch)),
        why,
      };
    }
    case "nothing":
      throw new BaseUnavailable("git", choice.why);
  }
}

/** What was looked for: in the error's message, and as a noun. */
interface Subject {
  readonly text: string;
  readonly name: string;
}

/** Without these, a person's directory has no base yet. A job's directory should have one. */
const prerequisites: readonly MissingBaseCause[] = ["no_repository", "no_git", "unknown_commit"];

/** Turns a failure of git into a BaseUnavailable with its remedy. */
async function explainFailure<T>({ text, name }: Subject, result: Promise<T>, isExpected = true): Promise<T> {
  try {
    return await result;
  } catch (error) {
    const failure = asGitFailure(error);
    if (failure === undefined) throw error;
    const { message, problem, tries } = failure;
    const times = tries > 1 ? tries : undefined;
    const { cause, detail } = problem;
    const missing: MissingBase = { source: "git", cause, subject: name, detail, ...omitUndefined({ tries: times }) };
    throw new BaseUnavailable("git", `${text}: ${message}${triesText(times)}; ${missingBaseRemedy(cause)}`, {
      cause: error,
      ...(isExpected || !prerequisites.includes(cause) ? { missing } : {}),
    });
  }
}

/** The run's own directory may be full, too. */
function asGitFailure(error: unknown): GitFailure | undefined {
  if (error instanceof GitFailure) return error;
  if (!["ENOSPC", "EDQUOT", "EROFS"].some((code) => hasErrorCode(error, code))) return undefined;
  const detail = messageOf(error);
  return new GitFailure(detail, { cause: "no_space", detail, isTransient: false });
}
