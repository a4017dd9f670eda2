import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { commitsOf } from "../../src/shell/git.ts";
import { workspace } from "../support/loadgate.ts";

const identity = ["-c", "user.name=a", "-c", "user.email=a@example.org"];
const git = (directory: string, ...args: string[]) =>
  execFileSync("git", [...identity, ...args], { cwd: directory, encoding: "utf8" }).trim();

function commit(directory: string): string {
  git(directory, "init", "-q");
  git(directory, "commit", "-q", "--allow-empty", "-m", directory);
  return git(directory, "rev-parse", "HEAD");
}

test("a second checkout has its own commit, a directory of the same checkout has none, no repository no head", async () => {
  await using place = await workspace({ "head/services/x": "", "base/services/x": "", "plain/x": "" });
  const head = commit(place.at("head"));
  const base = commit(place.at("base"));
  const from = place.at("head");
  expect(await commitsOf(from, place.at("base"))).toEqual({ head, base });
  expect(await commitsOf(from, place.at("base/services"))).toEqual({ head, base });
  expect(await commitsOf(from, place.at("head/services"))).toEqual({ head });
  expect(await commitsOf(from, undefined)).toEqual({ head });
  expect(await commitsOf(place.at("plain"), place.at("gone"))).toEqual({});
  git(from, "add", ".");
  expect(await commitsOf(from, undefined)).toEqual({ head, isChanged: true });
});
