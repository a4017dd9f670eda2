import { join, relative } from "node:path";
import * as core from "@actions/core";
import type { ParsedConfig } from "../config/parse.ts";
import { type ResultsName, uploadResults } from "../github/resultsArtifact.ts";
import { supportsArtifacts } from "../githubApi/artifacts.ts";
import type { Results } from "../model/results.ts";
import { needsConfirmation } from "../pipeline/confirm.ts";
import { loadConfig } from "../pipeline/loadConfig.ts";
import { measure } from "../pipeline/measure.ts";
import { openReportDirectory, trackedTexts } from "../pipeline/reportDirectory.ts";
import { type Report, reportOf } from "../report/report.ts";
import { maskErrors } from "../results/maskResults.ts";
import type { RunRequest } from "../run.ts";
import { readCommits } from "../shell/git.ts";
import { abortOnSignals } from "../shell/signals.ts";
import { omitUndefined } from "../util/omitUndefined.ts";
import { checkoutOfJob, type JobCheckout } from "./checkout.ts";
import { annotateFindings, findingAnnotations } from "./findingAnnotations.ts";
import type { Job } from "./job.ts";
import { findJobBaseline, jobImageFile, notLookedUp, refreshBaseline } from "./jobBaseline.ts";
import { type JobRequest, readJobRequest } from "./jobRequest.ts";
import { setOutputs } from "./outputs.ts";
import { bestEffort, finishJob, noArtifactsNote, publish, publishCheckRun, publishComment } from "./publish.ts";
import { publishSharedComment } from "./sharedComment.ts";

/**
 * Measures, judges and publishes: files, outputs, summary, comment, artifacts. The step fails only after all of these.
 */
export async function gateJob(job: Job): Promise<number> {
  const checkout = await checkoutOfJob(job);
  const parsed = await loadConfig(join(job.workspace, job.inputs.config), job.env);
  const secrets = [...parsed.secrets, ...keysOf(job)];
  for (const secret of secrets) core.setSecret(secret);
  return await maskErrors(secrets, () => measureAndPublish(job, { ...parsed, secrets, checkout }));
}

/** The token that only this job may use. Services must not see it. */
const keysOf = ({ inputs: { token } }: Job): readonly string[] => (token === undefined ? [] : [token]);

async function measureAndPublish(
  job: Job,
  { plan, secrets, lines, checkout }: ParsedConfig & WithCheckout,
): Promise<number> {
  const { inputs, workspace } = job;
  await using directory = await openReportDirectory(job.out, "the directory of the reports");
  for (const line of trackedTexts(directory, relative(workspace, job.out))) job.annotations.add("warning", line);
  const request = await readJobRequest(job, plan);
  const isDecided = request.firstResults !== undefined && !needsConfirmation(request.firstResults, request.accepted);
  const jobBaseline = isDecided ? notLookedUp : await findJobBaseline(job);
  const { baseline } = jobBaseline;
  const gatePlan = { ...plan, gate: { ...plan.gate, ...inputs.gate } };
  const baselineNotices = baseline.kind === "found" ? (baseline.notices ?? []) : [];
  const notices = [...(request.notices ?? []), ...checkout.notices, ...baselineNotices];
  const runRequest = { ...request, plan: gatePlan, baseline, secrets, notices };
  const { results, isInterrupted } = await measureJob(job, checkout, runRequest);
  const report = reportOf(results);
  const isWritten = await publish(results, report, job);
  const findings = findingAnnotations(results, { file: relative(workspace, join(workspace, inputs.config)), lines });
  annotateFindings(job.annotations, findings);
  await publishToGitHub(results, report, job);
  await bestEffort("The check run", job.annotations, () => publishCheckRun(report, findings, checkout.sha, job));
  const measuredRun = { ...jobBaseline, plan: gatePlan, checkout };
  await bestEffort("The baseline", job.annotations, () => refreshBaseline(results, measuredRun, job));
  // A cancelled job must not pass, even if its verdict does.
  return finishJob(report, isWritten && !isInterrupted, job);
}

interface WithCheckout {
  readonly checkout: JobCheckout;
}

async function measureJob(
  job: Job,
  checkout: JobCheckout,
  request: Pick<RunRequest, "plan" | "baseline" | "secrets"> & JobRequest,
): Promise<{ readonly results: Results; readonly isInterrupted: boolean }> {
  const { entry, env, version, context, workspace, out } = job;
  const { base } = await readCommits(workspace, request.plan.base.directory);
  const commits = { head: checkout.sha, ...omitUndefined({ base }) };
  using interruption = abortOnSignals();
  const results = await measure(
    {
      ...request,
      baselineToRefresh: context.refreshesBaseline ? request.baseline : undefined,
      commits,
      version,
      event: context.base,
    },
    {
      entry,
      env,
      withheldSecrets: keysOf(job),
      signal: interruption.signal,
      progress: (line) => core.info(line),
      runId: job.mark,
      out,
      seed: context.runId % 2 ** 31,
      ...jobImageFile(request.plan, job),
    },
  );
  return { results, isInterrupted: interruption.signal.aborted };
}

/** Publishes the comment and the results artifact. A shared comment needs the artifacts of all its jobs first. */
async function publishToGitHub(results: Results, report: Report, job: Job): Promise<void> {
  const isShared = job.inputs.parts.length > 0 && supportsArtifacts(job.context.serverUrl);
  if (!isShared) await bestEffort("The comment", job.annotations, () => publishComment(report, job));
  await bestEffort("The results artifact", job.annotations, () => uploadJobResults(results, job));
  if (isShared) await bestEffort("The comment", job.annotations, () => publishSharedComment(job));
}

/** Uploads the results for the jobs that confirm, comment or merge them. Confirmed results replace the first job's. */
async function uploadJobResults(results: Results, { inputs, context, out, annotations }: Job): Promise<void> {
  if (!supportsArtifacts(context.serverUrl)) return core.info(noArtifactsNote("The results artifact"));
  const kind = inputs.mode === "confirm" ? "confirmed" : "results";
  const name: ResultsName = { kind, key: inputs.baselineKey, attempt: context.runAttempt };
  const profiles = profilePaths(results).map((path) => join(out, path));
  const files = [join(out, "results.json"), join(out, "report.html"), join(out, "report.md"), ...profiles] as const;
  const { id } = await uploadResults(files, name, inputs.retentionDays);
  const { serverUrl, owner, repo, runId } = context;
  const url = `${serverUrl}/${owner}/${repo}/actions/runs/${runId}/artifacts/${id}`;
  if (id !== undefined) setOutputs({ "artifact-url": url }, annotations);
}

/** The raw profiles that this run has written. Results of a first job name files of another machine. */
function profilePaths({ scenarios }: Results): readonly string[] {
  return scenarios.flatMap(({ explanation, confirmation }) =>
    confirmation === undefined ? (explanation?.profiles ?? []).map(({ path }) => path) : [],
  );
}
