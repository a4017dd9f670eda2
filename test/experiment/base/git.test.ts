import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkOutBase, findBaseCommit } from "../../../src/experiment/base/git.ts";
import type { BaseFacts } from "../../../src/experiment/base/source.ts";
import type { EventBase } from "../../../src/github/context.ts";
import { BaseUnavailable } from "../../../src/model/errors.ts";
import type { Notice } from "../../../src/model/notice.ts";
import { createRunDirectory, removeRunDirectory } from "../../../src/service/runDirectory.ts";
import type { ServiceContext } from "../../../src/service/serviceContext.ts";
import { isAlive } from "../../../src/shell/procfs.ts";
import {
  checkOut,
  commit,
  git,
  hasGit,
  onlyMainWorktree,
  pullRequestRemote,
  worktreesOf,
} from "../../support/gitRepository.ts";
import { startGitServer } from "../../support/gitServer.ts";
import { workspace } from "../../support/loadgate.ts";

/** The context of a run. It cleans up as a run does. */
async function runContext(signal: AbortSignal = new AbortController().signal) {
  const runId = randomUUID();
  const temporary = await createRunDirectory(runId);
  const env = {
    ...process.env,
    GIT_CONFIG_COUNT: "1",
    GIT_CONFIG_KEY_0: "protocol.file.allow",
    GIT_CONFIG_VALUE_0: "always",
  };
  const context: ServiceContext = { runId, temporary, out: temporary, env, signal };
  return { ...context, [Symbol.asyncDispose]: () => removeRunDirectory(temporary) };
}

const localRun: BaseFacts = { isRefreshing: false };
const ofEvent = (event: Partial<EventBase>): BaseFacts => ({
  isRefreshing: false,
  event: { defaultBranch: "main", ...event },
});
const pull = (headSha: string) => ofEvent({ pullRequest: { baseBranch: "main", headSha } });

/** The sha of the base commit and how it was chosen, or the error message. */
async function findCommit(directory: string, facts = localRun, ref?: string) {
  await using run = await runContext();
  try {
    const { sha, why } = await findBaseCommit(ref, facts, directory, run);
    return [sha, why];
  } catch (error) {
    return [error instanceof Error ? error.message : error];
  }
}

const isShallow = (directory: string) => git(directory, "rev-parse", "--is-shallow-repository") === "true";

