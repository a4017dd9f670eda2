import { defined } from "../util/omitUndefined.ts";
import { branchOf, countOf, type Fields, fieldsOf, listOf, shaOf, textOf } from "./payload.ts";

/** What the event says about this run: where it belongs, whom it is about, and what it may change. */
export interface Context {
  readonly owner: string;
  readonly repo: string;
  readonly repositoryId: number;
  readonly event: string;
  readonly runId: number;
  readonly runAttempt: number;
  /** The commit that is measured: of a pull request its own head, not the merge commit. */
  readonly sha: string;
  /** The commit that GitHub has started the run for, and that is checked out unless the workflow says otherwise. */
  readonly eventSha?: string;
  readonly pullRequest?: PullRequestEvent;
  /** The pull request that somebody has commented on: the event says nothing of its code. */
  readonly commentedPull?: number;
  /** The run whose end has started this one. */
  readonly workflowRun?: WorkflowRunEvent;
  /** Path of the workflow's file, without the reference behind it; absent where the runner does not say. */
  readonly workflow?: string;
  /** Such as https://github.com. */
  readonly serverUrl: string;
  readonly defaultBranch: string;
  readonly base: BaseEvent;
  /** Whether this run's numbers become part of the baseline: it runs the default branch's own code. */
  readonly isRefreshing: boolean;
}

export interface PullRequestEvent {
  readonly number: number;
  /** Whether its code comes from another repository, whose authors this one need not trust. */
  readonly isFork: boolean;
}

/** A run that has ended, as its workflow_run event tells of it. */
export interface WorkflowRunEvent {
  readonly id: number;
  readonly attempt: number;
  readonly event: string;
  readonly headSha: string;
  /** Absent where GitHub has none for the run, as of a branch that is gone. */
  readonly headBranch?: string;
  /** Absent where the fork is gone. */
  readonly headRepository?: { readonly id: number; readonly owner: string };
  /** Numbers of pull requests with that head: often none, and of any repository. */
  readonly pullRequests: readonly number[];
}

/** What the event says about the commit to compare with. */
export interface BaseEvent {
  /** Absent where the event does not say. */
  readonly defaultBranch?: string;
  /** Of a merge group: the commit that it is merged into. */
  readonly mergeGroupBase?: string;
  /** Of a pull request: the branch it goes to, and its own head, which is not the merge commit that GitHub makes of both. */
  readonly pullRequest?: {
    readonly baseBranch: string /** Empty where the event does not say. */;
    readonly headSha: string;
  };
}

/** Events whose runs on the default branch make the baseline. */
export const refreshingEvents = ["push", "schedule", "workflow_dispatch"];

/** Throws where the environment is not that of a workflow step. Of the payload anything may be missing, or of another kind. */
export function contextOf(env: Readonly<Record<string, string | undefined>>, payload: unknown): Context {
  const event = required(env, "GITHUB_EVENT_NAME");
  const [owner = "", repo = ""] = required(env, "GITHUB_REPOSITORY").split("/");
  const fields = fieldsOf(payload);
  const repository = fieldsOf(fields["repository"]);
  const pullRequest = fieldsOf(fields["pull_request"]);
  const head = fieldsOf(pullRequest["head"]);
  const repositoryId = countOf(env["GITHUB_REPOSITORY_ID"]) ?? countOf(repository["id"]) ?? 0;
  const known = defaultBranchOf(event, repository, pullRequest, env);
  const defaultBranch = known ?? "main";
  const eventSha = shaOf(env["GITHUB_SHA"]);
  return {
    owner,
    repo,
    repositoryId,
    event,
    runId: countOf(env["GITHUB_RUN_ID"]) ?? 0,
    runAttempt: countOf(env["GITHUB_RUN_ATTEMPT"]) ?? 1,
    sha: shaOf(head["sha"]) ?? eventSha ?? "",
    ...defined({
      eventSha,
      pullRequest: pullRequestOf(pullRequest, repositoryId),
      commentedPull: commentedPullOf(fieldsOf(fields["issue"])),
      workflowRun: workflowRunOf(fieldsOf(fields["workflow_run"])),
      workflow: workflowOf(env["GITHUB_WORKFLOW_REF"]),
    }),
    serverUrl: env["GITHUB_SERVER_URL"]?.replace(/\/+$/, "") || "https://github.com",
    defaultBranch,
    base: defined({
      defaultBranch: known,
      mergeGroupBase: mergeGroupBase(fieldsOf(fields["merge_group"]), event, env["GITHUB_REF"]),
      pullRequest: pullRequestBase(pullRequest, env["GITHUB_BASE_REF"]),
    }),
    // Where nobody says which branch is the default one, none is taken for it.
    isRefreshing: refreshingEvents.includes(event) && env["GITHUB_REF"] === `refs/heads/${known}`,
  };
}

