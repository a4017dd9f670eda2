import { copyFile } from "node:fs/promises";
import { packBuild } from "../baseline/build/pack.ts";
import { anew, type Notes } from "../baseline/codec.ts";
import { configHash } from "../baseline/loadHash.ts";
import type { Archives, BaselineLookup } from "../baseline/store/lookup.ts";
import type { CarriedArchive, NoArchive } from "../experiment/base/carriedBuild.ts";
import type { Baseline, BaselineRun } from "../model/baseline.ts";
import { wantsPairing } from "../model/comparisonMode.ts";
import { messageOf } from "../model/errors.ts";
import type { Plan } from "../model/plan.ts";
import type { Results } from "../model/results.ts";
import { shortSha } from "../util/format.ts";
import { defined } from "../util/omitUndefined.ts";

/** What a run may start of the builds that a baseline carries. */
export interface Carried {
  readonly plan: Plan;
  readonly carried?: CarriedArchive | NoArchive;
  /** The runs of main that were compared with this very anchor. */
  readonly anchored: readonly BaselineRun[];
}

/**
 * A pull request is compared with the newest build of main. Main itself, which has nothing to be compared with, looks for
 * drift: it is played beside the oldest build that measured the same, its anchor, and without one it becomes it.
 */
export function carriedFor(plan: Plan, lookup: BaselineLookup, isRefreshing: boolean): Carried {
  const { baseline, archives = {} } = lookup.kind === "found" ? lookup : {};
  if (!isRefreshing) {
    const { build } = archives;
    const sha = baseline?.build?.sha;
    const carried = build === undefined ? { missing: whyMissing(lookup) } : { file: build, ...defined({ sha }) };
    return { plan, anchored: [], carried };
  }
  const { base } = plan;
  const isLooking = base.from === "artifact" || (base.from === "auto" && base.directory === undefined);
  if (!isLooking || base.target !== undefined || !wantsPairing(plan)) return { plan, anchored: [] };
  const onMain: Plan = { ...plan, base: { from: "auto", carry: base.carry } };
  const anchor = archives.anchor === undefined ? undefined : anchorOf(plan, baseline);
  if (anchor === undefined || archives.anchor === undefined) return { plan: onMain, anchored: [] };
  return {
    plan: onMain,
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
        ? "the baseline carries no build; set base.carry and let a run on the default branch make one"
        : `the build that goes with the baseline is missing beside it; ${anew}`;
    case "not_asked":
      return "there is no baseline to take a build from; name one by --baseline";
    case "absent":
    case "unreachable":
    case "unusable":
      return lookup.message;
  }
}

/** The anchor, where it was carried for the same load and the same files. */
function anchorOf(plan: Plan, baseline: Baseline | undefined): Baseline["anchor"] {
  const anchor = baseline?.anchor;
  const isSame = anchor?.config_hash === configHash(plan) && isEqual(anchor.carry, plan.base.carry);
  return isSame ? anchor : undefined;
}

export interface Kept {
  readonly notes: Notes;
  readonly warnings: readonly string[];
}

/** Puts the builds that go with the baseline of a run of main at these places, where nothing is yet; says which those are. */
export async function keepBuilds(
  plan: Plan,
  results: Results,
  before: BaselineLookup,
  places: Required<Archives>,
): Promise<Kept> {
  const { baseline, archives = {} } = before.kind === "found" ? before : {};
  const { carry } = plan.base;
  if (carry.length === 0) return { notes: {}, warnings: [] };
  const anchor = keptAnchor(plan, results, before);
  if (anchor !== undefined) await put(archives.anchor, places.anchor);
  const packed = await packedBuild(plan, results, places.build);
  if (packed.build === undefined && archives.build !== undefined) await put(archives.build, places.build);
  const build = packed.build ?? (archives.build === undefined ? undefined : baseline?.build);
  const fresh = anchor === undefined ? freshAnchor(plan, packed.build) : undefined;
  if (fresh !== undefined) await put(places.build, places.anchor);
  const replaced =
    anchor === undefined && baseline?.anchor !== undefined
      ? [`drift is looked for afresh: ${whyReplaced(plan, baseline.anchor, archives)}`]
      : [];
  return {
    notes: { ...(build && { build }), ...((anchor ?? fresh) && { anchor: anchor ?? fresh }) },
    warnings: [...packed.warnings, ...replaced],
  };
}

/** The anchor stays as long as it can be played, or none was to be. */
function keptAnchor(plan: Plan, results: Results, before: BaselineLookup): Baseline["anchor"] {
  const wasPlayed = results.scenarios.some(({ mode }) => mode.against === "anchor");
  const wasOffered = carriedFor(plan, before, true).carried !== undefined;
  if (before.kind !== "found" || before.archives?.anchor === undefined || wasPlayed !== wasOffered) return undefined;
  return anchorOf(plan, before.baseline);
}

async function packedBuild(
  { base, service }: Plan,
  { provenance }: Results,
  place: string,
): Promise<{ readonly build?: NonNullable<Baseline["build"]>; readonly warnings: readonly string[] }> {
  if (service === undefined)
    return { warnings: ["base.carry is not used, because target is measured, and no service started"] };
  try {
    const { files, bytes, warnings } = await packBuild(service.directory, base.carry, place);
    const { sha, changed } = provenance.head;
    if (changed !== true) return { build: { ...defined({ sha }), files, bytes }, warnings };
    // Whoever asks for that commit must not get something else.
    const uncommitted = "the build that the baseline carries has uncommitted changes: it is told without a commit";
    return { build: { files, bytes }, warnings: [...warnings, uncommitted] };
  } catch (error) {
    return { warnings: [`the baseline carries no build of this run: ${messageOf(error)}`] };
  }
}

/** A change is told by its commit: what has none is no anchor. */
function freshAnchor(plan: Plan, build: Baseline["build"]): Baseline["anchor"] {
  if (build?.sha === undefined) return undefined;
  return { sha: build.sha, config_hash: configHash(plan), carry: [...plan.base.carry] };
}

function whyReplaced(plan: Plan, anchor: NonNullable<Baseline["anchor"]>, { anchor: file }: Archives): string {
  const name = `the anchor build of ${shortSha(anchor.sha)}`;
  if (anchor.config_hash !== configHash(plan)) return `${name} was measured with other scenarios`;
  if (!isEqual(anchor.carry, plan.base.carry)) return `${name} carries other files than base.carry now has`;
  return file === undefined ? `${name} is missing` : `${name} could not be played`;
}

async function put(from: string | undefined, to: string): Promise<void> {
  if (from !== undefined) await copyFile(from, to);
}

const isEqual = (a: readonly string[], b: readonly string[]): boolean => JSON.stringify(a) === JSON.stringify(b);
