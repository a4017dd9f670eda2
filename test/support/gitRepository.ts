import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Tests that need git are skipped without it. */
export const hasGit = spawnSync("git", ["--version"]).status === 0;

const settings = [
  "user.name=Ann",
  "user.email=ann@shop.example",
  "init.defaultBranch=main",
  "protocol.file.allow=always",
  "commit.gpgSign=false",
].flatMap((setting) => ["-c", setting]);

/** The output of `git ...args`, with these settings only. */
export function git(directory: string, ...args: readonly string[]): string {
  return gitWithInput(directory, "", ...args);
}

function gitWithInput(directory: string, input: string, ...args: readonly string[]): string {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" };
  return execFileSync("git", [...settings, ...args], {
    cwd: directory,
    env,
    encoding: "utf8",
    input,
    stdio: "pipe",
  }).trim();
}

/** Writes the files and commits them. Returns the commit's sha. */
export async function commit(
  directory: string,
  message: string,
  files: Readonly<Record<string, string>> = {},
): Promise<string> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(directory, name)), { recursive: true });
    await writeFile(join(directory, name), text);
  }
  git(directory, "add", "--all");
  git(directory, "commit", "--quiet", "--allow-empty", "-m", message);
  return git(directory, "rev-parse", "HEAD");
}

/** Git's worktrees: the number of listed ones, and whether .git/worktrees still exists. */
export function worktreesOf(directory: string) {
  const common = git(directory, "rev-parse", "--path-format=absolute", "--git-common-dir");
  return {
    listedCount: git(directory, "worktree", "list").split("\n").length,
    hasEntries: existsSync(join(common, "worktrees")),
  };
}

/** The state after a complete clean-up. */
export const onlyMainWorktree = { listedCount: 1, hasEntries: false };

/**
 * Creates `remote` in the directory. Its main has three commits, main1 to main3. Its branch feature starts at main1 and
 * has `length` commits. refs/pull/1/merge merges feature into main3, as GitHub does for a pull request.
 */
export async function pullRequestRemote(directory: string, files: Readonly<Record<string, string>> = {}, length = 2) {
  const remote = join(directory, "remote");
  await mkdir(remote, { recursive: true });
  git(remote, "init", "--quiet");
  const shaOf = importCommits(remote, [
    { mark: "main1", branch: "main", message: "main 1", files: { ...files, version: "main1" } },
    { mark: "main2", branch: "main", message: "main 2", files: { version: "main2" } },
    { mark: "main3", branch: "main", message: "main 3", files: { version: "main3" } },
    ...Array.from({ length: length - 1 }, (_, n) => {
      const parents = n === 0 ? ["main1"] : [];
      return { mark: `feature${n + 1}`, branch: "feature", message: `feature ${n + 1}`, files: {}, parents };
    }),
    {
      mark: "feature",
      branch: "feature",
      message: "feature",
      files: { feature: "feature" },
      parents: length === 1 ? ["main1"] : [],
    },
    { mark: "merge", branch: "merge", message: "merge", files: { feature: "feature" }, parents: ["main3", "feature"] },
  ]);
  git(remote, "reset", "--quiet", "--hard");
  const merge = shaOf("merge");
  git(remote, "update-ref", "refs/pull/1/merge", merge);
  git(remote, "branch", "--quiet", "-D", "merge");
  const [main1, main2, main3, feature] = [shaOf("main1"), shaOf("main2"), shaOf("main3"), shaOf("feature")];
  return { remote, url: `file://${remote}`, main1, main2, main3, feature, merge };
}

interface ImportedCommit {
  /** The name by which later commits and the caller find it. */
  readonly mark: string;
  readonly branch: string;
  readonly message: string;
  /** Added to those of its first parent. */
  readonly files: Readonly<Record<string, string>>;
  /** Default: the branch's last commit. */
  readonly parents?: readonly string[];
}

/** Makes all commits with one process. Returns a look-up of their shas. */
function importCommits(repository: string, commits: readonly ImportedCommit[]): (mark: string) => string {
  const numbers = new Map(commits.map(({ mark }, n) => [mark, n + 1]));
  const data = (text: string) => `data ${Buffer.byteLength(text)}\n${text}\n`;
  const stream = commits.map(({ mark, branch, message, files, parents = [] }) => {
    const from = parents.map((parent, n) => `${n === 0 ? "from" : "merge"} :${numbers.get(parent)}\n`);
    const entries = Object.entries(files).map(([name, text]) => `M 100644 inline ${name}\n${data(text)}`);
    const head = `commit refs/heads/${branch}\nmark :${numbers.get(mark)}\ncommitter Ann <ann@shop.example> now\n`;
    return [head, data(message), ...from, ...entries].join("");
  });
  const arguments_ = ["fast-import", "--quiet", "--date-format=now", "--export-marks=.git/marks"];
  gitWithInput(repository, stream.join(""), ...arguments_);
  const lines = readFileSync(join(repository, ".git/marks"), "utf8").split("\n");
  const shas = new Map(lines.map((line) => [line.split(" ")[0], line.split(" ")[1] ?? ""]));
  return (mark) => shas.get(`:${numbers.get(mark)}`) ?? "";
}

/** Checks out `ref` of the remote as actions/checkout does: fetched alone, detached, one commit deep by default. */
export async function checkOut(directory: string, url: string, ref: string, depth: number | "whole" = 1) {
  await mkdir(directory, { recursive: true });
  git(directory, "init", "--quiet");
  git(directory, "remote", "add", "origin", url);
  const deep = depth === "whole" ? [] : [`--depth=${depth}`];
  git(directory, "fetch", "--quiet", "--no-tags", ...deep, "origin", ref);
  git(directory, "checkout", "--quiet", "--detach", "FETCH_HEAD");
}