function required(env: Readonly<Record<string, string | undefined>>, name: string): string {
  const value = env[name];
  if (value === undefined || value === "")
    throw new Error(`${name} is not set: this runs as a step of a GitHub workflow`);
  return value;
}

/** A schedule runs on the default branch only, and its payload may not name it. */
function defaultBranchOf(
  event: string,
  repository: Fields,
  pullRequest: Fields,
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const base = fieldsOf(fieldsOf(pullRequest["base"])["repo"]);
  const named = branchOf(repository["default_branch"]) ?? branchOf(base["default_branch"]);
  return named ?? (event === "schedule" ? branchOf(env["GITHUB_REF_NAME"]) : undefined);
}

/** A head whose repository is gone was a fork's. */
function pullRequestOf(pullRequest: Fields, repositoryId: number): PullRequestEvent | undefined {
  const number = countOf(pullRequest["number"]);
  if (number === undefined) return undefined;
  const head = fieldsOf(fieldsOf(pullRequest["head"])["repo"]);
  const base = fieldsOf(fieldsOf(pullRequest["base"])["repo"]);
  return { number, isFork: countOf(head["id"]) !== (countOf(base["id"]) ?? repositoryId) };
}

/** An issue that is a pull request says so, and others may say null. */
function commentedPullOf(issue: Fields): number | undefined {
  return (issue["pull_request"] ?? undefined) === undefined ? undefined : countOf(issue["number"]);
}

function workflowRunOf(run: Fields): WorkflowRunEvent | undefined {
  const id = countOf(run["id"]);
  const event = textOf(run["event"]);
  const headSha = shaOf(run["head_sha"]);
  if (id === undefined || event === undefined || headSha === undefined) return undefined;
  const head = fieldsOf(run["head_repository"]);
  return {
    id,
    attempt: countOf(run["run_attempt"]) ?? 1,
    event,
    headSha,
    ...defined({
      headBranch: branchOf(run["head_branch"]),
      headRepository: repositoryOf(countOf(head["id"]), textOf(fieldsOf(head["owner"])["login"])),
    }),
    pullRequests: listOf(run["pull_requests"]).flatMap((pull) => countOf(fieldsOf(pull)["number"]) ?? []),
  };
}

function repositoryOf(id: number | undefined, owner: string | undefined) {
  return id === undefined || owner === undefined ? undefined : { id, owner };
}

/** octo/shop/.github/workflows/loadgate.yml@refs/heads/main */
function workflowOf(reference: string | undefined): string | undefined {
  return /^[^/]+\/[^/]+\/([^@]+)@/.exec(reference ?? "")?.[1];
}

/** The branch of a merge group ends with what it is merged into: gh-readonly-queue/main/pr-2-f95f852... */
function mergeGroupBase(group: Fields, event: string, ref: string | undefined): string | undefined {
  const named = /\/pr-\d+-([0-9a-f]{40})$/.exec(event === "merge_group" ? (ref ?? "") : "")?.[1];
  return shaOf(group["base_sha"]) ?? named;
}

function pullRequestBase(pullRequest: Fields, baseRef: string | undefined): BaseEvent["pullRequest"] {
  const baseBranch = branchOf(fieldsOf(pullRequest["base"])["ref"]) ?? branchOf(baseRef);
  const headSha = shaOf(fieldsOf(pullRequest["head"])["sha"]) ?? "";
  return baseBranch === undefined ? undefined : { baseBranch, headSha };
}
