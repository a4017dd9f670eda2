import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunEvent, runOf } from "../actionEvent.ts";
import { type LocalGitHub, startGitHub } from "../github/server.ts";
import { forkPull, ownPull } from "../leftResults.ts";
import { newCaches } from "./caches.ts";
import { ended, isForks, type PullNumber, pulled, pushed, queued, scheduled } from "./events.ts";
import { jobsOf, type PlayedJob, type Playing } from "./jobs.ts";
import { type Files, newRemote } from "./remote.ts";
import { isStartedBy } from "./triggers.ts";
import { type Workflow, workflowOf } from "./workflow.ts";

export interface Run {
  readonly id: number;
  readonly workflow: string;
  readonly jobs: readonly PlayedJob[];
}

/** A repository on a local GitHub whose workflows run when something happens to it: all those that it starts, in turn. */
export interface Hub extends AsyncDisposable {
  readonly github: LocalGitHub;
  readonly push: (files: Files) => Promise<readonly Run[]>;
  readonly schedule: () => Promise<readonly Run[]>;
  readonly pull: (number: PullNumber, files: Files) => Promise<readonly Run[]>;
  /** Puts the pull request into the merge queue. */
  readonly queue: (number: PullNumber) => Promise<readonly Run[]>;
}

/** `server` is what its runners have besides, such as GITHUB_SERVER_URL. */
export async function newHub(texts: readonly string[], server: Readonly<Record<string, string>> = {}): Promise<Hub> {
  const workflows = await Promise.all(texts.map((text, at) => workflowOf(`.github/workflows/${at + 1}.yml`, text)));
  const directory = await mkdtemp(join(tmpdir(), "loadgate-hub-"));
  const github = await startGitHub();
  const remote = await newRemote(directory);
  const ground = { workflows, github, remote, caches: newCaches(directory), server };
  return {
    github,
    push: async (files) => await fired(ground, await pushed(await remote.push(files))),
    schedule: async () => await fired(ground, await scheduled(remote.main())),
    pull: async (number, files) => {
      const merge = await remote.pull(number, files);
      const pull = isForks(number) ? forkPull : ownPull;
      github.addPullRequest({ ...pull, headSha: merge.head, baseSha: merge.base });
      return await fired(ground, await pulled(number, merge), isForks(number));
    },
    queue: async (number) => await fired(ground, await queued(remote.queue(number))),
    [Symbol.asyncDispose]: async () => {
      await github[Symbol.asyncDispose]();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

interface Ground extends Pick<Playing, "github" | "remote" | "caches"> {
  readonly workflows: readonly Workflow[];
  readonly server: Readonly<Record<string, string>>;
}

async function fired(ground: Ground, event: RunEvent, isFork = false): Promise<readonly Run[]> {
  const runs: Run[] = [];
  for (const workflow of ground.workflows.filter((each) => isStartedBy(each, event)))
    runs.push(...(await started(ground, workflow, event, isFork)));
  return runs;
}

const firstRun = 101;

/** The run, and what its end starts. */
async function started(ground: Ground, workflow: Workflow, event: RunEvent, isFork: boolean): Promise<readonly Run[]> {
  const { github, remote, server } = ground;
  const id = firstRun + github.runs.length;
  const { name, path } = workflow;
  const known = github.addRun({ ...runOf(event, github.repository, id), path });
  const reference = `${github.repository.owner}/${github.repository.name}/${path}@${event.ref}`;
  const variables = { ...server, GITHUB_WORKFLOW: name, GITHUB_WORKFLOW_REF: reference };
  const jobs = await jobsOf(workflow, { ...ground, event, runId: id, isFork, variables });
  const run = { id, workflow: name, jobs };
  if (event.event.name === "workflow_run") return [run];
  return [run, ...(await fired(ground, await ended(known, name, remote.main())))];
}
