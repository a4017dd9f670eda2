import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
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
  const env = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" };
  return execFileSync("git", [...settings, ...args], {
    cwd: directory,
    env,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
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
  const main1 = await commit(remote, "main 1", { ...files, version: "main1" });
  git(remote, "branch", "feature");
  const main2 = await commit(remote, "main 2", { version: "main2" });
  const main3 = await commit(remote, "main 3", { version: "main3" });
  git(remote, "checkout", "--quiet", "feature");
  for (let n = 1; n < length; n++) git(remote, "commit", "--quiet", "--allow-empty", "-m", `feature ${n}`);
  const feature = await commit(remote, "feature", { feature: "feature" });
  git(remote, "checkout", "--quiet", "--detach", "main");
  git(remote, "merge", "--quiet", "--no-ff", "-m", "merge", "feature");
  const merge = git(remote, "rev-parse", "HEAD");
  git(remote, "update-ref", "refs/pull/1/merge", merge);
  git(remote, "checkout", "--quiet", "main");
  return { remote, url: `file://${remote}`, main1, main2, main3, feature, merge };
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
