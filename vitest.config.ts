import { defineConfig } from "vitest/config";

const wholeRuns = [
  "test/program/*.test.ts",
  "test/action/*.test.ts",
  "test/pipeline/*.test.ts",
  "test/service/killing.test.ts",
];
const timed = ["test/load/**/*.test.ts", "test/monitors/**/*.test.ts", "test/fixtures/**/*.test.ts"];
const part = (name: string, test: object) => ({ extends: true as const, test: { name, ...test } });

export default defineConfig({
  test: {
    reporters: ["default", "./test/support/reporter.ts"],
    // Real processes share a busy machine: what fails once is played once more, and what fails twice has failed.
    retry: 1,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      // Their clocks and sockets want a core to themselves.
      part("timed parts", { include: timed, maxWorkers: 1, sequence: { groupOrder: 0 } }),
      part("parts", {
        include: ["test/**/*.test.ts"],
        exclude: [...wholeRuns, ...timed],
        maxWorkers: 2,
        sequence: { groupOrder: 2 },
      }),
      // Mostly waiting for services, for load and for GitHub; each of them is the other's noisy neighbour.
      part("whole runs", { include: wholeRuns, maxWorkers: 3, retry: 2, sequence: { groupOrder: 1 } }),
    ],
    server: { deps: { inline: [/@actions\/(workflow-parser|expressions)/] } },
  },
});
