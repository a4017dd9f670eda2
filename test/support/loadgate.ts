import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { cli } from "../../src/cli.ts";
import type { Results } from "../../src/model/results.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
export const sampleService = join(root, "fixtures/services/sample/server.js");
const entry = join(root, "src/index.ts");
/** Without this cache, stripping the types of 200 files takes half of a short run's CPU time. */
const NODE_COMPILE_CACHE = join(root, "node_modules/.cache/loadgate-tests");

/** A temporary directory for a test. It is removed at the end of the owning block. */
export async function workspace(files: Readonly<Record<string, string>> = {}) {
  const path = await mkdtemp(join(tmpdir(), "loadgate-test-"));
  const at = (name: string) => join(path, name);
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(at(name)), { recursive: true });
    await writeFile(at(name), text);
  }
  return {
    path,
    at,
    read: (name: string) => readFile(at(name), "utf8"),
    results: async (): Promise<Results> => JSON.parse(await readFile(at("loadgate-report/results.json"), "utf8")),
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  };
}

export interface SampleConfig {
  /** Additional lines of `service:`, such as `ready_timeout: 1s`. */
  readonly service?: readonly string[];
  /** Additional lines at the top level. */
  readonly top?: readonly string[];
  readonly command?: string;
  /**
   * Added to each response, unless `command` is set. Default: 300. Loadgate tolerates a generator that is late by a share
   * of the latency, and on a busy machine it is often late by more than a fast service allows.
   */
  readonly latencyMs?: number;
  readonly rate?: string;
  readonly duration?: string;
}

/** A shell command that starts the sample service with that latency, in ms or as an expression of the shell. */
export const sampleCommand = (latencyMs: number | string): string =>
  `exec env FAULT_LATENCY_MS=${latencyMs} ${process.execPath} ${sampleService}`;

/** A loadgate.yml for the sample service, with one scenario called steady that requests GET /hello. */
export function sampleConfig({
  service = [],
  top = [],
  latencyMs = 300,
  command = sampleCommand(latencyMs),
  rate = "100/s",
  duration = "500ms",
}: SampleConfig = {}): string {
  return [
    "version: 1",
    "service:",
    `  command: ${command}`,
    "  ready: /healthz",
    ...service.map((line) => `  ${line}`),
    ...top,
    // Most tests are about what is measured before.
    ...(top.some((line) => line.startsWith("explain:")) ? [] : ["explain: { budget: 0s }"]),
    "scenarios:",
    "  steady:",
    "    phases:",
    `      - { id: steady, pattern: constant, rate: ${rate}, duration: ${duration} }`,
    "    requests:",
    "      - GET /hello",
    "",
  ].join("\n");
}

/** Waits until the file exists. */
export async function existing(path: string): Promise<void> {
  while (!existsSync(path)) await sleep(20);
}

/** Starts `loadgate ...args` in a separate process. */
export function spawnLoadgate(args: readonly string[], directory: string, env: Readonly<Record<string, string>> = {}) {
  const { PATH = "" } = process.env;
  const child = spawn(process.execPath, [entry, ...args], {
    cwd: directory,
    env: { PATH, NODE_COMPILE_CACHE, LOADGATE_WARM_UP: "off", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream].setEncoding("utf8").on("data", (text) => {
      output[stream] += text;
    });
  }
  const ended = once(child, "close").then(([code, signal]) => ({ code, signal, ...output }));
  return {
    pid: child.pid,
    ended,
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    /** Waits until the progress output on stderr contains the text. */
    async waitForProgress(text: string) {
      while (!output.stderr.includes(text) && child.exitCode === null && child.signalCode === null) await sleep(10);
    },
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

export async function runLoadgate(
  args: readonly string[],
  directory: string,
  env: Readonly<Record<string, string>> = {},
) {
  await using run = spawnLoadgate(args, directory, env);
  return await run.ended;
}

/** Runs `loadgate ...args` in this process, for commands that measure nothing. Paths must be absolute. */
export async function runInProcess(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const output = { stdout: "", stderr: "" };
  const add = (stream: keyof typeof output) => (text: string) => {
    output[stream] += text;
  };
  const terminal = { out: add("stdout"), err: add("stderr"), color: false };
  return { code: await cli({ args, entry, version: "0.0.0", env }, terminal), ...output };
}
