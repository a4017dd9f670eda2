import { join } from "node:path";
import { imageArchiveName } from "../../model/carriedFiles.ts";
import { BaseUnavailable, CouldNotMeasure, ServiceFailure } from "../../model/errors.ts";
import type { Plan, ServiceSpec } from "../../model/plan.ts";
import { containerCommand } from "../../service/container/containerCommand.ts";
import type { ServiceContext } from "../../service/serviceContext.ts";
import { isFile } from "../../shell/files.ts";
import { formatAge, shortSha } from "../../util/format.ts";
import { omitUndefined } from "../../util/omitUndefined.ts";
import { type ArmBuild, buildArm, builtArm, type StartableArm, targetArm } from "../arm.ts";
import { openBuildCache } from "./buildCache.ts";
import { headOnlyChanges } from "./changedFiles.ts";
import { copyInto, type FileCopies } from "./copyFiles.ts";
import type { ExtraFiles } from "./extraFiles.ts";
import { type BaseCommit, checkOutBase } from "./git.ts";
import { headOnlyFiles, missingFiles } from "./localFiles.ts";
import type { BaseSource, CarriedBuild } from "./source.ts";
import { adviseDirectory, adviseStart } from "./startAdvice.ts";

export interface SourceOptions {
  readonly progress: (line: string) => void;
  readonly findCommit: () => Promise<BaseCommit>;
  readonly extras: ExtraFiles;
  /** A person started the run. Builds are kept for the next one. */
  readonly isLocal: boolean;
}

/** The base arm of one source, built. Throws CouldNotMeasure if it is not available. */
export async function sourceArm(
  source: BaseSource,
  plan: Plan,
  options: SourceOptions,
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
      const arm = await buildArm(build, service, context);
      await reportHeadOnly(build, options, context);
      if (service.program.kind !== "command") return arm;
      const trees = { command: service.program.command, head: service.directory, base: directory };
      return withAdvice(arm, () => adviseDirectory(trees));
    }
    case "artifact":
      return await carriedArm(source.carried, requireService(plan, "base.from: an artifact"), options, context);
    case "git": {
      const service = requireService(plan, "base.from: git");
      return await gitArm(await options.findCommit(), service, options, context);
    }
  }
}

async function reportHeadOnly(
  base: Parameters<typeof headOnlyFiles>[1],
  { extras }: SourceOptions,
  { notify }: ServiceContext,
): Promise<void> {
  for (const notice of await headOnlyFiles(extras.localFiles, base)) notify?.(notice);
}

function requireService({ service }: Plan, subject: string): ServiceSpec {
  if (service !== undefined) return service;
  throw new CouldNotMeasure(
    `${subject} contains a build to start, which needs service.command, service.container or service.compose; set it or use base.target`,
  );
}

/** The carried build needs no building. */
async function carriedArm(
  carried: CarriedBuild | undefined,
  service: ServiceSpec,
  options: SourceOptions,
  context: ServiceContext,
): Promise<StartableArm> {
  if (carried === undefined) {
    throw new BaseUnavailable(
      "artifact",
      "no baseline artifact carries a build; set base.carry and let a run on the default branch save one",
    );
  }
  const { sha, isAnchor = false } = carried;
  const name = isAnchor ? "the anchor build" : "the carried build";
  const description = sha === undefined ? name : `${name} of ${shortSha(sha)}`;
  const build = { arm: "base", kind: "artifact", from: "artifact", description, ...carried } as const;
  await copyInto(carried.directory, options.extras.copies);
  // An image holds its files already.
  if (!(await isFile(join(carried.directory, imageArchiveName)))) await reportHeadOnly(build, options, context);
  return builtArm(build, service, context);
}

async function gitArm(
  commit: BaseCommit,
  service: ServiceSpec,
  options: SourceOptions,
  context: ServiceContext,
): Promise<StartableArm> {
  const { sha, why } = commit;
  const description = `git ${shortSha(sha)} (${why})`;
  options.progress(`base: ${description}`);
  const { copies } = options.extras;
  const kept = options.isLocal ? await openBuildCache({ commit, service, copies }, context) : undefined;
  const { directory, context: baseContext, isComplete } = await checkOutBase(commit, context, kept);
  const build = { arm: "base", kind: "git", from: "git", sha, description, directory } as const;
  const arm =
    kept?.keptMs === undefined
      ? await freshArm(build, { service, copies }, baseContext)
      : keptArm(build, service, kept.keptMs, options, baseContext);
  if (isComplete && kept?.keptMs === undefined) await kept?.keep();
  await reportHeadOnly(build, options, context);
  for (const notice of await headOnlyChanges(options.extras.changedFiles, build, context)) context.notify?.(notice);
  const { program } = service;
  // An image has what it needs.
  if (program.kind !== "command" || containerCommand(program.command, false) !== undefined) return arm;
  const trees = {
    command: program.command,
    head: service.directory,
    base: directory,
    missing: await missingFiles(options.extras.localFiles, directory),
    hasBuild: service.build !== undefined,
  };
  return withAdvice(arm, () => adviseStart(trees));
}

async function freshArm(
  build: ArmBuild,
  { service, copies }: { readonly service: ServiceSpec; readonly copies: FileCopies },
  context: ServiceContext,
): Promise<StartableArm> {
  await copyInto(build.directory, copies);
  return await buildArm(build, service, context);
}

function keptArm(
  build: ArmBuild,
  service: ServiceSpec,
  keptMs: number,
  { progress }: SourceOptions,
  context: ServiceContext,
): StartableArm {
  progress(
    `base: built ${formatAge(Date.now() - keptMs)} ago by an earlier run; LOADGATE_BUILD_CACHE=off builds it anew`,
  );
  return builtArm(build, service, context);
}

/** The arm, whose failure to start says what its tree lacks. */
function withAdvice(arm: StartableArm, advise: () => Promise<string | undefined>): StartableArm {
  const fail = async (error: unknown) => addAdvice(error, await advise());
  return { ...arm, start: (further) => arm.start(further).catch(fail) };
}

function addAdvice(error: unknown, advice: string | undefined): never {
  if (!(error instanceof ServiceFailure) || advice === undefined) throw error;
  throw new ServiceFailure(`${error.summary}; ${advice}`, {
    ...omitUndefined({ log: error.log, errorLine: error.errorLine }),
    cause: error,
  });
}
