import { resolve } from "node:path";
import { acceptancesIn, knownInPlan } from "../gate/acceptance.ts";
import { notesOf } from "../github/pullRequest.ts";
import { downloadResults } from "../github/resultsArtifact.ts";
import { CouldNotMeasure } from "../model/errors.ts";
import type { Plan } from "../model/plan.ts";
import type { Results } from "../model/results.ts";
import { firstResults } from "../pipeline/confirm.ts";
import type { RunRequest } from "../run.ts";
import { readText } from "../shell/files.ts";
import { defined } from "../util/omitUndefined.ts";
import type { Job } from "./job.ts";

/** What a job is asked for beside its configuration. */
export interface Asked extends Pick<RunRequest, "accepted" | "notes"> {
  /** The results to confirm. */
  readonly first?: Results;
}

/** Throws a CouldNotMeasure where there is nothing to confirm. */
export async function askedFor(job: Job, plan: Plan): Promise<Asked> {
  const first = job.inputs.mode === "confirm" ? await firstOf(job) : undefined;
  const { problem, ...notes } = await notesOf(job.github?.api, job.context, job.payload);
  const { accepted, problems } = acceptancesIn(notes, knownInPlan(plan));
  if (problem !== undefined)
    job.annotations.say(
      "warning",
      `The labels and the text of the pull request could not be read again (${problem}); those of the event are used`,
    );
  // What the first job has read may be newer than the event.
  const known = problem === undefined ? accepted : (first?.accepted ?? accepted);
  return { accepted: known, notes: problems, ...defined({ first }) };
}

async function firstOf({ inputs, context, workspace, github, room }: Job): Promise<Results> {
  if (inputs.results !== undefined) {
    const path = resolve(workspace, inputs.results);
    return firstResults(await readText(path), path);
  }
  if (github === undefined)
    throw new CouldNotMeasure(
      "the results to confirm could not be fetched: the input github-token is empty; leave it out to have the job's own",
    );
  const text = await downloadResults({ ...context, api: github.api, room }, inputs.baselineKey);
  return firstResults(text, "results.json of the first job");
}
