import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { TriggerEvent } from "../actionEvent.ts";
import { eventVariables } from "../actionEvent.ts";
import { parseFileCommands } from "../fileCommands.ts";
import { isGranted } from "../github/scopes.ts";
import type { LocalGitHub } from "../github/server.ts";
import { checkOut } from "../gitRepository.ts";
import { type ActionResult, runAction } from "../runAction.ts";
import type { Caches } from "./caches.ts";
import type { Remote } from "./remote.ts";

/** The machine of a job, and the event that started it. */
export interface JobEnvironment {
  readonly github: LocalGitHub;
  readonly remote: Remote;
  readonly caches: Caches;
  readonly event: TriggerEvent;
  readonly runId: number;
  /** A new directory for every job. */
  readonly workspace: string;
  /** Variables that the runner sets for all steps, such as GITHUB_JOB. */
  readonly variables: Readonly<Record<string, string>>;
}

export interface StepResult {
  readonly isFailed: boolean;
  readonly outputs: Readonly<Record<string, string>>;
  /** Present if the step ran Loadgate. */
  readonly action?: ActionResult;
}

/** The keys of a step, with their expressions evaluated. */
export interface StepInputs {
  readonly uses?: string | undefined;
  readonly run?: string | undefined;
  readonly with: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
}

/** Runs a step. Throws if the action is not implemented here. */
export async function runStep(inputs: StepInputs, environment: JobEnvironment): Promise<StepResult> {
  if (inputs.run !== undefined) return await runScript(inputs.run, inputs, environment);
  const [name = ""] = (inputs.uses ?? "").split("@");
  const runAction = actions[name];
  if (runAction === undefined) throw new Error(`the runner does not implement the action ${inputs.uses}`);
  return await runAction(inputs, environment);
}

type ActionRunner = (inputs: StepInputs, environment: JobEnvironment) => Promise<StepResult>;

const actions: Readonly<Record<string, ActionRunner>> = {
  "actions/checkout": async ({ with: { "fetch-depth": depth = "1", ref } }, { remote, event, workspace, github }) => {
    if (!isGranted(github.permissions ?? {}, { scope: "contents", level: "read" }))
      return { isFailed: true, outputs: {} };
    await checkOut(workspace, remote.url, ref ?? event.ref, Number(depth));
    return { isFailed: false, outputs: {} };
  },
  "actions/cache/restore": async ({ with: { key = "", "restore-keys": restoreKeys = "" } }, { caches, workspace }) => {
    const match = await caches.restore(key, restoreKeys.split("\n").filter(Boolean), workspace);
    return { isFailed: false, outputs: { "cache-hit": String(match === key), "cache-matched-key": match ?? "" } };
  },
  "actions/cache/save": async ({ with: { key = "", path = "" } }, { caches, workspace }) => {
    await caches.save(key, path, workspace);
    return { isFailed: false, outputs: {} };
  },
  "loadgate/loadgate": runLoadgate,
  "./": runLoadgate,
};

async function runLoadgate(
  inputs: StepInputs,
  { github, event, runId, workspace, variables }: JobEnvironment,
): Promise<StepResult> {
  const env = { ...variables, ...inputs.env };
  const action = await runAction({ ...event, github, workspace, runId, inputs: inputs.with, env });
  return { isFailed: action.exitCode !== 0, outputs: action.outputs, action };
}

/** Runs as in the runner's bash: the first failing command ends the script. */
async function runScript(
  run: string,
  { env }: StepInputs,
  { workspace, variables, event }: JobEnvironment,
): Promise<StepResult> {
  const output = join(workspace, "..", "output");
  await writeFile(output, "");
  const { PATH = "" } = process.env;
  const scriptEnv = { ...eventVariables(event), ...variables, ...env, PATH, GITHUB_OUTPUT: output };
  try {
    execFileSync("bash", ["-e", "-o", "pipefail", "-c", run], { cwd: workspace, env: scriptEnv, stdio: "pipe" });
    return { isFailed: false, outputs: parseFileCommands(await readFile(output, "utf8")) };
  } catch {
    return { isFailed: true, outputs: parseFileCommands(await readFile(output, "utf8")) };
  }
}
