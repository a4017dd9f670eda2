import { resolve } from "node:path";
import { readAcceptances, scenariosInPlan } from "../gate/acceptance.ts";
import { fetchPullRequestNotes } from "../github/pullRequest.ts";
import { downloadFirstJobResults } from "../github/resultsArtifact.ts";
import { CouldNotMeasure } from "../model/errors.ts";
import type { Plan } from "../model/plan.ts";
import type { Results } from "../model/results.ts";
import { parseFirstResults } from "../pipeline/confirm.ts";
import type { RunRequest } from "../run.ts";
import { readText } from "../shell/files.ts";
import { omitUndefined } from "../util/omitUndefined.ts";
import type { Job } from "./job.ts";

/** A job's request beyond its configuration: the accepted changes, and the results to confirm. */
export interface JobRequest extends Pick<RunRequest, "accepted" | "notices"> {
  /** The results to confirm. */
  readonly firstResults?: Results;
}

/** Throws a CouldNotMeasure if the results to confirm cannot be read. */
export async function readJobRequest(job: Job, plan: Plan): Promise<JobRequest> {
  const firstResults = job.inputs.mode === "confirm" ? await readFirstResults(job) : undefined;
  const { problem, ...notes } = await fetchPullRequestNotes(job.github?.api, job.context, job.payload);
  const { accepted, problems } = readAcceptances(notes, scenariosInPlan(plan));
  if (problem !== undefined)
    job.annotations.add(
      "warning",
      `The labels and the text of the pull request could not be read again (${problem}); those of the event are used`,
    );
  // The first job may have read newer labels and text than those of the event.
  const newestAccepted = problem === undefined ? accepted : (firstResults?.accepted ?? accepted);
  return {
    accepted: newestAccepted,
    notices: problems.map((reason) => ({ kind: "acceptance_ignored", reason })),
    ...omitUndefined({ firstResults }),
  };
}

async function readFirstResults({ inputs, context, workspace, github, scratchDirectory }: Job): Promise<Results> {
  if (inputs.results !== undefined) {
    const path = resolve(workspace, inputs.results);
    return parseFirstResults(await readText(path), path);
  }
  if (github === undefined)
    throw new CouldNotMeasure(
      "the results to confirm could not be fetched: the input github-token is empty; leave it out to use the job's own token",
    );
  const text = await downloadFirstJobResults({ ...context, api: github.api, scratchDirectory }, inputs.baselineKey);
  return parseFirstResults(text, "results.json of the first job");
}
