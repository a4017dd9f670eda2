import { randomUUID } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { addBaselineRun } from "../support/baselineArtifacts.ts";
import { confirmInputs, confirmWorkspace } from "../support/firstJob.ts";
import { type LocalGitHub, startGitHub } from "../support/github/server.ts";
import { filesOf } from "../support/github/zip.ts";
import {
  existing,
  type SampleConfig,
  sampleCommand,
  sampleConfig,
  sampleService,
  workspace,
} from "../support/loadgate.ts";
import { type ActionResult, type ActionRun, runAction } from "../support/runAction.ts";

const list = "GET /repos/{owner}/{repo}/actions/artifacts";
const mainSha = "f95f852bd8fca8fcc58a9a2d6c842781e32a215e";
const pullSha = "ec26c3e57ca3a959ca5aad62de7213c562f8c821";

async function payload(name: string): Promise<Readonly<Record<string, unknown>>> {
  return JSON.parse(await readFile(new URL(`../../fixtures/github/events/${name}.json`, import.meta.url), "utf8"));
}

type More = Partial<ActionRun>;

async function onMain(github: LocalGitHub, directory: string, runId: number, more: More = {}): Promise<ActionResult> {
  const event = { name: "push", payload: await payload("push") };
  return await runAction({ github, workspace: directory, event, ref: "refs/heads/main", sha: mainSha, runId, ...more });
}

async function onPull(github: LocalGitHub, directory: string, runId: number, more: More = {}): Promise<ActionResult> {
  const event = { name: "pull_request", payload: await payload("pull_request") };
  const sha = "2ffea6db159f6b6c47a24e778fb9ef40cf6b1c7d";
  return await runAction({ github, workspace: directory, event, ref: "refs/pull/2/merge", sha, runId, ...more });
}

const short = (parts: SampleConfig = {}) =>
  workspace({ "loadgate.yml": sampleConfig({ duration: "300ms", ...parts }) });

function baselineIn(
  github: LocalGitHub,
  runId: number,
): { readonly runs: readonly { readonly sha: string; readonly run_id: string }[] } {
  const artifact = github.artifacts.findLast(({ name, runId: of }) => of === runId && name.includes("-baseline-"));
  if (artifact === undefined) throw new Error(`run ${runId} left no artifact`);
  return JSON.parse(filesOf(artifact.zip)["baseline.json"]?.toString() ?? "");
}

/** The last line about a run. */
const linkTo = (runId: number) =>
  `\n[All numbers and charts](https://github.com/octo/shop/actions/runs/${runId}#artifacts)\n`;

test("main saves a baseline; a pull request is compared with it and gets a comment", async () => {
  await using github = await startGitHub();
  await using folder = await short();

  const pushed = await onMain(github, folder.path, 100, { post: true });
  expect([pushed.exitCode, pushed.outputs["verdict"], pushed.post?.exitCode]).toEqual([0, "pass", 0]);
  expect(github.artifacts.map(({ name, runId }) => [name, runId])).toEqual([
    ["loadgate-results-default-1", 100],
    ["loadgate-baseline-default", 100],
  ]);
  expect(baselineIn(github, 100).runs.map(({ sha, run_id }) => [sha, run_id])).toEqual([[mainSha, "100"]]);
  expect(pushed.summary).toBe((await folder.read("loadgate-report/report.md")) + linkTo(100));

  // A fork with a branch called main has a newer artifact. It must not be used.
  addBaselineRun(github, 160, {}, { headRepositoryId: 2 });
  const pulled = await onPull(github, folder.path, 101);
  expect([pulled.exitCode, pulled.outputs["verdict"]]).toEqual([0, "inconclusive"]);
  const report = await folder.read("loadgate-report/report.md");
  const { json = "", ...outputs } = pulled.outputs;
  expect(outputs).toEqual({
    verdict: "inconclusive",
    results: folder.at("loadgate-report/results.json"),
    report: folder.at("loadgate-report/report.html"),
    "report-markdown": folder.at("loadgate-report/report.md"),
    confirm: "false",
    // An output does not end with a line break.
    markdown: (report + linkTo(101)).trimEnd(),
    "comment-url": `https://github.com/octo/shop/pull/2#issuecomment-${github.comments(2)[0]?.id}`,
    "artifact-url": `https://github.com/octo/shop/actions/runs/101/artifacts/${github.artifacts.at(-1)?.id}`,
  });
  expect(JSON.parse(json)).toMatchObject({ verdict: "inconclusive", failing: false, reasons: expect.any(Array) });
  expect(pulled.summary).toBe(report + linkTo(101));
  expect((await folder.results()).baseline).toMatchObject({ kind: "found", runs: 1, sha: mainSha });
  expect(github.comments(2).map(({ body, login }) => [login, body])).toEqual([
    [
      "github-actions[bot]",
      `<!-- loadgate key=default run=101 attempt=1 sha=${pullSha.slice(0, 7)} workflow=.github/workflows/performance.yml -->\n${report}${linkTo(101)}`,
    ],
  ]);
  // A pull request's run saves no baseline.
  expect(github.artifacts.filter(({ runId }) => runId === 101).map(({ name }) => name)).toEqual([
    "loadgate-results-default-1",
  ]);

  // A second attempt of the run replaces the first. Runs that others have added since stay.
  const again = await onMain(github, folder.path, 100, { runAttempt: 2 });
  expect([again.exitCode, baselineIn(github, 100).runs.map(({ run_id }) => run_id)]).toEqual([0, ["100"]]);
});

