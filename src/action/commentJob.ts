import * as core from "@actions/core";
import { exitCode } from "../exit.ts";
import type { WorkflowRunEvent } from "../github/context.ts";
import { findPullRequest, type PullRequestMatch } from "../github/findPullRequest.ts";
import type { ResultsRun } from "../github/resultsArtifact.ts";
import type { Api } from "../githubApi/api.ts";
import { describeApiError } from "../githubApi/apiError.ts";
import { CouldNotMeasure, WrongInput } from "../model/errors.ts";
import { mergedReport, type ReportPart } from "../report/markdown/mergedReport.ts";
import { type Report, reportOf } from "../report/report.ts";
import { docsLink } from "../util/docsLink.ts";
import { shortSha } from "../util/format.ts";
import { omitUndefined } from "../util/omitUndefined.ts";
import type { Job } from "./job.ts";
import { publishMerged, writeComment } from "./publish.ts";
import { loadParts, type NoticesFor, requireArtifacts } from "./resultParts.ts";
import { sharedCommentKey } from "./sharedComment.ts";

/**
 * Comments the results of another run on its pull request, without running that run's code. The exit code is 0 for
 * every verdict: the other run has failed or passed already. If there is nothing to comment on, the job prints a
 * notice. Throws a CouldNotMeasure if the comment cannot be written.
 */
export async function commentJob(job: Job): Promise<number> {
  requireArtifacts(job);
  const { resultsRun, run } = readEvent(job);
  if (run.event !== "pull_request")
    return skip(`the run ${run.id} was started by ${run.event}, and only runs of pull_request have a comment`);
  const pull = await findPull(resultsRun.api, job, run);
  if (pull.kind !== "found") return skip(skipReason(pull));
  const parts = await loadParts(resultsRun, job.inputs.parts, otherCommit(run));
  if (parts.every(({ kind }) => kind === "missing"))
    return skip(`the run ${run.id} has no results: its jobs ended before they could measure`);
  const report = createReport(job, parts);
  await publishMerged(report, job, run.id);
  const key = commentKey(job);
  const { id, attempt, headSha, workflow = job.context.workflow } = run;
  const marker = { key, run: id, attempt, sha: headSha, ...omitUndefined({ workflow }) };
  await writeComment(pull.number, report, marker, job).catch((cause: unknown) => {
    throw new CouldNotMeasure(`the comment of ${key} could not be written: ${describeApiError(cause)}`, { cause });
  });
  return exitCode.pass;
}

function readEvent({ context, github, scratchDirectory }: Job): {
  readonly resultsRun: ResultsRun;
  readonly run: WorkflowRunEvent;
} {
  const run = context.workflowRun;
  if (context.event === "workflow_run" && run === undefined)
    throw new CouldNotMeasure(
      "the event of workflow_run names no run: GITHUB_EVENT_PATH, or the file that it names, is missing; run Loadgate in a step of the workflow",
    );
  if (run === undefined || context.event !== "workflow_run")
    throw new WrongInput(
      `input mode: comment reports a run that has ended: expected on: workflow_run, got on: ${context.event}; see ${docsLink("docs/github.md#forks")}`,
    );
  if (github === undefined)
    throw new WrongInput("input github-token: mode: comment needs one with actions: read and pull-requests: write");
  const { owner, repo } = context;
  return {
    resultsRun: { api: github.api, owner, repo, runId: run.id, runAttempt: run.attempt, scratchDirectory },
    run,
  };
}

function skip(reason: string): number {
  core.notice(`Nothing to comment on: ${reason}`, { title: "Loadgate" });
  return exitCode.pass;
}

async function findPull(api: Api, { context }: Job, run: WorkflowRunEvent): Promise<PullRequestMatch> {
  return await findPullRequest(api, context, run).catch((cause: unknown) => {
    throw new CouldNotMeasure(`the pull request could not be looked up: ${describeApiError(cause)}`, { cause });
  });
}

function skipReason(pull: Exclude<PullRequestMatch, { kind: "found" }>): string {
  if (pull.kind === "outdated") return "the pull request has newer commits, or is closed";
  const numbers = pull.numbers.join(", ");
  return `the commit is the head of several pull requests (${numbers}), and the event does not say which`;
}

/** A notice if the results name another commit than the one GitHub started the run for. */
function otherCommit({ headSha }: WorkflowRunEvent): NoticesFor {
  return (measured) =>
    measured === undefined || measured === headSha
      ? []
      : [{ kind: "other_commit", where: "results", measured: shortSha(measured), expected: [shortSha(headSha)] }];
}

/** The report of a single job, or one for all jobs. A fork chooses its keys, and must not cause several comments. */
function createReport({ inputs }: Job, parts: readonly ReportPart[]): Report {
  const [only, ...others] = parts;
  const isSingle = inputs.parts.length === 0 && others.length === 0;
  if (isSingle && only?.kind === "measured" && only.earlierAttempt === undefined) return reportOf(only.results);
  return mergedReport(parts, { missingFails: true });
}

const commentKey = ({ inputs }: Job): string =>
  inputs.baselineKey === "default" ? sharedCommentKey(inputs) : inputs.baselineKey;
