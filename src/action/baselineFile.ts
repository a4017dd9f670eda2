import { resolve } from "node:path";
import * as core from "@actions/core";
import { joined } from "../baseline/mergeRuns.ts";
import { archivesIn } from "../baseline/store/downloadBaseline.ts";
import { archivesThere, baselineFromFile, saveBaseline } from "../baseline/store/fileStore.ts";
import type { BaselineLookup } from "../baseline/store/lookup.ts";
import type { Baseline } from "../model/baseline.ts";
import type { Job } from "./job.ts";

/** Of a step: the file that it names for where there is no artifact. */
type Whose = Pick<Job, "inputs" | "workspace">;
type Historian = Whose & Pick<Job, "annotations">;

/** What the artifact gives, or the file where that cannot be had. An artifact that cannot be trusted is no such case. */
export async function orFromFile(artifact: BaselineLookup, job: Whose): Promise<BaselineLookup> {
  const { baselineFile: name } = job.inputs;
  if (name === undefined || (artifact.kind !== "absent" && artifact.kind !== "unreachable")) return artifact;
  const file = await read(name, job);
  // What follows is what could be done about it, and the file has been.
  const [why] = artifact.message.split("; ");
  switch (file.kind) {
    case "found":
      return {
        ...file,
        from: `${file.from} (it comes with the code under test: whoever changes that can change it), because ${why}`,
      };
    case "unusable":
      return { kind: "unusable", message: `${file.message}; it was read because ${why}` };
    default:
      return {
        ...artifact,
        message: `${why}, and ${name} does not exist; the next run on the default branch makes one`,
      };
  }
}

/** The runs that the next baseline has behind it: those of the artifact, and those of the file that is to be written. */
export async function historyOf(baseline: BaselineLookup, job: Historian): Promise<Baseline | undefined> {
  const { baselineFile: name } = job.inputs;
  const found = baseline.kind === "found" ? baseline.baseline : undefined;
  const file = name === undefined ? undefined : await read(name, job);
  if (file?.kind === "unusable") job.annotations.say("warning", `${file.message}: this run replaces it`);
  if (file?.kind !== "found") return found;
  return found === undefined ? file.baseline : joined(found, file.baseline);
}

/** Writes the file as main's next one, with the builds that lie in `directory` beside it. */
export async function writeFile(baseline: Baseline, directory: string, job: Whose): Promise<void> {
  const { baselineFile: name } = job.inputs;
  if (name === undefined) return;
  await saveBaseline(resolve(job.workspace, name), baseline, await archivesThere(baseline, archivesIn(directory)));
  core.info(`The baseline was written to ${name}`);
}

const read = (name: string, { workspace }: Whose) => baselineFromFile(resolve(workspace, name), name);
