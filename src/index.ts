#!/usr/bin/env node
import { randomUUID } from "node:crypto";
import { isMainThread, workerData } from "node:worker_threads";
import { readMark, saveMark } from "./action/postState.ts";
import { oldestNode, relaunch } from "./cli/relaunch.ts";
import { exitCode } from "./exit.ts";
import { version } from "./util/version.ts";

/**
 * The only entry of the bundle. It starts as a worker thread, a workflow step or a command line; each loads its part.
 */
const entry = import.meta.filename;
const { env } = process;
const args = process.argv.slice(2);

if (!isMainThread) await asThread();
else if (Number.parseInt(process.versions.node, 10) < oldestNode) process.exit(await onNewerNode());
else if (args.length > 0 || !isStep()) await fromCommandLine();
else await asStep();

/** A step gets its inputs as environment variables, and no arguments. */
function isStep(): boolean {
  return env["GITHUB_ACTIONS"] === "true" || Object.keys(env).some((name) => name.startsWith("INPUT_"));
}

async function asThread(): Promise<void> {
  const { isTicker, tick } = await import("./load/engine/ticker.ts");
  if (isTicker(workerData)) return tick(workerData);
  const { runWorker } = await import("./load/worker/worker.ts");
  runWorker((await import("./generators/createStream.ts")).createStream);
}

async function fromCommandLine(): Promise<void> {
  const { cli } = await import("./cli.ts");
  const color = process.stdout.isTTY && env["NO_COLOR"] === undefined;
  // A reader such as head may close the pipe early. That is not an error.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  const out = (text: string) => process.stdout.write(text);
  const err = (text: string) => process.stderr.write(text);
  const code = await cli({ args, entry, version, env }, { out, err, color });
  for (const stream of [process.stdout, process.stderr]) await new Promise((resolve) => stream.write("", resolve));
  // A process that could not be stopped must not keep this one alive.
  process.exit(code);
}

async function asStep(): Promise<void> {
  const mainStepMark = readMark(env);
  if (mainStepMark === "") return;
  if (mainStepMark !== undefined) return await (await import("./action.ts")).cleanUp(env, mainStepMark);
  const mark = randomUUID();
  const warnings = saveMark(env, mark, (line) => process.stdout.write(line));
  const { action } = await import("./action.ts");
  const code = await action({ entry, version, env, warnings }, mark);
  // GitHub's clients leave timers behind, which would keep the finished step alive.
  process.exit(code);
}

async function onNewerNode(): Promise<number> {
  const code = await relaunch(entry, args);
  if (code !== undefined) return code;
  process.stderr.write(
    `loadgate: expected Node ${oldestNode} or newer, got ${process.version}; install a newer Node\n`,
  );
  return exitCode.invalid;
}
