#!/usr/bin/env node
import { randomUUID } from "node:crypto";
import { isMainThread, workerData } from "node:worker_threads";
import { notedMark, noteMark } from "./action/postState.ts";
import { oldestNode, relaunch } from "./cli/relaunch.ts";

/** The one entry of the bundle: a worker thread, a workflow step, or a command line. Each loads what it needs. */
const entry = import.meta.filename;
const version = "0.1.0";
const { env } = process;
const args = process.argv.slice(2);

if (!isMainThread) await asThread();
else if (Number.parseInt(process.versions.node, 10) < oldestNode) process.exit(await onNewerNode());
else if (args.length > 0 || !isStep()) await fromCommandLine();
else await asStep();

/** A step gets its inputs through the environment, and no arguments. */
function isStep(): boolean {
  return env["GITHUB_ACTIONS"] === "true" || Object.keys(env).some((name) => name.startsWith("INPUT_"));
}

async function asThread(): Promise<void> {
  const { isTicker, tick } = await import("./load/engine/ticker.ts");
  if (isTicker(workerData)) return tick(workerData);
  const { runWorker } = await import("./load/worker/worker.ts");
  runWorker((await import("./generators/requests/requestStream.ts")).requestStream);
}

async function fromCommandLine(): Promise<void> {
  const { cli } = await import("./cli.ts");
  const color = process.stdout.isTTY && env["NO_COLOR"] === undefined;
  // Who reads no further, such as head, wants no more; it is no failure.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  const out = (text: string) => process.stdout.write(text);
  const err = (text: string) => process.stderr.write(text);
  process.exitCode = await cli({ args, entry, version, env }, { out, err, color });
}

async function asStep(): Promise<void> {
  const noted = notedMark(env);
  if (noted === "") return;
  if (noted !== undefined) return await (await import("./action.ts")).afterwards(env, noted);
  const mark = randomUUID();
  const warnings = noteMark(env, mark, (line) => process.stdout.write(line));
  const { action } = await import("./action.ts");
  const code = await action({ entry, version, env, warnings }, mark);
  // GitHub's clients leave timers behind that would keep a finished step alive.
  process.exit(code);
}

async function onNewerNode(): Promise<number> {
  const code = await relaunch(entry, args);
  if (code !== undefined) return code;
  process.stderr.write(
    `loadgate: expected Node ${oldestNode} or newer, got ${process.version}; install a newer Node\n`,
  );
  return 23;
}
