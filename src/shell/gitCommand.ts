import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { type Millis, millis } from "../model/unit.ts";
import { nowMs, systemClock } from "./clock.ts";
import { type GitProblem, gitProblem } from "./gitProblem.ts";
import { findTree, type TreeQuery } from "./processTable.ts";
import { stopTree } from "./stopTree.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** The directory and the surroundings of a git command. */
export interface GitOptions {
  readonly directory: string;
  readonly env: Environment;
  /** An environment variable that marks git and the processes it starts. */
  readonly mark: { readonly name: string; readonly value: string };
  /** Stops git and the processes it has started. */
  readonly signal: AbortSignal;
  /** Settings in addition to ours: name=value */
  readonly settings?: readonly string[];
  readonly limits?: GitLimits;
}

export interface GitLimits {
  /** Longest time of a command, with its repetitions. */
  readonly totalMs: Millis;
  /** Longest time in which a fetch reports no progress. */
  readonly silenceMs: Millis;
  /** Pauses before the repetitions of a command that failed for a passing reason. */
  readonly pausesMs: readonly Millis[];
}

const defaultLimits: GitLimits = {
  totalMs: millis(300_000),
  silenceMs: millis(20_000),
  pausesMs: [millis(1000), millis(4000), millis(10_000)],
};

/** A git command failed. The message is git's own. */
export class GitFailure extends Error {
  override readonly name = "GitFailure";
  readonly problem: GitProblem;
  /** How often the command ran. */
  readonly tries: number;

  constructor(message: string, problem: GitProblem, { tries = 1, ...options }: { tries?: number } & ErrorOptions = {}) {
    super(message, options);
    this.problem = problem;
    this.tries = tries;
  }
}

/**
 * The output of `git ...args`, without its last line break. Repeats a command that failed for a passing reason.
 * Throws a GitFailure, or the signal's reason.
 */
export async function git(options: GitOptions, ...args: readonly string[]): Promise<string> {
  const limits = options.limits ?? defaultLimits;
  const endMs = nowMs() + limits.totalMs;
  for (let tries = 1; ; tries++) {
    try {
      return await gitOnce(options, args, limits, endMs - nowMs());
    } catch (error) {
      if (!(error instanceof GitFailure)) throw error;
      const pauseMs = limits.pausesMs[tries - 1];
      if (!error.problem.isTransient || pauseMs === undefined || nowMs() + pauseMs >= endMs)
        throw new GitFailure(error.message, error.problem, { tries, cause: error });
      await sleep(pauseMs, undefined, { signal: options.signal }).catch(() => options.signal.throwIfAborted());
    }
  }
}

/** Like `git`, but asks once, and gives `undefined` instead of a GitFailure. */
export async function tryGit(options: GitOptions, ...args: readonly string[]): Promise<string | undefined> {
  const limits = options.limits ?? defaultLimits;
  return await gitOnce(options, args, limits, limits.totalMs).catch((error: unknown) => {
    if (error instanceof GitFailure) return undefined;
    throw error;
  });
}

async function gitOnce(
  options: GitOptions,
  args: readonly string[],
  limits: GitLimits,
  leftMs: number,
): Promise<string> {
  const { code, stdout, stderr } = await runGit(options, args, limits, leftMs);
  if (code === 0) return stdout.replace(/\n$/, "");
  const reason = reasonIn(stderr) ?? `git ${args[0]} ended with ${code ?? "a signal"}`;
  throw new GitFailure(reason, gitProblem(stderr, reason));
}

/** A git hook sets these. They would point to another repository; see `git rev-parse --local-env-vars`. */
const repositoryVariables =
  /^GIT_(DIR|WORK_TREE|INDEX_FILE|PREFIX|COMMON_DIR|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|QUARANTINE_PATH|SHALLOW_FILE|GRAFT_FILE|NAMESPACE|CONFIG|IMPLICIT_WORK_TREE|INTERNAL_SUPER_PREFIX|(LITERAL|GLOB|NOGLOB|ICASE)_PATHSPECS)$/;

