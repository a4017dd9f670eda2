import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Tests that want git are skipped, and told as such, where there is none. */
export const hasGit = spawnSync("git", ["--version"]).status === 0;

const settings = [
  "user.name=Ann",
  "user.email=ann@shop.example",
  "init.defaultBranch=main",
  "protocol.file.allow=always",
  "commit.gpgSign=false",
].flatMap((setting) => ["-c", setting]);

/** The output of `git ...args`, by nobody's settings but these. */
export function git(directory: string, ...args: readonly string[]): string {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" };
  return execFileSync("git", [...settings, ...args], {
    cwd: directory,
    env,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  }).trim();
}

/** Writes the files and commits them; the commit's sha. */
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

/** What git knows of worktrees: the lines of its list, and whether it keeps any entry. */
export function worktreesOf(directory: string) {
  const common = git(directory, "rev-parse", "--path-format=absolute", "--git-common-dir");
  return {
    listed: git(directory, "worktree", "list").split("\n").length,
    isKept: existsSync(join(common, "worktrees")),
  };
}

/** As it should be left. */
export const noWorktree = { listed: 1, isKept: false };

/**
 * `remote` in the directory: main with three commits, main1 to main3; a branch, feature, off main1, of `length` commits; and
 * the merge of feature's last into main3, as GitHub makes it for a pull request.
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

/** Checks `ref` of the remote out as actions/checkout does: of a fetch of its own, detached, one commit deep by default. */
export async function checkedOut(directory: string, url: string, ref: string, depth: number | "whole" = 1) {
  await mkdir(directory, { recursive: true });
  git(directory, "init", "--quiet");
  git(directory, "remote", "add", "origin", url);
  const deep = depth === "whole" ? [] : [`--depth=${depth}`];
  git(directory, "fetch", "--quiet", "--no-tags", ...deep, "origin", ref);
  git(directory, "checkout", "--quiet", "--detach", "FETCH_HEAD");
}
