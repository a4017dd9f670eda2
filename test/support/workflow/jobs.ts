import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Permissions } from "../github/scopes.ts";
import type { ActionResult } from "../runAction.ts";
import { type Contexts, interpolate, isTrue, type Status } from "./expression.ts";
import { jobName, type MatrixCell, matrixCells } from "./matrix.ts";
import { grantedPermissions, permissionsUsed } from "./permissions.ts";
import { type JobEnvironment, runStep } from "./steps.ts";
import type { Job, Step, Workflow } from "./workflow.ts";

export interface JobResult {
  /** With the values of the matrix, for example: measure (api). */
  readonly name: string;
  readonly id: string;
  readonly conclusion: Conclusion;
  readonly outputs: Readonly<Record<string, string>>;
  /** The result of Loadgate's own step. Absent if the job has none. */
  readonly action?: ActionResult;
  /** The least permissions that its steps needed. */
  readonly usedPermissions: Permissions;
}

type Conclusion = "success" | "failure" | "skipped";

export interface RunEnvironment extends Omit<JobEnvironment, "workspace" | "variables"> {
  readonly isFork: boolean;
  readonly variables: Readonly<Record<string, string>>;
}

/** Runs all jobs of the workflow, one after the other. `workflow.jobs` is sorted by their needs. */
export async function runJobs(workflow: Workflow, run: RunEnvironment): Promise<readonly JobResult[]> {
  const done: JobResult[] = [];
  for (const job of workflow.jobs) {
    const contexts = { github: githubContext(workflow, run), needs: needsOf(job, done) };
    if (!isTrue(job.condition, contexts, statusOf(job, done))) {
      done.push({ name: job.id, id: job.id, conclusion: "skipped", outputs: {}, usedPermissions: {} });
      continue;
    }
    for (const cell of matrixCells(job, contexts)) done.push(await runJob({ workflow, job, cell, contexts }, run));
  }
  return done;
}

/** success() holds if all needed jobs succeeded. A skipped job did not succeed. */
function statusOf({ needs }: Job, done: readonly JobResult[]): Status {
  const before = done.filter(({ id }) => needs.includes(id));
  return before.every(({ conclusion }) => conclusion === "success") ? "success" : "failure";
}

function needsOf({ needs }: Job, done: readonly JobResult[]): Contexts {
  const entries = needs.map((needed) => {
    const jobs = done.filter(({ id }) => id === needed);
    const result = ["failure", "success"].find((each) => jobs.some(({ conclusion }) => conclusion === each));
    const outputs = Object.assign({}, ...jobs.map((job) => job.outputs));
    return [needed, { result: result ?? "skipped", outputs }];
  });
  return Object.fromEntries(entries);
}

function githubContext({ name }: Workflow, { github, event, runId, variables }: RunEnvironment): Contexts {
  const { owner, name: repo } = github.repository;
  return {
    event: event.event.payload,
    event_name: event.event.name,
    ref: event.ref,
    sha: event.sha,
    run_id: String(runId),
    run_attempt: "1",
    repository: `${owner}/${repo}`,
    server_url: variables["GITHUB_SERVER_URL"] ?? "https://github.com",
    workflow: name,
    token: github.token,
  };
}

interface CellJob {
  readonly workflow: Workflow;
  readonly job: Job;
  readonly cell: MatrixCell;
  readonly contexts: Contexts;
}

/** Runs a job in a new directory, without the files of other jobs. */
async function runJob({ workflow, job, cell, contexts }: CellJob, run: RunEnvironment): Promise<JobResult> {
  const { github } = run;
  const directory = await mkdtemp(join(tmpdir(), "loadgate-job-"));
  const workspace = join(directory, "work");
  await mkdir(workspace);
  const before = github.requests.length;
  github.permissions = grantedPermissions(workflow, job, run.isFork);
  try {
    const visible = { ...contexts, matrix: cell };
    const env = { ...interpolateEach(workflow.env, visible), ...interpolateEach(job.env, visible) };
    const variables = { ...run.variables, GITHUB_JOB: job.id, ...env };
    const { status, steps, action } = await runSteps(job.steps, { ...visible, env }, { ...run, workspace, variables });
    const requests = github.requests.slice(before);
    const checkouts = job.steps.some(({ uses }) => uses?.startsWith("actions/checkout@"))
      ? { contents: "read" as const }
      : {};
    return {
      name: jobName(job.id, cell),
      id: job.id,
      conclusion: status,
      outputs: interpolateEach(job.outputs, { ...visible, steps }),
      usedPermissions: { ...permissionsUsed(requests), ...checkouts },
      ...(action === undefined ? {} : { action }),
    };
  } finally {
    github.permissions = undefined;
    await rm(directory, { recursive: true, force: true });
  }
}

async function runSteps(all: readonly Step[], contexts: Contexts, environment: JobEnvironment) {
  const steps: Record<string, unknown> = {};
  let status: Status = "success";
  let action: ActionResult | undefined;
  for (const step of all) {
    const visible = { ...contexts, steps };
    if (!isTrue(step.condition, visible, status)) {
      steps[step.key] = { outcome: "skipped", conclusion: "skipped", outputs: {} };
      continue;
    }
    const inputs = { ...step, with: interpolateEach(step.with, visible), env: interpolateEach(step.env, visible) };
    const result = await runStep(
      inputs.run === undefined ? inputs : { ...inputs, run: interpolate(inputs.run, visible) },
      environment,
    );
    const outcome = result.isFailed ? "failure" : "success";
    const conclusion = step["continue-on-error"] ? "success" : outcome;
    if (conclusion === "failure") status = "failure";
    steps[step.key] = { outcome, conclusion, outputs: result.outputs };
    action = result.action ?? action;
  }
  return { status, steps, action };
}

function interpolateEach(
  texts: Readonly<Record<string, string>>,
  contexts: Contexts,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, interpolate(text, contexts)]));
}
