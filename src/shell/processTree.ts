import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import type { Millis } from "../model/unit.ts";
import { systemClock } from "./clock.ts";
import { commandShell } from "./commandShell.ts";
import { type Cores, formatCores } from "./cpuAffinity.ts";
import { limitCommand } from "./limitMark.ts";
import { findTree, type ListedProcess } from "./processTable.ts";
import { stopTree } from "./stopTree.ts";

/** A shell command in its own process group, with everything it starts. */
export interface ProcessTree {
  readonly pid: number;
  /** The exit of the command itself. */
  readonly exited: Promise<Exit>;
  /** The whole live tree: descendants, group members, marked processes, and earlier members. */
  members(): readonly ListedProcess[];
  /** Makes a process a member, with everything that it starts. */
  adopt(process: ListedProcess): void;
  /** Stops the tree as `stopTree` does. */
  stop(graceMs: Millis, hurry: AbortSignal): Promise<void>;
}

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface TreeCommand {
  readonly command: string;
  readonly directory: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Standard input: empty, or open until the tree is stopped. Default: `closed`. */
  readonly stdin?: "open" | "closed";
  /** The command's output is appended to this file. Unlike a pipe, a file never blocks the service. */
  readonly logFile: string;
  /** An environment variable that marks the tree. It finds members that have left the process group. */
  readonly mark: { readonly name: string; readonly value: string };
  /** The cores the command may use. Default: all. */
  readonly cores?: Cores;
}

/** Starts the command. Throws if it cannot be started, for example because the directory does not exist. */
export async function spawnTree(options: TreeCommand): Promise<ProcessTree> {
  const { command, directory, env, stdin = "closed", logFile, mark, cores } = options;
  const entry = `${mark.name}=${mark.value}`;
  const affinity = cores === undefined ? [] : ["taskset", "-c", formatCores(cores)];
  const [program = "", ...args] = [
    ...(await limitCommand(entry)),
    ...affinity,
    ...(await commandShell(command, env["PATH"])),
  ];
  const log = openSync(logFile, "a");
  const child = spawn(program, args, {
    cwd: directory,
    env: { ...env, [mark.name]: mark.value },
    detached: true,
    stdio: [stdin === "open" ? "pipe" : "ignore", log, log],
  });
  closeSync(log);
  child.stdin?.on("error", () => {});
  const exited = exitOf(child);
  const pid = child.pid;
  if (pid === undefined) {
    await exited;
    throw new Error(`${program} could not be started in ${directory}`);
  }
  const knownMembers = new Map<number, number>();
  const adopt = (member: ListedProcess) => void knownMembers.set(member.pid, member.startTicks);
  const members = () => {
    const found = findTree({ root: pid, mark: entry, knownMembers });
    for (const member of found) adopt(member);
    return found;
  };
  return {
    pid,
    exited,
    members,
    adopt,
    async stop(graceMs, hurry) {
      // A process that cannot be stopped must not keep this one alive.
      child.unref();
      child.stdin?.destroy();
      const pids = () => members().map((member) => member.pid);
      await stopTree({ members: pids, group: pid }, graceMs, hurry, systemClock);
    },
  };
}

function exitOf(child: ChildProcess): Promise<Exit> {
  const { promise, resolve, reject } = Promise.withResolvers<Exit>();
  child.once("exit", (code, signal) => resolve({ code, signal }));
  child.once("error", reject);
  // The caller sees the error when it awaits the promise. Nobody has to await it.
  promise.catch(() => {});
  return promise;
}
