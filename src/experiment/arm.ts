import { CouldNotMeasure, messageOf, noBase } from "../model/errors.ts";
import type { Arm, Plan, ServiceSpec } from "../model/plan.ts";
import type { Environment } from "../service/environment.ts";
import { whenReachable } from "../service/readiness.ts";
import { buildService, environmentOf, type Ground, prepareRound, startService } from "../service/service.ts";
import { shortSha } from "../util/format.ts";
import { type BaseCommit, baseCommit, checkOut } from "./base/git.ts";
import { type BaseFacts, type BaseSource, type CarriedBuild, isWantedAsked, sourcesOf } from "./base/source.ts";

/** One build of the service, ready to be started as often as the experiment wants. */
export interface ArmSource extends Pick<CarriedBuild, "sha" | "isAnchor"> {
  readonly arm: Arm;
  /** Where the build comes from: directory ../base, git, artifact. */
  readonly from: string;
  /** The same in words, with the commit and how it was found. */
  readonly told: string;
  /** What its commands get; absent where we start none. */
  readonly environment?: Environment;
  /** Before each round, and before either arm starts. */
  prepare(): Promise<void>;
  start(): Promise<RunningArm>;
}

export interface RunningArm extends AsyncDisposable {
  readonly arm: Arm;
  readonly origin: string;
  /** Absent where the service is not ours to see. */
  readonly pid?: number;
  /** Rejects when the service ends before it is stopped. */
  readonly died: Promise<never>;
}

/** The head arm, built. */
export async function headArm({ service, target }: Plan, ground: Ground): Promise<ArmSource> {
  if (service !== undefined) {
    const from = "service.command";
    return await builtArm({ arm: "head", from, told: from, directory: service.directory }, service, ground);
  }
  if (target !== undefined) return attachedArm("head", "target", target, ground);
  throw new CouldNotMeasure("there is neither a service to start nor a target");
}

export interface BaseArm {
  /** Absent where there is nothing to start. */
  readonly base?: ArmSource;
  /** Why a base was not to be had that `auto` would have taken. */
  readonly warnings: readonly string[];
}

export interface BaseMeans {
  readonly facts: BaseFacts;
  readonly carried: CarriedBuild | undefined;
  readonly progress: (line: string) => void;
}

/** The base arm, built. Throws CouldNotMeasure where the one that the plan names cannot be had. */
export async function baseArm(plan: Plan, means: BaseMeans, ground: Ground): Promise<BaseArm> {
  const { base, service } = plan;
  const { facts, carried } = means;
  const commit = once(() => baseCommit(base.ref, facts, service?.directory ?? ".", ground));
  const choice = { base, hasService: service !== undefined, isRefreshing: facts.isRefreshing, carried };
  const wanted = isWantedAsked(choice) ? (await commit().catch(() => undefined))?.sha : undefined;
  const warnings: string[] = [];
  for (const source of sourcesOf({ ...choice, wanted })) {
    const isFallible = base.from === "auto" && (source.kind === "git" || source.kind === "artifact");
    try {
      const arm = await armFrom(source, plan, commit, means.progress, ground);
      return { base: isFallible ? await tried(arm) : arm, warnings };
    } catch (error) {
      if (!isFallible || !(error instanceof CouldNotMeasure) || ground.signal.aborted) throw error;
      warnings.push(`${noBase} ${source.kind}: ${brief(error)}; name one by base.ref, base.directory or --base`);
    }
  }
  return { warnings };
}

async function armFrom(
  source: BaseSource,
  plan: Plan,
  commit: () => Promise<BaseCommit>,
  progress: BaseMeans["progress"],
  ground: Ground,
): Promise<ArmSource> {
  switch (source.kind) {
    case "target":
      return attachedArm("base", "base.target", source.origin, ground);
    case "directory": {
      const { directory } = source;
      const from = `directory ${directory}`;
      const service = startable(plan, "base.directory: a directory");
      return await builtArm({ arm: "base", from, told: from, directory }, service, ground);
    }
    case "artifact":
      return carriedArm(source.carried, startable(plan, "base.from: an artifact"), ground);
    case "git": {
      const service = startable(plan, "base.from: git");
      return await gitArm(await commit(), service, progress, ground);
    }
  }
}

