import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { readCommits } from "../../src/shell/git.ts";
import { workspace } from "../support/loadgate.ts";

const identity = ["-c", "user.name=a", "-c", "user.email=a@example.org"];
const git = (directory: string, ...args: string[]) =>
  execFileSync("git", [...identity, ...args], { cwd: directory, encoding: "utf8" }).trim();

function commit(directory: string): string {
  git(directory, "init", "-q");
  git(directory, "commit", "-q", "--allow-empty", "-m", directory);
  return git(directory, "rev-parse", "HEAD");
}

test("a base in another checkout has its own commit, one in the same checkout has none, and no repository has no head", async () => {
  await using place = await workspace({ "head/services/x": "", "base/services/x": "", "plain/x": "" });
  const head = commit(place.at("head"));
  const base = commit(place.at("base"));
  const from = place.at("head");
  expect(await readCommits(from, place.at("base"))).toEqual({ head, base });
  expect(await readCommits(from, place.at("base/services"))).toEqual({ head, base });
  expect(await readCommits(from, place.at("head/services"))).toEqual({ head });
  expect(await readCommits(from, undefined)).toEqual({ head });
  expect(await readCommits(place.at("plain"), place.at("gone"))).toEqual({});
  git(from, "add", ".");
  expect(await readCommits(from, undefined)).toEqual({ head, isChanged: true });
});
