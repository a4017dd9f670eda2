import * as core from "@actions/core";
import { exitCode } from "../exit.ts";
import type { WorkflowRunEvent } from "../github/context.ts";
import { type FoundPull, pullRequestOfRun } from "../github/findPullRequest.ts";
import type { ResultsPlace } from "../github/resultsArtifact.ts";
import type { Api } from "../githubApi/api.ts";
import { refusal } from "../githubApi/apiError.ts";
import { CouldNotMeasure, WrongInput } from "../model/errors.ts";
import { mergedReport, type Part } from "../report/markdown/mergedReport.ts";
import { type Report, reportOf } from "../report/report.ts";
import { manual } from "../util/docsLink.ts";
import { shortSha } from "../util/format.ts";
import type { Job } from "./job.ts";
import { commentOn, publishMerged } from "./publish.ts";
import { partsOfRun, refuseWithoutArtifacts, type WarningsFor } from "./resultParts.ts";
import { sharedKey } from "./sharedComment.ts";

/**
 * Tells the pull request what another run, of whose code nothing is run here, has found. Told is told, whatever the verdict:
 * failing is that run's. What there is no telling of is a notice, and what could not be told an error.
 */
export async function commentJob(job: Job): Promise<number> {
  refuseWithoutArtifacts(job);
  const { place, run } = asked(job);
  if (run.event !== "pull_request")
    return nothing(`the run ${run.id} was started by ${run.event}, and only runs of pull_request have a comment`);
  const pull = await pullOf(place.api, job, run);
  if (pull.kind !== "found") return nothing(whyNot(pull));
  const parts = await partsOfRun(place, job.inputs.parts, otherCommit(run));
  if (parts.every(({ kind }) => kind === "missing"))
    return nothing(`the run ${run.id} has left no results: its jobs ended before they could measure`);
  const report = reportOn(job, parts);
  await publishMerged(report, job, run.id);
  const key = keyOf(job);
  const marker = { key, run: run.id, attempt: run.attempt, sha: run.headSha };
  await commentOn(pull.number, report, marker, job).catch((cause: unknown) => {
    throw new CouldNotMeasure(`the comment of ${key} could not be kept: ${refusal(cause)}`, { cause });
  });
  return exitCode.pass;
}

function asked({ context, github, room }: Job): { readonly place: ResultsPlace; readonly run: WorkflowRunEvent } {
  const run = context.workflowRun;
  if (context.event !== "workflow_run" || run === undefined)
    throw new WrongInput(
      `input mode: comment tells of a run that has ended: expected on: workflow_run, got on: ${context.event}; see ${manual("docs/github.md#forks")}`,
    );
  if (github === undefined)
    throw new WrongInput("input github-token: mode: comment needs one with actions: read and pull-requests: write");
  const { owner, repo } = context;
  return { place: { api: github.api, owner, repo, runId: run.id, runAttempt: run.attempt, room }, run };
}

function nothing(why: string): number {
  core.notice(`Nothing to comment on: ${why}`, { title: "Loadgate" });
  return exitCode.pass;
}

async function pullOf(api: Api, { context }: Job, run: WorkflowRunEvent): Promise<FoundPull> {
  return await pullRequestOfRun(api, context, run).catch((cause: unknown) => {
    throw new CouldNotMeasure(`the pull request could not be looked up: ${refusal(cause)}`, { cause });
  });
}

function whyNot(pull: Exclude<FoundPull, { kind: "found" }>): string {
  if (pull.kind === "moved_on") return "the pull request has moved on, or is closed";
  const numbers = pull.numbers.join(", ");
  return `the commit is the head of several pull requests (${numbers}), and the event does not say which`;
}

/** Where the results name another commit than the one that GitHub has started the run for. */
function otherCommit({ headSha }: WorkflowRunEvent): WarningsFor {
  return (measured) =>
    measured === undefined || measured === headSha
      ? []
      : [`The results are of the commit ${shortSha(measured)}, and the pull request's head was ${shortSha(headSha)}`];
}

/** One job's own, or one for all: what a fork names its results by must not multiply the comments. */
function reportOn({ inputs }: Job, parts: readonly Part[]): Report {
  const [only, ...others] = parts;
  const isAlone = inputs.parts.length === 0 && others.length === 0;
  if (isAlone && only?.kind === "measured" && only.earlierAttempt === undefined) return reportOf(only.results);
  return mergedReport(parts, { missingFails: true });
}

const keyOf = ({ inputs }: Job): string => (inputs.baselineKey === "default" ? sharedKey(inputs) : inputs.baselineKey);
