import type { TriggerEvent } from "../actionEvent.ts";
import { asRecord } from "../github/response.ts";
import type { WorkflowRun } from "../github/state.ts";
import { eventPayload } from "../uploadedResults.ts";
import type { Merge, Queued } from "./remote.ts";

export async function pushEvent(sha: string): Promise<TriggerEvent> {
  return onMain("push", sha, { ...(await eventPayload("push")), after: sha });
}

export async function scheduleEvent(sha: string): Promise<TriggerEvent> {
  return onMain("schedule", sha, await eventPayload("schedule"));
}

/** Number 2 comes from a branch of this repository, number 3 from a fork. */
export type PullNumber = 2 | 3;
export const isFromFork = (number: PullNumber): boolean => number === 3;

export async function pullRequestEvent(number: PullNumber, { head, base, sha }: Merge): Promise<TriggerEvent> {
  const example = await eventPayload(isFromFork(number) ? "pull_request_fork" : "pull_request");
  const pull = asRecord(example["pull_request"]);
  const updated = {
    ...pull,
    merge_commit_sha: sha,
    head: { ...asRecord(pull["head"]), sha: head },
    base: { ...asRecord(pull["base"]), sha: base },
  };
  return {
    event: { name: "pull_request", payload: { ...example, pull_request: updated } },
    ref: `refs/pull/${number}/merge`,
    sha,
  };
}

export async function mergeGroupEvent({ branch, sha, base }: Queued): Promise<TriggerEvent> {
  const example = await eventPayload("merge_group");
  const ref = `refs/heads/${branch}`;
  const group = { ...asRecord(example["merge_group"]), head_sha: sha, base_sha: base, head_ref: ref };
  return { event: { name: "merge_group", payload: { ...example, merge_group: group } }, ref, sha };
}

/** A run has completed. The workflows that this starts run on main. */
export async function workflowRunEvent(run: WorkflowRun, workflow: string, main: string): Promise<TriggerEvent> {
  const { id, event, headBranch: head_branch, headSha: head_sha, path } = run;
  const example = await eventPayload(run.headRepositoryId === 1 ? "workflow_run" : "workflow_run_fork");
  const completed = { ...asRecord(example["workflow_run"]), id, event, head_branch, head_sha, path, name: workflow };
  return onMain("workflow_run", main, { ...example, workflow_run: completed });
}

function onMain(name: string, sha: string, payload: TriggerEvent["event"]["payload"]): TriggerEvent {
  return { event: { name, payload }, ref: "refs/heads/main", sha };
}
