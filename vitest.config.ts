import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./test/support/longestFirst.ts";

// Node caches compiled code here, also for the worker threads and processes that the tests start.
process.env["NODE_COMPILE_CACHE"] ??= fileURLToPath(new URL("node_modules/.cache/loadgate-tests", import.meta.url));

const wholeRuns = [
  "test/program/*.test.ts",
  "test/action/*.test.ts",
  "test/pipeline/*.test.ts",
  "test/service/killing.test.ts",
];
const timed = ["test/load/{*,engine/*,http/*,http/http2/*,http/undici/*}.test.ts", "test/monitors/**/*.test.ts"];
/** Parts run as soon as no whole run is left to start. */
const together = { maxWorkers: 3, sequence: { groupOrder: 0 } };
const part = (name: string, test: object) => ({ extends: true as const, test: { name, ...test } });

export default defineConfig({
  test: {
    reporters: ["default", "./test/support/reporter.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    restoreMocks: true,
    unstubEnvs: true,
    sequence: { sequencer: LongestFirst },
    projects: [
      // These tests mostly wait for services, load and GitHub.
      part("whole runs", {
        include: wholeRuns,
        isolate: false,
        globalSetup: "./test/support/actionCopy.ts",
        maxConcurrency: 3,
        ...together,
      }),
      // Loading the modules anew for each file would take longer than the tests themselves.
      part("parts", {
        include: ["test/**/*.test.ts"],
        exclude: [...wholeRuns, ...timed],
        isolate: false,
        ...together,
      }),
      // These tests measure times and use sockets. They run two at a time, because most wait more than they work.
      part("timed parts", { include: timed, maxWorkers: 2, sequence: { groupOrder: 1 } }),
    ],
    server: { deps: { inline: [/@actions\/(workflow-parser|expressions)/] } },
  },
});
