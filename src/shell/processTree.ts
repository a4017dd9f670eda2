import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { CouldNotMeasure } from "../model/errors.ts";
import type { Millis } from "../model/unit.ts";
import { type Clock, systemClock } from "./clock.ts";
import { type Cores, listOf } from "./cpuAffinity.ts";
import { kinOf, signalAll } from "./procfs.ts";

/** A shell command that runs in a group of its own, with everything it starts. */
export interface ProcessTree {
  readonly pid: number;
  /** How the command itself ended. */
  readonly exited: Promise<Exit>;
  /** Living pids of the whole tree: descendants, group members, whatever carries the mark, and what was one of them once. */
  members(): readonly number[];
  /**
   * SIGTERM to all, then SIGKILL to what is still there after `graceMs`; returns once none is left. Once `hurry` aborts,
   * also while it is under way, there is a second at most.
   */
  stop(graceMs: Millis, hurry: AbortSignal): Promise<void>;
}

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface Command {
  readonly command: string;
  readonly directory: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Its output is appended here: a file needs no reader, so it never holds the service up. */
  readonly logFile: string;
  /** An entry that is added to the environment and finds the tree's members wherever they went. */
  readonly mark: { readonly name: string; readonly value: string };
  /** The cores that it may use; all, where not given. */
  readonly cores?: Cores;
}

/** Throws where the command cannot even be started, such as in a directory that does not exist. */
export async function spawnTree({ command, directory, env, logFile, mark, cores }: Command): Promise<ProcessTree> {
  const log = openSync(logFile, "a");
  const shell = ["/bin/sh", "-c", command];
  const [program = "", ...args] = cores === undefined ? shell : ["taskset", "-c", listOf(cores), ...shell];
  const child = spawn(program, args, {
    cwd: directory,
    env: { ...env, [mark.name]: mark.value },
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  const exited = exitOf(child);
  const pid = child.pid;
  if (pid === undefined) {
    await exited;
    throw new Error(`${program} could not be started in ${directory}`);
  }
  const seen = new Map<number, number>();
  const members = () => {
    const kin = kinOf({ root: pid, mark: `${mark.name}=${mark.value}\0`, seen });
    for (const { pid, startTicks } of kin) seen.set(pid, startTicks);
    return kin.map((one) => one.pid);
  };
  return { pid, exited, members, stop: (graceMs, hurry) => stopTree(members, graceMs, hurry, systemClock) };
}

function exitOf(child: ChildProcess): Promise<Exit> {
  const { promise, resolve, reject } = Promise.withResolvers<Exit>();
  child.once("exit", (code, signal) => resolve({ code, signal }));
  child.once("error", reject);
  // Whoever waits sees the failure; that nobody waits is none.
  promise.catch(() => {});
  return promise;
}

const pollMs = 20;
const mostLooks = 250;
const hurriedMs = 1000;

/** SIGTERM to all, SIGKILL after `graceMs` to what is left; once `hurry` aborts, a second later at most. */
export async function stopTree(
  members: () => readonly number[],
  graceMs: Millis,
  hurry: AbortSignal,
  clock: Clock,
): Promise<void> {
  signalAll(members(), "SIGTERM");
  let hurriedEndMs = Number.POSITIVE_INFINITY;
  for (const endMs = clock.nowMs() + graceMs; clock.nowMs() < Math.min(endMs, hurriedEndMs); ) {
    if (members().length === 0) return;
    if (hurry.aborted) hurriedEndMs = Math.min(hurriedEndMs, clock.nowMs() + hurriedMs);
    await clock.sleepUntil(clock.nowMs() + pollMs);
  }
  // A tree that forks while it is being killed takes more than one look.
  for (let looks = 0; looks < mostLooks; looks++) {
    const left = members();
    if (left.length === 0) return;
    signalAll(left, "SIGKILL");
    await clock.sleepUntil(clock.nowMs() + pollMs);
  }
  const left = members();
  if (left.length > 0)
    throw new CouldNotMeasure(
      `the processes ${left.join(", ")} of the service cannot be stopped: are they another user's?`,
    );
}
