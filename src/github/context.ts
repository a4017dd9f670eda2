import { omitUndefined } from "../util/omitUndefined.ts";
import {
  arrayOf,
  branchName,
  commitSha,
  type JsonObject,
  nonEmptyString,
  objectOf,
  positiveInteger,
} from "./payload.ts";

/** The event that started this run, and what the run may change. */
export interface GitHubContext {
  readonly owner: string;
  readonly repo: string;
  readonly repositoryId: number;
  readonly event: string;
  readonly runId: number;
  readonly runAttempt: number;
  /** The commit to measure. For a pull request this is its head, not the merge commit. */
  readonly sha: string;
  /** GITHUB_SHA: the commit that actions/checkout checks out by default. */
  readonly eventSha?: string;
  readonly pullRequest?: PullRequestEvent;
  /** Number of the pull request that was commented on. The event holds nothing about its code. */
  readonly commentedPullRequest?: number;
  /** The completed run that started this one. */
  readonly workflowRun?: WorkflowRunEvent;
  /** Path of the workflow file, without the reference. Absent if the runner does not set it. */
  readonly workflow?: string;
  /** For example https://github.com. */
  readonly serverUrl: string;
  readonly defaultBranch: string;
  readonly base: EventBase;
  /** The run measures the default branch's own code, so it becomes part of the baseline. */
  readonly refreshesBaseline: boolean;
}

export interface PullRequestEvent {
  readonly number: number;
  /** The code comes from another repository, whose authors are not trusted. */
  readonly isFork: boolean;
}

/** The completed run of a workflow_run event. */
export interface WorkflowRunEvent {
  readonly id: number;
  readonly attempt: number;
  readonly event: string;
  readonly headSha: string;
  /** Path of the workflow file, without the reference. */
  readonly workflow?: string;
  /** Absent if GitHub has none, for example after the branch was deleted. */
  readonly headBranch?: string;
  /** Absent if the fork was deleted. */
  readonly headRepository?: { readonly id: number; readonly owner: string };
  /** Numbers of pull requests with that head. Often empty, and possibly of other repositories. */
  readonly pullRequests: readonly number[];
}

/** The event's information about the commit to compare with. */
export interface EventBase {
  /** Absent if the event does not name it. */
  readonly defaultBranch?: string;
  /** For a merge group: the commit that it is merged into. */
  readonly mergeGroupBase?: string;
  readonly pullRequest?: {
    /** The branch that the pull request goes into. */
    readonly baseBranch: string;
    /** Its head, not GitHub's merge commit. Empty if the event does not name it. */
    readonly headSha: string;
  };
}

/** Runs of these events on the default branch become part of the baseline. */
export const baselineEvents = ["push", "schedule", "workflow_dispatch"];

/** Throws outside a workflow step. Missing or wrong values in the payload are treated as absent. */
export function readContext(env: Readonly<Record<string, string | undefined>>, payload: unknown): GitHubContext {
  const event = requireVariable(env, "GITHUB_EVENT_NAME");
  const [owner = "", repo = ""] = requireVariable(env, "GITHUB_REPOSITORY").split("/");
  const eventPayload = objectOf(payload);
  const repository = objectOf(eventPayload["repository"]);
  const pullRequest = objectOf(eventPayload["pull_request"]);
  const head = objectOf(pullRequest["head"]);
  const repositoryId = positiveInteger(env["GITHUB_REPOSITORY_ID"]) ?? positiveInteger(repository["id"]) ?? 0;
  const knownDefaultBranch = defaultBranchOf(event, repository, pullRequest, env);
  const eventSha = commitSha(env["GITHUB_SHA"]);
  return {
    owner,
    repo,
    repositoryId,
    event,
    runId: positiveInteger(env["GITHUB_RUN_ID"]) ?? 0,
    runAttempt: positiveInteger(env["GITHUB_RUN_ATTEMPT"]) ?? 1,
    sha: commitSha(head["sha"]) ?? eventSha ?? "",
    ...omitUndefined({
      eventSha,
      pullRequest: pullRequestOf(pullRequest, repositoryId),
      commentedPullRequest: commentedPullRequestOf(objectOf(eventPayload["issue"])),
      workflowRun: workflowRunOf(objectOf(eventPayload["workflow_run"])),
      workflow: workflowOf(env["GITHUB_WORKFLOW_REF"]),
    }),
    serverUrl: env["GITHUB_SERVER_URL"]?.replace(/\/+$/, "") || "https://github.com",
    defaultBranch: knownDefaultBranch ?? "main",
    base: omitUndefined({
      defaultBranch: knownDefaultBranch,
      mergeGroupBase: mergeGroupBase(objectOf(eventPayload["merge_group"]), event, env["GITHUB_REF"]),
      pullRequest: pullRequestBase(pullRequest, env["GITHUB_BASE_REF"]),
    }),
    // If the default branch is unknown, no run becomes part of the baseline.
    refreshesBaseline: baselineEvents.includes(event) && env["GITHUB_REF"] === `refs/heads/${knownDefaultBranch}`,
  };
}

