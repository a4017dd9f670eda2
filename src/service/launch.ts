import { mkdir, rm, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { CouldNotMeasure, type LogTail } from "../model/errors.ts";
import type { Arm } from "../model/plan.ts";
import type { Millis } from "../model/unit.ts";
import { isDirectory, readTail } from "../shell/files.ts";
import { type Exit, type ProcessTree, spawnTree } from "../shell/processTree.ts";
import { omitUndefined } from "../util/omitUndefined.ts";
import type { EnvVariables } from "./environment.ts";
import { redactLog } from "./redactLog.ts";
import { recordProcessGroup } from "./runDirectory.ts";
import type { ServiceContext } from "./serviceContext.ts";
import { runMark } from "./watchdog.ts";

/** A shell command of loadgate.yml, for one arm. */
export interface ArmCommand {
  readonly command: string;
  readonly arm: Arm;
  readonly directory: string;
  /** The arm's own temporary directory. */
  readonly temporary: string;
  readonly env: EnvVariables;
  /** Time between SIGTERM and SIGKILL when the command is stopped. An interrupted run waits at most a second. */
  readonly stopTimeoutMs: Millis;
}

/** A running command. Disposing of it stops all its processes. */
export interface ServiceProcess extends AsyncDisposable {
  readonly tree: Pick<ProcessTree, "pid" | "exited" | "members">;
  /** The end of what the command has logged so far, without credentials. */
  logTail(): Promise<LogTail>;
}

/** Lines of a log that an error shows. */
const shownLines = 20;

/** Starts the command. Its output goes to service-<arm>.log. Throws CouldNotMeasure if its directory does not exist. */
export async function launch(
  { command, arm, directory, temporary, env, stopTimeoutMs }: ArmCommand,
  { runId, temporary: runDirectory, out, cores, signal }: ServiceContext,
): Promise<ServiceProcess> {
  if (!(await isDirectory(directory))) {
    const key = arm === "base" ? "base.directory" : "service.directory";
    throw new CouldNotMeasure(`${key}: expected a directory, got ${resolve(directory)}, which does not exist`);
  }
  await mkdir(temporary, { recursive: true });
  await mkdir(out, { recursive: true });
  const logFile = join(out, `service-${arm}.log`);
  const logStart = (await stat(logFile).catch(() => undefined))?.size ?? 0;
  const mark = { name: runMark, value: `${runId}/${arm}` };
  const tree = await spawnTree({ command, directory, env, logFile, mark, ...omitUndefined({ cores }) });
  const record = await recordProcessGroup(runDirectory, tree.pid);
  return {
    tree,
    logTail: () => logTail(logFile, logStart),
    async [Symbol.asyncDispose]() {
      await tree.stop(stopTimeoutMs, signal);
      await rm(record, { force: true });
    },
  };
}

async function logTail(logFile: string, from: number): Promise<LogTail> {
  // A credential can stand on the line after its header's name. More lines are therefore read than shown.
  const redacted = redactLog(await readTail(logFile, from, 2 * shownLines));
  const lines = redacted.split("\n").slice(-shownLines);
  const lastLogLine = lines.at(-1) ?? "";
  if (lines.length === 1 && lastLogLine === "") return { log: nothingLogged, lastLogLine: nothingLogged };
  return { log: [`the end of its log (${logFile}):`, ...lines.map((line) => `  | ${line}`)].join("\n"), lastLogLine };
}

const nothingLogged = "it logged nothing";

/** The exit as the end of a sentence: ended with exit code 3. */
export function exitText({ code, signal }: Exit): string {
  return signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`;
}
