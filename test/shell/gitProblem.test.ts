import { expect, test } from "vitest";
import { gitProblem } from "../../src/shell/gitProblem.ts";

test.each<[cause: string, detail: string, stderr: string]>([
  ["unreachable", "HTTP 503", "fatal: unable to access 'https://x/': The requested URL returned error: 503"],
  ["unreachable", "HTTP 429", "error: RPC failed; HTTP 429 curl 22 The requested URL returned error: 429"],
  ["unreachable", "HTTP 504", "fatal: could not fetch 1a2b from promisor remote\nerror: RPC failed; HTTP 504 curl 22"],
  [
    "unreachable",
    "HTTP 403",
    "remote: You have exceeded a secondary rate limit\nfatal: The requested URL returned error: 403",
  ],
  ["unreachable", "Could not resolve host: x", "fatal: unable to access 'https://x/': Could not resolve host: x"],
  [
    "unreachable",
    "Recv failure: Connection reset by peer",
    "fatal: unable to access 'https://x/': Recv failure: Connection reset by peer",
  ],
  ["unreachable", "early EOF", "fatal: early EOF"],
  ["unreachable", "the remote end hung up unexpectedly", "fatal: the remote end hung up unexpectedly"],
  [
    "unreachable",
    "https://x/ not valid: is this a git repository?",
    "fatal: https://x/ not valid: is this a git repository?",
  ],
  ["unreachable", "Connection closed by 1.2.3.4 port 22", "Connection closed by 1.2.3.4 port 22"],
  ["credentials", "HTTP 403", "fatal: unable to access 'https://x/': The requested URL returned error: 403"],
  [
    "credentials",
    "could not read Username for 'https://x': terminal prompts disabled",
    "fatal: could not read Username for 'https://x': terminal prompts disabled",
  ],
  [
    "credentials",
    "repository 'https://x/' not found",
    "remote: Repository not found.\nfatal: repository 'https://x/' not found",
  ],
  [
    "credentials",
    "Could not read from remote repository",
    "git@x: Permission denied (publickey).\nfatal: Could not read from remote repository.",
  ],
  ["unknown_commit", "couldn't find remote ref x", "fatal: couldn't find remote ref x"],
  [
    "unknown_commit",
    "remote error: upload-pack: not our ref 1a2b",
    "fatal: remote error: upload-pack: not our ref 1a2b",
  ],
  ["no_space", "cannot create /tmp/x: No space left on device", "error: cannot create /tmp/x: No space left on device"],
  [
    "owner",
    "detected dubious ownership in repository at '/x'",
    "fatal: detected dubious ownership in repository at '/x'",
  ],
  [
    "no_repository",
    "not a git repository (or any of the parent directories): .git",
    "fatal: not a git repository (or any of the parent directories): .git",
  ],
  ["other", "HTTP 404", "fatal: unable to access 'https://x/': The requested URL returned error: 404"],
  ["other", "HEAD is odd", "fatal: HEAD is odd"],
])("%s: %s", (cause, detail, stderr) => {
  const lines = stderr.split("\n");
  const reason = (lines.find((line) => /^(fatal|error): /.test(line)) ?? stderr).replace(/^(fatal|error): /, "");
  const isTransient = cause === "unreachable";
  expect(gitProblem(stderr, reason)).toEqual({ cause, detail, isTransient });
});

test("a lock of another git process is passing", () => {
  const message = "Unable to create '/x/.git/shallow.lock': File exists.";
  expect(gitProblem(`fatal: ${message}`, message).isTransient).toBe(true);
});

test("the name of a failed filter is known", () => {
  const stderr = "error: external filter 'git-lfs filter-process' failed\nfatal: a.bin: smudge filter lfs failed";
  expect(gitProblem(stderr, "")).toMatchObject({ cause: "filter", filter: "lfs", isTransient: false });
});
