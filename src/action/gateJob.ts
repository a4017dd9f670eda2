import { join, relative } from "node:path";
import * as core from "@actions/core";
import type { Parsed } from "../config/parse.ts";
import type { RunContext } from "../experiment/experiment.ts";
import { type ResultsName, uploadResults } from "../github/resultsArtifact.ts";
import { hasArtifacts } from "../githubApi/artifacts.ts";
import type { Results } from "../model/results.ts";
import { type Carried, carriedFor } from "../pipeline/baselineBuilds.ts";
import { confirm, isInDoubt } from "../pipeline/confirm.ts";
import { loadConfig } from "../pipeline/loadConfig.ts";
import { type Report, reportOf } from "../report/report.ts";
import { tellingNone } from "../results/maskResults.ts";
import { type RunRequest, run } from "../run.ts";
import { commitsOf } from "../shell/git.ts";
import { abortOnSignals } from "../shell/signals.ts";
import { hiding } from "../util/mask.ts";
import { defined } from "../util/omitUndefined.ts";
import { type CheckedOut, checkedOutBy } from "./checkout.ts";
import { annotate, remarksOf } from "./findingAnnotations.ts";
import type { Job } from "./job.ts";
import { findJobBaseline, notSought, refreshBaseline } from "./jobBaseline.ts";
import { type Asked, askedFor } from "./jobRequest.ts";
import { setOutputs } from "./outputs.ts";
import { bestEffort, check, comment, ending, noArtifacts, publish } from "./publish.ts";
import { sharedComment } from "./sharedComment.ts";

/** Measures and decides; then files, outputs, summary, comment, artifacts; failing comes last. */
export async function gateJob(job: Job): Promise<number> {
  const checkedOut = await checkedOutBy(job);
  const parsed = await loadConfig(join(job.workspace, job.inputs.config), job.env);
  const secrets = [...parsed.secrets, ...keysOf(job)];
  for (const secret of secrets) core.setSecret(secret);
  return await tellingNone(secrets, () => gated(job, { ...parsed, secrets, checkedOut }));
}

/** What the job may do and nobody else. */
const keysOf = ({ inputs: { token } }: Job): readonly string[] => (token === undefined ? [] : [token]);

async function gated(job: Job, { plan, secrets, lines, checkedOut }: Parsed & OfCommit): Promise<number> {
  const { inputs, context, workspace } = job;
  const asked = await askedFor(job, plan);
  const isDecided = asked.first !== undefined && !isInDoubt(asked.first, asked.accepted);
  const found = isDecided ? notSought : await findJobBaseline(job);
  const { baseline } = found;
  const limited = { ...plan, gate: { ...plan.gate, ...inputs.gate } };
  const carried = carriedFor(limited, baseline, context.isRefreshing);
  const ofBaseline = baseline.kind === "found" ? (baseline.warnings ?? []) : [];
  const notes = [...(asked.notes ?? []), ...checkedOut.warnings, ...ofBaseline];
  const { results, isInterrupted } = await measured(job, {
    ...carried,
    baseline,
    secrets,
    ...asked,
    notes,
    checkedOut,
  });
  const report = reportOf(results);
  const isKept = await publish(results, report, job);
  const remarks = remarksOf(results, { file: relative(workspace, join(workspace, inputs.config)), lines });
  annotate(job.annotations, remarks);
  await tell(report, job);
  await bestEffort("The check run", job.annotations, () => check(report, remarks, checkedOut.sha, job));
  const played = { ...found, plan: limited, checkedOut };
  await bestEffort("The baseline", job.annotations, () => refreshBaseline(results, played, job));
  // A job that is cancelled is not green, whatever fails it.
  return ending(report, isKept && !isInterrupted, job);
}

interface OfCommit {
  readonly checkedOut: CheckedOut;
}

async function measured(
  job: Job,
  { first, carried, checkedOut, ...request }: Pick<RunRequest, "baseline" | "secrets"> & Asked & Carried & OfCommit,
): Promise<{ readonly results: Results; readonly isInterrupted: boolean }> {
  const { context, workspace, out } = job;
  const hide = hiding(request.secrets);
  const { base } = await commitsOf(workspace, request.plan.base.directory);
  const commits = { head: checkedOut.sha, ...defined({ base }) };
  using interruption = abortOnSignals();
  const around: RunContext = {
    entry: job.entry,
    env: job.env,
    keys: keysOf(job),
    signal: interruption.signal,
    progress: (line) => core.info(hide(line)),
    runId: job.mark,
    out,
    seed: context.runId % 2 ** 31,
    baseFacts: { isRefreshing: context.isRefreshing, event: context.base },
    ...defined({ carried }),
  };
  const whole = { ...request, commits, version: job.version };
  const results = first === undefined ? await run(whole, around) : await confirm(first, whole, around);
  return { results, isInterrupted: interruption.signal.aborted };
}

/** A comment that several jobs share is made of what they have handed over. */
async function tell(report: Report, job: Job): Promise<void> {
  const isShared = job.inputs.parts.length > 0 && hasArtifacts(job.context.serverUrl);
  if (!isShared) await bestEffort("The comment", job.annotations, () => comment(report, job));
  await bestEffort("The results artifact", job.annotations, () => handOver(job));
  if (isShared) await bestEffort("The comment", job.annotations, () => sharedComment(job));
}

/** To the jobs that confirm, tell or merge them; what is confirmed stands for what the first job has left. */
async function handOver({ inputs, context, out, annotations }: Job): Promise<void> {
  if (!hasArtifacts(context.serverUrl)) return core.info(noArtifacts("The results artifact"));
  const kind = inputs.mode === "confirm" ? "confirmed" : "results";
  const name: ResultsName = { kind, key: inputs.baselineKey, attempt: context.runAttempt };
  const files = [join(out, "results.json"), join(out, "report.html"), join(out, "report.md")] as const;
  const { id } = await uploadResults(files, name, inputs.retentionDays);
  const { serverUrl, owner, repo, runId } = context;
  const url = `${serverUrl}/${owner}/${repo}/actions/runs/${runId}/artifacts/${id}`;
  if (id !== undefined) setOutputs({ "artifact-url": url }, annotations);
}
