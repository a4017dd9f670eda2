// Child processes that never outlive the benchmark. Each has its own process group. The kernel kills them if the
// benchmark itself is killed (setpriv and taskset are part of util-linux).
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

const running = new Set();
process.on("exit", () => running.forEach(kill));
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => process.exit(130));

/** Starts a command, pinned to `core` if given. Its output goes to `file`, or to a pipe if there is none. */
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
  const exit = once(child, "exit").then(([code]) => {
    running.delete(child);
    return code;
  });
  return { pid: child.pid, stdout: child.stdout, exit, hasEnded: () => !running.has(child), stop: () => stop(child) };
}

/** The exit code. Kills a process that is still running after the time, and throws. */
export async function exitWithin(run, ms) {
  const timer = new AbortController();
  const timeout = sleep(ms, "timeout", { signal: timer.signal }).catch(() => {});
  const code = await Promise.race([run.exit, timeout]);
  timer.abort();
  if (code !== "timeout") return code;
  await run.stop();
  throw new Error(`still running after ${ms} ms`);
}

async function stop(child) {
  if (!running.has(child)) return;
  const exit = once(child, "exit");
  kill(child);
  await exit;
}

function kill({ pid }) {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It has already ended.
  }
}

/** CPU time in ns of all threads of a process group so far, by the scheduler's exact account and not by ticks. */
export function cpuNsOf(group) {
  let sum = 0;
  for (const pid of membersOf(group)) {
    for (const thread of entriesOf(`/proc/${pid}/task`)) {
      sum += Number(textOf(`/proc/${pid}/task/${thread}/schedstat`).split(" ", 1)[0]);
    }
  }
  return sum;
}

/** Resident memory of a process group, in bytes. */
export function rssBytesOf(group) {
  const kilobytes = (pid) => Number(/^VmRSS:\s+(\d+)/m.exec(textOf(`/proc/${pid}/status`))?.[1] ?? 0);
  return 1024 * membersOf(group).reduce((sum, pid) => sum + kilobytes(pid), 0);
}

function membersOf(group) {
  // Format: pid (name) state ppid pgrp. The name may contain any character.
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

/** The output of a command, stdout and stderr together. Empty if the command does not exist. */
export function outputOf([command, ...args]) {
  const { stdout, stderr } = spawnSync(command, args, { encoding: "utf8", timeout: 5000 });
  return `${stdout ?? ""}${stderr ?? ""}`;
}
