import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseFileCommands } from "../support/fileCommands.ts";
import { startGitHub } from "../support/github/server.ts";
import { existing } from "../support/loadgate.ts";
import { runAction } from "../support/runAction.ts";

const actionYml = `
name: Stand-in
inputs:
  config: { default: loadgate.yml }
  fail-on: {}
  two words: { default: 5 }
  github-token: { default: "\${{ github.token }}" }
runs: { using: node24, main: dist/index.js, post: dist/index.js }
`;

/** Prints its environment, and requests a post step with state, as @actions/core does. */
const standIn = `
const { appendFileSync, readFileSync } = require("node:fs");
const { env } = process;
if (env.STATE_isPost === "true") {
  console.log("post saw " + env.STATE_pid + ", with " + readFileSync(env.GITHUB_OUTPUT, "utf8").length + " bytes of outputs");
  process.exit(3);
}
appendFileSync(env.GITHUB_STATE, "isPost<<ghadelimiter_1\\ntrue\\nghadelimiter_1\\npid=4711\\n");
appendFileSync(env.GITHUB_OUTPUT, "env<<EOF\\n" + JSON.stringify(env, null, 1) + "\\nEOF\\n");
appendFileSync(env.GITHUB_OUTPUT, "event=" + JSON.stringify(JSON.parse(readFileSync(env.GITHUB_EVENT_PATH))) + "\\n");
appendFileSync(env.GITHUB_OUTPUT, "cwd=" + process.cwd() + "\\nfile=" + __filename + "\\n");
appendFileSync(env.GITHUB_STEP_SUMMARY, "### ✅ done\\n");
console.error("to stderr");
if (env.INPUT_CONFIG === "wait.yml") {
  process.on("SIGINT", () => process.exit(130));
  appendFileSync("waiting", "");
  setInterval(() => {}, 1000);
} else process.exitCode = 20;
`;

