import { randomUUID } from "node:crypto";
import { join } from "node:path";
import * as core from "@actions/core";
import { exitCode, exitCodeOf } from "../exit.ts";
import { createCheckRun, maxSummaryBytes as maxCheckRunBytes } from "../github/checkRun.ts";
import { maxCommentLength, upsertComment } from "../github/comment.ts";
import type { CommentMarker } from "../github/marker.ts";
import { describeApiError, lacksPermission } from "../githubApi/apiError.ts";
import { supportsArtifacts } from "../githubApi/artifacts.ts";
import { describeFileError, isFileError } from "../model/fileError.ts";
import type { Results } from "../model/results.ts";
import { millis } from "../model/unit.ts";
import { writeReports } from "../pipeline/writeReports.ts";
import type { Report } from "../report/report.ts";
import { summaryJson } from "../report/summary.ts";
import { terminal } from "../report/terminal.ts";
import { writeText } from "../shell/files.ts";
import { withTimeout } from "../shell/timeout.ts";
import { docsLink } from "../util/docsLink.ts";
import { omitUndefined } from "../util/omitUndefined.ts";
import { noticeText } from "../wording/noticeText.ts";
import type { Annotations } from "./annotations.ts";
import type { FindingAnnotation } from "./findingAnnotations.ts";
import type { CommentMode } from "./inputs.ts";
import type { Job } from "./job.ts";
import { setOutputs } from "./outputs.ts";
import { type Truncatable, truncate } from "./truncate.ts";

/** Writes the report files, the outputs and the summary. Returns whether all files were written. */
export async function publish(results: Results, report: Report, job: Job): Promise<boolean> {
  const files = await writeReports(results, job.out);
  for (const problem of files.problems) job.annotations.add("error", problem);
  printWithoutCommands(terminal(results, { color: true }));
  const text = linkedMarkdown(report, job);
  setReportOutputs(
    report,
    text,
    { results: files.results, report: files.html, "report-markdown": files.markdown },
    job,
  );
  await writeSummary(text, job);
  return files.problems.length === 0;
}

/** Publishes a report on other jobs. Those jobs have their own files, so only report.md is written. */
export async function publishMerged(report: Report, job: Job, run = job.context.runId): Promise<boolean> {
  const path = join(job.out, "report.md");
  printWithoutCommands([report.headline, ...report.verdict.reasons.map((reason) => `- ${reason}`)].join("\n"));
  const isWritten = await writeText(path, report.markdown()).then(
    () => true,
    (error: unknown) => {
      job.annotations.add("error", `${path} could not be written: ${describeFileError(error)}`);
      return false;
    },
  );
  const text = linkedMarkdown(report, job, run);
  setReportOutputs(report, text, isWritten ? { "report-markdown": path } : {}, job);
  await writeSummary(text, job);
  return isWritten;
}

/** Workflows pass outputs on in environment variables, which hold 128 KiB on Linux. */
const maxOutputBytes = 120 * 1024;

function setReportOutputs(report: Report, text: Truncatable, files: Readonly<Record<string, string>>, job: Job): void {
  const outputs = {
    verdict: report.verdict.kind,
    confirm: String(report.verdict.confirm === true),
    ...files,
    markdown: truncate((maxLength) => text(Math.min(maxLength, maxTextLength)), maxOutputBytes).trimEnd(),
    json: summaryJson(report.summary, maxOutputBytes),
  };
  setOutputs(outputs, job.annotations);
}

/** GitHub drops a summary of more than 1 MiB. 4 KiB are reserved for text behind the report. */
const maxSummaryBytes = 1024 ** 2 - 4096;

async function writeSummary(text: Truncatable, job: Job): Promise<void> {
  if (!job.inputs.summary) return;
  const summary = truncate(text, maxSummaryBytes);
  await bestEffort("The job summary", job.annotations, () => core.summary.addRaw(summary).write());
}

/** The report as Markdown, with a link to the run's artifacts. */
function linkedMarkdown({ markdown }: Report, { context }: Job, run = context.runId): Truncatable {
  const { serverUrl, owner, repo } = context;
  if (!supportsArtifacts(serverUrl)) return markdown;
  const link = `\n[All numbers and charts](${serverUrl}/${owner}/${repo}/actions/runs/${run}#artifacts)\n`;
  return (maxLength) => `${markdown(maxLength - link.length)}${link}`;
}

/** Prints text that contains foreign names and logs. The runner must not execute any of its lines as a command. */
function printWithoutCommands(text: string): void {
  const token = randomUUID();
  core.info(`::stop-commands::${token}\n${text}\n::${token}::`);
}

/** The comment without its marker, with some reserve; in characters. */
const maxTextLength = maxCommentLength - 200;
/** For a comment or a check run, which take several requests. */
const publishTimeoutMs = millis(180_000);

