import { type ChildProcess, execFile, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { millis } from "../model/unit.ts";
import { systemClock } from "./clock.ts";
import { stopTree } from "./processTree.ts";
import { type Kinship, kinOf } from "./procfs.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** The commits that are checked out; absent outside of a repository, or without git. */
export interface Commits {
  readonly head?: string;
  /** Whether files that git knows differ from that commit. */
  readonly isChanged?: boolean;
  readonly base?: string;
}

/** A base directory that is a part of the head's own checkout has no commit of its own. */
export async function commitsOf(headDirectory: string, baseDirectory: string | undefined): Promise<Commits> {
  const [head, changes] = await Promise.all([
    ask(headDirectory, "rev-parse", "HEAD"),
    ask(headDirectory, "status", "--porcelain", "--untracked-files=no"),
  ]);
  const own = head === undefined ? {} : { head, ...(changes ? { isChanged: true } : {}) };
  if (baseDirectory === undefined) return own;
  const [here, there, base] = await Promise.all([
    ask(headDirectory, "rev-parse", "--show-toplevel"),
    ask(baseDirectory, "rev-parse", "--show-toplevel"),
    ask(baseDirectory, "rev-parse", "HEAD"),
  ]);
  return here === there || base === undefined ? own : { ...own, base };
}

/** A commit, and what it was made from; in a shallow clone, too, it names its parents. */
export interface Commit {
  readonly sha: string;
  readonly parents: readonly string[];
}

/** What is checked out in the directory; `undefined` where that cannot be told. */
export async function headCommitOf(directory: string): Promise<Commit | undefined> {
  const sha = await ask(directory, "rev-parse", "--verify", "HEAD^{commit}");
  const commit = sha === undefined ? undefined : await ask(directory, "cat-file", "commit", sha);
  return sha === undefined || commit === undefined ? undefined : { sha, parents: parentsIn(commit) };
}

/** Of the text of a commit. */
export function parentsIn(commit: string): readonly string[] {
  return [...(commit.split("\n\n")[0] ?? "").matchAll(/^parent (\w+)$/gm)].flatMap(([, sha]) => sha ?? []);
}

async function ask(directory: string, ...question: readonly string[]): Promise<string | undefined> {
  try {
    const options = { cwd: directory, env: gitEnvironment(process.env) };
    const { stdout } = await promisify(execFile)("git", question, options);
    return stdout.trim();
  } catch {
    return undefined;
  }
}

/** Where git works, and for whom. */
export interface GitPlace {
  readonly directory: string;
  readonly env: Environment;
  /** An entry that is added to the environment and finds what git starts. */
  readonly mark: { readonly name: string; readonly value: string };
  /** Ends git, with whatever it has started. */
  readonly signal: AbortSignal;
}

/** What git did not do, in its own words. */
export class GitFailure extends Error {
  override readonly name = "GitFailure";
}

/** The output of `git ...args`, without its last line break. Throws a GitFailure, or the signal's reason. */
export async function git(place: GitPlace, ...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await outcomeOf(place, args);
  if (code !== 0) throw new GitFailure(reasonIn(stderr) ?? `git ${args[0]} ended with ${code ?? "a signal"}`);
  return stdout.replace(/\n$/, "");
}

/** As `git`, but `undefined` where git says no. */
export async function tryGit(place: GitPlace, ...args: readonly string[]): Promise<string | undefined> {
  return await git(place, ...args).catch((error: unknown) => {
    if (error instanceof GitFailure) return undefined;
    throw error;
  });
}

/** What a hook's git has set would lead to another repository; see `git rev-parse --local-env-vars`. */
const leading =
  /^GIT_(DIR|WORK_TREE|INDEX_FILE|PREFIX|COMMON_DIR|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|SHALLOW_FILE|NAMESPACE)$/;

/** Nobody is there to answer a question, and what git says is read. */
const quiet = { GIT_TERMINAL_PROMPT: "0", LC_ALL: "C" };

function gitEnvironment(env: Environment): Environment {
  return { ...Object.fromEntries(Object.entries(env).filter(([name]) => !leading.test(name))), ...quiet };
}

/** No hook runs, and nothing is tidied up in the background that would outlive the run. */
const settings = ["-c", "core.hooksPath=/dev/null", "-c", "gc.auto=0", "-c", "maintenance.auto=false"];
const graceMs = millis(1000);

async function outcomeOf({ directory, env, mark, signal }: GitPlace, args: readonly string[]) {
  signal.throwIfAborted();
  const child = spawn("git", ["--no-optional-locks", ...settings, ...args], {
    cwd: directory,
    env: { ...gitEnvironment(env), [mark.name]: mark.value },
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream].setEncoding("utf8").on("data", (text) => {
      said[stream] += text;
    });
  }
  const code = await endOf(child, { root: child.pid ?? -1, mark: `${mark.name}=${mark.value}\0` }, signal);
  return { code, ...said };
}

/** The exit code; `null` after a signal. Where ours aborts, its reason is thrown once nothing is left of what was started. */
async function endOf(child: ChildProcess, kin: Kinship, signal: AbortSignal): Promise<number | null> {
  const { promise, resolve, reject } = Promise.withResolvers<number | null>();
  child.once("error", (cause) => reject(new GitFailure(`git could not be started: ${cause.message}`, { cause })));
  child.once("close", resolve);
  // What git leaves behind, such as a cache of credentials, may hold the pipes for ever.
  child.once("exit", (code) => sleep(1000).then(() => resolve(code)));
  const members = () => kinOf(kin).map(({ pid }) => pid);
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

/** fatal: not a git repository -> not a git repository; without the credentials that an address may hold. */
function reasonIn(stderr: string): string | undefined {
  const lines = stderr.split("\n").filter((line) => line.trim() !== "");
  const telling = lines.filter((line) => /^(fatal|error): /.test(line));
  const reason = telling[0] ?? lines.at(-1);
  return reason
    ?.replace(/^(fatal|error): /, "")
    .replace(/:\/\/[^/@\s]+@/g, "://***@")
    .trim();
}
