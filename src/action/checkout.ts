import { dirname, join } from "node:path";
import type { GitHubContext } from "../github/context.ts";
import { isFromFork } from "../github/pullRequest.ts";
import { describeApiError } from "../githubApi/apiError.ts";
import { CouldNotMeasure, WrongInput } from "../model/errors.ts";
import type { Notice } from "../model/notice.ts";
import { type Commit, readHeadCommit } from "../shell/git.ts";
import { docsLink } from "../util/docsLink.ts";
import { shortSha } from "../util/format.ts";
import type { Job } from "./job.ts";

/** The commit that a job measures, and the notices about it for the report. */
export interface JobCheckout {
  readonly sha: string;
  readonly notices: readonly Notice[];
  /** True if the run may join the baseline. A manually started workflow may check out any other commit. */
  readonly isForBaseline: boolean;
}

/**
 * Throws a WrongInput if the checked-out code must not be measured, and a CouldNotMeasure if that cannot be decided.
 */
export async function checkoutOfJob({ context, inputs, workspace, github }: Job): Promise<JobCheckout> {
  const head = await readHeadCommit(dirname(join(workspace, inputs.config)));
  const { commentedPullRequest: number, eventSha } = context;
  if (number === undefined || (head !== undefined && head.sha === eventSha)) return verifyCheckout(context, head);
  if (github === undefined) throw new CouldNotMeasure(`${unknownCode}: there is no github-token`);
  const isFork = await isFromFork(github.api, context, number).catch((cause: unknown) => {
    throw new CouldNotMeasure(`${unknownCode}: ${describeApiError(cause)}`, { cause });
  });
  return verifyCheckout({ ...context, pullRequest: { number, isFork } }, head);
}

const unknownCode = "the commented pull request could not be looked up, and a fork's code must not run here";

/**
 * Checks the commit against the event. `head` is absent if the workspace is not a repository; then the event's commit
 * is assumed, unless the event checks out another one by default. Throws as checkoutOfJob does.
 */
export function verifyCheckout(context: GitHubContext, head: Commit | undefined): JobCheckout {
  refuseFork(context);
  if (context.event === "pull_request_target") refuseBaseBranch(context, head);
  if (head === undefined || isOfEvent(context, head)) return { sha: context.sha, notices: [], isForBaseline: true };
  const notices = warnsOfOtherCommit(context) ? [otherCommit(context, head)] : [];
  return { sha: head.sha, notices, isForBaseline: context.event !== "workflow_dispatch" };
}

/** For a fork's code, GitHub gives runs of these events a read-only token and no secrets. */
const safeForForks = ["pull_request", "pull_request_review", "pull_request_review_comment"];

const advice = `measure it in a job with on: pull_request, and comment in a job with on: workflow_run and mode: comment (${docsLink("docs/github.md#forks")})`;

/** A fork's code must not run beside a write token and the repository's secrets. */
function refuseFork(context: GitHubContext): void {
  if (safeForForks.includes(context.event) || !isForkCode(context)) return;
  throw new WrongInput(
    `on: ${context.event} runs with a write token and the repository's secrets: expected code of this repository, got code of a fork; ${advice}`,
  );
}

/** If the event does not name the repository of the code, the code counts as a fork's. */
function isForkCode({ event, pullRequest, workflowRun, repositoryId }: GitHubContext): boolean {
  if (event === "pull_request_target") return pullRequest?.isFork !== false;
  if (event === "workflow_run") return workflowRun?.headRepository?.id !== repositoryId;
  return pullRequest?.isFork === true;
}

/** A workflow of this event checks out the base branch by default. Measuring it as the head would be wrong. */
function refuseBaseBranch({ base }: GitHubContext, head: Commit | undefined): void {
  const headSha = base.pullRequest?.headSha ?? "";
  if (head === undefined)
    throw new CouldNotMeasure(
      `on: pull_request_target checks out the base branch by default, and git cannot read the checked-out commit here: expected the pull request's head ${short(headSha)}; ` +
        'check it out with actions/checkout in this job, and if another user owns the workspace, as in a container, run git config --global --add safe.directory "$GITHUB_WORKSPACE"',
    );
  if ([head.sha, ...head.parents].includes(headSha)) return;
  throw new WrongInput(
    `on: pull_request_target checks out the base branch by default: expected the pull request's head ${short(headSha)} or a merge commit with it, got ${short(head.sha)}; ` +
      "give actions/checkout the ref ${{ github.event.pull_request.head.sha }}, or use on: pull_request",
  );
}

/** The merge commit that GitHub creates for a pull request counts as its head. */
function isOfEvent({ event, eventSha, sha }: GitHubContext, head: Commit): boolean {
  if (head.sha === sha || head.sha === eventSha) return true;
  return event === "pull_request_target" && head.parents.includes(sha);
}

/** Workflows of other events may check out another commit on purpose. */
const warnsOfOtherCommit = ({ event, refreshesBaseline }: GitHubContext): boolean =>
  safeForForks.includes(event) || refreshesBaseline;

function otherCommit({ sha, eventSha }: GitHubContext, head: Commit): Notice {
  const expected = [...new Set([sha, eventSha ?? sha])].map(short);
  return { kind: "other_commit", where: "workspace", measured: short(head.sha), expected };
}

const short = (sha: string): string => shortSha(sha) || "(unknown)";
