import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { eventVariables, type RunEvent, runOf } from "./actionEvent.ts";
import { type ActionFile, actionFile, inputVariables } from "./actionFile.ts";
import { parseFileCommands } from "./fileCommands.ts";
import type { LocalGitHub } from "./github/server.ts";
import { type Ended, runProgram } from "./runProgram.ts";

export interface ActionRun extends RunEvent {
  readonly github: LocalGitHub;
  /** The checked-out repository: where the step runs. */
  readonly workspace: string;
  /** What the workflow says under `with:`. */
  readonly inputs?: Readonly<Record<string, string>>;
  readonly runId: number;
  readonly runAttempt?: number;
  /** What the workflow says under `env:`; also replaces what the runner sets. */
  readonly env?: Readonly<Record<string, string>>;
  /** Cancels the step as the runner does, with SIGINT, this long after its start. */
  readonly signalAfterMs?: number;
  /** Cancels it as this settles. */
  readonly signalWhen?: Promise<unknown>;
  /** Files of the runner that cannot be written, such as GITHUB_OUTPUT. */
  readonly unwritable?: readonly string[];
  /** The directory to run instead of the project's own dist. */
  readonly dist?: string;
  /** The action.yml to run by instead of the project's own. */
  readonly action?: string;
}

export interface ActionResult extends Ended {
  readonly outputs: Readonly<Record<string, string>>;
  /** The step summary as markdown. */
  readonly summary: string;
  readonly state: Readonly<Record<string, string>>;
  readonly durationMs: number;
  /** Absent where action.yml names no post step. */
  readonly post?: Ended;
}

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Runs the action and then its post step as GitHub's runner does: a copy of dist, alone, in a clean environment. */
export async function runAction(run: ActionRun): Promise<ActionResult> {
  const temporary = await mkdtemp(join(tmpdir(), "loadgate-runner-"));
  try {
    return await runIn(temporary, run);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

async function runIn(temporary: string, run: ActionRun): Promise<ActionResult> {
  const action = await actionFile(run.action ?? join(root, "action.yml"));
  const copy = join(temporary, "action", "dist");
  await cp(run.dist ?? join(root, "dist"), copy, { recursive: true });
  const shared = await runnerVariables(temporary, run, action);
  const main = await step(temporary, "main", join(copy, "..", action.main), shared, run);
  const { outputs, summary, state } = main;
  const result = { ...main.ended, durationMs: main.durationMs, outputs, summary, state };
  if (action.post === undefined) return result;
  const saved = Object.entries(state).map(([name, value]) => [`STATE_${name}`, value]);
  const postVariables = { ...shared, ...Object.fromEntries(saved) };
  const { workspace } = run;
  const post = await step(temporary, "post", join(copy, "..", action.post), postVariables, { workspace });
  return { ...result, post: post.ended };
}

interface Step {
  readonly ended: Ended;
  readonly durationMs: number;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly state: Readonly<Record<string, string>>;
}

/** One of the action's programs, with fresh files for what it tells the runner. */
async function step(
  temporary: string,
  name: string,
  program: string,
  variables: Readonly<Record<string, string>>,
  where: Pick<ActionRun, "workspace" | "signalAfterMs" | "signalWhen" | "unwritable">,
): Promise<Step> {
  const files = join(temporary, "_runner_file_commands", name);
  await mkdir(files, { recursive: true });
  const file = (of: string) => join(files, of);
  const fileVariables = {
    GITHUB_OUTPUT: file("set_output"),
    GITHUB_STATE: file("save_state"),
    GITHUB_ENV: file("set_env"),
    GITHUB_PATH: file("add_path"),
    GITHUB_STEP_SUMMARY: file("step_summary"),
  };
  await Promise.all(Object.values(fileVariables).map((path) => writeFile(path, "")));
  // Even root cannot append to a directory.
  const { unwritable = [] } = where;
  const told = Object.entries(fileVariables).map(([key, path]) => [key, unwritable.includes(key) ? files : path]);

  const startMs = performance.now();
  const ended = await runProgram(program, { ...variables, ...Object.fromEntries(told) }, { ...where, logs: files });
  const durationMs = performance.now() - startMs;
  return {
    ended,
    durationMs,
    outputs: parseFileCommands(await readFile(fileVariables.GITHUB_OUTPUT, "utf8")),
    state: parseFileCommands(await readFile(fileVariables.GITHUB_STATE, "utf8")),
    summary: await readFile(fileVariables.GITHUB_STEP_SUMMARY, "utf8"),
  };
}

async function runnerVariables(temporary: string, run: ActionRun, action: ActionFile) {
  const { github, workspace, runId, runAttempt = 1, env = {} } = run;
  if (!github.runs.some(({ id }) => id === runId)) github.addRun(runOf(run, github.repository, runId));
  const known = github.runs.find(({ id }) => id === runId);

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
    GITHUB_WORKFLOW_REF: `${github.repository.owner}/${github.repository.name}/${known?.path}@${run.ref}`,
    GITHUB_WORKSPACE: workspace,
    GITHUB_EVENT_PATH: eventPath,
    RUNNER_NAME: "GitHub Actions 1",
    RUNNER_OS: "Linux",
    RUNNER_ARCH: "X64",
    RUNNER_ENVIRONMENT: "github-hosted",
    RUNNER_TEMP: join(temporary, directories.temp),
    RUNNER_TOOL_CACHE: join(temporary, directories.tools),
    ...eventVariables(run),
    ...github.env({ runId, runAttempt }),
    ...inputVariables(action, run.inputs ?? {}, github.token),
    ...env,
  };
}
