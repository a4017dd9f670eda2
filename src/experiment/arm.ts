import { CouldNotMeasure } from "../model/failure.ts";
import type { Arm, Plan, ServiceSpec } from "../model/plan.ts";
import { whenReachable } from "../service/ready.ts";
import { buildService, type Ground, startService } from "../service/service.ts";

/** One build of the service, ready to be started as often as the experiment wants. */
export interface ArmSource {
  readonly arm: Arm;
  /** Where the build comes from, as the report names it. */
  readonly from: string;
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
  if (service !== undefined) return await startedArm("head", service, service.directory, "service.command", ground);
  if (target !== undefined) return attachedArm("head", "target", target, ground);
  throw new CouldNotMeasure("there is neither a service to start nor a target");
}

/** The base arm, built, where the plan names one that can be had; `undefined` where it names none. */
export async function baseArm({ base, service }: Plan, ground: Ground): Promise<ArmSource | undefined> {
  if (base.from === "none") return undefined;
  const isAttached = base.from === "target" || base.directory === undefined;
  if (isAttached && base.target !== undefined) return attachedArm("base", "base.target", base.target, ground);
  if (base.directory === undefined) return undefined;
  if (service === undefined) {
    throw new CouldNotMeasure(
      "base.directory: a directory holds a build to start, which takes service.command; use base.target",
    );
  }
  return await startedArm("base", service, base.directory, `directory ${base.directory}`, ground);
}

async function startedArm(
  arm: Arm,
  spec: ServiceSpec,
  directory: string,
  from: string,
  ground: Ground,
): Promise<ArmSource> {
  await buildService(spec, arm, directory, ground);
  return { arm, from, start: async () => ({ arm, ...(await startService(spec, arm, directory, ground)) }) };
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
  return { arm, from: origin, start };
}
