import { resolve } from "node:path";
import * as core from "@actions/core";
import { mergeBaselines } from "../baseline/runHistory.ts";
import { archivePaths } from "../baseline/store/downloadBaseline.ts";
import { existingArchives, readBaselineFile, saveBaselineFile } from "../baseline/store/fileStore.ts";
import type { BaselineLookup } from "../baseline/store/lookup.ts";
import type { Baseline } from "../model/baseline.ts";
import type { Job } from "./job.ts";

/** The parts of a job that name its baseline file. */
type FileJob = Pick<Job, "inputs" | "workspace">;

/** The artifact, or else the baseline file. An artifact that exists but is unusable is not replaced by the file. */
export async function fallBackToFile(artifact: BaselineLookup, job: FileJob): Promise<BaselineLookup> {
  const { baselineFile: name } = job.inputs;
  if (name === undefined || (artifact.kind !== "absent" && artifact.kind !== "unreachable")) return artifact;
  const file = await readFile(name, job);
  // Without the advice behind the semicolon: the file is the remedy.
  const [why] = artifact.message.split("; ");
  switch (file.kind) {
    case "found":
      return {
        ...file,
        from: `${file.from} (it is part of the code under test, and a change of the code can change it), because ${why}`,
      };
    case "unusable":
      return { kind: "unusable", message: `${file.message}; it was read because ${why}` };
    default:
      return {
        ...artifact,
        message: `${why}, and ${name} does not exist; the next run on the default branch creates it`,
      };
  }
}

/** The earlier runs for the next baseline: those of the current baseline, merged with those of the baseline file. */
export async function baselineHistory(
  baseline: BaselineLookup,
  job: FileJob & Pick<Job, "annotations">,
): Promise<Baseline | undefined> {
  const { baselineFile: name } = job.inputs;
  const current = baseline.kind === "found" ? baseline.baseline : undefined;
  const file = name === undefined ? undefined : await readFile(name, job);
  if (file?.kind === "unusable") job.annotations.add("warning", `${file.message}: this run replaces it`);
  if (file?.kind !== "found") return current;
  return current === undefined ? file.baseline : mergeBaselines(current, file.baseline);
}

/** Writes the baseline file, together with the archived builds from `directory`. Does nothing if no file is named. */
export async function writeBaselineFile(baseline: Baseline, directory: string, job: FileJob): Promise<void> {
  const { baselineFile: name } = job.inputs;
  if (name === undefined) return;
  await saveBaselineFile(
    resolve(job.workspace, name),
    baseline,
    await existingArchives(baseline, archivePaths(directory)),
  );
  core.info(`The baseline was written to ${name}`);
}

const readFile = (name: string, { workspace }: FileJob) => readBaselineFile(resolve(workspace, name), name);
