import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { baseCommit, checkOut } from "../../../src/experiment/base/git.ts";
import type { BaseFacts } from "../../../src/experiment/base/source.ts";
import type { BaseEvent } from "../../../src/github/context.ts";
import { clearPlace, openPlace } from "../../../src/service/runDirectory.ts";
import type { Ground } from "../../../src/service/service.ts";
import { isAlive } from "../../../src/shell/procfs.ts";
import { workspace } from "../../support/loadgate.ts";
import {
  checkedOut,
  commit,
  git,
  hasGit,
  noWorktree,
  pullRequestRemote,
  worktreesOf,
} from "../../support/repository.ts";

/** Where a run would keep what it starts, cleaned up as a run does. */
async function ground(signal: AbortSignal = new AbortController().signal) {
  const runId = randomUUID();
  const temporary = await openPlace(runId);
  const env = {
    ...process.env,
    GIT_CONFIG_COUNT: "1",
    GIT_CONFIG_KEY_0: "protocol.file.allow",
    GIT_CONFIG_VALUE_0: "always",
  };
  const made: Ground = { runId, temporary, out: temporary, env, signal };
  return { ...made, [Symbol.asyncDispose]: () => clearPlace(temporary) };
}

const byPerson: BaseFacts = { isRefreshing: false };
const by = (event: Partial<BaseEvent>): BaseFacts => ({
  isRefreshing: false,
  event: { defaultBranch: "main", ...event },
});
const pull = (headSha: string) => by({ pullRequest: { baseBranch: "main", headSha } });

/** The commit's sha and how it was found, or why there is none. */
async function found(directory: string, facts = byPerson, ref?: string) {
  await using on = await ground();
  try {
    const { sha, why } = await baseCommit(ref, facts, directory, on);
    return [sha, why];
  } catch (error) {
    return [error instanceof Error ? error.message : error];
  }
}

const isShallow = (directory: string) => git(directory, "rev-parse", "--is-shallow-repository") === "true";

