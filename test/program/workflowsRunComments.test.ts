import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { hasGit } from "../support/gitRepository.ts";
import { startHub } from "../support/workflow/hub.ts";
import {
  bot,
  breached,
  commentsOf,
  expectLeast,
  expectLeastOf,
  hubOf,
  jobResults,
  marker,
  met,
  quick,
  slow,
  wrong,
} from "../support/workflow/outcomes.ts";

describe.skipIf(!hasGit)("comments in the workflow of docs/github.md, executed", { timeout: 120_000 }, () => {
  test("forks: a read-only job measures, and another workflow comments, for forks and own branches", async () => {
    await using hub = await hubOf("Forks");
    const pushed = await hub.push({ "loadgate.yml": wrong });
    expect(jobResults(pushed)).toEqual(["loadgate failure: 22 invalid, ### ⚠️ Loadgate did not run", "comment skipped"]);
    const fork = await hub.pull(3, { "loadgate.yml": quick });
    expect(jobResults(fork)).toEqual([`loadgate success: 0 pass, ${met}`, `comment success: 0 pass, ${met}`]);
    expect(commentsOf(hub.github, 3)).toEqual([`${bot} ${marker("default", 103)} ${met}`]);
    const own = await hub.pull(2, { "loadgate.yml": slow });
    // A regression fails its own run, but not the run that comments.
    expect(jobResults(own)).toEqual([
      `loadgate failure: 20 fail, ### ❌ ${breached}`,
      `comment success: 0 fail, ### ❌ ${breached}`,
    ]);
    expect(commentsOf(hub.github, 2)).toEqual([`${bot} ${marker("default", 105)} ### ❌ ${breached}`]);
    await expectLeast("Forks", [...pushed, ...fork, ...own]);
  });
});

describe.skipIf(!hasGit)("our own workflows, executed", { timeout: 120_000 }, () => {
  test("measure on a schedule and on a pull request, and comment", async () => {
    const texts = await Promise.all(["loadgate", "loadgate-comment"].map(ownWorkflow));
    await using hub = await startHub(texts);
    const pushed = await hub.push({ ".github/loadgate.yml": quick });
    const runs = [...pushed, ...(await hub.schedule()), ...(await hub.pull(3, { ".github/loadgate.yml": slow }))];
    expect(jobResults(runs)).toEqual([
      `loadgate success: 0 pass, ${met}`,
      "comment skipped",
      `loadgate success: 0 pass, ${met}`,
      "comment skipped",
      `loadgate failure: 20 fail, ### ❌ ${breached}`,
      `comment success: 0 fail, ### ❌ ${breached}`,
    ]);
    expect(commentsOf(hub.github, 3)).toEqual([`${bot} ${marker("default", 105)} ### ❌ ${breached}`]);
    await expectLeastOf(texts, runs);
  });
});

const ownWorkflow = (name: string) => readFile(new URL(`../../.github/workflows/${name}.yml`, import.meta.url), "utf8");
