import { randomUUID } from "node:crypto";
import { chmod, mkdir, readdir, readFile, symlink, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openBuildCache } from "../../../src/experiment/base/buildCache.ts";
import { findCopies } from "../../../src/experiment/base/copyFiles.ts";
import { checkOutBase, findBaseCommit } from "../../../src/experiment/base/git.ts";
import type { ServiceSpec } from "../../../src/model/plan.ts";
import { millis } from "../../../src/model/unit.ts";
import { createRunDirectory, removeRunDirectory } from "../../../src/service/runDirectory.ts";
import type { ServiceContext } from "../../../src/service/serviceContext.ts";
import { commit, git, hasGit, onlyMainWorktree, worktreesOf } from "../../support/gitRepository.ts";
import { workspace } from "../../support/loadgate.ts";

const service: ServiceSpec = {
  program: { kind: "command", command: "./serve" },
  build: "make",
  directory: ".",
  ready: { kind: "tcp" },
  readyTimeoutMs: millis(1000),
  stopTimeoutMs: millis(1000),
  env: { base: {}, head: {} },
  stdin: "closed",
  tls: false,
};

/** A repository with a base commit, and runs of a person in it. */
async function shop() {
  const folder = await workspace({ "shop/.gitignore": "built\nkey\n" });
  const head = folder.at("shop");
  git(head, "init", "--quiet");
  const sha = await commit(head, "base", { version: "1" });
  await commit(head, "head", { version: "2" });
  const cache = folder.at("cache");
  const open = async (
    change: { env?: Readonly<Record<string, string>>; build?: string; copy?: readonly string[] } = {},
  ) => {
    const runId = randomUUID();
    const temporary = await createRunDirectory(runId);
    const { PATH = "" } = process.env;
    const env = { PATH: `${temporary}/bin:${PATH}`, LOADGATE_BUILD_CACHE: cache, TERM: runId, ...change.env };
    const context: ServiceContext = { runId, temporary, out: temporary, env, signal: new AbortController().signal };
    const base = await findBaseCommit(undefined, { isRefreshing: false }, head, context);
    const copies = await findCopies(head, change.copy ?? []);
    const kept = await openBuildCache(
      { commit: base, service: { ...service, build: change.build ?? "make" }, copies },
      context,
    );
    return { kept, base, context, [Symbol.asyncDispose]: () => removeRunDirectory(temporary) };
  };
  /** Builds the base as a run would, and keeps it. */
  const build = async (change: Parameters<typeof open>[0] = {}) => {
    await using run = await open(change);
    const { directory } = await checkOutBase(run.base, run.context, run.kept);
    await mkdir(join(directory, "built"), { recursive: true });
    await writeFile(join(directory, "built/run"), "#!/bin/sh\n");
    await chmod(join(directory, "built/run"), 0o755);
    await symlink("run", join(directory, "built/link"));
    await run.kept?.keep();
    await writeFile(join(directory, "state"), "of the service");
    return directory;
  };
  return { head, sha, cache, open, build, folder, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
}

describe.skipIf(!hasGit)("a kept build", () => {
  test("is a worktree of the commit at the same path, without what the service wrote", async () => {
    await using repository = await shop();
    const built = await repository.build();
    expect(worktreesOf(repository.head)).toEqual(onlyMainWorktree);
    await using run = await repository.open();
    const { directory } = await checkOutBase(run.base, run.context, run.kept);
    expect([directory, await readdir(directory), await readdir(join(directory, "built"))]).toEqual([
      built,
      [".git", ".gitignore", "built", "version"],
      ["link", "run"],
    ]);
    expect([git(directory, "rev-parse", "HEAD"), git(directory, "status", "--porcelain")]).toEqual([
      repository.sha,
      "",
    ]);
    expect(await readFile(join(directory, "built/link"), "utf8")).toBe("#!/bin/sh\n");
  });

  test("is not used if the environment, the build or a copied file is another", async () => {
    await using repository = await shop();
    await writeFile(join(repository.head, "key"), "1");
    await repository.build({ copy: ["key"] });
    const isKept = async (change: Parameters<typeof repository.open>[0]) => {
      await using run = await repository.open(change);
      return run.kept?.keptMs !== undefined;
    };
    const same = await isKept({ copy: ["key"] });
    const others = [
      await isKept({ copy: ["key"], env: { NODE_ENV: "test" } }),
      await isKept({ copy: ["key"], build: "make all" }),
      await isKept({}),
    ];
    await writeFile(join(repository.head, "key"), "2");
    expect([same, ...others, await isKept({ copy: ["key"] })]).toEqual([true, false, false, false, false]);
  });

  test("is not used after a week, or while another run uses it, or if it is switched off, or in a job", async () => {
    await using repository = await shop();
    const built = await repository.build();
    await using first = await repository.open();
    await using second = await repository.open();
    expect([first.kept?.keptMs === undefined, second.kept]).toEqual([false, undefined]);
    await first[Symbol.asyncDispose]();
    const longAgo = Date.now() / 1000 - 8 * 86_400;
    await utimes(join(built, "../built"), longAgo, longAgo);
    await using old = await repository.open();
    await using off = await repository.open({ env: { LOADGATE_BUILD_CACHE: "off" } });
    expect([old.kept !== undefined, old.kept?.keptMs, off.kept]).toEqual([true, undefined, undefined]);
  });

  test("is one of the last three", async () => {
    await using repository = await shop();
    const builds = ["1", "2", "3", "4"];
    for (const build of builds) await repository.build({ build });
    const left = [];
    for (const build of builds) {
      await using run = await repository.open({ build });
      left.push(run.kept?.keptMs !== undefined);
    }
    expect(left.filter(Boolean).length).toBeLessThanOrEqual(3);
    expect(left[3]).toBe(true);
  });

  test("of a run that was killed is released by the next one", async () => {
    await using repository = await shop();
    const built = await repository.build();
    await writeFile(join(built, "../lock"), "999999999");
    await mkdir(built, { recursive: true });
    await writeFile(join(built, "left"), "over");
    await using run = await repository.open();
    const { directory } = await checkOutBase(run.base, run.context, run.kept);
    expect([run.kept?.keptMs === undefined, (await readdir(directory)).includes("left")]).toEqual([false, false]);
  });
});
