import type { ResultsPlace } from "../github/resultsArtifact.ts";
import { WrongInput } from "../model/errors.ts";
import { mergedReport } from "../report/markdown/mergedReport.ts";
import type { Inputs } from "./inputs.ts";
import type { Job } from "./job.ts";
import { bestEffort, check, comment, ending, publishMerged } from "./publish.ts";
import { partsOfRun, refuseWithoutArtifacts, unnamedParts } from "./resultParts.ts";

/** One comment, and one verdict, for all jobs of the run that measured something. */
export async function mergeJob(job: Job): Promise<number> {
  const { context, github, inputs } = job;
  refuseWithoutArtifacts(job);
  if (github === undefined)
    throw new WrongInput(
      "input github-token: mode: merge reads what the other jobs have left, and needs a token for that",
    );
  const place = { ...context, api: github.api, room: job.room };
  const parts = await partsOfRun(place, inputs.parts);
  const report = mergedReport(parts, { missingFails: missingFails(inputs) });
  const isKept = await publishMerged(report, job);
  if (inputs.parts.length > 0) await warnOfUnnamed(place, job);
  await bestEffort("The comment", job.annotations, () => comment(report, job));
  await bestEffort("The check run", job.annotations, () => check(report, [], context.sha, job));
  return ending(report, isKept, job);
}

/** Whoever adds a job and forgets to name it would have it measured, and never gated. */
async function warnOfUnnamed(place: ResultsPlace, { inputs, annotations }: Job): Promise<void> {
  const unnamed = await unnamedParts(place, inputs.parts);
  if (unnamed.length === 0) return;
  annotations.say(
    "warning",
    `Results of ${unnamed.join(", ")} were left that do not count here: add them to the input parts if they belong to it`,
  );
}

function missingFails({ gate: { failOn } }: Inputs): boolean {
  return failOn === undefined || failOn.includes("invalid");
}
