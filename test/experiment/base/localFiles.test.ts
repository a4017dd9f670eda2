import { randomUUID } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { expect, test } from "vitest";
import { headOnlyFiles, listLocalFiles } from "../../../src/experiment/base/localFiles.ts";
import type { ServiceContext } from "../../../src/service/serviceContext.ts";
import { commit, git, hasGit } from "../../support/gitRepository.ts";
import { workspace } from "../../support/loadgate.ts";

const contextWith = (out: string): ServiceContext => ({
  runId: randomUUID(),
  temporary: "/nowhere",
  out,
  env: process.env,
  signal: new AbortController().signal,
});

test.skipIf(!hasGit)(
  "files that git does not have: ignored ones, and in a job untracked ones, without our own",
  async () => {
    await using folder = await workspace({ "repo/app/server": "", "plain/x": "" });
    git(folder.at("repo"), "init", "--quiet");
    await commit(folder.at("repo"), "one", { ".gitignore": ".env\ndata\nnode_modules\n*.log\nloadgate-report\n" });
    const app = folder.at("repo/app");
    for (const name of ["data", "node_modules/x", "loadgate-report"])
      await mkdir(`${app}/${name}`, { recursive: true });
    for (const name of [
      ".env",
      "data/ä.db",
      "node_modules/x/y",
      "a.log",
      "loadgate-report/results.json",
      "made by a step",
    ])
      await writeFile(`${app}/${name}`, "");
    const context = contextWith(`${app}/loadgate-report`);
    expect(await listLocalFiles(app, false, context)).toEqual([".env", "data/", "node_modules/"]);
    expect(await listLocalFiles(app, true, context)).toEqual([".env", "data/", "node_modules/", "made by a step"]);
    expect(await listLocalFiles(folder.at("plain"), true, context)).toEqual([]);
    await mkdir(folder.at("repo/web/data"), { recursive: true });
    for (const name of [".env", "web/package.json", "web/.env", "web/data/x", "seeds.data/x", "node_modules/x/y"]) {
      await mkdir(dirname(folder.at(`repo/${name}`)), { recursive: true });
      await writeFile(folder.at(`repo/${name}`), "");
    }
    await writeFile(folder.at("repo/.gitignore"), ".env\ndata\nnode_modules\n*.log\nloadgate-report\n*.data\n");
    const further = ["../.env", "../seeds.data/"];
    expect(await listLocalFiles(app, false, context)).toEqual([".env", "data/", "node_modules/", ...further]);
  },
);

test("the base lacks those that its build did not make; of a carried build only files count", async () => {
  await using folder = await workspace({ "base/node_modules/x": "" });
  const files = [".env", "data/", "node_modules/"];
  const noticeOf = (kind: "artifact" | "git") => headOnlyFiles(files, { kind, directory: folder.at("base") });
  expect(await noticeOf("git")).toEqual([{ kind: "head_only_files", base: "git", files: [".env", "data/"], count: 2 }]);
  expect(await noticeOf("artifact")).toEqual([
    { kind: "head_only_files", base: "artifact", files: [".env"], count: 1 },
  ]);
  await writeFile(folder.at("base/.env"), "");
  expect(await noticeOf("artifact")).toEqual([]);
});
