import { spawn } from "node:child_process";
import { once } from "node:events";
import { open, readFile } from "node:fs/promises";
import { join } from "node:path";

export interface ProgramResult {
  /** null if a signal ended the program. */
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProgramOptions {
  readonly workspace: string;
  /** A directory for stdout and stderr. They are files, because a leftover process could hold a pipe open. */
  readonly logs: string;
  /** Cancels the program when this promise settles. */
  readonly signalWhen?: Promise<unknown>;
}

/** The runner cancels a step with SIGINT, after 7.5 s with SIGTERM, and after 10 s with SIGKILL. */
const cancellation = [
  { signal: "SIGINT", afterMs: 0 },
  { signal: "SIGTERM", afterMs: 7_500 },
  { signal: "SIGKILL", afterMs: 10_000 },
] as const;

/** Runs a Node program to its end, with these environment variables only. */
export async function runProgram(
  program: string,
  env: Readonly<Record<string, string>>,
  { workspace, logs, signalWhen }: ProgramOptions,
): Promise<ProgramResult> {
  const paths = { stdout: join(logs, "stdout"), stderr: join(logs, "stderr") };
  await using stdout = await open(paths.stdout, "w");
  await using stderr = await open(paths.stderr, "w");
  const child = spawn(process.execPath, [program], { cwd: workspace, env, stdio: ["ignore", stdout.fd, stderr.fd] });
  const timers: NodeJS.Timeout[] = [];
  void signalWhen?.then(() => {
    for (const { signal, afterMs } of cancellation) timers.push(setTimeout(() => child.kill(signal), afterMs));
  });
  const [exitCode, signal] = await once(child, "exit");
  timers.forEach(clearTimeout);
  return {
    exitCode,
    signal,
    stdout: await readFile(paths.stdout, "utf8"),
    stderr: await readFile(paths.stderr, "utf8"),
  };
}