describe.skipIf(!hasGit)("a clone of a pull request's remote", () => {
  test("the merge commit, one commit deep: its missing first parent is fetched and checked out", async () => {
    await using folder = await workspace();
    const { url, main3, feature } = await pullRequestRemote(folder.path);
    const head = folder.at("head");
    await checkOut(head, url, "refs/pull/1/merge");
    await using run = await runContext();
    const base = await findBaseCommit(undefined, pull(feature), head, run);
    expect([base.sha, base.why, base.subdirectory]).toEqual([main3, "HEAD^1 of the merge commit", ""]);
    const { directory: tree } = await checkOutBase(base, run);
    expect([await readFile(join(tree, "version"), "utf8"), git(tree, "rev-parse", "HEAD")]).toEqual(["main3", main3]);
    expect([isShallow(head), existsSync(join(tree, "feature")), worktreesOf(head).listedCount]).toEqual([
      true,
      false,
      2,
    ]);
    await removeRunDirectory(run.temporary);
    expect([worktreesOf(head), git(head, "status", "--porcelain"), existsSync(run.temporary)]).toEqual([
      onlyMainWorktree,
      "",
      false,
    ]);
  });

  test.each([
    ["a few commits, one commit deep", 3, 1],
    ["more commits than the first fetch, two commits deep", 70, 2],
    ["a few commits, whole", 3, "whole"],
  ] as const)("the pull request's own head, %s: the merge base", async (_, length, depth) => {
    await using folder = await workspace();
    const { url, main1, feature } = await pullRequestRemote(folder.path, {}, length);
    await checkOut(folder.at("head"), url, "feature", depth);
    expect(await findCommit(folder.at("head"), pull(feature))).toEqual([main1, "the merge base with main"]);
  });

  test("a merge group's base", async () => {
    await using folder = await workspace();
    const { url, main2 } = await pullRequestRemote(folder.path);
    await checkOut(folder.at("head"), url, "refs/pull/1/merge");
    await using run = await runContext();
    const base = await findBaseCommit(undefined, ofEvent({ mergeGroupBase: main2 }), folder.at("head"), run);
    const { directory } = await checkOutBase(base, run);
    expect(await readFile(join(directory, "version"), "utf8")).toBe("main2");
  });

  test("a person's clone: a branch, a detached HEAD, main with changes, main without, an older commit of main", async () => {
    await using folder = await workspace();
    const { url, main1, main2, main3 } = await pullRequestRemote(folder.path);
    const head = folder.at("head");
    git(folder.path, "clone", "--quiet", "--branch=feature", url, "head");
    expect(await findCommit(head)).toEqual([main1, "the merge base with main"]);
    git(head, "checkout", "--quiet", "--detach");
    expect(await findCommit(head)).toEqual([main1, "the merge base with main"]);
    git(head, "checkout", "--quiet", "main");
    expect(await findCommit(head)).toEqual([main2, "HEAD^1"]);
    await writeFile(join(head, "untracked"), "");
    expect(await findCommit(head)).toEqual([main2, "HEAD^1"]);
    await writeFile(join(head, "version"), "changed");
    expect(await findCommit(head)).toEqual([main3, "HEAD, without the uncommitted changes"]);
    expect(await findCommit(head, ofEvent({}))).toEqual([main2, "HEAD^1"]);
    git(head, "checkout", "--quiet", "--force", "--detach", main2);
    expect(await findCommit(head)).toEqual([main1, "HEAD^1"]);
  });

  test("a named commit: a tag, a branch that only the remote has, a sha that must be fetched", async () => {
    await using folder = await workspace();
    const { remote, url, main1, main2, main3, feature } = await pullRequestRemote(folder.path);
    git(remote, "tag", "v1", main1);
    const shallow = folder.at("shallow");
    await checkOut(shallow, url, "feature");
    expect(await findCommit(shallow, localRun, "v1")).toEqual([main1, "v1"]);
    expect(await findCommit(shallow, localRun, "main")).toEqual([main3, "main"]);
    expect(await findCommit(shallow, localRun, main2)).toEqual([main2, main2]);
    await checkOut(folder.at("partial"), url, "feature", "whole");
    expect(await findCommit(folder.at("partial"), localRun, main3)).toEqual([main3, main3]);
    // Fetching does not make a full clone shallow.
    expect(isShallow(folder.at("partial"))).toBe(false);
    git(folder.path, "clone", "--quiet", url, "whole");
    expect(await findCommit(folder.at("whole"), localRun, "feature")).toEqual([feature, "feature"]);
    expect(await findCommit(folder.at("whole"), localRun, "HEAD~2")).toEqual([main1, "HEAD~2"]);
  });

  test("a failure of git is reported with a remedy", async () => {
    await using folder = await workspace({ "plain/x": "", "empty/x": "", "first/x": "" });
    const { url, remote, main3, feature } = await pullRequestRemote(folder.path);
    const head = folder.at("head");
    await checkOut(head, url, "refs/pull/1/merge");
    const remedy =
      "check the repository out with its history (actions/checkout: fetch-depth: 0), or correct base.ref (--base)";
    expect(await findCommit(head, localRun, "nowhere")).toEqual([
      `base.from: git: nowhere: couldn't find remote ref nowhere; ${remedy}`,
    ]);
    for (const ref of ["--upload-pack=x", "main:refs/heads/other", "+main:other", "^main", "a..b", "a b"]) {
      const why = `expected the name of one commit, got ${ref}`;
      expect(await findCommit(head, localRun, ref)).toEqual([`base.from: git: ${ref}: ${why}; ${remedy}`]);
    }
    expect(await findCommit(folder.at("gone"))).toEqual([
      `service.directory: expected a directory, got ${folder.at("gone")}, which does not exist`,
    ]);
    expect(await findCommit(folder.at("plain"))).toEqual([
      `base.from: git: ${folder.at("plain")}: not a git repository (or any of the parent directories): .git; let actions/checkout clone it with git, or name the base by base.directory or base.target`,
    ]);
    git(folder.at("empty"), "init", "--quiet");
    expect(await findCommit(folder.at("empty"))).toEqual([`base.from: git: HEAD: Needed a single revision; ${remedy}`]);
    git(folder.at("first"), "init", "--quiet");
    await commit(folder.at("first"), "first");
    expect(await findCommit(folder.at("first"))).toEqual([
      "base.from: git: HEAD is the first commit, so there is no earlier one to compare with",
    ]);
    await rm(remote, { recursive: true });
    await using run = await runContext();
    const base = await findBaseCommit(undefined, pull(feature), head, run);
    await expect(checkOutBase(base, run)).rejects.toThrow(
      `base.from: git: ${main3.slice(0, 7)} (HEAD^1 of the merge commit): '${remote}' does not appear to be a git repository; ${remedy}`,
    );
    expect(worktreesOf(head)).toEqual(onlyMainWorktree);
  });
});

