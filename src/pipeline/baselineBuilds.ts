import { copyFile } from "node:fs/promises";
import { type FurtherFile, packBuild, UnfitBuild } from "../baseline/build/pack.ts";
import { remakeAdvice } from "../baseline/codec.ts";
import { configHash } from "../baseline/loadHash.ts";
import type { BaselineBuilds } from "../baseline/runHistory.ts";
import type { ArchivePaths, BaselineLookup } from "../baseline/store/lookup.ts";
import type { CarriedArchive, MissingArchive } from "../experiment/base/carriedBuild.ts";
import type { Baseline, BaselineRun } from "../model/baseline.ts";
import { carriedPaths, imageArchiveName } from "../model/carriedFiles.ts";
import { wantsPairing } from "../model/comparisonMode.ts";
import { messageOf } from "../model/errors.ts";
import type { Plan } from "../model/plan.ts";
import type { Results } from "../model/results.ts";
import { isFile } from "../shell/files.ts";
import { shortSha } from "../util/format.ts";
import { omitUndefined } from "../util/omitUndefined.ts";

/** The build of a baseline that a run compares with. */
export interface SelectedBuilds {
  /** The plan, with its base changed if the run looks for drift. */
  readonly plan: Plan;
  readonly carried?: CarriedArchive | MissingArchive;
  /** Earlier runs of the default branch against the same anchor. */
  readonly anchored: readonly BaselineRun[];
}

/**
 * Selects the build to compare with. A pull request is compared with the newest build of the default branch. The
 * default branch itself looks for drift: it is compared with its anchor, an old build that carried the same load and
 * files. If there is no anchor, this run's build becomes it.
 */
export function selectBuilds(plan: Plan, lookup: BaselineLookup, isRefreshing: boolean): SelectedBuilds {
  const { baseline, archives = {} } = lookup.kind === "found" ? lookup : {};
  if (!isRefreshing) {
    const { build: file } = archives;
    const sha = baseline?.build?.sha;
    const missing = { reason: whyMissing(lookup), isOutage: lookup.kind === "unreachable" };
    const carried = file === undefined ? missing : { file, ...omitUndefined({ sha }) };
    return { plan, anchored: [], carried };
  }
  const { base } = plan;
  const { carry, carryImage, copy } = base;
  const isOpen = base.from === "artifact" || (base.from === "auto" && base.directory === undefined);
  if (!isOpen || base.target !== undefined || !wantsPairing(plan)) return { plan, anchored: [] };
  const driftPlan: Plan = { ...plan, base: { from: "auto", carry, carryImage, copy } };
  const anchor = archives.anchor === undefined ? undefined : matchingAnchor(plan, baseline);
  if (anchor === undefined || archives.anchor === undefined) return { plan: driftPlan, anchored: [] };
  return {
    plan: driftPlan,
    carried: { file: archives.anchor, sha: anchor.sha, isAnchor: true },
    anchored: (baseline?.runs ?? []).filter(
      (run) => run.anchor === anchor.sha && run.environment.config_hash === anchor.config_hash,
    ),
  };
}

function whyMissing(lookup: BaselineLookup): string {
  switch (lookup.kind) {
    case "found":
      return lookup.baseline.build === undefined
        ? "the baseline carries no build; set base.carry and let a run on the default branch save one"
        : `the baseline's build is missing beside it; ${remakeAdvice}`;
    case "not_asked":
      return "there is no baseline to take a build from; name one by --baseline";
    case "absent":
    case "unreachable":
    case "unusable":
      return lookup.message;
  }
}

/** The baseline's anchor; `undefined` if it was saved for another load or other files. */
function matchingAnchor(plan: Plan, baseline: Baseline | undefined): Baseline["anchor"] {
  const anchor = baseline?.anchor;
  const isSame = anchor?.config_hash === configHash(plan) && isEqual(anchor.carry, carriedPaths(plan.base));
  return isSame ? anchor : undefined;
}

export interface SavedBuilds {
  readonly builds: BaselineBuilds;
  readonly warnings: readonly string[];
}

/** The file for the head's images, if this run is to save them. */
export function imageFileOf({ base }: Plan, isRefreshing: boolean, path: string): { readonly imageFile?: string } {
  return base.carryImage && isRefreshing ? { imageFile: path } : {};
}

/** A run of the default branch whose build may be saved. */
export interface RunToSave {
  readonly plan: Plan;
  readonly results: Results;
  /** The baseline before the run, with the builds that it carries. */
  readonly before: BaselineLookup;
  /** The images of the head, if the run was to save them. The file is absent if that failed. */
  readonly imageFile?: string | undefined;
}

