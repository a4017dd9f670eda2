import { isPaired, wantsPairing } from "../model/comparisonMode.ts";
import { CouldNotMeasure } from "../model/errors.ts";
import type { MissingBase } from "../model/missingBase.ts";
import type { Notice } from "../model/notice.ts";
import type { Plan } from "../model/plan.ts";
import type { ServiceContext } from "../service/serviceContext.ts";
import { missingBaseText } from "../wording/missingBaseText.ts";
import { headArm, type StartableArm } from "./arm.ts";
import { type CarriedArchive, type MissingArchive, unpackCarriedBuild } from "./base/carriedBuild.ts";
import type { BaseFacts } from "./base/source.ts";
import { type BaseArm, baseArm, findBaseCandidates } from "./baseArm.ts";
import type { Progress } from "./round.ts";
import { sharedState } from "./sharedState.ts";

/** The builds of an experiment. */
export interface ExperimentArms {
  /** Absent if there is no base to start. */
  readonly base?: StartableArm | undefined;
  /** Present if there should be a base, and there is none. */
  readonly missingBase?: MissingBase | undefined;
  /** Absent after a failure. */
  readonly head?: StartableArm;
  /** The reason if an arm could not be built. */
  readonly failure?: unknown;
  readonly notices: readonly Notice[];
}

export interface ArmsOptions {
  readonly baseFacts: BaseFacts;
  readonly carried?: CarriedArchive | MissingArchive;
  readonly progress: Progress;
}

/** Builds the head, then the base, unless no scenario wants one. Never throws: a failure is part of the result. */
export async function buildArms(
  plan: Plan,
  { baseFacts: facts, carried: archive, progress }: ArmsOptions,
  context: ServiceContext,
): Promise<ExperimentArms> {
  const hasPairs = wantsPairing(plan);
  const notices: Notice[] = [];
  try {
    const unpacked = await unpackCarriedBuild(plan.base, hasPairs ? archive : undefined, context.temporary);
    notices.push(...unpacked.notices);
    const options = { facts, carried: unpacked.carried, progress };
    const isDue = hasPairs && unpacked.missingBase === undefined;
    const candidates = isDue ? await findBaseCandidates(plan, options, context) : undefined;
    // A head that cannot be built ends the run, and the base's build would be in vain.
    const head = await headArm(plan, context);
    const built: BaseArm =
      candidates === undefined
        ? { notices: [], missingBase: unpacked.missingBase }
        : await baseArm(plan, candidates, context);
    const { base, missingBase } = built;
    notices.push(...built.notices);
    requireBase(plan, built, facts);
    return { base, missingBase, head, notices: [...notices, ...sharedStateNotices(base, head, plan.service)] };
  } catch (failure) {
    return { failure, notices };
  }
}

/** Throws CouldNotMeasure if a scenario sets a comparison that needs a base, and there is none. */
function requireBase({ scenarios, base: { carry } }: Plan, { base, missingBase }: BaseArm, facts: BaseFacts): void {
  // The first run of the default branch has no base. It saves the build for later runs.
  const isFirst = facts.isRefreshing && carry.length > 0;
  if (base !== undefined || isFirst) return;
  for (const { id, compare } of scenarios) {
    if (compare === undefined || !isPaired({ kind: compare })) continue;
    const remedy =
      missingBase === undefined ? "name base.directory, base.target or --base" : missingBaseText(missingBase);
    throw new CouldNotMeasure(`scenarios.${id}.compare: ${compare} needs a base to start; ${remedy}`);
  }
}

function sharedStateNotices(
  base: StartableArm | undefined,
  head: StartableArm,
  service: Plan["service"],
): readonly Notice[] {
  if (base?.environment === undefined || head.environment === undefined) return [];
  return sharedState({ base: base.environment, head: head.environment }, service?.beforeRound !== undefined);
}