test("a slower pull request fails after everything is published, and the output has the change", async () => {
  await using github = await startGitHub();
  await using folder = await confirmWorkspace(2);
  const { exitCode, outputs, stdout } = await onPull(github, folder.path, 101, { inputs: confirmInputs });
  expect([exitCode, outputs["verdict"]]).toEqual([20, "fail"]);
  expect(github.comments(2)[0]?.body).toMatch(/^<!-- .* -->\n### ❌ Slower: p50 \+200 % \\\[\d+, \d+\\\]\n/);
  expect(stdout).toMatch(/\n::error title=Loadgate::Slower: p50 \+200 %25 \[\d+, \d+\]\n$/);
});

/** A build of the sample service with that latency. */
const built = (latencyMs: number) =>
  `process.env.FAULT_LATENCY_MS = "${latencyMs}";\nimport(${JSON.stringify(sampleService)});\n`;

function archivesIn(github: LocalGitHub, runId: number): Readonly<Record<string, Buffer>> {
  const artifact = github.artifacts.findLast(
    (each) => each.name === "loadgate-baseline-default" && each.runId === runId,
  );
  return artifact === undefined ? {} : filesOf(artifact.zip);
}

test("main's artifact carries its build: a pull request is compared with it, and main itself with its anchor", async () => {
  await using github = await startGitHub();
  const files = {
    "loadgate.yml": sampleConfig({
      command: `exec ${process.execPath} dist/server.js`,
      duration: "150ms",
      rate: "50/s",
      top: ["base: { from: artifact, carry: [dist] }"],
    }),
    "dist/server.js": built(200),
  };
  await using folder = await workspace(files);
  const pushed = await onMain(github, folder.path, 100);
  const first = archivesIn(github, 100);
  expect([pushed.exitCode, Object.keys(first)]).toEqual([0, ["baseline.json", "build.tar.gz", "anchor.tar.gz"]]);
  expect(first["anchor.tar.gz"]?.equals(first["build.tar.gz"] ?? Buffer.alloc(0))).toBe(true);

  await writeFile(folder.at("dist/server.js"), built(400));
  // One round is too few for an outcome, but it shows which build is which.
  const pulled = await onPull(github, folder.path, 101, { inputs: { budget: "1s" } });
  const { provenance, scenarios } = await folder.results();
  expect([pulled.exitCode, provenance.base]).toEqual([0, { sha: mainSha, from: "artifact" }]);
  const measured = scenarios[0]?.phases.filter(({ warmup }) => !warmup) ?? [];
  const slow = measured.map(({ arm, response_time_ms: times }) => `${arm} ${(times?.p50 ?? 0) > 300}`);
  expect(slow).toEqual(["base false", "head true"]);

  // Main saves its build without a warning, and the anchor stays.
  const again = await onMain(github, folder.path, 102, { inputs: { budget: "1s" }, sha: pullSha });
  expect([again.exitCode, (await folder.results()).scenarios[0]?.mode.against]).toEqual([0, "anchor"]);
  const second = archivesIn(github, 102);
  const { build, anchor } = JSON.parse(second["baseline.json"]?.toString() ?? "");
  expect([build.sha, anchor.sha]).toEqual([pullSha, mainSha]);
  expect(second["anchor.tar.gz"]?.equals(first["anchor.tar.gz"] ?? Buffer.alloc(0))).toBe(true);
  expect(second["build.tar.gz"]?.equals(first["build.tar.gz"] ?? Buffer.alloc(0))).toBe(false);
});

test("without a baseline, SLAs gate and the comparison is new", async () => {
  await using github = await startGitHub();
  const top = ["base: { from: none }", "sla: { error_rate: 1% }"];
  await using folder = await short({ top, service: ["env: { FAULT_ERROR_SHARE: 0.5 }"] });
  const { exitCode, outputs } = await onPull(github, folder.path, 101);
  expect([exitCode, outputs["verdict"]]).toEqual([20, "fail"]);
  const { scenarios, baseline } = await folder.results();
  expect(scenarios[0]?.comparisons.map(({ outcome }) => outcome)).toEqual(Array(8).fill("new"));
  expect(baseline).toEqual({
    kind: "absent",
    message: "no baseline yet: there is no artifact loadgate-baseline-default; the next run on main makes one",
  });
  expect(github.comments(2)[0]?.body).toContain("SLA breached: steady: error rate is 5");
});

test.concurrent("a failed look-up of the baseline gives a warning and an inconclusive verdict", async () => {
  await using github = await startGitHub({ keepViolations: true });
  github.fail({ route: list, status: 401 });
  await using folder = await short();
  const { exitCode, outputs, stdout } = await onPull(github, folder.path, 101);
  expect([exitCode, outputs["verdict"]]).toEqual([0, "inconclusive"]);
  expect(stdout).toContain(
    "::warning::the baseline could not be fetched: GitHub responded with 401: the github-token is not valid",
  );
});

test.concurrent("a run of main does not replace a baseline that it could not read", async () => {
  await using github = await startGitHub();
  github.fail({ route: list, reset: true });
  await using folder = await short();
  const { exitCode, stdout } = await onMain(github, folder.path, 100);
  expect([exitCode, github.artifacts.map(({ name }) => name)]).toEqual([0, ["loadgate-results-default-1"]]);
  expect(stdout).toContain("::warning::the baseline could not be fetched: the connection to GitHub failed (");
  expect(stdout).toContain(
    "::warning::The baseline could not be written: a baseline that could not be read is not replaced\n",
  );
});

test.concurrent("a read-only token gets the summary and a warning instead of the comment, and the same verdict", async () => {
  await using github = await startGitHub({ readOnly: true });
  await using folder = await confirmWorkspace();
  const { exitCode, outputs, summary, stdout } = await onPull(github, folder.path, 101, { inputs: confirmInputs });
  expect([exitCode, outputs["verdict"], github.comments(2)]).toEqual([0, "pass", []]);
  expect(summary).toContain("### ✅ Not slower");
  expect(stdout).toMatch(
    /::warning::The comment could not be written: GitHub responded with 403: .*; give the job the permission pull-requests: write\n/,
  );
});

test.concurrent("failed uploads give warnings", async () => {
  await using github = await startGitHub();
  github.fail({ route: /CreateArtifact/, status: 403, body: { code: "permission_denied", msg: "no" } });
  await using folder = await short();
  const { exitCode, stdout } = await onMain(github, folder.path, 100);
  expect(exitCode).toBe(0);
  expect(stdout).toContain("::warning::The results artifact could not be written: ");
  expect(stdout).toContain("::warning::The baseline could not be written: ");
});

test.concurrent("a corrupt baseline fails a pull request, and main replaces it", async () => {
  await using github = await startGitHub();
  await using folder = await short();
  addBaselineRun(github, 50, { files: { "baseline.json": "no json" } });
  const { exitCode, outputs, stdout } = await onPull(github, folder.path, 101);
  expect([exitCode, outputs["verdict"]]).toEqual([23, "invalid"]);
  expect(stdout).toContain("::warning::the artifact loadgate-baseline-default of run 50 is corrupt (not JSON)");
  await onMain(github, folder.path, 102);
  expect(baselineIn(github, 102).runs.map(({ run_id }) => run_id)).toEqual(["102"]);
});

test("a wrong configuration: exit code 22, the error as annotation and in the summary, only reading requests to GitHub", async () => {
  await using github = await startGitHub();
  await using folder = await workspace({ "loadgate.yml": "version: 1\nscenaros: {}\n" });
  const { exitCode, outputs, stdout, summary } = await onPull(github, folder.path, 101);
  const message = `${folder.at("loadgate.yml")}:2: scenaros: unknown key; did you mean scenarios?`;
  expect([exitCode, outputs["verdict"]]).toEqual([22, "invalid"]);
  expect(stdout).toContain(`::error title=Loadgate::`);
  expect(stdout).toContain(message);
  expect(summary).toContain(message);
  expect(github.comments(2)).toEqual([]);
});

test("a wrong input: exit code 22, and no request to GitHub", async () => {
  await using github = await startGitHub();
  await using folder = await short();
  const { exitCode, stdout } = await onPull(github, folder.path, 101, { inputs: { budget: "5" } });
  expect([exitCode, github.requests]).toEqual([22, []]);
  expect(stdout).toContain('input budget: expected a duration with its unit, such as 3m, got "5"');
});

test("inconclusive fails if fail-on names it; comment: failures posts nothing for a run that passes", async () => {
  await using github = await startGitHub({ keepViolations: true });
  await using passing = await confirmWorkspace();
  const quiet = await onPull(github, passing.path, 101, { inputs: { ...confirmInputs, comment: "failures" } });
  expect([quiet.exitCode, github.comments(2)]).toEqual([0, []]);
  github.fail({ route: list, status: 401 });
  await using folder = await short();
  const inputs = { comment: "failures", "fail-on": "inconclusive" };
  const failed = await onPull(github, folder.path, 102, { inputs });
  expect([failed.exitCode, failed.outputs["verdict"], github.comments(2).length]).toEqual([21, "inconclusive", 1]);
});

test("a cancelled step stops its service, keeps its results, and fails even with an empty fail-on", async () => {
  await using github = await startGitHub();
  await using folder = await short({
    command: `'touch started; ${sampleCommand(0)}'`,
    duration: "60s",
    service: ["env: { FAULT_FORK_CHILDREN: 2, FAULT_FORK_DETACHED: 1 }"],
  });
  const { exitCode, post, outputs } = await onPull(github, folder.path, 101, {
    signalWhen: existing(folder.at("started")).then(() => sleep(500)),
    inputs: { "fail-on": "regression" },
    env: { TEST_MARK: randomUUID() },
    post: true,
  });
  // The post step has nothing to clean up.
  expect([exitCode, outputs["verdict"], post?.exitCode, post?.stdout]).toEqual([23, "invalid", 0, ""]);
  expect((await folder.results()).verdict.reasons).toEqual(["steady: interrupted by SIGINT"]);
});

test("the service gets none of the job's tokens, inputs and command files", async () => {
  await using github = await startGitHub();
  await using folder = await short({ command: "env > environment" });
  await onPull(github, folder.path, 101, { env: { GITHUB_TOKEN: "ghs_secret", DATABASE: "here" } });
  const names = (await folder.read("environment")).split("\n").map((line) => line.split("=")[0] ?? "");
  const withheld = names.filter((name) =>
    /^(ACTIONS_|INPUT_|STATE_)|TOKEN|GITHUB_(OUTPUT|ENV|PATH|STATE|STEP_SUMMARY)$/.test(name),
  );
  expect([withheld, names.includes("DATABASE"), names.includes("PORT"), names.includes("LOADGATE_ARM")]).toEqual([
    [],
    true,
    true,
    true,
  ]);
});
