import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runOf, type TriggerEvent } from "../actionEvent.ts";
import { type LocalGitHub, startGitHub } from "../github/server.ts";
import { forkPull, ownPull } from "../uploadedResults.ts";
import { createCaches } from "./caches.ts";
import {
  isFromFork,
  mergeGroupEvent,
  type PullNumber,
  pullRequestEvent,
  pushEvent,
  scheduleEvent,
  workflowRunEvent,
} from "./events.ts";
import { type JobResult, type RunEnvironment, runJobs } from "./jobs.ts";
import { createRemote, type Files } from "./remote.ts";
import { isTriggeredBy } from "./triggers.ts";
import { parseWorkflowFile, type Workflow } from "./workflow.ts";

export interface Run {
  readonly id: number;
  readonly workflow: string;
  readonly jobs: readonly JobResult[];
}

/** A repository on a local GitHub. Each event runs the workflows that it triggers, one after the other. */
export interface Hub extends AsyncDisposable {
  readonly github: LocalGitHub;
  readonly push: (files: Files) => Promise<readonly Run[]>;
  readonly schedule: () => Promise<readonly Run[]>;
  readonly pull: (number: PullNumber, files: Files) => Promise<readonly Run[]>;
  /** Adds the pull request to the merge queue. */
  readonly queue: (number: PullNumber) => Promise<readonly Run[]>;
}

/** `server` holds more variables for its runners, such as GITHUB_SERVER_URL. */
export async function startHub(texts: readonly string[], server: Readonly<Record<string, string>> = {}): Promise<Hub> {
  const workflows = await Promise.all(
    texts.map((text, index) => parseWorkflowFile(`.github/workflows/${index + 1}.yml`, text)),
  );
  const directory = await mkdtemp(join(tmpdir(), "loadgate-hub-"));
  const github = await startGitHub();
  const remote = await createRemote(directory);
  const context = { workflows, github, remote, caches: createCaches(directory), server };
  return {
    github,
    push: async (files) => await runWorkflows(context, await pushEvent(await remote.push(files))),
    schedule: async () => await runWorkflows(context, await scheduleEvent(remote.main())),
    pull: async (number, files) => {
      const merge = await remote.pull(number, files);
      const pull = isFromFork(number) ? forkPull : ownPull;
      github.addPullRequest({ ...pull, headSha: merge.head, baseSha: merge.base });
      return await runWorkflows(context, await pullRequestEvent(number, merge), isFromFork(number));
    },
    queue: async (number) => await runWorkflows(context, await mergeGroupEvent(remote.queue(number))),
    [Symbol.asyncDispose]: async () => {
      await github[Symbol.asyncDispose]();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

interface HubContext extends Pick<RunEnvironment, "github" | "remote" | "caches"> {
  readonly workflows: readonly Workflow[];
  readonly server: Readonly<Record<string, string>>;
}

async function runWorkflows(context: HubContext, event: TriggerEvent, isFork = false): Promise<readonly Run[]> {
  const runs: Run[] = [];
  for (const workflow of context.workflows.filter((each) => isTriggeredBy(each, event)))
    runs.push(...(await runWorkflow(context, workflow, event, isFork)));
  return runs;
}

const firstRunId = 101;

/** Runs the workflow, then the workflows that its completion triggers. */
async function runWorkflow(
  context: HubContext,
  workflow: Workflow,
  event: TriggerEvent,
  isFork: boolean,
): Promise<readonly Run[]> {
  const { github, remote, server } = context;
  const id = firstRunId + github.runs.length;
  const { name, path } = workflow;
  const known = github.addRun({ ...runOf(event, github.repository, id), path });
  const reference = `${github.repository.owner}/${github.repository.name}/${path}@${event.ref}`;
  const variables = { ...server, GITHUB_WORKFLOW: name, GITHUB_WORKFLOW_REF: reference };
  const jobs = await runJobs(workflow, { ...context, event, runId: id, isFork, variables });
  const run = { id, workflow: name, jobs };
  if (event.event.name === "workflow_run") return [run];
  return [run, ...(await runWorkflows(context, await workflowRunEvent(known, name, remote.main())))];
}