describe.skipIf(!hasGit)("a clone of a pull request's remote", () => {
  test("the merge commit, one commit deep: its first parent, which git does not have, is fetched and checked out", async () => {
    await using place = await workspace();
    const { url, main3, feature } = await pullRequestRemote(place.path);
    const head = place.at("head");
    await checkedOut(head, url, "refs/pull/1/merge");
    await using on = await ground();
    const base = await baseCommit(undefined, pull(feature), head, on);
    expect([base.sha, base.why, base.inside]).toEqual([main3, "HEAD^1 of the merge commit", ""]);
    const tree = await checkOut(base, on);
    expect([await readFile(join(tree, "version"), "utf8"), git(tree, "rev-parse", "HEAD")]).toEqual(["main3", main3]);
    expect([isShallow(head), existsSync(join(tree, "feature")), worktreesOf(head).listed]).toEqual([true, false, 2]);
    await clearPlace(on.temporary);
    expect([worktreesOf(head), git(head, "status", "--porcelain"), existsSync(on.temporary)]).toEqual([
      noWorktree,
      "",
      false,
    ]);
  });

  test.each([
    ["a few commits, one commit deep", 3, 1],
    ["more than the first step, two commits deep", 70, 2],
    ["a few commits, whole", 3, "whole"],
  ] as const)("the pull request's own head, %s: the merge base", async (_, length, depth) => {
    await using place = await workspace();
    const { url, main1, feature } = await pullRequestRemote(place.path, {}, length);
    await checkedOut(place.at("head"), url, "feature", depth);
    expect(await found(place.at("head"), pull(feature))).toEqual([main1, "the merge base with main"]);
  });

  test("a merge group's base", async () => {
    await using place = await workspace();
    const { url, main2 } = await pullRequestRemote(place.path);
    await checkedOut(place.at("head"), url, "refs/pull/1/merge");
    await using on = await ground();
    const base = await baseCommit(undefined, by({ mergeGroupBase: main2 }), place.at("head"), on);
    expect(await readFile(join(await checkOut(base, on), "version"), "utf8")).toBe("main2");
  });

  test("a person's clone: a branch, no branch, main with changes, main without, main's own older commit", async () => {
    await using place = await workspace();
    const { url, main1, main2, main3 } = await pullRequestRemote(place.path);
    const head = place.at("head");
    git(place.path, "clone", "--quiet", "--branch=feature", url, "head");
    expect(await found(head)).toEqual([main1, "the merge base with main"]);
    git(head, "checkout", "--quiet", "--detach");
    expect(await found(head)).toEqual([main1, "the merge base with main"]);
    git(head, "checkout", "--quiet", "main");
    expect(await found(head)).toEqual([main2, "HEAD^1"]);
    await writeFile(join(head, "untracked"), "");
    expect(await found(head)).toEqual([main2, "HEAD^1"]);
    await writeFile(join(head, "version"), "changed");
    expect(await found(head)).toEqual([main3, "HEAD, without the uncommitted changes"]);
    expect(await found(head, by({}))).toEqual([main2, "HEAD^1"]);
    git(head, "checkout", "--quiet", "--force", "--detach", main2);
    expect(await found(head)).toEqual([main1, "HEAD^1"]);
  });

  test("what is named: a tag, a branch that only the remote has, a sha that is not there yet", async () => {
    await using place = await workspace();
    const { remote, url, main1, main2, main3, feature } = await pullRequestRemote(place.path);
    git(remote, "tag", "v1", main1);
    const shallow = place.at("shallow");
    await checkedOut(shallow, url, "feature");
    expect(await found(shallow, byPerson, "v1")).toEqual([main1, "v1"]);
    expect(await found(shallow, byPerson, "main")).toEqual([main3, "main"]);
    expect(await found(shallow, byPerson, main2)).toEqual([main2, main2]);
    await checkedOut(place.at("lacking"), url, "feature", "whole");
    expect(await found(place.at("lacking"), byPerson, main3)).toEqual([main3, main3]);
    // What was not shallow is not made so by what is fetched.
    expect(isShallow(place.at("lacking"))).toBe(false);
    git(place.path, "clone", "--quiet", url, "whole");
    expect(await found(place.at("whole"), byPerson, "feature")).toEqual([feature, "feature"]);
    expect(await found(place.at("whole"), byPerson, "HEAD~2")).toEqual([main1, "HEAD~2"]);
  });

  test("what git says no to is told, with what would help", async () => {
    await using place = await workspace({ "plain/x": "", "empty/x": "", "first/x": "" });
    const { url, remote, main3, feature } = await pullRequestRemote(place.path);
    const head = place.at("head");
    await checkedOut(head, url, "refs/pull/1/merge");
    const remedy =
      "check the repository out with its history (actions/checkout: fetch-depth: 0), or correct base.ref (--base)";
    expect(await found(head, byPerson, "nowhere")).toEqual([
      `base.from: git: nowhere: couldn't find remote ref nowhere; ${remedy}`,
    ]);
    for (const ref of ["--upload-pack=x", "main:refs/heads/other", "+main:other", "^main", "a..b", "a b"]) {
      const why = `expected the name of one commit, got ${ref}`;
      expect(await found(head, byPerson, ref)).toEqual([`base.from: git: ${ref}: ${why}; ${remedy}`]);
    }
    expect(await found(place.at("gone"))).toEqual([
      `service.directory: expected a directory, got ${place.at("gone")}, which does not exist`,
    ]);
    expect(await found(place.at("plain"))).toEqual([
      `base.from: git: ${place.at("plain")}: not a git repository (or any of the parent directories): .git; name the base by base.directory or base.target`,
    ]);
    git(place.at("empty"), "init", "--quiet");
    expect(await found(place.at("empty"))).toEqual([`base.from: git: HEAD: Needed a single revision; ${remedy}`]);
    git(place.at("first"), "init", "--quiet");
    await commit(place.at("first"), "first");
    expect(await found(place.at("first"))).toEqual([
      "base.from: git: HEAD is the first commit: there is none to compare with",
    ]);
    await rm(remote, { recursive: true });
    await using on = await ground();
    const base = await baseCommit(undefined, pull(feature), head, on);
    await expect(checkOut(base, on)).rejects.toThrow(
      `base.from: git: ${main3.slice(0, 7)} (HEAD^1 of the merge commit): '${remote}' does not appear to be a git repository; ${remedy}`,
    );
    expect(worktreesOf(head)).toEqual(noWorktree);
  });
});

