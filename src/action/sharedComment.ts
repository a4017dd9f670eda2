import * as core from "@actions/core";
import { newestResults } from "../github/resultsArtifact.ts";
import { mergedReport, type Part } from "../report/markdown/mergedReport.ts";
import type { Inputs } from "./inputs.ts";
import type { Job } from "./job.ts";
import { comment } from "./publish.ts";
import { partOf } from "./resultParts.ts";

/** How often a comment is made anew because another job has meanwhile handed over more. */
const most = 3;

/**
 * One comment for all jobs of `parts`, which the last of them to finish writes: each hands its results over first, and then looks
 * whether all are there. Of a run that is repeated, what an earlier attempt has left counts until there is newer.
 */
export async function sharedComment(job: Job): Promise<void> {
  const { context, github, inputs } = job;
  if (github === undefined || context.pullRequest === undefined || inputs.comment === "never") return;
  const place = { ...context, api: github.api, room: job.room };
  let told = "";
  for (let time = 0; time < most; time++) {
    const all = await newestResults(place);
    const left = inputs.parts.flatMap((key) => all.find((one) => one.key === key) ?? []);
    const waiting = inputs.parts.filter((key) => left.every((one) => one.key !== key));
    if (waiting.length > 0) {
      core.info(
        `The comment is left to the last job of ${inputs.parts.join(", ")}: no results yet of ${waiting.join(", ")}`,
      );
      return;
    }
    const ids = left.map(({ id }) => id).join();
    if (ids === told) return;
    const parts: Part[] = [];
    for (const one of left) parts.push(await partOf(place, one, () => []));
    await comment(mergedReport(parts, { missingFails: true }), job, sharedKey(inputs));
    told = ids;
  }
}

/** The first part's: the comment of a job that was alone becomes the one of all. */
export function sharedKey({ parts, baselineKey }: Inputs): string {
  return parts[0] ?? baselineKey;
}
