import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { confirmInputs, confirmWorkspace } from "../support/firstJob.ts";
import type { Fault } from "../support/github/faults.ts";
import { type LocalGitHub, startGitHub } from "../support/github/server.ts";
import { workspace } from "../support/loadgate.ts";
import { type ActionRun, runAction } from "../support/runAction.ts";

/** The requests with which a run writes to GitHub or prepares to write. */
const writing = [
  "GET /repos/{owner}/{repo}/issues/{issue_number}/comments",
  "POST /repos/{owner}/{repo}/issues/{issue_number}/comments",
  "POST /repos/{owner}/{repo}/check-runs",
  "POST /twirp/github.actions.results.api.v1.ArtifactService/CreateArtifact",
];

async function onPull(github: LocalGitHub, directory: string, more: Partial<ActionRun> = {}) {
  const path = new URL("../../fixtures/github/events/pull_request.json", import.meta.url);
  const event = { name: "pull_request", payload: JSON.parse(await readFile(path, "utf8")) };
  const sha = "2ffea6db159f6b6c47a24e778fb9ef40cf6b1c7d";
  const inputs = { "check-run": "true", ...confirmInputs, ...more.inputs };
  const run = { github, workspace: directory, event, ref: "refs/pull/2/merge", sha, runId: 101 };
  return await runAction({ ...run, ...more, inputs });
}

test.concurrent.each([403, 429])(
  "a failing run ends as usual if GitHub responds with %i to every write",
  async (status) => {
    await using github = await startGitHub({ keepViolations: true });
    const body = { message: "No, thank you" };
    const headers = { "retry-after": "3600" };
    // GitHub's artifact client retries throttled requests for half a minute.
    const routes = status === 429 ? writing.slice(0, 3) : writing;
    for (const route of routes) github.fail({ route, status, body, ...(status === 429 ? { headers } : {}) });
    await using folder = await confirmWorkspace(2);
    const { exitCode, outputs, stdout, summary } = await onPull(github, folder.path);
    expect([exitCode, outputs["verdict"]]).toEqual([20, "fail"]);
    const subjects = ["The comment", "The check run", "The results artifact"].slice(0, routes.length - 1);
    expect(subjects.filter((subject) => !stdout.includes(`::warning::${subject} could not be written: `))).toEqual([]);
    expect(stdout).toMatch(/\n::error title=Loadgate::Slower: p50 \+200 %25 .*\n$/);
    expect(summary).toContain("### ❌ Slower: ");
  },
);

test.concurrent("after a temporary outage of GitHub, everything is written, and the comment once", async () => {
  await using github = await startGitHub({ keepViolations: true });
  const faults: readonly Omit<Fault, "route">[] = [
    { status: 502, body: "<html>" },
    { lost: true },
    { truncated: true },
  ];
  for (const [i, fault] of faults.entries()) github.fail({ route: writing[i] ?? "", times: 1, ...fault });
  await using folder = await confirmWorkspace();
  const { exitCode, stdout } = await onPull(github, folder.path);
  expect([exitCode, github.comments(2).length, github.checkRuns.at(-1)?.conclusion]).toEqual([0, 1, "success"]);
  expect(stdout).not.toContain("could not be written");
});

test.each([
  [
    "GITHUB_OUTPUT",
    "::warning::The outputs verdict, confirm, results, report, report-markdown, markdown, json could not be set: ",
  ],
  ["GITHUB_STEP_SUMMARY", "::warning::The job summary could not be written: "],
  ["GITHUB_STATE", "::save-state name=run-id::"],
])("a runner whose %s cannot be written does not change the verdict", async (name, message) => {
  await using github = await startGitHub();
  await using folder = await confirmWorkspace();
  const { exitCode, stdout } = await onPull(github, folder.path, { unwritable: [name] });
  expect([exitCode, github.comments(2).length, github.artifacts.length]).toEqual([0, 1, 1]);
  expect(stdout).toContain(message);
});

test("files that cannot be written do not turn a wrong configuration into a crash", async () => {
  await using github = await startGitHub();
  await using folder = await workspace({ "loadgate.yml": "version: 2\n" });
  const unwritable = ["GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY"];
  expect((await onPull(github, folder.path, { unwritable })).exitCode).toBe(22);
});

test("a job that is cancelled while it publishes fails, and what it published stays", async () => {
  await using github = await startGitHub();
  await using folder = await confirmWorkspace();
  const met = Promise.withResolvers<void>();
  github.fail({
    route: "GET /repos/{owner}/{repo}/issues/{issue_number}/comments",
    delayMs: 9_000,
    onCall: met.resolve,
  });
  const run = await onPull(github, folder.path, { signalWhen: met.promise, post: true });
  expect([run.exitCode, run.signal, run.outputs["verdict"], run.post?.exitCode]).toEqual([null, "SIGINT", "pass", 0]);
  expect(run.summary).toContain("### ✅ Not slower");
  expect(existsSync(folder.at("loadgate-report/results.json"))).toBe(true);
});

test("the message of a wrong configuration is shown unchanged and does not end its code block", async () => {
  await using github = await startGitHub();
  await using folder = await workspace({ "loadgate.yml": 'version: 1\n"```\\n# @octo <img src=x>": 1\n' });
  const { exitCode, summary } = await onPull(github, folder.path);
  expect(exitCode).toBe(22);
  const [heading, , fence, ...lines] = summary.trimEnd().split("\n");
  expect([heading, fence, lines.at(-1)]).toEqual(["### ⚠️ Loadgate did not run", "````", "````"]);
});
