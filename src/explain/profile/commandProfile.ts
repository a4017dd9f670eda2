import { mkdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { messageOf } from "../../model/errors.ts";
import type { Arm } from "../../model/plan.ts";
import { type Millis, millis } from "../../model/unit.ts";
import { systemClock } from "../../shell/clock.ts";
import { readText, removeTree } from "../../shell/files.ts";
import { type ProcessTree, spawnTree } from "../../shell/processTree.ts";
import { formatDuration } from "../../util/format.ts";
import { maxProfileBytes } from "../formats/readProfile.ts";
import type { Instrument, InstrumentContext, ObservationResult } from "../instrument.ts";
import { cpuTimeMs, furtherProfiles, furtherResult, profileResult } from "./externalProfile.ts";
import { listeningPid } from "./listeningPid.ts";

const key = "explain.profile.command";
/** Profilers need time to attach and to write their file. */
const usualGraceMs = millis(10_000);

/** Profiles the service with a shell command, which leaves a file in OUT. */
export function commandProfile(
  command: string,
  context: InstrumentContext,
  graceMs: Millis = usualGraceMs,
): Instrument {
  return {
    async attach(arm, round) {
      const directory = join(context.temporary, `profile-${arm}`);
      await removeTree(directory);
      await mkdir(directory, { recursive: true });
      const commands = new AsyncDisposableStack();
      return {
        environment: {},
        async observe(service) {
          const seconds = Math.max(1, Math.floor(service.durationMs / 1000));
          const files = { out: join(directory, "profile"), log: join(directory, "log") };
          const { directory: armDirectory, environment } = context.arms[arm];
          const tree = await spawnTree({
            command,
            directory: armDirectory,
            env: {
              ...environment,
              LOADGATE_ARM: arm,
              PID: String(listeningPid(service)),
              DURATION: String(seconds),
              OUT: files.out,
            },
            logFile: files.log,
            mark: context.mark(arm),
          });
          commands.defer(() => tree.stop(millis(200), context.signal));
          const cpuBefore = cpuTimeMs(service.pids());
          return {
            stop: async () => {
              const cpuAfter = cpuTimeMs(service.pids());
              const cpuMs = cpuBefore === undefined || cpuAfter === undefined ? undefined : cpuAfter - cpuBefore;
              const failure = await endOf(tree, graceMs, files.log, context.signal);
              if (failure !== undefined) return { records: [], failures: [failure] };
              return await resultOf({ arm, round, out: files.out, cpuMs }, context);
            },
          };
        },
        async [Symbol.asyncDispose]() {
          await commands[Symbol.asyncDispose]().finally(() => removeTree(directory));
        },
      };
    },
  };
}

/** Waits until the command has ended. Returns what went wrong, as a sentence. */
async function endOf(
  tree: ProcessTree,
  withinMs: Millis,
  logFile: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const timer = new AbortController();
  const late = systemClock.sleepUntil(millis(systemClock.nowMs() + withinMs), AbortSignal.any([timer.signal, signal]));
  const exit = await Promise.race([tree.exited, late.catch(() => undefined)]);
  timer.abort();
  if (!exit) {
    await tree.stop(millis(200), signal);
    return `${key}: expected to end after DURATION seconds, still ran ${formatDuration(withinMs)} after the load, and was stopped`;
  }
  if (exit.code === 0) return undefined;
  const log = ((await readText(logFile)) ?? "").trim().split("\n").at(-1)?.slice(0, 300) ?? "";
  const how = exit.signal === null ? `ended with exit code ${exit.code}` : `was ended by ${exit.signal}`;
  return `${key}: ${how}${log === "" ? "" : ` (${log})`}`;
}

interface ProfileOutput {
  readonly arm: Arm;
  readonly round: number;
  readonly out: string;
  readonly cpuMs: number | undefined;
}

async function resultOf(output: ProfileOutput, context: InstrumentContext): Promise<ObservationResult> {
  const { arm, out } = output;
  try {
    const content = await contentOf(out);
    const further = await Promise.all(
      furtherProfiles.map(async (one) => {
        const found = await contentOf(`${out}${one.suffix}`);
        return found === undefined ? [] : furtherResult(one, { arm, key, content: found }, context);
      }),
    );
    // A service that waits may use too little CPU time for a sample.
    const hasNoSample = content?.length === 0 && further.flat().length > 0;
    const all = [...(hasNoSample ? [] : [await ofProfile(output, content, context)]), ...further.flat()];
    return { records: all.flatMap(({ records }) => records), failures: all.flatMap(({ failures }) => failures) };
  } catch (error) {
    return failed(messageOf(error));
  }
}

async function ofProfile(
  { out: _, ...taken }: ProfileOutput,
  content: Uint8Array | undefined,
  context: InstrumentContext,
): Promise<ObservationResult> {
  if (content === undefined) return failed("expected a profile in the file $OUT, but the command wrote none");
  return await profileResult({ ...taken, key, content }, context);
}

const failed = (problem: string): ObservationResult => ({ records: [], failures: [`${key}: ${problem}`] });

/** `undefined` if there is no such file. */
async function contentOf(file: string): Promise<Uint8Array | undefined> {
  const size = (await stat(file).catch(() => undefined))?.size;
  if (size === undefined) return undefined;
  if (size > maxProfileBytes) throw new Error(`the profile has ${size} bytes, and ${maxProfileBytes} are the limit`);
  return await readFile(file);
}
