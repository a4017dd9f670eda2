import type { ResultsRun } from "../github/resultsArtifact.ts";
import { messageOf, WrongInput } from "../model/errors.ts";
import { mergedReport } from "../report/markdown/mergedReport.ts";
import type { Inputs } from "./inputs.ts";
import type { Job } from "./job.ts";
import { bestEffort, finishJob, publishCheckRun, publishComment, publishMerged } from "./publish.ts";
import { findUnlistedParts, loadParts, requireArtifacts } from "./resultParts.ts";

/** Merges the results of all jobs of this run into one comment and one verdict. */
export async function mergeJob(job: Job): Promise<number> {
  const { context, github, inputs } = job;
  requireArtifacts(job);
  if (github === undefined)
    throw new WrongInput("input github-token: mode: merge needs a token to read the results of the other jobs");
  const resultsRun = { ...context, api: github.api, scratchDirectory: job.scratchDirectory };
  const parts = await loadParts(resultsRun, inputs.parts);
  const report = mergedReport(parts, { missingFails: missingFails(inputs) });
  const isWritten = await publishMerged(report, job);
  if (inputs.parts.length > 0) await warnOfUnlisted(resultsRun, job);
  await bestEffort("The comment", job.annotations, () => publishComment(report, job));
  await bestEffort("The check run", job.annotations, () => publishCheckRun(report, [], context.sha, job));
  return finishJob(report, isWritten, job);
}

/** Warns of jobs that are measured, but not listed in `parts`. Their results would never fail the gate. */
async function warnOfUnlisted(resultsRun: ResultsRun, { inputs, annotations }: Job): Promise<void> {
  try {
    const unlisted = await findUnlistedParts(resultsRun, inputs.parts);
    if (unlisted.length === 0) return;
    const names = unlisted.join(", ");
    annotations.add(
      "warning",
      `The results of ${names} do not count here: add them to the input parts if they belong to this report`,
    );
  } catch (error) {
    // The report is already published.
    annotations.add("warning", `Loadgate could not check if the input parts is complete: ${messageOf(error)}`);
  }
}

function missingFails({ gate: { failOn } }: Inputs): boolean {
  return failOn === undefined || failOn.includes("invalid");
}
