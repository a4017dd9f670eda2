#!/usr/bin/env node
import { isMainThread } from "node:worker_threads";

/** The one entry of the bundle: a worker thread, a workflow step, or a command line. Each loads what it needs. */
const entry = import.meta.filename;
const version = "0.1.0";
const { env } = process;

const [major = 0] = process.versions.node.split(".").map(Number);
if (major < 22) {
  process.stderr.write(`loadgate: expected Node 22 or newer, got ${process.version}\n`);
  process.exit(23);
}
if (!isMainThread) (await import("./load/worker.ts")).runWorker();
else if (process.argv.length > 2 || !isStep()) await fromCommandLine();
else await asStep();

/** A step gets its inputs through the environment, and no arguments. */
function isStep(): boolean {
  return env["GITHUB_ACTIONS"] === "true" || Object.keys(env).some((name) => name.startsWith("INPUT_"));
}

async function fromCommandLine(): Promise<void> {
  const { cli } = await import("./cli.ts");
  const color = process.stdout.isTTY && env["NO_COLOR"] === undefined;
  const out = (text: string) => process.stdout.write(text);
  const err = (text: string) => process.stderr.write(text);
  process.exitCode = await cli({ args: process.argv.slice(2), entry, version, env }, { out, err, color });
}

async function asStep(): Promise<void> {
  const { action, afterwards } = await import("./action.ts");
  if (env["STATE_run-id"] === undefined) {
    const code = await action({ entry, version, env });
    // The clients leave timers behind that would keep a finished step alive.
    process.exit(code);
  }
  await afterwards(env);
}