describe.skipIf(!hasGit)("the base's tree", () => {
  test("is the same place below it, with the submodules that are there already, and no others", async () => {
    await using place = await workspace({ "lib/l": "lib", "unused/u": "" });
    for (const name of ["lib", "unused"]) {
      git(place.at(name), "init", "--quiet");
      await commit(place.at(name), name);
    }
    const { remote, url } = await pullRequestRemote(place.path, { "services/a/server": "" });
    for (const name of ["lib", "unused"]) git(remote, "submodule", "--quiet", "add", place.at(name), `vendor/${name}`);
    await commit(remote, "submodules");
    await commit(remote, "head");
    const head = place.at("head");
    git(place.path, "clone", "--quiet", url, "head");
    git(head, "submodule", "--quiet", "update", "--init", "vendor/lib");
    const config = await readFile(join(head, ".git/config"), "utf8");
    await using on = await ground();
    const base = await baseCommit(undefined, byPerson, join(head, "services/a"), on);
    const directory = await checkOut(base, on);
    expect([base.inside, existsSync(join(directory, "server"))]).toEqual(["services/a", true]);
    const vendor = join(directory, "../../vendor");
    expect([existsSync(join(vendor, "lib/l")), existsSync(join(vendor, "unused/u"))]).toEqual([true, false]);
    expect(await readFile(join(head, ".git/config"), "utf8")).toBe(config);
    await clearPlace(on.temporary);
    expect(worktreesOf(head)).toEqual(noWorktree);
    expect(git(head, "submodule", "status", "vendor/lib")).toMatch(/^[0-9a-f]{40} vendor\/lib/);
  });

  test("of a service in a submodule is that of the repository around it", async () => {
    await using place = await workspace({ "lib/l": "1" });
    git(place.at("lib"), "init", "--quiet");
    await commit(place.at("lib"), "1");
    const { remote } = await pullRequestRemote(place.path);
    git(remote, "submodule", "--quiet", "add", place.at("lib"), "lib");
    await commit(remote, "with the submodule");
    git(join(remote, "lib"), "commit", "--quiet", "--allow-empty", "-m", "2");
    const head = await commit(remote, "newer submodule");
    await using on = await ground();
    const base = await baseCommit(head, byPerson, join(remote, "lib"), on);
    expect([base.sha, base.inside]).toEqual([head, "lib"]);
  });

  test("lacks a directory that the commit does not have", async () => {
    await using place = await workspace();
    const { remote, main3 } = await pullRequestRemote(place.path);
    await commit(remote, "service", { "services/a/server": "" });
    await using on = await ground();
    const base = await baseCommit(undefined, byPerson, join(remote, "services/a"), on);
    await expect(checkOut(base, on)).rejects.toThrow(
      `service.directory: services/a does not exist in the base commit ${main3.slice(0, 7)} (HEAD^1)`,
    );
  });

  test("runs none of the user's hooks, and is removed with directories that nobody may write to", async () => {
    await using place = await workspace();
    const { remote } = await pullRequestRemote(place.path);
    await writeFile(join(remote, ".git/hooks/post-checkout"), "#!/bin/sh\ntouch hooked\n", { mode: 0o755 });
    await using on = await ground();
    const tree = await checkOut(await baseCommit(undefined, byPerson, remote, on), on);
    expect([existsSync(join(tree, "hooked")), existsSync(join(remote, "hooked"))]).toEqual([false, false]);
    git(tree, "-c", "alias.lock=!mkdir -p a/b && touch a/b/c && chmod 500 a/b a", "lock");
    await clearPlace(on.temporary);
    expect([existsSync(on.temporary), worktreesOf(remote)]).toEqual([false, noWorktree]);
  });

  test("of a hook's run is that of the service, whatever the hook's git has set", async () => {
    await using place = await workspace({ "other/x": "" });
    const { remote, main2 } = await pullRequestRemote(place.path);
    git(place.at("other"), "init", "--quiet");
    await using on = await ground();
    const env = { ...on.env, GIT_DIR: place.at("other/.git"), GIT_INDEX_FILE: place.at("other/.git/index") };
    expect((await baseCommit(undefined, byPerson, remote, { ...on, env })).sha).toBe(main2);
  });

  test("an interruption ends git, with what it has started", async () => {
    await using place = await workspace();
    const { remote } = await pullRequestRemote(place.path);
    const interruption = new AbortController();
    await using on = await ground(interruption.signal);
    git(remote, "config", "remote.origin.url", "ssh://nobody@127.0.0.1/x");
    const pid = place.at("pid");
    const env = { ...on.env, GIT_SSH_COMMAND: `sh -c 'echo $$ >${pid}; exec sleep 60'` };
    const asked = baseCommit("nowhere", byPerson, remote, { ...on, env });
    asked.catch(() => {});
    while (!existsSync(pid) || (await readFile(pid, "utf8")) === "")
      await new Promise((resolve) => setTimeout(resolve, 10));
    interruption.abort(new Error("interrupted"));
    await expect(asked).rejects.toThrow("interrupted");
    expect(isAlive(Number(await readFile(pid, "utf8")))).toBe(false);
  });
});
