import { asRecord, stringField } from "./github/response.ts";
import type { NewRun } from "./github/server.ts";
import type { Repository } from "./github/state.ts";

type Payload = Readonly<Record<string, unknown>>;

/** The event that started a run, as in the `github` context of a workflow. */
export interface TriggerEvent {
  readonly event: { readonly name: string; readonly payload: Payload };
  /** Such as refs/heads/main or refs/pull/2/merge. */
  readonly ref: string;
  readonly sha: string;
}

export function eventVariables({ event, ref, sha }: TriggerEvent): Readonly<Record<string, string>> {
  const pull = pullRequestOf(event.payload);
  return {
    GITHUB_EVENT_NAME: event.name,
    GITHUB_SHA: sha,
    GITHUB_REF: ref,
    GITHUB_REF_NAME: ref.replace(/^refs\/(heads|tags|pull)\//, ""),
    GITHUB_REF_TYPE: ref.startsWith("refs/tags/") ? "tag" : "branch",
    GITHUB_HEAD_REF: pull?.headBranch ?? "",
    GITHUB_BASE_REF: pull?.baseBranch ?? "",
  };
}

/** The run as the API shows it. A run on a pull request has the branch, sha and repository of the head. */
export function runOf({ event, ref, sha }: TriggerEvent, repository: Repository, id: number): NewRun {
  const pull = pullRequestOf(event.payload);
  return {
    id,
    event: event.name,
    headBranch: pull?.headBranch ?? ref.replace(/^refs\/(heads|tags)\//, ""),
    headSha: pull?.headSha ?? sha,
    headRepositoryId: pull?.headRepositoryId ?? repository.id,
  };
}

function pullRequestOf(payload: Payload) {
  const { pull_request: pull } = payload;
  if (pull === undefined) return undefined;
  const { head: anyHead, base } = asRecord(pull);
  const head = asRecord(anyHead);
  const { repo } = head;
  const { id } = asRecord(repo);
  return {
    headBranch: stringField(head, "ref") ?? "",
    headSha: stringField(head, "sha") ?? "",
    headRepositoryId: typeof id === "number" ? id : undefined,
    baseBranch: stringField(asRecord(base), "ref") ?? "",
  };
}
