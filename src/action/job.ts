import { tmpdir } from "node:os";
import { join } from "node:path";
import * as core from "@actions/core";
import { type GitHubContext, readContext } from "../github/context.ts";
import type { Api } from "../githubApi/api.ts";
import { Annotations } from "./annotations.ts";
import { missingEventText, readEvent } from "./event.ts";
import { type Inputs, readInputs } from "./inputs.ts";

/** A step as the runner starts it. */
export interface ActionStep {
  /** The entry file of worker threads. */
  readonly entry: string;
  readonly version: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The number of warnings the runner has already shown for this step. */
  readonly warnings?: number;
}

/** A step with its inputs and its event. */
export interface Job extends ActionStep {
  /** An id of this step. It marks every process that the step starts. */
  readonly mark: string;
  readonly inputs: Inputs;
  readonly payload: unknown;
  readonly context: GitHubContext;
  readonly workspace: string;
  /** The directory of the reports. */
  readonly out: string;
  /** A temporary directory for baselines, their builds and other jobs' results. It is removed when the job ends. */
  readonly scratchDirectory: string;
  readonly annotations: Annotations;
  /** Absent without a github-token. */
  readonly github?: { readonly api: Api; readonly token: string };
}

/** Throws a WrongInput if an input is invalid. */
export async function createJob(step: ActionStep, mark: string): Promise<Job> {
  const { env } = step;
  const inputs = readInputs(env);
  const { payload, problem } = await readEvent(env);
  const context = readContext(env, payload);
  const workspace = env["GITHUB_WORKSPACE"] ?? process.cwd();
  const { token } = inputs;
  const annotations = new Annotations(step.warnings);
  const consequence = missingEventText(context, problem);
  if (consequence !== undefined) annotations.add("warning", consequence);
  return {
    ...step,
    mark,
    inputs,
    payload,
    context,
    workspace,
    out: join(workspace, "loadgate-report"),
    scratchDirectory: scratchDirectoryOf(env, mark),
    annotations,
    ...(token === undefined ? {} : { github: { api: await loadApi(token), token } }),
  };
}

export function scratchDirectoryOf(env: ActionStep["env"], mark: string): string {
  return join(env["RUNNER_TEMP"] || tmpdir(), `loadgate-baseline-${mark.slice(0, 13)}`);
}

/**
 * GitHub's client reads the event file when it is loaded, and crashes on a file that we accept. Hides the path from it.
 */
async function loadApi(token: string): Promise<Api> {
  const name = "GITHUB_EVENT_PATH";
  const { [name]: path, GITHUB_API_URL: baseUrl } = process.env;
  delete process.env[name];
  try {
    const { createApi } = await import("../githubApi/api.ts");
    return createApi(token, { log: core.info, ...(baseUrl ? { baseUrl } : {}) });
  } finally {
    if (path !== undefined) process.env[name] = path;
  }
}
