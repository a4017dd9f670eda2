import { CouldNotMeasure, type LogTail } from "../model/errors.ts";
import type { Arm, Plan, ServiceSpec } from "../model/plan.ts";
import { containerCommand } from "../service/container/containerCommand.ts";
import { createDeployment } from "../service/createDeployment.ts";
import type { EnvVariables } from "../service/environment.ts";
import { serviceLogFile } from "../service/launch.ts";
import { waitUntilReachable } from "../service/readiness.ts";
import type { Service } from "../service/service.ts";
import type { ServiceContext } from "../service/serviceContext.ts";
import { omitUndefined } from "../util/omitUndefined.ts";
import { runsOnceText } from "../wording/pairsText.ts";
import { buildStep, reportBuild } from "./buildProgress.ts";

/** The origin of a build, as results.json has it in its provenance. */
export interface BuildOrigin {
  readonly kind: "service" | "target" | "directory" | "artifact" | "git";
  /** service.command, service.container, directory ../base, git, artifact, or an address. */
  readonly from: string;
  readonly sha?: string;
}

/** One build of the service. It can be started any number of times. */
export interface StartableArm extends BuildOrigin {
  readonly arm: Arm;
  /** The same build, to be started beside it in a second pair. Absent if only one can run at once. */
  readonly second?: StartableArm;
  /** Why there is no second one, in a clause. */
  readonly runsOnce?: string;
  /** The origin in words, with the commit and how it was chosen. */
  readonly description: string;
  /** The build is the anchor; see CarriedBuild. */
  readonly isAnchor?: boolean;
  /** The environment of its commands. Absent if Loadgate does not start the service. */
  readonly environment?: EnvVariables;
  /** The directory of its build. Absent if Loadgate does not start the service. */
  readonly directory?: string;
  /** Runs before each round, before either arm starts. */
  prepareRound(): Promise<void>;
  /** `further` variables are added to its environment, and win. */
  start(further?: EnvVariables): Promise<RunningArm>;
  /** Saves the images that it starts. Throws CouldNotMeasure. Absent if it starts no images. */
  saveImages?(file: string): Promise<void>;
}

export interface RunningArm extends AsyncDisposable {
  readonly arm: Arm;
  /** Of the second of two pairs that run at once. */
  readonly isSecond?: boolean;
  readonly origin: string;
  /** Its live processes; the root comes first. Absent if Loadgate cannot see those that do the service's work. */
  readonly pids?: () => readonly number[];
  /** Present if it runs in a container that this machine shows: it, and those that it depends on. */
  readonly containers?: NonNullable<Service["containers"]>;
  /** The ports that it listens on besides PORT. Absent if Loadgate did not start the service. */
  readonly furtherPorts?: () => readonly number[];
  /** The part of its log that an error message quotes. Absent if Loadgate did not start the service. */
  readonly logTail?: () => Promise<LogTail>;
  /** Rejects if the service ends before it is stopped. */
  readonly died: Promise<never>;
}

/** The head arm, built. Throws CouldNotMeasure if that fails. */
export async function headArm({ service, target }: Plan, context: ServiceContext): Promise<StartableArm> {
  if (service !== undefined) {
    const from = `service.${service.program.kind}`;
    const build = { arm: "head", kind: "service", from, description: from, directory: service.directory } as const;
    return await buildArm(build, service, context);
  }
  if (target !== undefined) return targetArm("head", "target", target, context);
  throw new CouldNotMeasure("the configuration has neither a service to start nor a target");
}

/** A build in a directory. */
export interface ArmBuild extends BuildOrigin, Pick<StartableArm, "arm" | "description" | "isAnchor"> {
  readonly directory: string;
}

/** Runs `service.build`, then gives the arm. Throws a ServiceFailure if the build fails. */
export async function buildArm(build: ArmBuild, service: ServiceSpec, context: ServiceContext): Promise<StartableArm> {
  const { out, progress = () => {} } = context;
  const step = buildStep(service);
  const run = () => deploymentOf(build, service, context).build();
  if (step === undefined) await run();
  else await reportBuild({ arm: build.arm, step, logFile: serviceLogFile(out, build.arm), progress }, run);
  return builtArm(build, service, context);
}

/** An arm whose build is already in its directory. */
export function builtArm(build: ArmBuild, service: ServiceSpec, context: ServiceContext): StartableArm {
  const startable = (isSecond: boolean): StartableArm => {
    const deployment = deploymentOf(build, service, context, isSecond);
    return {
      ...build,
      environment: deployment.environment,
      prepareRound: () => deployment.prepareRound(),
      start: async (further) => ({ ...runningArm(build.arm, await deployment.start(further), context), isSecond }),
      ...omitUndefined({ saveImages: deployment.saveImages }),
    };
  };
  const runsOnce = runsOnceReason(service);
  return { ...startable(false), ...(runsOnce === undefined ? { second: startable(true) } : { runsOnce }) };
}

function runsOnceReason({ program, build, beforeRound }: ServiceSpec): string | undefined {
  const command = program.kind === "command" ? program.command : undefined;
  const isContainer = command !== undefined && containerCommand(command, build !== undefined) !== undefined;
  return runsOnceText({ command, hasBeforeRound: beforeRound !== undefined, isContainer });
}

/** Warns if nobody sees the processes that do the service's work: numbers of others would look like a comparison. */
function runningArm(arm: Arm, service: Service, { notify }: ServiceContext): RunningArm {
  const { unseen, pids, ...running } = service;
  if (unseen === undefined) return { arm, pids, ...running };
  notify?.({ kind: "usage_unseen", arm, ...unseen });
  return { arm, ...running };
}

const deploymentOf = ({ arm, directory }: ArmBuild, service: ServiceSpec, context: ServiceContext, isSecond = false) =>
  createDeployment({ service, arm, directory, ...(isSecond && { instance: `second-${arm}` }) }, context);

/** A service that Loadgate does not start. `key` is the configuration key of its address. */
export function targetArm(arm: Arm, key: string, origin: string, { signal }: ServiceContext): StartableArm {
  const start = async () => {
    const problem = await waitUntilReachable(origin, signal);
    if (problem !== undefined) {
      throw new CouldNotMeasure(
        `${key}: nothing listens at ${origin} (${problem}); start the service before Loadgate, or correct ${key}`,
      );
    }
    return { arm, origin, died: new Promise<never>(() => {}), [Symbol.asyncDispose]: async () => {} };
  };
  return { arm, kind: "target", from: origin, description: origin, prepareRound: async () => {}, start };
}