function startable({ service }: Plan, what: string): ServiceSpec {
  if (service !== undefined) return service;
  throw new CouldNotMeasure(`${what} holds a build to start, which takes service.command; use base.target`);
}

/** Built already, where it was carried from. */
function carriedArm(carried: CarriedBuild | undefined, service: ServiceSpec, ground: Ground): ArmSource {
  if (carried === undefined) {
    throw new CouldNotMeasure(
      "base.from: artifact: no baseline artifact carries a build; set base.carry and let a run on the default branch make one",
    );
  }
  const { sha, isAnchor = false } = carried;
  const name = isAnchor ? "the anchor build" : "the carried build";
  const told = sha === undefined ? name : `${name} of ${shortSha(sha)}`;
  const build = { arm: "base" as const, from: "artifact", told, ...carried };
  return startedArm(build, service, ground);
}

async function gitArm(
  commit: BaseCommit,
  service: ServiceSpec,
  progress: BaseMeans["progress"],
  ground: Ground,
): Promise<ArmSource> {
  const { sha, why } = commit;
  const told = `git ${shortSha(sha)} (${why})`;
  progress(`base: ${told}`);
  const directory = await checkOut(commit, ground);
  const source = await builtArm({ arm: "base", from: "git", sha, told, directory }, service, ground);
  if (service.build !== undefined) return source;
  return { ...source, start: () => source.start().catch(withoutBuild) };
}

function withoutBuild(error: unknown): never {
  if (!(error instanceof CouldNotMeasure)) throw error;
  const [first = "", ...log] = error.message.split("\n");
  const hint = "the base is a fresh checkout, without what git ignores (node_modules): set service.build to make it";
  throw new CouldNotMeasure([`${first}; ${hint}`, ...log].join("\n"), { cause: error });
}

interface Build extends Pick<ArmSource, "arm" | "from" | "sha" | "isAnchor" | "told"> {
  readonly directory: string;
}

async function builtArm(build: Build, spec: ServiceSpec, ground: Ground): Promise<ArmSource> {
  await buildService(spec, build.arm, build.directory, ground);
  return startedArm(build, spec, ground);
}

function startedArm({ directory, ...build }: Build, spec: ServiceSpec, ground: Ground): ArmSource {
  const { arm } = build;
  return {
    ...build,
    environment: environmentOf(spec, arm, ground),
    prepare: () => prepareRound(spec, arm, directory, ground),
    start: async () => ({ arm, ...(await startService(spec, arm, directory, ground)) }),
  };
}

function attachedArm(arm: Arm, key: string, origin: string, { signal }: Ground): ArmSource {
  const start = async () => {
    const problem = await whenReachable(origin, signal);
    if (problem !== undefined) {
      throw new CouldNotMeasure(
        `${key}: nothing listens at ${origin} (${problem}); start it before, or correct ${key}`,
      );
    }
    return { arm, origin, died: new Promise<never>(() => {}), [Symbol.asyncDispose]: async () => {} };
  };
  return { arm, from: origin, told: origin, prepare: async () => {}, start };
}

/** Started once, so that a build that cannot start is known before anything is measured. */
async function tried(source: ArmSource): Promise<ArmSource> {
  await source.prepare();
  await using _ = await source.start();
  return source;
}

/** The first line of what went wrong, and the last of its log. */
function brief(error: unknown): string {
  const [first = "", ...log] = messageOf(error)
    .replace(/^base\.from: \w+: /, "")
    .split("\n");
  const last = log.at(-1)?.replace(/^ *\| /, "");
  return last === undefined ? first : `${first} (${last})`;
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
