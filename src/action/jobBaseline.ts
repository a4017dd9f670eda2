import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import * as core from "@actions/core";
import { requireMeasured } from "../baseline/runHistory.ts";
import { type ArtifactStore, findBaseline, uploadBaseline } from "../baseline/store/artifactStore.ts";
import { archivePaths } from "../baseline/store/downloadBaseline.ts";
import type { BaselineLookup } from "../baseline/store/lookup.ts";
import { baselineEvents } from "../github/context.ts";
import { supportsArtifacts } from "../githubApi/artifacts.ts";
import type { Baseline } from "../model/baseline.ts";
import { imageArchiveName } from "../model/carriedFiles.ts";
import type { Plan } from "../model/plan.ts";
import type { Results } from "../model/results.ts";
import { imageFileOf } from "../pipeline/baselineBuilds.ts";
import { extendBaseline } from "../pipeline/saveBaseline.ts";
import { baselineHistory, fallBackToFile, writeBaselineFile } from "./baselineFile.ts";
import type { JobCheckout } from "./checkout.ts";
import type { Job } from "./job.ts";
import { bestEffort, noArtifactsNote } from "./publish.ts";

/** The baseline a job compares with. */
export interface JobBaseline {
  readonly artifact: BaselineLookup;
  /** The artifact, or the baseline file in its place. */
  readonly baseline: BaselineLookup;
}

export const notLookedUp: JobBaseline = { artifact: { kind: "not_asked" }, baseline: { kind: "not_asked" } };

export async function findJobBaseline(job: Job): Promise<JobBaseline> {
  const artifact = await findArtifact(job);
  return { artifact, baseline: ignoreUnusable(await fallBackToFile(artifact, job), job) };
}

async function findArtifact(job: Job): Promise<BaselineLookup> {
  const store = artifactStore(job);
  if (store === undefined)
    return {
      kind: "unreachable",
      message:
        "the baseline could not be fetched: the input github-token is empty; leave it out to use the job's own token",
    };
  const lookup = await findBaseline(store);
  if (lookup.kind === "found") lookup.notes?.forEach((note) => void core.info(note));
  if (lookup.kind === "unreachable" || lookup.kind === "unusable") job.annotations.add("warning", lookup.message);
  return lookup;
}

/** Absent without a github-token. */
function artifactStore({ github, context, inputs, scratchDirectory }: Job): ArtifactStore | undefined {
  if (github === undefined) return undefined;
  const { baselineKey: key, baselineWorkflow } = inputs;
  const directory = join(scratchDirectory, "found");
  const store = { ...context, api: github.api, key, events: baselineEvents, directory };
  return baselineWorkflow === undefined ? store : { ...store, baselineWorkflow };
}

/** On the default branch, an unusable baseline counts as absent. The run can then create a new one. */
function ignoreUnusable(lookup: BaselineLookup, { context }: Job): BaselineLookup {
  if (lookup.kind !== "unusable" || !context.refreshesBaseline) return lookup;
  return { kind: "absent", message: `${lookup.message}: this run replaces it` };
}

export interface MeasuredJob extends JobBaseline {
  readonly plan: Plan;
  readonly checkout: JobCheckout;
}

/**
 * Appends a run of the default branch to the baseline. Throws if the run measured nothing or measured another commit.
 * Throws, too, if the baseline artifact could not be read: its history would be lost.
 */
export async function refreshBaseline(
  results: Results,
  { artifact, baseline, plan, checkout }: MeasuredJob,
  job: Job,
): Promise<void> {
  const { context, inputs, scratchDirectory, annotations } = job;
  // The first job has already appended its run. The job that confirms it must not append another one.
  if (!context.refreshesBaseline || inputs.mode === "confirm") return;
  if (!checkout.isForBaseline) throw new Error("the measured commit is not the default branch's");
  requireMeasured(results);
  const isUnread = artifact.kind === "unreachable";
  if (isUnread && inputs.baselineFile === undefined) throw new Error(unreadMessage);
  const history = await baselineHistory(baseline, job);
  const next = join(scratchDirectory, "next");
  await mkdir(next, { recursive: true });
  const run = { plan, results, before: baseline, ...jobImageFile(plan, job) };
  const extended = await extendBaseline(run, history, archivePaths(next), String(context.runId));
  for (const warning of extended.warnings) annotations.add("warning", warning);
  await bestEffort("The baseline file", annotations, () => writeBaselineFile(extended.baseline, next, job));
  if (isUnread) throw new Error(unreadMessage);
  await upload(extended.baseline, next, job);
}

/** The file for the head's images, if this job saves them in the baseline. */
export function jobImageFile(plan: Plan, { context, inputs, scratchDirectory }: Job): { readonly imageFile?: string } {
  const isSaving = context.refreshesBaseline && inputs.mode !== "confirm";
  return imageFileOf(plan, isSaving, join(scratchDirectory, imageArchiveName));
}

const unreadMessage = "a baseline that could not be read is not replaced";

async function upload(baseline: Baseline, directory: string, job: Job): Promise<void> {
  const store = artifactStore(job);
  if (!supportsArtifacts(job.context.serverUrl)) return core.info(noArtifactsNote("The baseline"));
  if (store === undefined) return;
  const notes = await uploadBaseline(store, baseline, directory, job.inputs.retentionDays);
  for (const note of notes) core.info(note);
  core.info("The baseline was refreshed");
}
