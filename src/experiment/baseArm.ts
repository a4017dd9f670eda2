import { BaseUnavailable, CouldNotMeasure, ServiceFailure } from "../model/errors.ts";
import type { MissingBase } from "../model/missingBase.ts";
import type { Notice } from "../model/notice.ts";
import type { Plan } from "../model/plan.ts";
import type { ServiceContext } from "../service/serviceContext.ts";
import type { StartableArm } from "./arm.ts";
import { findExtraFiles } from "./base/extraFiles.ts";
import { findBaseCommit } from "./base/git.ts";
import { type BaseFacts, type BaseSource, baseSources, type CarriedBuild, needsCommit } from "./base/source.ts";
import { type SourceOptions, sourceArm } from "./base/sourceArm.ts";

export interface BaseArm {
  /** Absent if there is no base to start. */
  readonly base?: StartableArm;
  /** Present if there should be a base, and there is none. */
  readonly missingBase?: MissingBase | undefined;
  /** A notice for each source that `base.from: auto` tried in vain. */
  readonly notices: readonly Notice[];
}

export interface BaseOptions {
  readonly facts: BaseFacts;
  readonly carried: CarriedBuild | undefined;
  readonly progress: (line: string) => void;
}

/** The places to look for the base, in order, and what is known of the head before its build. */
export interface BaseCandidates {
  readonly sources: readonly BaseSource[];
  readonly options: SourceOptions & BaseOptions;
}

/** Must run before the head is built: a build creates files, which are no difference between head and base. */
export async function findBaseCandidates(
  plan: Plan,
  options: BaseOptions,
  context: ServiceContext,
): Promise<BaseCandidates> {
  const { base, service } = plan;
  const { facts, carried } = options;
  const findCommit = once(() => findBaseCommit(base.ref, facts, service?.directory ?? ".", context));
  const choice = { base, hasService: service !== undefined, isRefreshing: facts.isRefreshing, carried };
  const commitSha = needsCommit(choice) ? (await findCommit().catch(() => undefined))?.sha : undefined;
  const sources = baseSources({ ...choice, commitSha });
  const extras = await findExtraFiles(sources, plan, facts, context);
  return { sources, options: { ...options, findCommit, extras, isLocal: facts.event === undefined } };
}

/** The base arm, built. Throws CouldNotMeasure if the plan names a base and it is not available. */
export async function baseArm(
  plan: Plan,
  { sources, options }: BaseCandidates,
  context: ServiceContext,
): Promise<BaseArm> {
  const { base } = plan;
  const notices: Notice[] = [];
  let missingBase: MissingBase | undefined;
  for (const source of sources) {
    const isOptional = base.from === "auto" && (source.kind === "git" || source.kind === "artifact");
    let isBuilt = false;
    try {
      const arm = await sourceArm(source, plan, options, context);
      isBuilt = true;
      if (isOptional) await checkStart(arm);
      return { base: arm, notices };
    } catch (error) {
      if (!isOptional || !(error instanceof CouldNotMeasure) || context.signal.aborted) throw error;
      notices.push(unavailable(error, source.kind, isBuilt));
      missingBase ??= missingBaseOf(error, source.kind, isBuilt);
    }
  }
  // Main itself needs no base.
  return options.facts.isRefreshing ? { notices } : { notices, missingBase };
}

function unavailable(error: CouldNotMeasure, source: MissingBase["source"], isBuilt: boolean): Notice {
  return { kind: "base_unavailable", source, stage: stageOf(error, isBuilt), reason: reasonOf(error) };
}

function stageOf(error: CouldNotMeasure, isBuilt: boolean) {
  if (!(error instanceof ServiceFailure)) return "lookup";
  return isBuilt ? "start" : "build";
}

/** `undefined` if there is no base yet, as for the first commit. */
function missingBaseOf(
  error: CouldNotMeasure,
  source: MissingBase["source"],
  isBuilt: boolean,
): MissingBase | undefined {
  if (error instanceof BaseUnavailable) return error.missing;
  return { source, cause: isBuilt ? "start" : "service", subject: "the base", detail: reasonOf(error) };
}

/** Starts and stops the arm once, so that a build that cannot start is known before anything is measured. */
async function checkStart(arm: StartableArm): Promise<void> {
  await arm.prepareRound();
  await using _ = await arm.start();
}

/** The reason for a notice: short, but with one line of the log if the service failed. */
function reasonOf(error: CouldNotMeasure): string {
  if (error instanceof BaseUnavailable) return error.reason;
  const logLine = error instanceof ServiceFailure ? error.errorLine : undefined;
  return logLine === undefined ? error.summary : `${error.summary} (${logLine})`;
}

function once<T>(create: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => {
    result ??= create();
    return result;
  };
}
