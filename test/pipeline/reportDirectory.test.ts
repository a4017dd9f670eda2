import { execFileSync } from "node:child_process";
import { readdir, symlink } from "node:fs/promises";
import { expect, test } from "vitest";
import { CouldNotMeasure, WrongInput } from "../../src/model/errors.ts";
import { openReportDirectory, trackedTexts } from "../../src/pipeline/reportDirectory.ts";
import { workspace } from "../support/loadgate.ts";

const expected = "--out: expected a directory that can be written or created, got";

test("the directory is created, and the check leaves no file", async () => {
  await using folder = await workspace();
  await using directory = await openReportDirectory(folder.at("a/b"), "--out");
  expect([directory.tracked, await readdir(folder.at("a/b"))]).toEqual([[], []]);
});

test("a file in the place of the directory, or of one above it, is a wrong input", async () => {
  await using folder = await workspace({ file: "" });
  for (const path of [folder.at("file"), folder.at("file/below")]) {
    const failed = openReportDirectory(path, "--out");
    await expect(failed).rejects.toThrow(WrongInput);
    await expect(failed).rejects.toThrow(`${expected} ${path}: a file is in the place of a directory; move it away (E`);
  }
});

test("a full disk is not the input's fault", async () => {
  await using folder = await workspace({ "out/x": "" });
  // Every write to /dev/full fails like one to a full disk.
  await symlink("/dev/full", folder.at(`out/.write-test-${process.pid}`));
  const failed = openReportDirectory(folder.at("out"), "--out");
  await expect(failed).rejects.toThrow(CouldNotMeasure);
  await expect(failed).rejects.toThrow(
    `${expected} ${folder.at("out")}: no space or no inodes are left; free some (df -h and df -i show where) (ENOSPC)`,
  );
});

test("a second run in the same directory is refused until the first one has ended", async () => {
  await using folder = await workspace();
  const out = folder.at("out");
  {
    await using _first = await openReportDirectory(out, "--out");
    await symlink(out, folder.at("same"));
    await expect(openReportDirectory(folder.at("same"), "--out")).rejects.toThrow(
      `--out: another run of Loadgate writes to ${folder.at("same")} at this moment; wait until it has ended, or choose another directory`,
    );
    await using _elsewhere = await openReportDirectory(folder.at("other"), "--out");
  }
  await using _next = await openReportDirectory(out, "--out");
});

test("a report that git tracks is reported", async () => {
  await using folder = await workspace({ "out/results.json": "{}", "out/report.md": "" });
  const git = (...args: readonly string[]) => execFileSync("git", args, { cwd: folder.path });
  git("init", "--quiet");
  git("add", "out/results.json");
  await using directory = await openReportDirectory(folder.at("out"), "--out");
  expect(trackedTexts(directory, "out")).toEqual([
    "out/results.json is tracked by git, and every run changes it: remove it from git (git rm --cached)",
  ]);
});
