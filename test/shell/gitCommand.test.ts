import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { millis } from "../../src/model/unit.ts";
import { GitFailure, type GitOptions, git as run } from "../../src/shell/gitCommand.ts";
import { ensureCommit } from "../../src/shell/gitHistory.ts";
import { checkOut, git, hasGit, pullRequestRemote } from "../support/gitRepository.ts";
import { type GitFault, startGitServer } from "../support/gitServer.ts";
import { workspace } from "../support/loadgate.ts";

const pausesMs = [millis(1), millis(1), millis(1)];

const optionsFor = (directory: string, limits: Partial<GitOptions["limits"]> = {}): GitOptions => ({
  directory,
  env: { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null" },
  mark: { name: "LOADGATE_RUN", value: randomUUID() },
  signal: new AbortController().signal,
  limits: { totalMs: millis(20_000), silenceMs: millis(10_000), pausesMs, ...limits },
});

/** Fetches main3 into a clone of the pull request alone. Returns `undefined`, or the problem with the number of tries. */
async function fetchMain(faults: GitFault[], limits: Partial<GitOptions["limits"]> = {}) {
  await using folder = await workspace();
  const { remote, url, main3 } = await pullRequestRemote(folder.path);
  git(remote, "config", "uploadpack.allowAnySHA1InWant", "true");
  await checkOut(folder.at("head"), url, "feature");
  await using server = await startGitServer(folder.path, faults);
  git(folder.at("head"), "remote", "set-url", "origin", `${server.url}/remote`);
  const options = optionsFor(folder.at("head"), limits);
  const problem = await ensureCommit(options, main3).catch((error: unknown) => error);
  if (problem === undefined) return git(folder.at("head"), "cat-file", "-t", main3);
  if (!(problem instanceof GitFailure)) throw problem;
  return { ...problem.problem, tries: problem.tries };
}

describe.skipIf(!hasGit)("a fetch", () => {
  test.each<[string, GitFault[]]>([
    ["503", [503]],
    ["502, 500 and 429", [502, 500, 429]],
    ["a reset connection", ["reset"]],
    ["a response that is cut", ["cut"]],
  ])("that fails by %s is repeated", async (_, faults) => {
    expect(await fetchMain(faults)).toBe("commit");
  });

  test("fails after four tries", async () => {
    expect(await fetchMain([503, 503, 503, 503])).toEqual({
      cause: "unreachable",
      detail: "HTTP 503",
      isTransient: true,
      tries: 4,
    });
  });

  test("with refused credentials is not repeated", async () => {
    expect(await fetchMain([401])).toMatchObject({ cause: "credentials", tries: 1 });
    expect(await fetchMain([403])).toMatchObject({ cause: "credentials", detail: "HTTP 403", tries: 1 });
  });

  test("without an answer is repeated, then ends", async () => {
    const limits = { silenceMs: millis(300), pausesMs: [millis(1)] };
    expect(await fetchMain(["hang"], { ...limits, silenceMs: millis(2000) })).toBe("commit");
    expect(await fetchMain(["hang", "hang"], limits)).toEqual({
      cause: "timeout",
      detail: "no answer for 0.3 s",
      isTransient: true,
      tries: 2,
    });
  });

  test("ends at the limit of all tries together", async () => {
    expect(await fetchMain(["hang"], { totalMs: millis(300) })).toEqual({
      cause: "timeout",
      detail: "git fetch took longer than 0.3 s",
      isTransient: false,
      tries: 1,
    });
  });
});

test("without git the problem says so", async () => {
  const options = { ...optionsFor("/"), env: { PATH: "/nowhere" } };
  await expect(run(options, "status")).rejects.toMatchObject({
    problem: { cause: "no_git", detail: "git is not installed" },
    tries: 1,
  });
});