async function standInAction() {
  const path = await mkdtemp(join(tmpdir(), "loadgate-stand-in-"));
  const workspace = join(path, "workspace");
  const dist = join(path, "dist");
  const action = join(path, "action.yml");
  await Promise.all([mkdir(workspace), mkdir(dist)]);
  await writeFile(action, actionYml);
  await writeFile(join(dist, "index.js"), standIn);
  return { workspace, dist, action, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

async function payload(name: string): Promise<Readonly<Record<string, unknown>>> {
  const path = new URL(`../../fixtures/github/events/${name}.json`, import.meta.url);
  return JSON.parse(await readFile(path, "utf8"));
}

test("a fork's pull request: the step has the runner's environment and nothing else, and its post step runs", async () => {
  await using github = await startGitHub();
  await using standIn = await standInAction();
  const { workspace, dist, action } = standIn;
  const sha = "9c1f0a3d5e7b4c6f8a2d1e3b5c7f9a0d2e4c6b81";
  const event = { name: "pull_request", payload: await payload("pull_request_fork") };
  const inputs = { "fail-on": "regression, sla" };
  const run = { github, workspace, dist, action, event, ref: "refs/pull/3/merge", sha, inputs, post: true };
  const result = await runAction({ ...run, runId: 100, runAttempt: 2, env: { DATABASE: "postgres" } });

  expect([result.exitCode, result.signal, result.stderr, result.stdout]).toEqual([20, null, "to stderr\n", ""]);
  expect(result.summary).toBe("### ✅ done\n");
  expect(result.state).toEqual({ isPost: "true", pid: "4711" });
  expect(result.post).toEqual({
    exitCode: 3,
    signal: null,
    stdout: "post saw 4711, with 0 bytes of outputs\n",
    stderr: "",
  });
  expect(result.durationMs).toBeGreaterThan(0);

  const { env, event: seenEvent, cwd, file } = result.outputs;
  const { PATH } = process.env;
  expect(JSON.parse(`${seenEvent}`)).toEqual(event.payload);
  expect(cwd).toBe(workspace);
  expect(file).toBe(join(dist, "index.js"));
  const [temporary = ""] = `${JSON.parse(`${env}`).HOME}`.split("/home");
  expect(existsSync(temporary)).toBe(false);
  expect(JSON.parse(`${env}`)).toEqual({
    ...github.env({ runId: 100, runAttempt: 2 }),
    CI: "true",
    DATABASE: "postgres",
    GITHUB_ACTION: "__octo_loadgate",
    GITHUB_ACTIONS: "true",
    GITHUB_ACTOR: "alice",
    GITHUB_BASE_REF: "main",
    GITHUB_ENV: `${temporary}/_runner_file_commands/main/set_env`,
    GITHUB_EVENT_NAME: "pull_request",
    GITHUB_EVENT_PATH: `${temporary}/_github_workflow/event.json`,
    GITHUB_HEAD_REF: "main",
    GITHUB_JOB: "performance",
    GITHUB_OUTPUT: `${temporary}/_runner_file_commands/main/set_output`,
    GITHUB_PATH: `${temporary}/_runner_file_commands/main/add_path`,
    GITHUB_REF: "refs/pull/3/merge",
    GITHUB_REF_NAME: "3/merge",
    GITHUB_REF_TYPE: "branch",
    GITHUB_SHA: sha,
    GITHUB_STATE: `${temporary}/_runner_file_commands/main/save_state`,
    GITHUB_STEP_SUMMARY: `${temporary}/_runner_file_commands/main/step_summary`,
    GITHUB_WORKFLOW: "Performance",
    GITHUB_WORKFLOW_REF: "octo/shop/.github/workflows/performance.yml@refs/pull/3/merge",
    GITHUB_WORKSPACE: workspace,
    HOME: `${temporary}/home`,
    INPUT_CONFIG: "loadgate.yml",
    "INPUT_FAIL-ON": "regression, sla",
    "INPUT_GITHUB-TOKEN": github.token,
    INPUT_TWO_WORDS: "5",
    PATH,
    RUNNER_ARCH: "X64",
    RUNNER_ENVIRONMENT: "github-hosted",
    RUNNER_NAME: "GitHub Actions 1",
    RUNNER_OS: "Linux",
    RUNNER_TEMP: `${temporary}/_temp`,
    RUNNER_TOOL_CACHE: `${temporary}/_tool`,
    LOADGATE_WARM_UP: "off",
  });
  expect(github.runs).toEqual([
    {
      id: 100,
      event: "pull_request",
      headBranch: "main",
      headSha: "2f7f6d1c8ae2b5c2f2c2fdc1e8e3dc1f4e2a9d55",
      headRepositoryId: 2,
      workflowId: 4_000_000_001,
      path: ".github/workflows/performance.yml",
      conclusion: null,
    },
  ]);
});

test("a cancelled step gets SIGINT, and its post step still runs", async () => {
  await using github = await startGitHub();
  await using standIn = await standInAction();
  const { workspace, dist, action } = standIn;
  const event = { name: "push", payload: await payload("push") };
  const run = {
    github,
    workspace,
    dist,
    action,
    event,
    ref: "refs/heads/main",
    sha: "f95f852b",
    runId: 100,
    post: true,
  };
  const result = await runAction({
    ...run,
    inputs: { config: "wait.yml" },
    signalWhen: existing(join(workspace, "waiting")),
  });
  expect([result.exitCode, result.signal, result.post?.exitCode]).toEqual([130, null, 3]);
  expect(github.runs).toMatchObject([{ headBranch: "main", headSha: "f95f852b", headRepositoryId: 1 }]);
});

test.each([
  ["push", { ref: "refs/heads/main" }],
  ["push_branch", { ref: "refs/heads/changes" }],
  ["pull_request", { pull_request: { head: { repo: { id: 1 } }, base: { ref: "main" } } }],
  ["pull_request_fork", { pull_request: { head: { ref: "main", repo: { id: 2, fork: true } } } }],
  ["merge_group", { merge_group: { base_ref: "refs/heads/main" } }],
  ["schedule", { schedule: "0 3 * * *" }],
  ["workflow_dispatch", { ref: "refs/heads/main", inputs: null }],
])("the event %s belongs to the default repository of a local GitHub", async (name, content) => {
  const repository = { id: 1, full_name: "octo/shop", default_branch: "main", fork: false };
  expect(await payload(name)).toMatchObject({ ...content, repository });
});

test("outputs are lines and blocks, and a block may contain lines that look like either", () => {
  expect(parseFileCommands("a=1\nb=x=y\r\n\nc<<EOF\nd=2\ne<<F\n\nEOF\nf=\n")).toEqual({
    a: "1",
    b: "x=y",
    c: "d=2\ne<<F\n",
    f: "",
  });
  expect(() => parseFileCommands("a<<EOF\n1\n")).toThrow("Matching delimiter not found 'EOF'");
  expect(() => parseFileCommands("no value\n")).toThrow("Invalid format 'no value'");
});
