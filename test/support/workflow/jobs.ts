import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Permissions } from "../github/scopes.ts";
import type { ActionResult } from "../runAction.ts";
import { type Contexts, filledText, isTrue, type Status } from "./expression.ts";
import { type Cell, cellsOf, nameOf } from "./matrix.ts";
import { permissionsOf, usedBy } from "./permissions.ts";
import { played, type Runner } from "./steps.ts";
import type { Job, Step, Workflow } from "./workflow.ts";

export interface PlayedJob {
  /** With the matrix's values: measure (api). */
  readonly name: string;
  readonly id: string;
  readonly conclusion: Conclusion;
  readonly outputs: Readonly<Record<string, string>>;
  /** What our own step left, where there was one. */
  readonly action?: ActionResult;
  /** The least permissions that its steps could have done with. */
  readonly used: Permissions;
}

type Conclusion = "success" | "failure" | "skipped";

export interface Playing extends Omit<Runner, "workspace" | "variables"> {
  readonly isFork: boolean;
  readonly variables: Readonly<Record<string, string>>;
}

/** All jobs of the run, one after the other, in an order that their needs allow. */
export async function jobsOf(workflow: Workflow, playing: Playing): Promise<readonly PlayedJob[]> {
  const done: PlayedJob[] = [];
  for (const job of workflow.jobs) {
    const contexts = { github: githubContext(workflow, playing), needs: needsOf(job, done) };
    if (!isTrue(job.condition, contexts, statusOf(job, done))) {
      done.push({ name: job.id, id: job.id, conclusion: "skipped", outputs: {}, used: {} });
      continue;
    }
    for (const cell of cellsOf(job, contexts)) done.push(await playedJob({ workflow, job, cell, contexts }, playing));
  }
  return done;
}

/** What happens to the jobs before decides success(). One that was skipped has not succeeded. */
function statusOf({ needs }: Job, done: readonly PlayedJob[]): Status {
  const before = done.filter(({ id }) => needs.includes(id));
  return before.every(({ conclusion }) => conclusion === "success") ? "success" : "failure";
}

function needsOf({ needs }: Job, done: readonly PlayedJob[]): Contexts {
  const entries = needs.map((needed) => {
    const jobs = done.filter(({ id }) => id === needed);
    const result = ["failure", "success"].find((each) => jobs.some(({ conclusion }) => conclusion === each));
    const outputs = Object.assign({}, ...jobs.map((job) => job.outputs));
    return [needed, { result: result ?? "skipped", outputs }];
  });
  return Object.fromEntries(entries);
}

function githubContext({ name }: Workflow, { github, event, runId, variables }: Playing): Contexts {
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

interface OfCell {
  readonly workflow: Workflow;
  readonly job: Job;
  readonly cell: Cell;
  readonly contexts: Contexts;
}

/** A job on a fresh machine: nothing of another one is there. */
async function playedJob({ workflow, job, cell, contexts }: OfCell, playing: Playing): Promise<PlayedJob> {
  const { github } = playing;
  const machine = await mkdtemp(join(tmpdir(), "loadgate-job-"));
  const workspace = join(machine, "work");
  await mkdir(workspace);
  const before = github.requests.length;
  github.permissions = permissionsOf(workflow, job, playing.isFork);
  try {
    const seen = { ...contexts, matrix: cell };
    const env = { ...filledEach(workflow.env, seen), ...filledEach(job.env, seen) };
    const variables = { ...playing.variables, GITHUB_JOB: job.id, ...env };
    const { status, steps, action } = await playedSteps(
      job.steps,
      { ...seen, env },
      { ...playing, workspace, variables },
    );
    const requests = github.requests.slice(before);
    const checkouts = job.steps.some(({ uses }) => uses?.startsWith("actions/checkout@"))
      ? { contents: "read" as const }
      : {};
    return {
      name: nameOf(job.id, cell),
      id: job.id,
      conclusion: status,
      outputs: filledEach(job.outputs, { ...seen, steps }),
      used: { ...usedBy(requests), ...checkouts },
      ...(action === undefined ? {} : { action }),
    };
  } finally {
    github.permissions = undefined;
    await rm(machine, { recursive: true, force: true });
  }
}

async function playedSteps(all: readonly Step[], contexts: Contexts, runner: Runner) {
  const steps: Record<string, unknown> = {};
  let status: Status = "success";
  let action: ActionResult | undefined;
  for (const step of all) {
    const seen = { ...contexts, steps };
    if (!isTrue(step.condition, seen, status)) {
      steps[step.key] = { outcome: "skipped", conclusion: "skipped", outputs: {} };
      continue;
    }
    const asked = { ...step, with: filledEach(step.with, seen), env: filledEach(step.env, seen) };
    const ended = await played(
      asked.run === undefined ? asked : { ...asked, run: filledText(asked.run, seen) },
      runner,
    );
    const outcome = ended.isFailed ? "failure" : "success";
    const conclusion = step["continue-on-error"] ? "success" : outcome;
    if (conclusion === "failure") status = "failure";
    steps[step.key] = { outcome, conclusion, outputs: ended.outputs };
    action = ended.action ?? action;
  }
  return { status, steps, action };
}

function filledEach(texts: Readonly<Record<string, string>>, contexts: Contexts): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, filledText(text, contexts)]));
}
