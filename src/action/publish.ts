import { randomUUID } from "node:crypto";
import { join } from "node:path";
import * as core from "@actions/core";
import { exitCode, exitCodeOf } from "../exit.ts";
import { createCheckRun, mostSummaryBytes as mostCheckBytes } from "../github/checkRun.ts";
import { keepComment, longestComment, type Marker } from "../github/comment.ts";
import { isForbidden, refusal } from "../githubApi/apiError.ts";
import { hasArtifacts } from "../githubApi/artifacts.ts";
import { messageOf } from "../model/errors.ts";
import type { Results } from "../model/results.ts";
import { millis } from "../model/unit.ts";
import { writeReports } from "../pipeline/writeReports.ts";
import type { Report } from "../report/report.ts";
import { digestJson } from "../report/summary.ts";
import { terminal } from "../report/terminal.ts";
import { writeText } from "../shell/files.ts";
import { within } from "../shell/timeout.ts";
import { manual } from "../util/docsLink.ts";
import type { Annotations } from "./annotations.ts";
import type { Remark } from "./findingAnnotations.ts";
import type { CommentMode } from "./inputs.ts";
import type { Job } from "./job.ts";
import { setOutputs } from "./outputs.ts";
import { type Cuttable, inBytes } from "./truncate.ts";

/** Files, outputs and summary. Says whether every file could be written. */
export async function publish(results: Results, report: Report, job: Job): Promise<boolean> {
  const written = await writeReports(results, job.out);
  for (const problem of written.problems) job.annotations.say("error", problem);
  printUninterpreted(terminal(results, { color: true }));
  const text = linked(report, job);
  tellOutputs(
    report,
    text,
    { results: written.results, report: written.html, "report-markdown": written.markdown },
    job,
  );
  await summarise(text, job);
  return written.problems.length === 0;
}

/** The same of a report for several jobs of a run, whose files are their own. */
export async function publishMerged(report: Report, job: Job, run = job.context.runId): Promise<boolean> {
  const path = join(job.out, "report.md");
  printUninterpreted([report.headline, ...report.verdict.reasons.map((reason) => `- ${reason}`)].join("\n"));
  const isWritten = await writeText(path, report.markdown()).then(
    () => true,
    (error: unknown) => {
      job.annotations.say("error", `${path} could not be written (${messageOf(error)}); free space`);
      return false;
    },
  );
  const text = linked(report, job, run);
  tellOutputs(report, text, isWritten ? { "report-markdown": path } : {}, job);
  await summarise(text, job);
  return isWritten;
}

/** An environment variable holds 128 KiB on Linux, and that is where a workflow puts an output before it reads it. */
const mostOutputBytes = 120 * 1024;

function tellOutputs(report: Report, text: Cuttable, files: Readonly<Record<string, string>>, job: Job): void {
  const outputs = {
    verdict: report.verdict.kind,
    confirm: String(report.verdict.confirm === true),
    ...files,
    markdown: inBytes((longest) => text(Math.min(longest, longestText)), mostOutputBytes).trimEnd(),
    json: digestJson(report.digest, mostOutputBytes),
  };
  setOutputs(outputs, job.annotations);
}

/** GitHub drops a summary of more than a mebibyte; some of it is for what comes after the report. */
const mostSummaryBytes = 1024 ** 2 - 4096;

async function summarise(text: Cuttable, job: Job): Promise<void> {
  if (!job.inputs.summary) return;
  const cut = inBytes(text, mostSummaryBytes);
  await bestEffort("The job summary", job.annotations, () => core.summary.addRaw(cut).write());
}

/** A report, and where the files are that it comes from. */
function linked({ markdown }: Report, { context }: Job, run = context.runId): Cuttable {
  const { serverUrl, owner, repo } = context;
  if (!hasArtifacts(serverUrl)) return markdown;
  const link = `\n[All numbers and charts](${serverUrl}/${owner}/${repo}/actions/runs/${run}#artifacts)\n`;
  return (longest) => `${markdown(longest - link.length)}${link}`;
}

/** The report has names and logs of others in it: none of its lines may act as a command to the runner. */
function printUninterpreted(text: string): void {
  const token = randomUUID();
  core.info(`::stop-commands::${token}\n${text}\n::${token}::`);
}

/** Room for the comment's marker, and to spare. */
const longestText = longestComment - 200;
const commentLimitMs = millis(180_000);

/** Keeps the comment of the job's own pull request. */
export async function comment(report: Report, job: Job, key: string = job.inputs.baselineKey): Promise<void> {
  const { context } = job;
  const { pullRequest } = context;
  if (pullRequest === undefined) return;
  const marker = { key, run: context.runId, attempt: context.runAttempt, sha: context.sha };
  await unlessFork("comment", job, () => commentOn(pullRequest.number, report, marker, job));
}

/** The token of a fork's pull request may only read: that is as it should be, and no reason to warn. */
async function unlessFork(what: string, { context, annotations }: Job, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (context.pullRequest?.isFork !== true || !isForbidden(error)) throw error;
    const why = "the token of a fork's pull request may not write";
    annotations.say("notice", `No ${what}, because ${why}: ${manual("docs/github.md#forks")} shows how it gets one`);
  }
}

/** Keeps a comment of the pull request. Throws where GitHub does not let it. */
export async function commentOn(pullRequest: number, report: Report, marker: Marker, job: Job): Promise<void> {
  const { context, inputs, github, annotations } = job;
  if (github === undefined || inputs.comment === "never") return;
  const text = linked(report, job, marker.run)(longestText);
  const { owner, repo } = context;
  const place = { api: github.api, owner, repo, issue_number: pullRequest };
  const keeping = keepComment(place, marker, text, isWanted(inputs.comment, report));
  const kept = await within(commentLimitMs, "keeping the comment", keeping);
  if (kept.url !== undefined) setOutputs({ "comment-url": kept.url }, annotations);
  if (kept.problem !== undefined) annotations.say("warning", `There may be two comments: ${kept.problem}`);
  core.info(`Comment: ${kept.what}`);
}

/** Whether there is something to say; a comment that exists is brought up to date in any case. */
function isWanted(mode: CommentMode, { verdict, isNews }: Report): boolean {
  if (mode === "always") return true;
  return mode === "failures" ? verdict.failing : mode === "changes" && isNews;
}

/** The verdict as a check run of its own, where it is asked for. */
export async function check(report: Report, remarks: readonly Remark[], sha: string, job: Job): Promise<void> {
  const { inputs, github, context } = job;
  if (!inputs.checkRun || github === undefined) return;
  const { verdict, headline, tone } = report;
  const summary = inBytes(linked(report, job), mostCheckBytes);
  const told = { key: inputs.baselineKey, verdict, isNew: tone === "new", headline, summary, remarks };
  await unlessFork("check run", job, () => createCheckRun(github.api, context, sha, told));
}

/** None of GitHub's failures changes the verdict: it becomes a warning. */
export async function bestEffort(what: string, annotations: Annotations, act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    annotations.say("warning", `${what} could not be written: ${refusal(error)}`);
  }
}

/** What is not to be had where GitHub is a server of one's own. */
export const noArtifacts = (what: string): string =>
  `${what} is not uploaded: GitHub Enterprise Server keeps none for this action`;

/** What is said last, and the exit code. */
export function ending({ verdict, headline }: Report, isKept: boolean, { annotations }: Job): number {
  if (verdict.failing) annotations.sayLast("error", headline);
  else if (verdict.kind !== "pass") annotations.sayLast("warning", headline);
  const code = exitCodeOf(verdict);
  return isKept || code !== exitCode.pass ? code : exitCode.invalid;
}
