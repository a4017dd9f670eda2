import { randomUUID } from "node:crypto";
import { chmod, rm, writeFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { headOnlyChanges, listChangedFiles } from "../../../src/experiment/base/changedFiles.ts";
import type { ServiceContext } from "../../../src/service/serviceContext.ts";
import { noticeText } from "../../../src/wording/noticeText.ts";
import { commit, git, hasGit } from "../../support/gitRepository.ts";
import { workspace } from "../../support/loadgate.ts";

const context: ServiceContext = {
  runId: randomUUID(),
  temporary: "/nowhere",
  out: "/nowhere",
  env: process.env,
  signal: new AbortController().signal,
};

test.skipIf(!hasGit)("changes of earlier steps that the base's checkout lacks", async () => {
  await using folder = await workspace({ "plain/package.json": "" });
  const repository = folder.at("plain/../repository");
  git(folder.path, "init", "--quiet", repository);
  const names = ["package.json", "ä.conf", "old.js", "run.sh", "lock.json", "README.md", "loadgate.yml"];
  await commit(repository, "one", {
    ...Object.fromEntries(names.map((name) => [`app/${name}`, "1"])),
    "other/x": "1",
  });
  const base = folder.at("base");
  git(repository, "worktree", "add", "--quiet", "--detach", base);
  const app = `${repository}/app`;
  for (const name of [
    "app/package.json",
    "app/ä.conf",
    "app/README.md",
    "app/loadgate.yml",
    "other/x",
    "app/lock.json",
  ])
    await writeFile(`${repository}/${name}`, "2");
  await writeFile(`${app}/staged.js`, "2");
  git(repository, "add", "app/staged.js", "app/ä.conf");
  await rm(`${app}/old.js`);
  await chmod(`${app}/run.sh`, 0o755);
  const changed = ["lock.json", "old.js", "package.json", "staged.js", "ä.conf"];
  expect(await listChangedFiles(app, context)).toEqual(changed);
  expect(await listChangedFiles(folder.at("plain"), context)).toEqual([]);
  // The build of the base changes the file too.
  await writeFile(`${base}/app/lock.json`, "2");
  const notices = await headOnlyChanges(changed, { directory: `${base}/app` }, context);
  expect(notices).toEqual([
    { kind: "head_only_changes", files: ["old.js", "package.json", "staged.js", "ä.conf"], count: 4 },
  ]);
  expect(notices.map(noticeText)).toEqual([
    "an earlier step of the job changed old.js, package.json, staged.js and 1 more beside the head, and the base has them unchanged: " +
      "a difference may come from there; let service.build make that change, because it runs for both",
  ]);
});
