import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { decided, decidedPlace } from "../support/firstJob.ts";
import type { Fault } from "../support/github/faults.ts";
import { type LocalGitHub, startGitHub } from "../support/github/server.ts";
import { workspace } from "../support/loadgate.ts";
import { type ActionRun, runAction } from "../support/runAction.ts";

/** What a run writes to GitHub, or asks it for in order to write. */
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
  const inputs = { "check-run": "true", ...decided, ...more.inputs };
  const run = { github, workspace: directory, event, ref: "refs/pull/2/merge", sha, runId: 101 };
  return await runAction({ ...run, ...more, inputs });
}

test.each([403, 429])(
  "where GitHub answers %i to all that is written, a run that fails ends as ever",
  async (status) => {
    await using github = await startGitHub({ keepViolations: true });
    const body = { message: "No, thank you" };
    const headers = { "retry-after": "3600" };
    // GitHub's own client for artifacts repeats what was throttled for half a minute.
    const routes = status === 429 ? writing.slice(0, 3) : writing;
    for (const route of routes) github.fail({ route, status, body, ...(status === 429 ? { headers } : {}) });
    await using place = await decidedPlace(2);
    const { exitCode, outputs, stdout, summary } = await onPull(github, place.path);
    expect([exitCode, outputs["verdict"]]).toEqual([20, "fail"]);
    const told = ["The comment", "The check run", "The results artifact"].slice(0, routes.length - 1);
    expect(told.filter((what) => !stdout.includes(`::warning::${what} could not be written: `))).toEqual([]);
    expect(stdout).toMatch(/\n::error title=Loadgate::all requests are slower: p50 \+200 %25 .*\n$/);
    expect(summary).toContain("### ❌ all requests are slower: ");
  },
);

test("where GitHub is out of order for a while, all is written in the end, and the comment once", async () => {
  await using github = await startGitHub({ keepViolations: true });
  const faults: readonly Omit<Fault, "route">[] = [
    { status: 502, body: "<html>" },
    { lost: true },
    { truncated: true },
  ];
  for (const [i, fault] of faults.entries()) github.fail({ route: writing[i] ?? "", times: 1, ...fault });
  await using place = await decidedPlace();
  const { exitCode, stdout } = await onPull(github, place.path);
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
])("a runner whose %s cannot be written changes no verdict", async (name, told) => {
  await using github = await startGitHub();
  await using place = await decidedPlace();
  const { exitCode, stdout } = await onPull(github, place.path, {
    unwritable: [name],
    action: await withoutPost(place.at("action.yml")),
  });
  expect([exitCode, github.comments(2).length, github.artifacts.length]).toEqual([0, 1, 1]);
  expect(stdout).toContain(told);
});

test("nor does it turn a wrong configuration into a crash", async () => {
  await using github = await startGitHub();
  await using place = await workspace({ "loadgate.yml": "version: 2\n" });
  const unwritable = ["GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY"];
  expect((await onPull(github, place.path, { unwritable })).exitCode).toBe(22);
});

test("a job that is cancelled while it publishes is not green, and what it has written stays", async () => {
  await using github = await startGitHub();
  await using place = await decidedPlace();
  const met = Promise.withResolvers<void>();
  github.fail({ route: "GET /repos/{owner}/{repo}/issues/{issue_number}/comments", delayMs: 9_000, met: met.resolve });
  const run = await onPull(github, place.path, { signalWhen: met.promise });
  expect([run.exitCode, run.signal, run.outputs["verdict"], run.post?.exitCode]).toEqual([null, "SIGINT", "pass", 0]);
  expect(run.summary).toContain("### ✅ Not slower");
  expect(existsSync(place.at("loadgate-report/results.json"))).toBe(true);
});

test("what a wrong configuration says is shown as it is, and closes no fence", async () => {
  await using github = await startGitHub();
  await using place = await workspace({ "loadgate.yml": 'version: 1\n"```\\n# @octo <img src=x>": 1\n' });
  const { exitCode, summary } = await onPull(github, place.path);
  expect(exitCode).toBe(22);
  const [heading, , fence, ...lines] = summary.trimEnd().split("\n");
  expect([heading, fence, lines.at(-1)]).toEqual(["### ⚠️ Loadgate did not run", "````", "````"]);
});

/** The post step needs what the main step has noted. */
async function withoutPost(path: string): Promise<string> {
  const text = await readFile(new URL("../../action.yml", import.meta.url), "utf8");
  await writeFile(path, text.replace(/^ {2}post:.*$/m, ""));
  return path;
}