/** Writes the comment on the job's own pull request. Throws if GitHub refuses it. */
export async function publishComment(report: Report, job: Job, key: string = job.inputs.baselineKey): Promise<void> {
  const { context } = job;
  const { pullRequest } = context;
  if (pullRequest === undefined) return;
  const { runId: run, runAttempt: attempt, sha, workflow } = context;
  const marker = { key, run, attempt, sha, ...omitUndefined({ workflow }) };
  await unlessFork("comment", job, () => writeComment(pullRequest.number, report, marker, job));
}

/** The token of a fork's pull request is read-only by design. A missing permission is then a notice, not an error. */
async function unlessFork(what: string, { context, annotations }: Job, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (context.pullRequest?.isFork !== true || !lacksPermission(error)) throw error;
    const why = "the token of a fork's pull request is read-only";
    annotations.add("notice", `No ${what}, because ${why}: ${docsLink("docs/github.md#forks")} shows another way`);
  }
}

/** Writes or updates the comment on a pull request. Throws if GitHub refuses it. */
export async function writeComment(
  pullRequest: number,
  report: Report,
  marker: CommentMarker,
  job: Job,
): Promise<void> {
  const { context, inputs, github, annotations } = job;
  if (github === undefined || inputs.comment === "never") return;
  const text = linkedMarkdown(report, job, marker.run)(maxTextLength);
  const { owner, repo } = context;
  const thread = { api: github.api, owner, repo, issue_number: pullRequest };
  const upsert = upsertComment(thread, marker, text, isWanted(inputs.comment, report));
  const result = await withTimeout(publishTimeoutMs, "writing the comment", upsert);
  if (result.url !== undefined) setOutputs({ "comment-url": result.url }, annotations);
  if (result.problem !== undefined) annotations.add("warning", `There may be two comments: ${result.problem}`);
  warnOfOverlap({ what: "comment", key: marker.key, own: marker.workflow, others: result.overlap ?? [] }, annotations);
  core.info(`Comment: ${result.action}`);
}

interface Overlap {
  readonly what: "comment" | "check run";
  readonly key: string;
  readonly own: string | undefined;
  readonly others: readonly string[];
}

function warnOfOverlap({ what, key, own, others }: Overlap, annotations: Annotations): void {
  if (own === undefined || others.length === 0) return;
  const workflows = [...others, own].toSorted();
  annotations.add("warning", noticeText({ kind: "workflow_overlap", what, key, workflows }));
}

/** True if the report deserves a new comment. An existing comment is updated in any case. */
function isWanted(mode: CommentMode, { verdict, isNews }: Report): boolean {
  if (mode === "always") return true;
  return mode === "failures" ? verdict.failing : mode === "changes" && isNews;
}

/** Publishes the verdict as a check run, if the input check-run asks for one. Throws if GitHub refuses it. */
export async function publishCheckRun(
  report: Report,
  annotations: readonly FindingAnnotation[],
  sha: string,
  job: Job,
): Promise<void> {
  const { inputs, github, context } = job;
  if (!inputs.checkRun || github === undefined) return;
  const { verdict, headline, tone } = report;
  const summary = truncate(linkedMarkdown(report, job), maxCheckRunBytes);
  const checkRun = { key: inputs.baselineKey, verdict, isNew: tone === "new", headline, summary, annotations };
  await unlessFork("check run", job, async () => {
    const create = createCheckRun(github.api, context, sha, checkRun);
    const { overlap: others } = await withTimeout(publishTimeoutMs, "creating the check run", create);
    warnOfOverlap({ what: "check run", key: checkRun.key, own: context.workflow, others }, job.annotations);
  });
}

/** Turns a failed write into a warning. A GitHub outage never changes a verdict. */
export async function bestEffort(what: string, annotations: Annotations, write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    const reason = isFileError(error) ? describeFileError(error) : describeApiError(error);
    annotations.add("warning", `${what} could not be written: ${reason}`);
  }
}

/** The log line for an artifact that GitHub Enterprise Server does not accept. */
export const noArtifactsNote = (what: string): string =>
  `${what} is not uploaded: GitHub Enterprise Server accepts no artifacts of this action`;

/**
 * Shows the headline as the last annotation, and returns the exit code. A pass needs all report files (`isWritten`).
 */
export function finishJob({ verdict, headline }: Report, isWritten: boolean, { annotations }: Job): number {
  if (verdict.failing) annotations.addFinal("error", headline);
  else if (verdict.kind !== "pass") annotations.addFinal("warning", headline);
  const code = exitCodeOf(verdict);
  return isWritten || code !== exitCode.pass ? code : exitCode.invalid;
}
