import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { RunEvent } from "../actionEvent.ts";
import { eventVariables } from "../actionEvent.ts";
import { parseFileCommands } from "../fileCommands.ts";
import { isGranted } from "../github/scopes.ts";
import type { LocalGitHub } from "../github/server.ts";
import { checkedOut } from "../repository.ts";
import { type ActionResult, runAction } from "../runAction.ts";
import type { Caches } from "./caches.ts";
import type { Remote } from "./remote.ts";

/** Where a job runs, and what for. */
export interface Runner {
  readonly github: LocalGitHub;
  readonly remote: Remote;
  readonly caches: Caches;
  readonly event: RunEvent;
  readonly runId: number;
  /** Fresh for every job. */
  readonly workspace: string;
  /** What the runner sets for all steps of the job, such as GITHUB_JOB. */
  readonly variables: Readonly<Record<string, string>>;
}

export interface Ended {
  readonly isFailed: boolean;
  readonly outputs: Readonly<Record<string, string>>;
  /** Where the step was ours. */
  readonly action?: ActionResult;
}

/** What a step asks for, with its expressions evaluated. */
export interface Asked {
  readonly uses?: string | undefined;
  readonly run?: string | undefined;
  readonly with: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
}

/** Plays a step. An action that nobody has taught it throws. */
export async function played(asked: Asked, runner: Runner): Promise<Ended> {
  if (asked.run !== undefined) return await script(asked.run, asked, runner);
  const [action = ""] = (asked.uses ?? "").split("@");
  const play = actions[action];
  if (play === undefined) throw new Error(`the runner knows no action ${asked.uses}`);
  return await play(asked, runner);
}

type Play = (asked: Asked, runner: Runner) => Promise<Ended>;

const actions: Readonly<Record<string, Play>> = {
  "actions/checkout": async ({ with: { "fetch-depth": depth = "1", ref } }, { remote, event, workspace, github }) => {
    if (!isGranted(github.permissions ?? {}, { scope: "contents", level: "read" }))
      return { isFailed: true, outputs: {} };
    await checkedOut(workspace, remote.url, ref ?? event.ref, Number(depth));
    return { isFailed: false, outputs: {} };
  },
  "actions/cache/restore": async ({ with: { key = "", "restore-keys": others = "" } }, { caches, workspace }) => {
    const found = await caches.restore(key, others.split("\n").filter(Boolean), workspace);
    return { isFailed: false, outputs: { "cache-hit": String(found === key), "cache-matched-key": found ?? "" } };
  },
  "actions/cache/save": async ({ with: { key = "", path = "" } }, { caches, workspace }) => {
    await caches.save(key, path, workspace);
    return { isFailed: false, outputs: {} };
  },
  "loadgate/loadgate": ours,
  "./": ours,
};

async function ours(asked: Asked, { github, event, runId, workspace, variables }: Runner): Promise<Ended> {
  const env = { ...variables, ...asked.env };
  const action = await runAction({ ...event, github, workspace, runId, inputs: asked.with, env });
  return { isFailed: action.exitCode !== 0, outputs: action.outputs, action };
}

/** As the runner's bash: the first command that fails ends it. */
async function script(run: string, { env }: Asked, { workspace, variables, event }: Runner): Promise<Ended> {
  const output = join(workspace, "..", "output");
  await writeFile(output, "");
  const { PATH = "" } = process.env;
  const shown = { ...eventVariables(event), ...variables, ...env, PATH, GITHUB_OUTPUT: output };
  try {
    execFileSync("bash", ["-e", "-o", "pipefail", "-c", run], { cwd: workspace, env: shown, stdio: "pipe" });
    return { isFailed: false, outputs: parseFileCommands(await readFile(output, "utf8")) };
  } catch {
    return { isFailed: true, outputs: parseFileCommands(await readFile(output, "utf8")) };
  }
}