describe.skipIf(!hasGit)("the base's worktree", () => {
  test("has the same subdirectory, with the submodules that are initialised, and no others", async () => {
    await using folder = await workspace({ "lib/l": "lib", "unused/u": "" });
    for (const name of ["lib", "unused"]) {
      git(folder.at(name), "init", "--quiet");
      await commit(folder.at(name), name);
    }
    const { remote, url } = await pullRequestRemote(folder.path, { "services/a/server": "" });
    for (const name of ["lib", "unused"]) git(remote, "submodule", "--quiet", "add", folder.at(name), `vendor/${name}`);
    await commit(remote, "submodules");
    await commit(remote, "head");
    const head = folder.at("head");
    git(folder.path, "clone", "--quiet", url, "head");
    git(head, "submodule", "--quiet", "update", "--init", "vendor/lib");
    const config = await readFile(join(head, ".git/config"), "utf8");
    await using run = await runContext();
    const base = await findBaseCommit(undefined, localRun, join(head, "services/a"), run);
    const { directory } = await checkOutBase(base, run);
    expect([base.subdirectory, existsSync(join(directory, "server"))]).toEqual(["services/a", true]);
    const vendor = join(directory, "../../vendor");
    expect([existsSync(join(vendor, "lib/l")), existsSync(join(vendor, "unused/u"))]).toEqual([true, false]);
    expect(await readFile(join(head, ".git/config"), "utf8")).toBe(config);
    await removeRunDirectory(run.temporary);
    expect(worktreesOf(head)).toEqual(onlyMainWorktree);
    expect(git(head, "submodule", "status", "vendor/lib")).toMatch(/^[0-9a-f]{40} vendor\/lib/);
  });

  test("for a service in a submodule is the worktree of the repository around it", async () => {
    await using folder = await workspace({ "lib/l": "1" });
    git(folder.at("lib"), "init", "--quiet");
    await commit(folder.at("lib"), "1");
    const { remote } = await pullRequestRemote(folder.path);
    git(remote, "submodule", "--quiet", "add", folder.at("lib"), "lib");
    await commit(remote, "with the submodule");
    git(join(remote, "lib"), "commit", "--quiet", "--allow-empty", "-m", "2");
    const head = await commit(remote, "newer submodule");
    await using run = await runContext();
    const base = await findBaseCommit(head, localRun, join(remote, "lib"), run);
    expect([base.sha, base.subdirectory]).toEqual([head, "lib"]);
  });

  test("fails if the commit does not have the service directory", async () => {
    await using folder = await workspace();
    const { remote, main3 } = await pullRequestRemote(folder.path);
    await commit(remote, "service", { "services/a/server": "" });
    await using run = await runContext();
    const base = await findBaseCommit(undefined, localRun, join(remote, "services/a"), run);
    await expect(checkOutBase(base, run)).rejects.toThrow(
      `service.directory: services/a does not exist in the base commit ${main3.slice(0, 7)} (HEAD^1)`,
    );
  });

  test("runs no hooks of the user, and is removed even with read-only directories", async () => {
    await using folder = await workspace();
    const { remote } = await pullRequestRemote(folder.path);
    await writeFile(join(remote, ".git/hooks/post-checkout"), "#!/bin/sh\ntouch hooked\n", { mode: 0o755 });
    await using run = await runContext();
    const base = await findBaseCommit(undefined, localRun, remote, run);
    const { directory: tree } = await checkOutBase(base, run);
    expect([existsSync(join(tree, "hooked")), existsSync(join(remote, "hooked"))]).toEqual([false, false]);
    git(tree, "-c", "alias.lock=!mkdir -p a/b && touch a/b/c && chmod 500 a/b a", "lock");
    await removeRunDirectory(run.temporary);
    expect([existsSync(run.temporary), worktreesOf(remote)]).toEqual([false, onlyMainWorktree]);
  });

  test("in a git hook belongs to the service's repository, whatever variables the hook has", async () => {
    await using folder = await workspace({ "other/x": "" });
    const { remote, main2 } = await pullRequestRemote(folder.path);
    git(folder.at("other"), "init", "--quiet");
    await using run = await runContext();
    const env = { ...run.env, GIT_DIR: folder.at("other/.git"), GIT_INDEX_FILE: folder.at("other/.git/index") };
    expect((await findBaseCommit(undefined, localRun, remote, { ...run, env })).sha).toBe(main2);
  });

  test("an interruption ends git and its child processes", async () => {
    await using folder = await workspace();
    const { remote } = await pullRequestRemote(folder.path);
    const interruption = new AbortController();
    await using run = await runContext(interruption.signal);
    git(remote, "config", "remote.origin.url", "ssh://nobody@127.0.0.1/x");
    const pid = folder.at("pid");
    const env = { ...run.env, GIT_SSH_COMMAND: `sh -c 'echo $$ >${pid}; exec sleep 60'` };
    const pending = findBaseCommit("nowhere", localRun, remote, { ...run, env });
    pending.catch(() => {});
    while (!existsSync(pid) || (await readFile(pid, "utf8")) === "")
      await new Promise((resolve) => setTimeout(resolve, 10));
    interruption.abort(new Error("interrupted"));
    await expect(pending).rejects.toThrow("interrupted");
    expect(isAlive(Number(await readFile(pid, "utf8")))).toBe(false);
  });
});

