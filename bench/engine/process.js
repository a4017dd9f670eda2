// Processes that end with the bench, on every way out: each in a group of its own, and killed by the kernel where the
// bench itself is killed (setpriv and taskset are util-linux).
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

const running = new Set();
process.on("exit", () => running.forEach(kill));
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => process.exit(130));

/** Starts a command, pinned to a core where one is given; what it prints goes to a file, or to a pipe without one. */
export function start([command, ...args], { core, stdin = "", file, errors } = {}) {
  const pin = core === undefined ? [] : ["taskset", "-c", `${core}`];
  const out = file === undefined ? "pipe" : openSync(file, "w");
  const err = errors === undefined ? "ignore" : openSync(errors, "w");
  const child = spawn("setpriv", ["--pdeathsig", "KILL", ...pin, command, ...args], {
    detached: true,
    stdio: ["pipe", out, err],
  });
  for (const fd of [out, err]) if (typeof fd === "number") closeSync(fd);
  child.stdin.on("error", () => {});
  child.stdin.end(stdin);
  running.add(child);
  const ended = once(child, "exit").then(([code]) => {
    running.delete(child);
    return code;
  });
  return { pid: child.pid, stdout: child.stdout, ended, hasEnded: () => !running.has(child), stop: () => stop(child) };
}

/** The exit code; a process that is not through by then is killed, and that is an error. */
export async function exitWithin(run, ms) {
  const patience = new AbortController();
  const late = sleep(ms, "late", { signal: patience.signal }).catch(() => {});
  const code = await Promise.race([run.ended, late]);
  patience.abort();
  if (code !== "late") return code;
  await run.stop();
  throw new Error(`not through after ${ms} ms`);
}

async function stop(child) {
  if (!running.has(child)) return;
  const ended = once(child, "exit");
  kill(child);
  await ended;
}

function kill({ pid }) {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // Gone already.
  }
}

/** Processor time of all threads of a process group so far, in ns: the scheduler's own account, not that of the ticks. */
export function cpuNsOf(group) {
  let sum = 0;
  for (const pid of membersOf(group)) {
    for (const thread of entriesOf(`/proc/${pid}/task`)) {
      sum += Number(textOf(`/proc/${pid}/task/${thread}/schedstat`).split(" ", 1)[0]);
    }
  }
  return sum;
}

/** Memory of a process group, in bytes. */
export function rssBytesOf(group) {
  const kilobytes = (pid) => Number(/^VmRSS:\s+(\d+)/m.exec(textOf(`/proc/${pid}/status`))?.[1] ?? 0);
  return 1024 * membersOf(group).reduce((sum, pid) => sum + kilobytes(pid), 0);
}

function membersOf(group) {
  // pid (name) state ppid pgrp: the name may hold anything.
  const groupOf = (pid) => Number(/.*\) \S \d+ (\d+)/s.exec(textOf(`/proc/${pid}/stat`))?.[1]);
  return entriesOf("/proc").filter((name) => /^\d+$/.test(name) && groupOf(name) === group);
}

function entriesOf(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function textOf(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/** What a command prints, both ways out; empty where it is not there. */
export function outputOf([command, ...args]) {
  const { stdout, stderr } = spawnSync(command, args, { encoding: "utf8", timeout: 5000 });
  return `${stdout ?? ""}${stderr ?? ""}`;
}