/** Saves this run's build and the anchor at `paths`, which must not exist yet. Returns the builds that were saved. */
export async function saveBuilds(run: RunToSave, paths: Required<ArchivePaths>): Promise<SavedBuilds> {
  const { plan, results, before } = run;
  const { baseline, archives = {} } = before.kind === "found" ? before : {};
  if (carriedPaths(plan.base).length === 0) return { builds: {}, warnings: [] };
  const oldAnchor = reusableAnchor(plan, results, before);
  if (oldAnchor !== undefined) await copyArchive(archives.anchor, paths.anchor);
  const packed = await packRunBuild(run, paths.build);
  // Without a build of this run, the one of the run before stays.
  if (packed.build === undefined) await copyArchive(archives.build, paths.build);
  const build = packed.build ?? (archives.build === undefined ? undefined : baseline?.build);
  const newAnchor = oldAnchor === undefined ? anchorFrom(plan, packed.build) : undefined;
  if (newAnchor !== undefined) await copyArchive(paths.build, paths.anchor);
  const anchor = oldAnchor ?? newAnchor;
  const lost = oldAnchor === undefined ? baseline?.anchor : undefined;
  return {
    builds: { ...(build && { build }), ...(anchor && { anchor }) },
    warnings: [
      ...packed.warnings,
      ...(lost === undefined ? [] : [`the search for drift starts again: ${whyReplaced(plan, lost, archives)}`]),
    ],
  };
}

/** The anchor stays if it could be started, or if this run did not have to start it. */
function reusableAnchor(plan: Plan, results: Results, before: BaselineLookup): Baseline["anchor"] {
  const wasMeasured = results.scenarios.some(({ mode }) => mode.against === "anchor");
  const wasSelected = selectBuilds(plan, before, true).carried !== undefined;
  if (before.kind !== "found" || before.archives?.anchor === undefined || wasMeasured !== wasSelected) return undefined;
  return matchingAnchor(plan, before.baseline);
}

async function packRunBuild(
  { plan: { base, service }, results: { provenance }, imageFile }: RunToSave,
  path: string,
): Promise<{ readonly build?: NonNullable<Baseline["build"]>; readonly warnings: readonly string[] }> {
  if (service === undefined)
    return { warnings: ["base.carry is not used, because the run measures target and starts no service"] };
  try {
    const images = base.carryImage ? [await savedImages(imageFile)] : [];
    const { files, bytes, warnings } = await packBuild(service.directory, [...base.carry, ...images], path);
    const { sha, changed } = provenance.head;
    if (changed !== true) return { build: { ...omitUndefined({ sha }), files, bytes }, warnings };
    // A base chosen by its commit must be a build of that very commit.
    const uncommitted = "the saved build has uncommitted changes, so it is saved without a commit";
    return { build: { files, bytes }, warnings: [...warnings, uncommitted] };
  } catch (error) {
    return { warnings: [`the baseline carries no build of this run: ${messageOf(error)}`] };
  }
}

async function savedImages(file: string | undefined): Promise<FurtherFile> {
  if (file !== undefined && (await isFile(file))) return { path: imageArchiveName, source: file };
  throw new UnfitBuild("base.carry_image: its images were not saved");
}

/** Drift is reported by commit, so a build without a commit cannot be an anchor. */
function anchorFrom(plan: Plan, build: Baseline["build"]): Baseline["anchor"] {
  if (build?.sha === undefined) return undefined;
  return { sha: build.sha, config_hash: configHash(plan), carry: [...carriedPaths(plan.base)] };
}

function whyReplaced(plan: Plan, anchor: NonNullable<Baseline["anchor"]>, { anchor: file }: ArchivePaths): string {
  const name = `the anchor build of ${shortSha(anchor.sha)}`;
  if (anchor.config_hash !== configHash(plan)) return `${name} was measured with other scenarios`;
  if (!isEqual(anchor.carry, carriedPaths(plan.base))) return `${name} contains other files than base.carry names now`;
  return file === undefined ? `${name} is missing` : `${name} could not be measured`;
}

async function copyArchive(from: string | undefined, to: string): Promise<void> {
  if (from !== undefined) await copyFile(from, to);
}

const isEqual = (a: readonly string[], b: readonly string[]): boolean => JSON.stringify(a) === JSON.stringify(b);
