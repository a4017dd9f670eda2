#!/usr/bin/env node
import { isMainThread } from "node:worker_threads";

/** The one entry of the bundle: a worker thread, a workflow step, or a command line. */
const entry = import.meta.filename;
const version = "0.1.0";

const [major = 0] = process.versions.node.split(".").map(Number);
if (major < 22) {
  process.stderr.write(
    `loadgate: needs Node 22 or newer, this is ${process.version}; with npm, use: npm exec loadgate\n`,
  );
  process.exit(23);
}
if (!isMainThread) (await import("./load/worker.ts")).runWorker();
else {
  const { cli } = await import("./cli.ts");
  process.exitCode = await cli(
    { args: process.argv.slice(2), entry, version, env: process.env },
    {
      out: (text) => process.stdout.write(text),
      err: (text) => process.stderr.write(text),
      color: process.stdout.isTTY && process.env["NO_COLOR"] === undefined,
    },
  );
}
