import { mkdir, rm, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { CouldNotMeasure, type LogTail } from "../model/errors.ts";
import type { Arm, ServiceSpec } from "../model/plan.ts";
import { bytes, type Millis } from "../model/unit.ts";
import { isDirectory } from "../shell/files.ts";
import type { ListedProcess } from "../shell/processTable.ts";
import { type Exit, type ProcessTree, spawnTree } from "../shell/processTree.ts";
import { omitUndefined } from "../util/omitUndefined.ts";
import type { EnvVariables } from "./environment.ts";
import type { InstanceName } from "./instance.ts";
import { recordProcess, recordProcessGroup } from "./runDirectory.ts";
import type { ServiceContext } from "./serviceContext.ts";
import { limitLog, maxLogBytes, quoteLog, readLog } from "./serviceLog.ts";
import { runMark } from "./watchdog.ts";

/** A shell command of loadgate.yml, for one arm. */
export interface ArmCommand {
  readonly command: string;
  readonly arm: Arm;
  /** Default: the arm's name. */
  readonly instance?: InstanceName;
  readonly directory: string;
  /** The instance's own temporary directory. */
  readonly temporary: string;
  readonly env: EnvVariables;
  readonly stdin?: ServiceSpec["stdin"];
  /** Time between SIGTERM and SIGKILL when the command is stopped. An interrupted run waits at most a second. */
  readonly stopTimeoutMs: Millis;
}

/** A running command. Disposing of it stops all its processes. */
export interface ServiceProcess extends AsyncDisposable {
  readonly tree: Pick<ProcessTree, "pid" | "exited" | "members">;
  /** Makes processes that something else started part of the command's tree. */
  adopt(processes: readonly ListedProcess[]): void;
  /** Records the processes of the tree for the clean-up after a run that was killed. */
  recordMembers(): Promise<void>;
  /** What the command has logged so far, without credentials. */
  logLines(): Promise<readonly string[]>;
  /** The part of the log that an error message quotes. */
  logTail(): Promise<LogTail>;
}

/** The file with the output of an arm's commands. */
export const serviceLogFile = (out: string, instance: InstanceName): string => join(out, `service-${instance}.log`);

/** Starts the command. Its output goes to service-<instance>.log. Throws CouldNotMeasure if its directory does not exist. */
export async function launch(
  { command, arm, instance = arm, directory, temporary, env, stdin, stopTimeoutMs }: ArmCommand,
  { runId, temporary: runDirectory, out, cores, notify, signal }: ServiceContext,
): Promise<ServiceProcess> {
  if (!(await isDirectory(directory))) {
    const key = arm === "base" ? "base.directory" : "service.directory";
    throw new CouldNotMeasure(`${key}: expected a directory, got ${resolve(directory)}, which does not exist`);
  }
  await mkdir(temporary, { recursive: true });
  await mkdir(out, { recursive: true });
  const file = serviceLogFile(out, instance);
  const log = { file, start: (await stat(file).catch(() => undefined))?.size ?? 0 };
  const mark = { name: runMark, value: `${runId}/${instance}` };
  const tree = await spawnTree({ command, directory, env, logFile: file, mark, ...omitUndefined({ cores, stdin }) });
  const records = [await recordProcessGroup(runDirectory, tree.pid)];
  const logLimit = limitLog(log, () => notify?.({ kind: "log_cut", arm, file, limit_bytes: bytes(maxLogBytes) }));
  return {
    tree,
    adopt: (processes) => processes.forEach(tree.adopt),
    async recordMembers() {
      for (const member of tree.members()) records.push(await recordProcess(runDirectory, member));
    },
    logLines: () => readLog(log),
    logTail: () => quoteLog(log),
    async [Symbol.asyncDispose]() {
      await tree.stop(stopTimeoutMs, signal).finally(() => logLimit[Symbol.dispose]());
      for (const record of records) await rm(record, { force: true });
    },
  };
}

/** The exit as the end of a sentence: ended with exit code 3. */
export function exitText({ code, signal }: Exit): string {
  return signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`;
}
