import { tmpdir } from "node:os";
import { join } from "node:path";
import * as core from "@actions/core";
import { type Context, contextOf } from "../github/context.ts";
import type { Api } from "../githubApi/api.ts";
import { CouldNotMeasure, messageOf } from "../model/errors.ts";
import { readText } from "../shell/files.ts";
import { Annotations } from "./annotations.ts";
import { type Inputs, readInputs } from "./inputs.ts";

/** What the runner starts. */
export interface Step {
  /** The file that worker threads start from. */
  readonly entry: string;
  readonly version: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** How many it has had from the runner before it began. */
  readonly warnings?: number;
}

/** A step, and what its workflow and its event ask of it. */
export interface Job extends Step {
  /** Of this step alone: marks all that it starts. */
  readonly mark: string;
  readonly inputs: Inputs;
  readonly payload: unknown;
  readonly context: Context;
  readonly workspace: string;
  /** Where the reports go. */
  readonly out: string;
  /** Where baselines, the builds they carry and other jobs' results come and go; gone when the job ends. */
  readonly room: string;
  readonly annotations: Annotations;
  /** Absent without a github-token. */
  readonly github?: { readonly api: Api; readonly token: string };
}

/** Throws a WrongInput where an input is wrong. */
export async function jobOf(step: Step, mark: string): Promise<Job> {
  const { env } = step;
  const inputs = readInputs(env);
  const payload = await eventPayload(env);
  const context = contextOf(env, payload);
  const workspace = env["GITHUB_WORKSPACE"] ?? process.cwd();
  const { token } = inputs;
  return {
    ...step,
    mark,
    inputs,
    payload,
    context,
    workspace,
    out: join(workspace, "loadgate-report"),
    room: roomOf(env, mark),
    annotations: new Annotations(step.warnings),
    ...(token === undefined ? {} : { github: { api: await apiFor(token), token } }),
  };
}

export function roomOf(env: Step["env"], mark: string): string {
  return join(env["RUNNER_TEMP"] || tmpdir(), `loadgate-baseline-${mark.slice(0, 13)}`);
}

/** GitHub's client reads the event's file for itself as it is loaded, and would crash where we have been more patient. */
async function apiFor(token: string): Promise<Api> {
  const name = "GITHUB_EVENT_PATH";
  const { [name]: path, GITHUB_API_URL: baseUrl } = process.env;
  delete process.env[name];
  try {
    const { apiOf } = await import("../githubApi/api.ts");
    return apiOf(token, { log: core.info, ...(baseUrl ? { baseUrl } : {}) });
  } finally {
    if (path !== undefined) process.env[name] = path;
  }
}

/** Throws a CouldNotMeasure: without its event a run could be anybody's. */
async function eventPayload(env: Step["env"]): Promise<unknown> {
  const path = env["GITHUB_EVENT_PATH"];
  if (path === undefined || path === "") return {};
  try {
    return JSON.parse(((await readText(path)) ?? "{}").replace(/^\uFEFF/, ""));
  } catch (cause) {
    throw new CouldNotMeasure(
      `${path}, the file that GITHUB_EVENT_PATH names, could not be read: expected the event as JSON, got ${messageOf(cause)}; ` +
        "run the job again, and let no step before this one change that file",
      { cause },
    );
  }
}
