import * as core from "@actions/core";
import { newestResults } from "../github/resultsArtifact.ts";
import { mergedReport, type ReportPart } from "../report/markdown/mergedReport.ts";
import type { Inputs } from "./inputs.ts";
import type { Job } from "./job.ts";
import { publishComment } from "./publish.ts";
import { loadPart } from "./resultParts.ts";

/** The most times a job writes the comment, if other jobs upload newer results in the meantime. */
const maxWrites = 3;

/**
 * Writes one comment for all jobs of `parts`. The last job to finish writes it: each job uploads its own results, then
 * checks whether all are there. In a repeated run, the results of an earlier attempt count until there are newer ones.
 */
export async function publishSharedComment(job: Job): Promise<void> {
  const { context, github, inputs } = job;
  if (github === undefined || context.pullRequest === undefined || inputs.comment === "never") return;
  const resultsRun = { ...context, api: github.api, scratchDirectory: job.scratchDirectory };
  let writtenIds = "";
  for (let writes = 0; writes < maxWrites; writes++) {
    const all = await newestResults(resultsRun);
    const artifacts = inputs.parts.flatMap((key) => all.find((one) => one.key === key) ?? []);
    const missingKeys = inputs.parts.filter((key) => artifacts.every((one) => one.key !== key));
    if (missingKeys.length > 0) {
      core.info(
        `The last job of ${inputs.parts.join(", ")} will write the comment: no results yet of ${missingKeys.join(", ")}`,
      );
      return;
    }
    const ids = artifacts.map(({ id }) => id).join();
    if (ids === writtenIds) return;
    const parts: ReportPart[] = [];
    for (const artifact of artifacts) parts.push(await loadPart(resultsRun, artifact, () => []));
    await publishComment(mergedReport(parts, { missingFails: true }), job, sharedCommentKey(inputs));
    writtenIds = ids;
  }
}

/** The key of the first part. The comment of that job becomes the shared comment if other jobs are added later. */
export function sharedCommentKey({ parts, baselineKey }: Inputs): string {
  return parts[0] ?? baselineKey;
}
