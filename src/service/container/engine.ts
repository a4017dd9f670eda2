import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { CouldNotMeasure } from "../../model/errors.ts";
import type { EnvVariables } from "../environment.ts";
import { engineProblem } from "./engineProblem.ts";
import { engineProblemText } from "./engineProblemText.ts";

/** A short question to the container engine failed. `output` is what its command line wrote to stderr. */
export class EngineFailure extends CouldNotMeasure {
  override readonly name = "EngineFailure";
  readonly output: string;

  constructor(summary: string, output: string) {
    super(summary);
    this.output = output;
  }
}

export interface EngineOptions {
  readonly env: EnvVariables;
  readonly signal: AbortSignal;
  /** The key of loadgate.yml that needs the engine. It begins each message. */
  readonly key: string;
  /** Default: the working directory. */
  readonly directory?: string;
}

/** Answers within seconds, unless the engine hangs. */
const limitMs = 60_000;

/** The output of `docker ...args`, without its last line break. Throws an EngineFailure, or the signal's reason. */
export async function docker(options: EngineOptions, ...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await runProgram("docker", options, args);
  if (code === 0) return stdout.trimEnd();
  options.signal.throwIfAborted();
  throw new EngineFailure(`${options.key}: docker ${args[0]} failed: ${reasonIn(stderr)}`, stderr);
}

/** Like `docker`, but gives `undefined` instead of an EngineFailure. */
export async function tryDocker(options: EngineOptions, ...args: readonly string[]): Promise<string | undefined> {
  return await docker(options, ...args).catch((error: unknown) => {
    if (error instanceof EngineFailure) return undefined;
    throw error;
  });
}

/** The words that run compose: version 2 is a plugin of docker, version 1 a program of its own. */
export async function composeProgram(options: EngineOptions): Promise<readonly string[]> {
  const plugin = await runProgram("docker", options, ["compose", "version"]);
  return plugin.code === 0 ? ["docker", "compose"] : ["docker-compose"];
}

/** The output of the program. It is killed when the signal aborts, or after a minute. */
export async function runProgram(program: string, options: EngineOptions, args: readonly string[]) {
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(limitMs)]);
  const { stdout, exit } = spawnProgram(program, { ...options, signal }, args);
  const [output, { code, stderr }] = await Promise.all([text(stdout), exit]);
  return { code, stdout: output, stderr };
}

/** Starts the program. It is killed when the signal aborts. */
export function spawnProgram(
  program: string,
  { env, signal, directory = "." }: EngineOptions,
  args: readonly string[],
) {
  const child = spawn(program, args, { cwd: directory, env: { ...env }, stdio: ["ignore", "pipe", "pipe"], signal });
  const closed = new Promise<{ readonly code: number | null; readonly reason?: string }>((resolve) => {
    child.once("close", (code) => resolve({ code }));
    child.once("error", (error) => resolve({ code: null, reason: spawnReason(program, error) }));
  });
  const exit = Promise.all([text(child.stderr), closed]).then(([written, { code, reason = "" }]) => {
    const stderr = `${written}${reason}`;
    return { code, stderr, reason: reasonIn(stderr) };
  });
  return { stdout: child.stdout, exit, kill: () => child.kill("SIGKILL") };
}

function spawnReason(program: string, error: Error): string {
  if ("code" in error && error.code === "ENOENT") return `${program}: command not found`;
  return error.name === "AbortError" ? `${program} gave no answer within ${limitMs / 1000} s` : error.message;
}

/** The cause with its remedy if it is known. Otherwise the engine's own last line. */
function reasonIn(stderr: string): string {
  const problem = engineProblem(stderr);
  if (problem !== undefined) return engineProblemText(problem);
  return stderr.trim().split("\n").at(-1) || "it wrote no reason";
}
