import { dirname, join } from "node:path";
import type { Context } from "../github/context.ts";
import { isForeignPull } from "../github/pullRequest.ts";
import { refusal } from "../githubApi/apiError.ts";
import { CouldNotMeasure, WrongInput } from "../model/errors.ts";
import { type Commit, headCommitOf } from "../shell/git.ts";
import { manual } from "../util/docsLink.ts";
import { shortSha } from "../util/format.ts";
import type { Job } from "./job.ts";

/** What is going to be measured, and what the report has to say about that. */
export interface CheckedOut {
  readonly sha: string;
  readonly warnings: readonly string[];
  /** Whether it may become part of the baseline: people who start a workflow may well have another commit checked out. */
  readonly isMains: boolean;
}

/** Throws a WrongInput where that must not be measured, and a CouldNotMeasure where nobody can tell. */
export async function checkedOutBy({ context, inputs, workspace, github }: Job): Promise<CheckedOut> {
  const head = await headCommitOf(dirname(join(workspace, inputs.config)));
  const { commentedPull: number, eventSha } = context;
  if (number === undefined || (head !== undefined && head.sha === eventSha)) return checkedOut(context, head);
  if (github === undefined) throw new CouldNotMeasure(`${unknownCode}: there is no github-token`);
  const isFork = await isForeignPull(github.api, context, number).catch((cause: unknown) => {
    throw new CouldNotMeasure(`${unknownCode}: ${refusal(cause)}`, { cause });
  });
  return checkedOut({ ...context, pullRequest: { number, isFork } }, head);
}

const unknownCode = "whose code the comment is about could not be looked up, and a fork's must not run here";

/**
 * `head` is absent where the workspace is no repository: then the event is believed, unless it would check out something else.
 * Throws as checkedOutBy does.
 */
export function checkedOut(context: Context, head: Commit | undefined): CheckedOut {
  refuseForeign(context);
  if (context.event === "pull_request_target") refuseBase(context, head);
  if (head === undefined || isOfEvent(context, head)) return { sha: context.sha, warnings: [], isMains: true };
  const warnings = isTold(context) ? [otherCommit(context, head)] : [];
  return { sha: head.sha, warnings, isMains: context.event !== "workflow_dispatch" };
}

/** GitHub gives the runs of these events a token that may only read, where the code is a fork's. */
const harmless = ["pull_request", "pull_request_review", "pull_request_review_comment"];

const instead = `let a job with on: pull_request measure it, and a job with on: workflow_run and mode: comment tell of it (${manual("docs/github.md#forks")})`;

/** A fork's code would run beside a token that may write and beside the repository's secrets. */
function refuseForeign(context: Context): void {
  if (harmless.includes(context.event) || !isForeign(context)) return;
  throw new WrongInput(
    `on: ${context.event} runs with a token that may write and with the repository's secrets: expected code of this repository, got that of a fork; ${instead}`,
  );
}

/** Where the event does not say whose code it is about, it may be anybody's. */
function isForeign({ event, pullRequest, workflowRun, repositoryId }: Context): boolean {
  if (event === "pull_request_target") return pullRequest?.isFork !== false;
  if (event === "workflow_run") return workflowRun?.headRepository?.id !== repositoryId;
  return pullRequest?.isFork === true;
}

/** The base branch is what a workflow of this event checks out by default: measured, it would be called the head. */
function refuseBase({ base }: Context, head: Commit | undefined): void {
  const headSha = base.pullRequest?.headSha ?? "";
  if (head === undefined)
    throw new CouldNotMeasure(
      `on: pull_request_target checks out the base branch unless told otherwise, and git does not say what is checked out here: expected the pull request's head ${short(headSha)}; ` +
        'let actions/checkout check it out in this job, and where another user owns the workspace, as in a container, run git config --global --add safe.directory "$GITHUB_WORKSPACE"',
    );
  if ([head.sha, ...head.parents].includes(headSha)) return;
  throw new WrongInput(
    `on: pull_request_target checks out the base branch unless told otherwise: expected the pull request's head ${short(headSha)} or a merge commit with it, got ${short(head.sha)}; ` +
      "give actions/checkout the ref ${{ github.event.pull_request.head.sha }}, or use on: pull_request",
  );
}

/** The merge commit that GitHub makes of a pull request is measured for its head. */
function isOfEvent({ event, eventSha, sha }: Context, head: Commit): boolean {
  if (head.sha === sha || head.sha === eventSha) return true;
  return event === "pull_request_target" && head.parents.includes(sha);
}

/** Other events may well be about another commit than the one that they start with. */
const isTold = ({ event, isRefreshing }: Context): boolean => harmless.includes(event) || isRefreshing;

function otherCommit({ sha, eventSha }: Context, head: Commit): string {
  const expected = [...new Set([sha, eventSha ?? sha])].map(short).join(" or ");
  return `The commit that was measured is ${short(head.sha)}, which is not the one that the event is about: expected ${expected}; check out without a ref of its own, or ignore this if it is meant`;
}

const short = (sha: string): string => shortSha(sha) || "(unknown)";
