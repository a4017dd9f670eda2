import { recordOf, stringOf } from "./github/answer.ts";
import type { NewRun } from "./github/server.ts";
import type { Repository } from "./github/state.ts";

type Payload = Readonly<Record<string, unknown>>;

/** What started the run, as the `github` context of a workflow has it. */
export interface RunEvent {
  readonly event: { readonly name: string; readonly payload: Payload };
  /** As in refs/heads/main, refs/pull/2/merge. */
  readonly ref: string;
  readonly sha: string;
}

export function eventVariables({ event, ref, sha }: RunEvent): Readonly<Record<string, string>> {
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

/** The run as the API shows it: that of a pull request is on the head's branch, sha and repository. */
export function runOf({ event, ref, sha }: RunEvent, repository: Repository, id: number): NewRun {
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
  const { head: anyHead, base } = recordOf(pull);
  const head = recordOf(anyHead);
  const { repo } = head;
  const { id } = recordOf(repo);
  return {
    headBranch: stringOf(head, "ref") ?? "",
    headSha: stringOf(head, "sha") ?? "",
    headRepositoryId: typeof id === "number" ? id : undefined,
    baseBranch: stringOf(recordOf(base), "ref") ?? "",
  };
}
