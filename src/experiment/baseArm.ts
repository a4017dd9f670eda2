import { BaseUnavailable, CouldNotMeasure, ServiceFailure } from "../model/errors.ts";
import type { Notice } from "../model/notice.ts";
import type { Plan, ServiceSpec } from "../model/plan.ts";
import type { ServiceContext } from "../service/serviceContext.ts";
import { shortSha } from "../util/format.ts";
import { omitUndefined } from "../util/omitUndefined.ts";
import { buildArm, builtArm, type StartableArm, targetArm } from "./arm.ts";
import { type BaseCommit, checkOutBase, findBaseCommit } from "./base/git.ts";
import { type BaseFacts, type BaseSource, baseSources, type CarriedBuild, needsCommit } from "./base/source.ts";

export interface BaseArm {
  /** Absent if there is no base to start. */
  readonly base?: StartableArm;
  /** A notice for each source that `base.from: auto` tried in vain. */
  readonly notices: readonly Notice[];
}

export interface BaseOptions {
  readonly facts: BaseFacts;
  readonly carried: CarriedBuild | undefined;
  readonly progress: (line: string) => void;
}

/** The base arm, built. Throws CouldNotMeasure if the plan names a base and it is not available. */
export async function baseArm(plan: Plan, options: BaseOptions, context: ServiceContext): Promise<BaseArm> {
  const { base, service } = plan;
  const { facts, carried } = options;
  const findCommit = once(() => findBaseCommit(base.ref, facts, service?.directory ?? ".", context));
  const choice = { base, hasService: service !== undefined, isRefreshing: facts.isRefreshing, carried };
  const commitSha = needsCommit(choice) ? (await findCommit().catch(() => undefined))?.sha : undefined;
  const notices: Notice[] = [];
  for (const source of baseSources({ ...choice, commitSha })) {
    const isOptional = base.from === "auto" && (source.kind === "git" || source.kind === "artifact");
    try {
      const arm = await armFrom(source, plan, findCommit, options.progress, context);
      if (isOptional) await checkStart(arm);
      return { base: arm, notices };
    } catch (error) {
      if (!isOptional || !(error instanceof CouldNotMeasure) || context.signal.aborted) throw error;
      const stage = error instanceof ServiceFailure ? "service" : "lookup";
      notices.push({ kind: "base_unavailable", source: source.kind, stage, reason: reasonOf(error) });
    }
  }
  return { notices };
}

async function armFrom(
  source: BaseSource,
  plan: Plan,
  findCommit: () => Promise<BaseCommit>,
  progress: BaseOptions["progress"],
  context: ServiceContext,
): Promise<StartableArm> {
  switch (source.kind) {
    case "target":
      return targetArm("base", "base.target", source.origin, context);
    case "directory": {
      const { directory } = source;
      const service = requireService(plan, "base.directory: a directory");
      const from = `directory ${directory}`;
      const build = { arm: "base", kind: "directory", from, description: from, directory } as const;
      return await buildArm(build, service, context);
    }
    case "artifact":
      return carriedArm(source.carried, requireService(plan, "base.from: an artifact"), context);
    case "git": {
      const service = requireService(plan, "base.from: git");
      return await gitArm(await findCommit(), service, progress, context);
    }
  }
}

function requireService({ service }: Plan, subject: string): ServiceSpec {
  if (service !== undefined) return service;
  throw new CouldNotMeasure(
    `${subject} contains a build to start, which needs service.command; set it or use base.target`,
  );
}

/** The carried build needs no building. */
function carriedArm(carried: CarriedBuild | undefined, service: ServiceSpec, context: ServiceContext): StartableArm {
  if (carried === undefined) {
    throw new BaseUnavailable(
      "artifact",
      "no baseline artifact carries a build; set base.carry and let a run on the default branch save one",
    );
  }
  const { sha, isAnchor = false } = carried;
  const name = isAnchor ? "the anchor build" : "the carried build";
  const description = sha === undefined ? name : `${name} of ${shortSha(sha)}`;
  return builtArm({ arm: "base", kind: "artifact", from: "artifact", description, ...carried }, service, context);
}

async function gitArm(
  commit: BaseCommit,
  service: ServiceSpec,
  progress: BaseOptions["progress"],
  context: ServiceContext,
): Promise<StartableArm> {
  const { sha, why } = commit;
  const description = `git ${shortSha(sha)} (${why})`;
  progress(`base: ${description}`);
  const directory = await checkOutBase(commit, context);
  const build = { arm: "base", kind: "git", from: "git", sha, description, directory } as const;
  const arm = await buildArm(build, service, context);
  if (service.build !== undefined) return arm;
  return { ...arm, start: () => arm.start().catch(adviseBuild) };
}

function adviseBuild(error: unknown): never {
  if (!(error instanceof ServiceFailure)) throw error;
  const advice =
    "the base is a fresh checkout without the files that git ignores (node_modules): set service.build to create them";
  throw new ServiceFailure(`${error.summary}; ${advice}`, {
    ...omitUndefined({ log: error.log, lastLogLine: error.lastLogLine }),
    cause: error,
  });
}

/** Starts and stops the arm once, so that a build that cannot start is known before anything is measured. */
async function checkStart(arm: StartableArm): Promise<void> {
  await arm.prepareRound();
  await using _ = await arm.start();
}

/** The reason for a notice: short, but with the last line of the log if the service failed. */
function reasonOf(error: CouldNotMeasure): string {
  if (error instanceof BaseUnavailable) return error.reason;
  const lastLine = error instanceof ServiceFailure ? error.lastLogLine : undefined;
  return lastLine === undefined ? error.summary : `${error.summary} (${lastLine})`;
}

function once<T>(create: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => {
    result ??= create();
    return result;
  };
}