/** The base of the remote's main in a run, checked out. Notices are collected. */
async function checkOutWithNotices(head: string, env: Readonly<Record<string, string>> = {}) {
  const run = await runContext();
  const notices: Notice[] = [];
  const context = { ...run, env: { ...run.env, ...env }, notify: (notice: Notice) => void notices.push(notice) };
  const base = await findBaseCommit(undefined, localRun, head, context);
  const { directory } = await checkOutBase(base, context);
  return {
    notices,
    sha: base.sha,
    read: (path: string) => readFile(join(directory, path), "utf8"),
    [Symbol.asyncDispose]: () => run[Symbol.asyncDispose](),
  };
}

describe.skipIf(!hasGit)("the base is built where git in the job is not git in the checkout", () => {
  test("a repository of another user", async () => {
    await using folder = await workspace();
    const { remote, main2 } = await pullRequestRemote(folder.path);
    await using base = await checkOutWithNotices(remote, { GIT_TEST_ASSUME_DIFFERENT_OWNER: "1" });
    expect([base.sha, await base.read("version")]).toEqual([main2, "main2"]);
  });

  test("a repository of another user, with a git that reads safe.directory only from files", async () => {
    await using folder = await workspace({ "bin/git": oldGit });
    await chmod(folder.at("bin/git"), 0o755);
    const { remote, main2 } = await pullRequestRemote(folder.path);
    const PATH = `${folder.at("bin")}:${process.env["PATH"]}`;
    await using base = await checkOutWithNotices(remote, { GIT_TEST_ASSUME_DIFFERENT_OWNER: "1", PATH });
    expect(base.sha).toBe(main2);
  });

  test("submodules whose remote is out of reach, and submodules in them", async () => {
    await using folder = await workspace({ "lib/l": "lib 1", "inner/i": "inner" });
    for (const name of ["inner", "lib"]) {
      git(folder.at(name), "init", "--quiet");
      if (name === "lib") git(folder.at("lib"), "submodule", "--quiet", "add", folder.at("inner"), "deep/inner");
      await commit(folder.at(name), name);
    }
    const { remote, url } = await pullRequestRemote(folder.path);
    git(remote, "submodule", "--quiet", "add", folder.at("lib"), "vendor/lib");
    await commit(remote, "submodule");
    await commit(folder.at("lib"), "lib 2", { l: "lib 2" });
    git(join(remote, "vendor/lib"), "pull", "--quiet", "origin");
    await commit(remote, "newer submodule");
    git(folder.path, "clone", "--quiet", url, "head");
    git(folder.at("head"), "submodule", "--quiet", "update", "--init", "--recursive");
    for (const gone of ["lib", "inner"]) await rm(folder.at(gone), { recursive: true });
    await using base = await checkOutWithNotices(folder.at("head"));
    expect([await base.read("vendor/lib/l"), await base.read("vendor/lib/deep/inner/i")]).toEqual(["lib 1", "inner"]);
    expect(git(folder.at("head"), "status", "--porcelain")).toBe("");
  });

  test("files of Git LFS whose objects are there, without git-lfs; others are reported", async () => {
    await using folder = await workspace();
    const { remote } = await pullRequestRemote(folder.path);
    const pointer = (id: string) => `version https://git-lfs.github.com/spec/v1\noid sha256:${id}\nsize 5\n`;
    const [here, gone] = ["a".repeat(64), "b".repeat(64)];
    const files = {
      ".gitattributes": "*.bin filter=lfs\n",
      "ä.bin": pointer(here),
      "gone.bin": pointer(gone),
      "plain.bin": pointer(here),
    };
    await commit(remote, "pointers", files);
    await commit(remote, "head");
    await mkdir(join(remote, ".git/lfs/objects/aa/aa"), { recursive: true });
    await writeFile(join(remote, ".git/lfs/objects/aa/aa", here), "bytes");
    for (const name of ["ä.bin", "gone.bin"]) await writeFile(join(remote, name), "bytes");
    for (const [name, value] of [
      ["smudge", "no-such-lfs %f"],
      ["process", "no-such-lfs process"],
      ["required", "true"],
    ] as const)
      git(remote, "config", `filter.lfs.${name}`, value);
    await using base = await checkOutWithNotices(remote);
    expect(await Promise.all(["ä.bin", "gone.bin", "plain.bin"].map(base.read))).toEqual([
      "bytes",
      pointer(gone),
      pointer(here),
    ]);
    expect(base.notices).toEqual([{ kind: "lfs_files_missing", files: ["gone.bin"] }]);
  });

  test("a required filter that fails is reported", async () => {
    await using folder = await workspace();
    const { remote } = await pullRequestRemote(folder.path);
    await commit(remote, "filtered", { ".gitattributes": "key filter=crypt\n", key: "stored" });
    await commit(remote, "head");
    git(remote, "config", "filter.crypt.smudge", "exit 1");
    git(remote, "config", "filter.crypt.required", "true");
    await using base = await checkOutWithNotices(remote);
    expect([await base.read("key"), base.notices]).toEqual([
      "stored",
      [{ kind: "filters_failed", filters: ["crypt"] }],
    ]);
  });

  test("a partial, a sparse and a linked checkout", async () => {
    await using folder = await workspace();
    const { remote, url, main2, main3 } = await pullRequestRemote(folder.path, { "app/ä": "ä" });
    git(remote, "config", "uploadpack.allowFilter", "true");
    git(remote, "config", "uploadpack.allowAnySHA1InWant", "true");
    git(folder.path, "clone", "--quiet", "--filter=blob:none", "--sparse", url, "partial");
    git(folder.at("partial"), "sparse-checkout", "set", "app");
    await using partial = await checkOutWithNotices(folder.at("partial/app"));
    expect([partial.sha, await partial.read("ä")]).toEqual([main2, "ä"]);
    git(folder.at("remote"), "worktree", "add", "--quiet", "--detach", folder.at("linked"), main3);
    await using linked = await checkOutWithNotices(folder.at("linked"));
    expect(await linked.read("version")).toBe("main2");
  });
});

