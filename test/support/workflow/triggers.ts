import type { TriggerEvent } from "../actionEvent.ts";
import { asRecord, stringField } from "../github/response.ts";
import type { Workflow } from "./workflow.ts";

/** The workflow's `on` includes the event, for its branch. */
export function isTriggeredBy({ events }: Workflow, { event, ref }: TriggerEvent): boolean {
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
      const { workflow_run: run } = event.payload;
      return events.workflow_run?.workflows.includes(stringField(asRecord(run), "name") ?? "") ?? false;
    }
    default:
      throw new Error(`the event ${event.name} is not implemented here`);
  }
}

function isAmong(branches: readonly string[] | undefined, branch: string): boolean {
  return branches === undefined || branches.includes(branch);
}

function baseOf({ pull_request: pull }: TriggerEvent["event"]["payload"]): string {
  const { base } = asRecord(pull);
  return stringField(asRecord(base), "ref") ?? "";
}
