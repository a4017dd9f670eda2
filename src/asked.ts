import { resolve } from "node:path";
import * as core from "@actions/core";
import { getOctokit } from "@actions/github";
import { firstResults } from "./confirm.ts";
import { acceptancesIn, knownInPlan } from "./gate/acceptance.ts";
import type { Context } from "./github/context.ts";
import { notesOf } from "./github/pullRequest.ts";
import { downloadResults } from "./github/resultsArtifact.ts";
import type { Inputs } from "./inputs.ts";
import { CouldNotMeasure } from "./model/failure.ts";
import type { Plan } from "./model/plan.ts";
import type { Results } from "./model/results.ts";
import type { RunRequest } from "./run.ts";
import { readText } from "./shell/files.ts";

/** What a job is asked for beside its configuration. */
export interface Asked extends Pick<RunRequest, "accepted" | "notes"> {
  /** The results to confirm. */
  readonly first?: Results;
}

export interface Ground {
  readonly payload: unknown;
  readonly plan: Plan;
  readonly workspace: string;
}

/** Throws a CouldNotMeasure where there is nothing to confirm. */
export async function askedFor(inputs: Inputs, context: Context, ground: Ground): Promise<Asked> {
  const first = inputs.mode === "confirm" ? await firstOf(inputs, context, ground.workspace) : undefined;
  const api = inputs.token === undefined ? undefined : getOctokit(inputs.token);
  const { problem, ...notes } = await notesOf(api, context, ground.payload);
  const { accepted, problems } = acceptancesIn(notes, knownInPlan(ground.plan));
  if (problem !== undefined)
    core.warning(
      `The labels and the text of the pull request could not be read anew (${problem}): the event's are used`,
    );
  // What the first job has read may be newer than the event.
  const known = problem === undefined ? accepted : (first?.accepted ?? accepted);
  return { accepted: known, notes: problems, ...(first === undefined ? {} : { first }) };
}

async function firstOf({ results, token, baselineKey }: Inputs, context: Context, workspace: string): Promise<Results> {
  if (results !== undefined) {
    const path = resolve(workspace, results);
    return firstResults(await readText(path), path);
  }
  if (token === undefined)
    throw new CouldNotMeasure("the results to confirm could not be fetched: there is no github-token");
  const api = getOctokit(token);
  return firstResults(await downloadResults(api, token, baselineKey, context), "results.json of the first job");
}
