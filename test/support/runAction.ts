import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { inject } from "vitest";
import { eventVariables, runOf, type TriggerEvent } from "./actionEvent.ts";
import { type ActionFile, inputVariables, readActionFile } from "./actionFile.ts";
import { parseFileCommands } from "./fileCommands.ts";
import type { LocalGitHub } from "./github/server.ts";
import { type ProgramResult, runProgram } from "./runProgram.ts";

export interface ActionRun extends TriggerEvent {
  readonly github: LocalGitHub;
  /** The checked-out repository. The step runs in this directory. */
  readonly workspace: string;
  /** The workflow's `with:`. */
  readonly inputs?: Readonly<Record<string, string>>;
  readonly runId: number;
  readonly runAttempt?: number;
  /** The workflow's `env:`. It also overrides variables of the runner. */
  readonly env?: Readonly<Record<string, string>>;
  /** Cancels the step with SIGINT, as the runner does, when this promise settles. */
  readonly signalWhen?: Promise<unknown>;
  /** Variables of runner files that cannot be written, such as GITHUB_OUTPUT. */
  readonly unwritable?: readonly string[];
  /** Runs the post step, too. */
  readonly post?: boolean;
  /** A directory to run instead of the project's dist. */
  readonly dist?: string;
  /** An action.yml to use instead of the project's. */
  readonly action?: string;
}

export interface ActionResult extends ProgramResult {
  readonly outputs: Readonly<Record<string, string>>;
  /** The step summary as markdown. */
  readonly summary: string;
  readonly state: Readonly<Record<string, string>>;
  readonly durationMs: number;
  /** Absent if the post step was not asked for, or action.yml has none. */
  readonly post?: ProgramResult;
}

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Runs the action as GitHub's runner does: from a copy of dist, in a clean environment. */
export async function runAction(run: ActionRun): Promise<ActionResult> {
  const temporary = await mkdtemp(join(tmpdir(), "loadgate-runner-"));
  try {
    return await runInDirectory(temporary, run);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

async function runInDirectory(temporary: string, run: ActionRun): Promise<ActionResult> {
  const action = await readActionFile(run.action ?? join(root, "action.yml"));
  const copy = run.dist ?? inject("actionDist");
  const shared = await runnerVariables(temporary, run, action);
  const main = await runStep(temporary, "main", join(copy, "..", action.main), shared, run);
  const { outputs, summary, state } = main;
  const actionResult = { ...main.result, durationMs: main.durationMs, outputs, summary, state };
  if (action.post === undefined || run.post !== true) return actionResult;
  const saved = Object.entries(state).map(([name, value]) => [`STATE_${name}`, value]);
  const postVariables = { ...shared, ...Object.fromEntries(saved) };
  const { workspace } = run;
  const post = await runStep(temporary, "post", join(copy, "..", action.post), postVariables, { workspace });
  return { ...actionResult, post: post.result };
}

interface StepResult {
  readonly result: ProgramResult;
  readonly durationMs: number;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly state: Readonly<Record<string, string>>;
}

/** Runs one of the action's programs, with new files for its outputs, state and summary. */
async function runStep(
  temporary: string,
  name: string,
  program: string,
  variables: Readonly<Record<string, string>>,
  options: Pick<ActionRun, "workspace" | "signalWhen" | "unwritable">,
): Promise<StepResult> {
  const files = join(temporary, "_runner_file_commands", name);
  await mkdir(files, { recursive: true });
  const file = (fileName: string) => join(files, fileName);
  const fileVariables = {
    GITHUB_OUTPUT: file("set_output"),
    GITHUB_STATE: file("save_state"),
    GITHUB_ENV: file("set_env"),
    GITHUB_PATH: file("add_path"),
    GITHUB_STEP_SUMMARY: file("step_summary"),
  };
  await Promise.all(Object.values(fileVariables).map((path) => writeFile(path, "")));
  // Even root cannot append to a directory.
  const { unwritable = [] } = options;
  const variablesOfFiles = Object.entries(fileVariables).map(([key, path]) => [
    key,
    unwritable.includes(key) ? files : path,
  ]);

  const startMs = performance.now();
  const result = await runProgram(
    program,
    { ...variables, ...Object.fromEntries(variablesOfFiles) },
    { ...options, logs: files },
  );
  const durationMs = performance.now() - startMs;
  return {
    result,
    durationMs,
    outputs: parseFileCommands(await readFile(fileVariables.GITHUB_OUTPUT, "utf8")),
    state: parseFileCommands(await readFile(fileVariables.GITHUB_STATE, "utf8")),
    summary: await readFile(fileVariables.GITHUB_STEP_SUMMARY, "utf8"),
  };
}

async function runnerVariables(temporary: string, run: ActionRun, action: ActionFile) {
  const { github, workspace, runId, runAttempt = 1, env = {} } = run;
  if (!github.runs.some(({ id }) => id === runId)) github.addRun(runOf(run, github.repository, runId));
  const registeredRun = github.runs.find(({ id }) => id === runId);

  const { PATH = "" } = process.env;
  const directories = { home: "home", temp: "_temp", tools: "_tool", event: "_github_workflow" };
  for (const directory of Object.values(directories)) await mkdir(join(temporary, directory));
  const eventPath = join(temporary, directories.event, "event.json");
  await writeFile(eventPath, JSON.stringify(run.event.payload));

  return {
    PATH,
    HOME: join(temporary, directories.home),
    CI: "true",
    GITHUB_ACTIONS: "true",
    GITHUB_ACTION: "__octo_loadgate",
    GITHUB_ACTOR: "alice",
    GITHUB_JOB: "performance",
    GITHUB_WORKFLOW: "Performance",
    GITHUB_WORKFLOW_REF: `${github.repository.owner}/${github.repository.name}/${registeredRun?.path}@${run.ref}`,
    GITHUB_WORKSPACE: workspace,
    GITHUB_EVENT_PATH: eventPath,
    RUNNER_NAME: "GitHub Actions 1",
    RUNNER_OS: "Linux",
    RUNNER_ARCH: "X64",
    RUNNER_ENVIRONMENT: "github-hosted",
    RUNNER_TEMP: join(temporary, directories.temp),
    RUNNER_TOOL_CACHE: join(temporary, directories.tools),
    LOADGATE_WARM_UP: "off",
    ...(run.dist === undefined ? { NODE_COMPILE_CACHE: inject("actionCache") } : {}),
    ...eventVariables(run),
    ...github.env({ runId, runAttempt }),
    ...inputVariables(action, run.inputs ?? {}, github.token),
    ...env,
  };
}