/** Nobody can answer a prompt. The messages are parsed in English. worktree.ts copies the files of Git LFS itself. */
const fixedVariables = { GIT_TERMINAL_PROMPT: "0", GCM_INTERACTIVE: "never", GIT_LFS_SKIP_SMUDGE: "1", LC_ALL: "C" };

export function gitEnvironment(env: Environment): Environment {
  const inherited = Object.entries(env).filter(([name]) => !repositoryVariables.test(name));
  return { ...Object.fromEntries(inherited), ...fixedVariables };
}

/** Any owner, because job containers run as another user. No hooks, and no processes that would outlive the run. */
export const gitSettings = [
  "safe.directory=*",
  "core.hooksPath=/dev/null",
  "core.fsmonitor=false",
  "gc.auto=0",
  "maintenance.auto=false",
].flatMap((setting) => ["-c", setting]);
const graceMs = millis(1000);

async function runGit(options: GitOptions, args: readonly string[], limits: GitLimits, leftMs: number) {
  const { directory, env, mark, signal } = options;
  const settings = (options.settings ?? []).flatMap((setting) => ["-c", setting]);
  signal.throwIfAborted();
  using limit = limitSignal(signal, args, limits, leftMs);
  const child = spawn("git", ["--no-optional-locks", ...gitSettings, ...settings, ...args], {
    cwd: directory,
    env: { ...gitEnvironment(env), [mark.name]: mark.value },
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream].setEncoding("utf8").on("data", (text) => {
      output[stream] += text;
      limit.progressed();
    });
  }
  const code = await waitForExit(child, { root: child.pid ?? -1, mark: `${mark.name}=${mark.value}` }, limit.signal);
  return { code, ...output };
}

/** Aborts with `signal`, or with a GitFailure at a limit. */
function limitSignal(signal: AbortSignal, args: readonly string[], { totalMs, silenceMs }: GitLimits, leftMs: number) {
  const controller = new AbortController();
  const expire = (detail: string, isTransient: boolean) => () =>
    controller.abort(new GitFailure(detail, { cause: "timeout", detail, isTransient }));
  const name = args.find((arg) => !arg.startsWith("-")) ?? "";
  const total = setTimeout(expire(`git ${name} took longer than ${totalMs / 1000} s`, false), Math.max(0, leftMs));
  // Only a fetch reports progress all the time.
  const silence =
    name === "fetch" ? setTimeout(expire(`no answer for ${silenceMs / 1000} s`, true), silenceMs) : undefined;
  return {
    signal: AbortSignal.any([signal, controller.signal]),
    progressed: () => void silence?.refresh(),
    [Symbol.dispose]() {
      clearTimeout(total);
      clearTimeout(silence);
    },
  };
}

/** The exit code; `null` after a signal. When `signal` aborts, stops the whole tree and throws the signal's reason. */
async function waitForExit(child: ChildProcess, tree: TreeQuery, signal: AbortSignal): Promise<number | null> {
  const { promise, resolve, reject } = Promise.withResolvers<number | null>();
  child.once("error", (cause) => reject(startFailure(cause)));
  child.once("close", resolve);
  // A process that git leaves behind, such as a credential cache, can hold the pipes open for ever.
  child.once("exit", (code) => sleep(1000).then(() => resolve(code)));
  const members = () => findTree(tree).map(({ pid }) => pid);
  let stopped: Promise<void> | undefined;
  const abort = () => {
    stopped = stopTree({ members, group: tree.root }, graceMs, signal, systemClock);
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

function startFailure(cause: Error): GitFailure {
  const isMissing = "code" in cause && cause.code === "ENOENT";
  const detail = isMissing ? "git is not installed" : `git could not be started: ${cause.message}`;
  return new GitFailure(detail, { cause: "no_git", detail, isTransient: false }, { cause });
}

/** fatal: not a git repository -> not a git repository. Credentials in an address are masked. */
function reasonIn(stderr: string): string | undefined {
  const lines = stderr.split(/[\r\n]/).filter((line) => line.trim() !== "");
  const errorLines = lines.filter((line) => /^(fatal|error): /.test(line));
  const reason = errorLines[0] ?? lines.at(-1);
  return reason
    ?.replace(/^(fatal|error): /, "")
    .replace(/:\/\/[^/@\s]+@/g, "://***@")
    .trim();
}