function requireVariable(env: Readonly<Record<string, string | undefined>>, name: string): string {
  const value = env[name];
  if (value === undefined || value === "")
    throw new Error(`${name} is not set: run this as a step of a GitHub workflow`);
  return value;
}

/** A schedule always runs on the default branch. Its payload may not name that branch. */
function defaultBranchOf(
  event: string,
  repository: JsonObject,
  pullRequest: JsonObject,
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const base = objectOf(objectOf(pullRequest["base"])["repo"]);
  const fromPayload = branchName(repository["default_branch"]) ?? branchName(base["default_branch"]);
  return fromPayload ?? (event === "schedule" ? branchName(env["GITHUB_REF_NAME"]) : undefined);
}

/** If the head's repository was deleted, it was a fork. */
function pullRequestOf(pullRequest: JsonObject, repositoryId: number): PullRequestEvent | undefined {
  const number = positiveInteger(pullRequest["number"]);
  if (number === undefined) return undefined;
  const head = objectOf(objectOf(pullRequest["head"])["repo"]);
  const base = objectOf(objectOf(pullRequest["base"])["repo"]);
  return { number, isFork: positiveInteger(head["id"]) !== (positiveInteger(base["id"]) ?? repositoryId) };
}

/** An issue is a pull request if it has the key pull_request and its value is not null. */
function commentedPullRequestOf(issue: JsonObject): number | undefined {
  return (issue["pull_request"] ?? undefined) === undefined ? undefined : positiveInteger(issue["number"]);
}

function workflowRunOf(run: JsonObject): WorkflowRunEvent | undefined {
  const id = positiveInteger(run["id"]);
  const event = nonEmptyString(run["event"]);
  const headSha = commitSha(run["head_sha"]);
  if (id === undefined || event === undefined || headSha === undefined) return undefined;
  const head = objectOf(run["head_repository"]);
  return {
    id,
    attempt: positiveInteger(run["run_attempt"]) ?? 1,
    event,
    headSha,
    ...omitUndefined({
      workflow: nonEmptyString(run["path"])?.replace(/@.*$/, ""),
      headBranch: branchName(run["head_branch"]),
      headRepository: repositoryOf(positiveInteger(head["id"]), nonEmptyString(objectOf(head["owner"])["login"])),
    }),
    pullRequests: arrayOf(run["pull_requests"]).flatMap((pull) => positiveInteger(objectOf(pull)["number"]) ?? []),
  };
}

function repositoryOf(id: number | undefined, owner: string | undefined) {
  return id === undefined || owner === undefined ? undefined : { id, owner };
}

/** Takes the path out of octo/shop/.github/workflows/loadgate.yml@refs/heads/main. */
function workflowOf(reference: string | undefined): string | undefined {
  return /^[^/]+\/[^/]+\/([^@]+)@/.exec(reference ?? "")?.[1];
}

/** A merge group's branch ends with the commit that it is merged into: gh-readonly-queue/main/pr-2-f95f852... */
function mergeGroupBase(group: JsonObject, event: string, ref: string | undefined): string | undefined {
  const fromBranch = /\/pr-\d+-([0-9a-f]{40})$/.exec(event === "merge_group" ? (ref ?? "") : "")?.[1];
  return commitSha(group["base_sha"]) ?? fromBranch;
}

function pullRequestBase(pullRequest: JsonObject, baseRef: string | undefined): EventBase["pullRequest"] {
  const baseBranch = branchName(objectOf(pullRequest["base"])["ref"]) ?? branchName(baseRef);
  const headSha = commitSha(objectOf(pullRequest["head"])["sha"]) ?? "";
  return baseBranch === undefined ? undefined : { baseBranch, headSha };
}
