import { type ChildProcess, execFile, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { millis } from "../model/unit.ts";
import { systemClock } from "./clock.ts";
import { stopTree } from "./processTree.ts";
import { findTree, type TreeQuery } from "./procfs.ts";

type Environment = Readonly<Record<string, string | undefined>>;

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

async function queryGit(directory: string, ...args: readonly string[]): Promise<string | undefined> {
  try {
    const options = { cwd: directory, env: gitEnvironment(process.env) };
    const { stdout } = await promisify(execFile)("git", args, options);
    return stdout.trim();
  } catch {
    return undefined;
  }
}

/** The directory and the surroundings of a git command. */
export interface GitOptions {
  readonly directory: string;
  readonly env: Environment;
  /** An environment variable that marks git and the processes it starts. */
  readonly mark: { readonly name: string; readonly value: string };
  /** Stops git and the processes it has started. */
  readonly signal: AbortSignal;
}

/** A git command failed. The message is git's own. */
export class GitFailure extends Error {
  override readonly name = "GitFailure";
}

/** The output of `git ...args`, without its last line break. Throws a GitFailure, or the signal's reason. */
export async function git(options: GitOptions, ...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await runGit(options, args);
  if (code !== 0) throw new GitFailure(reasonIn(stderr) ?? `git ${args[0]} ended with ${code ?? "a signal"}`);
  return stdout.replace(/\n$/, "");
}

/** Like `git`, but `undefined` instead of a GitFailure. */
export async function tryGit(options: GitOptions, ...args: readonly string[]): Promise<string | undefined> {
  return await git(options, ...args).catch((error: unknown) => {
    if (error instanceof GitFailure) return undefined;
    throw error;
  });
}

/** A git hook sets these. They would point to another repository; see `git rev-parse --local-env-vars`. */
const repositoryVariables =
  /^GIT_(DIR|WORK_TREE|INDEX_FILE|PREFIX|COMMON_DIR|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|SHALLOW_FILE|NAMESPACE)$/;

/** Nobody can answer a prompt, and the messages are parsed in English. */
const fixedVariables = { GIT_TERMINAL_PROMPT: "0", LC_ALL: "C" };

function gitEnvironment(env: Environment): Environment {
  const inherited = Object.entries(env).filter(([name]) => !repositoryVariables.test(name));
  return { ...Object.fromEntries(inherited), ...fixedVariables };
}

/** No hooks, and no background maintenance that would outlive the run. */
const settings = ["-c", "core.hooksPath=/dev/null", "-c", "gc.auto=0", "-c", "maintenance.auto=false"];
const graceMs = millis(1000);

async function runGit({ directory, env, mark, signal }: GitOptions, args: readonly string[]) {
  signal.throwIfAborted();
  const child = spawn("git", ["--no-optional-locks", ...settings, ...args], {
    cwd: directory,
    env: { ...gitEnvironment(env), [mark.name]: mark.value },
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream].setEncoding("utf8").on("data", (text) => {
      output[stream] += text;
    });
  }
  const code = await waitForExit(child, { root: child.pid ?? -1, mark: `${mark.name}=${mark.value}\0` }, signal);
  return { code, ...output };
}

/** The exit code; `null` after a signal. When `signal` aborts, stops the whole tree and throws the signal's reason. */
async function waitForExit(child: ChildProcess, tree: TreeQuery, signal: AbortSignal): Promise<number | null> {
  const { promise, resolve, reject } = Promise.withResolvers<number | null>();
  child.once("error", (cause) => reject(new GitFailure(`git could not be started: ${cause.message}`, { cause })));
  child.once("close", resolve);
  // A process that git leaves behind, such as a credential cache, can hold the pipes open for ever.
  child.once("exit", (code) => sleep(1000).then(() => resolve(code)));
  const members = () => findTree(tree).map(({ pid }) => pid);
  let stopped: Promise<void> | undefined;
  const abort = () => {
    stopped = stopTree(members, graceMs, signal, systemClock);
    stopped.then(() => resolve(null), reject);
  };
  if (child.pid !== undefined) signal.addEventListener("abort", abort, { once: true });
  try {
    return await promise;
  } finally {
    signal.removeEventListener("abort", abort);
    await stopped;
    signal.throwIfAborted();
  }
}

/** fatal: not a git repository -> not a git repository. Credentials in an address are masked. */
function reasonIn(stderr: string): string | undefined {
  const lines = stderr.split("\n").filter((line) => line.trim() !== "");
  const errorLines = lines.filter((line) => /^(fatal|error): /.test(line));
  const reason = errorLines[0] ?? lines.at(-1);
  return reason
    ?.replace(/^(fatal|error): /, "")
    .replace(/:\/\/[^/@\s]+@/g, "://***@")
    .trim();
}
