import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import * as core from "@actions/core";
import { unfitForBaseline, withRun } from "../baseline/codec.ts";
import { type ArtifactStore, findBaseline, uploadBaseline } from "../baseline/store/artifactStore.ts";
import { archivesIn } from "../baseline/store/downloadBaseline.ts";
import type { BaselineLookup } from "../baseline/store/lookup.ts";
import { refreshingEvents } from "../github/context.ts";
import { hasArtifacts } from "../githubApi/artifacts.ts";
import type { Baseline } from "../model/baseline.ts";
import type { Plan } from "../model/plan.ts";
import type { Results } from "../model/results.ts";
import { keepBuilds } from "../pipeline/baselineBuilds.ts";
import { historyOf, orFromFile, writeFile } from "./baselineFile.ts";
import type { CheckedOut } from "./checkout.ts";
import type { Job } from "./job.ts";
import { bestEffort, noArtifacts } from "./publish.ts";

/** What a job has found to compare with. */
export interface FoundBaseline {
  readonly artifact: BaselineLookup;
  /** The same, or what a file gave in its place. */
  readonly baseline: BaselineLookup;
}

export const notSought: FoundBaseline = { artifact: { kind: "not_asked" }, baseline: { kind: "not_asked" } };

export async function findJobBaseline(job: Job): Promise<FoundBaseline> {
  const artifact = await artifactFor(job);
  return { artifact, baseline: orReplaced(await orFromFile(artifact, job), job) };
}

async function artifactFor(job: Job): Promise<BaselineLookup> {
  const store = storeOf(job);
  if (store === undefined)
    return {
      kind: "unreachable",
      message: "the baseline could not be fetched: the input github-token is empty; leave it out to have the job's own",
    };
  const found = await findBaseline(store);
  if (found.kind === "found") found.notes?.forEach((note) => void core.info(note));
  if (found.kind === "unreachable" || found.kind === "unusable") job.annotations.say("warning", found.message);
  return found;
}

/** Absent without a github-token. */
function storeOf({ github, context, inputs, room }: Job): ArtifactStore | undefined {
  if (github === undefined) return undefined;
  const { baselineKey: key, baselineWorkflow } = inputs;
  const directory = join(room, "found");
  const store = { ...context, api: github.api, key, events: refreshingEvents, directory };
  return baselineWorkflow === undefined ? store : { ...store, baselineWorkflow };
}

/** What cannot be read must not keep the default branch from making a new one. */
function orReplaced(found: BaselineLookup, { context }: Job): BaselineLookup {
  if (found.kind !== "unusable" || !context.isRefreshing) return found;
  return { kind: "absent", message: `${found.message}: this run replaces it` };
}

export interface PlayedRun extends FoundBaseline {
  readonly plan: Plan;
  readonly checkedOut: CheckedOut;
}

/** Appends this run to the baseline, unless it measured nothing or the history could not be read and would be lost. */
export async function refreshBaseline(
  results: Results,
  { artifact, baseline, plan, checkedOut }: PlayedRun,
  job: Job,
): Promise<void> {
  const { context, inputs, room, annotations } = job;
  // What is confirmed has been measured by a first job, which has appended it.
  if (!context.isRefreshing || inputs.mode === "confirm") return;
  if (!checkedOut.isMains) throw new Error("another commit than the default branch's was measured");
  const unfit = unfitForBaseline(results);
  if (unfit !== undefined) throw new Error(unfit);
  const isLost = artifact.kind === "unreachable";
  if (isLost && inputs.baselineFile === undefined) throw new Error(unread);
  const history = await historyOf(baseline, job);
  const next = join(room, "next");
  await mkdir(next, { recursive: true });
  const { notes, warnings } = await keepBuilds(plan, results, baseline, archivesIn(next));
  for (const warning of warnings) annotations.say("warning", warning);
  const grown = withRun(history, results, String(context.runId), notes);
  await bestEffort("The baseline file", annotations, () => writeFile(grown, next, job));
  if (isLost) throw new Error(unread);
  await upload(grown, next, job);
}

const unread = "a baseline that could not be read is not replaced";

async function upload(baseline: Baseline, directory: string, job: Job): Promise<void> {
  const store = storeOf(job);
  if (!hasArtifacts(job.context.serverUrl)) return core.info(noArtifacts("The baseline"));
  if (store === undefined) return;
  const notes = await uploadBaseline(store, baseline, directory, job.inputs.retentionDays);
  for (const note of notes) core.info(note);
  core.info("The baseline was refreshed");
}
