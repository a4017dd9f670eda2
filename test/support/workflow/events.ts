import type { RunEvent } from "../actionEvent.ts";
import { recordOf } from "../github/answer.ts";
import type { WorkflowRun } from "../github/state.ts";
import { payload } from "../leftResults.ts";
import type { Merge, Queued } from "./remote.ts";

export async function pushed(sha: string): Promise<RunEvent> {
  return onMain("push", sha, { ...(await payload("push")), after: sha });
}

export async function scheduled(sha: string): Promise<RunEvent> {
  return onMain("schedule", sha, await payload("schedule"));
}

/** Number 2 comes from a branch of the repository, number 3 from a fork. */
export type PullNumber = 2 | 3;
export const isForks = (number: PullNumber): boolean => number === 3;

export async function pulled(number: PullNumber, { head, base, sha }: Merge): Promise<RunEvent> {
  const sent = await payload(isForks(number) ? "pull_request_fork" : "pull_request");
  const pull = recordOf(sent["pull_request"]);
  const moved = {
    ...pull,
    merge_commit_sha: sha,
    head: { ...recordOf(pull["head"]), sha: head },
    base: { ...recordOf(pull["base"]), sha: base },
  };
  return {
    event: { name: "pull_request", payload: { ...sent, pull_request: moved } },
    ref: `refs/pull/${number}/merge`,
    sha,
  };
}

export async function queued({ branch, sha, base }: Queued): Promise<RunEvent> {
  const sent = await payload("merge_group");
  const ref = `refs/heads/${branch}`;
  const group = { ...recordOf(sent["merge_group"]), head_sha: sha, base_sha: base, head_ref: ref };
  return { event: { name: "merge_group", payload: { ...sent, merge_group: group } }, ref, sha };
}

/** A run has ended: what that starts runs on main. */
export async function ended(run: WorkflowRun, workflow: string, main: string): Promise<RunEvent> {
  const { id, event, headBranch: head_branch, headSha: head_sha, path } = run;
  const sent = await payload(run.headRepositoryId === 1 ? "workflow_run" : "workflow_run_fork");
  const of = { ...recordOf(sent["workflow_run"]), id, event, head_branch, head_sha, path, name: workflow };
  return onMain("workflow_run", main, { ...sent, workflow_run: of });
}

function onMain(name: string, sha: string, sent: RunEvent["event"]["payload"]): RunEvent {
  return { event: { name, payload: sent }, ref: "refs/heads/main", sha };
}
