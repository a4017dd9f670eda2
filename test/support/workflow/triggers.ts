import type { RunEvent } from "../actionEvent.ts";
import { recordOf, stringOf } from "../github/answer.ts";
import type { Workflow } from "./workflow.ts";

/** Whether the workflow's `on` has the event, for that branch. */
export function isStartedBy({ events }: Workflow, { event, ref }: RunEvent): boolean {
  switch (event.name) {
    case "push":
      return events.push !== undefined && isAmong(events.push.branches, ref.replace("refs/heads/", ""));
    case "pull_request":
      return events.pull_request !== undefined && isAmong(events.pull_request.branches, baseOf(event.payload));
    case "merge_group":
      return events.merge_group !== undefined;
    case "schedule":
      return events.schedule !== undefined;
    case "workflow_run": {
      const { workflow_run: ended } = event.payload;
      return events.workflow_run?.workflows.includes(stringOf(recordOf(ended), "name") ?? "") ?? false;
    }
    default:
      throw new Error(`nobody has told which workflows ${event.name} starts`);
  }
}

function isAmong(branches: readonly string[] | undefined, branch: string): boolean {
  return branches === undefined || branches.includes(branch);
}

function baseOf({ pull_request: pull }: RunEvent["event"]["payload"]): string {
  const { base } = recordOf(pull);
  return stringOf(recordOf(base), "ref") ?? "";
}