/** Drops safe.directory from its arguments, as git before 2.38 ignores it there. */
const oldGit = `#!/bin/bash
args=()
while [ $# -gt 0 ]; do
  if [ "$1" = -c ] && [ "$2" = "safe.directory=*" ]; then shift; else args+=("$1"); fi
  shift
done
exec /usr/bin/git "\${args[@]}"
`;

describe.skipIf(!hasGit)("a missing base", () => {
  const missingOf = async (facts: BaseFacts, directory: string, env: Readonly<Record<string, string>> = {}) => {
    await using run = await runContext();
    const error = await findBaseCommit(undefined, facts, directory, { ...run, env: { ...run.env, ...env } }).catch(
      (problem: unknown) => problem,
    );
    return error instanceof BaseUnavailable ? error.missing : error;
  };

  test("is a finding of a job, but not of a person who has no repository yet", async () => {
    await using folder = await workspace({ "plain/x": "", "empty/x": "" });
    git(folder.at("empty"), "init", "--quiet");
    const noGit = { PATH: "/nowhere" };
    for (const [directory, env] of [
      ["plain", {}],
      ["plain", noGit],
      ["empty", {}],
    ] as const)
      expect(await missingOf(localRun, folder.at(directory), env)).toBeUndefined();
    expect(await missingOf(pull("x"), folder.at("plain"))).toMatchObject({ cause: "no_repository" });
    expect(await missingOf(localRun, folder.at("empty"), noGit)).toEqual({
      source: "git",
      cause: "no_git",
      subject: folder.at("empty"),
      detail: "git is not installed",
    });
  });

  test("names the commit that could not be fetched", async () => {
    await using folder = await workspace();
    const { url, main3, feature } = await pullRequestRemote(folder.path);
    await using server = await startGitServer(folder.path, [403]);
    await checkOut(folder.at("head"), url, "refs/pull/1/merge");
    git(folder.at("head"), "remote", "set-url", "origin", `${server.url}/remote`);
    await using run = await runContext();
    const base = await findBaseCommit(undefined, pull(feature), folder.at("head"), run);
    await expect(checkOutBase(base, run)).rejects.toMatchObject({
      missing: { source: "git", cause: "credentials", subject: `the commit ${main3.slice(0, 7)}`, detail: "HTTP 403" },
    });
  });
});
