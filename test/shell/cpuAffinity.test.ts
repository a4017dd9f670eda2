import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { millis } from "../../src/model/unit.ts";
import { allowedCores, coresOf, listOf, moveTo, pinningOf } from "../../src/shell/cpuAffinity.ts";
import { spawnTree } from "../../src/shell/processTree.ts";
import { workspace } from "../support/loadgate.ts";

describe("pinning", () => {
  test.each([
    { allowed: [0, 1, 2, 3], workers: 1, pin: "auto", generator: [0], service: [1, 2, 3] },
    { allowed: [0, 1, 2, 3], workers: 3, pin: "auto", generator: [0, 1], service: [2, 3] },
    { allowed: [2, 5, 6, 7, 8], workers: 2, pin: "auto", generator: [2, 5], service: [6, 7, 8] },
    { allowed: [0, 1], workers: 1, pin: "on", generator: [0], service: [1] },
  ] as const)("gives of cores $allowed to $workers workers, $pin: $generator", ({ allowed, workers, pin, ...want }) => {
    expect(pinningOf(allowed, workers, pin)).toEqual(want);
  });

  test.each([
    { allowed: [0, 1, 2], pin: "auto" },
    { allowed: [0], pin: "on" },
    { allowed: [0, 1, 2, 3], pin: "off" },
    { allowed: undefined, pin: "on" },
  ] as const)("is left alone with cores $allowed, $pin", ({ allowed, pin }) => {
    expect(pinningOf(allowed, 1, pin)).toBe(undefined);
  });
});

test("forall sets of cores: their list reads back as they were", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat({ max: 300 }), { minLength: 1 }), (some) => {
      const cores = some.toSorted((a, b) => a - b);
      expect(coresOf(listOf(cores))).toEqual(cores);
    }),
  );
  expect([listOf([0, 2, 3, 4, 7]), listOf([5])]).toEqual(["0,2-4,7", "5"]);
});

const hasTaskset = spawnSync("taskset", ["--version"]).status === 0;

describe.skipIf(!hasTaskset)("on this machine", () => {
  const allowed = allowedCores() ?? [];
  const last = allowed.at(-1) ?? 0;

  test("a service runs on the cores that it was given, and so does what it starts", async () => {
    await using place = await workspace();
    const tree = await spawnTree({
      command: "sh -c 'grep Cpus_allowed_list /proc/self/status'; taskset -p $$ >/dev/null",
      directory: place.path,
      env: { PATH: process.env["PATH"] },
      logFile: place.at("log"),
      mark: { name: "LOADGATE_TEST", value: place.path },
      cores: [last],
    });
    await tree.exited;
    await tree.stop(millis(0), new AbortController().signal);
    expect(await readFile(place.at("log"), "utf8")).toBe(`Cpus_allowed_list:\t${last}\n`);
  });

  test("a process moves itself, with all its threads", () => {
    const script = `
      import { moveTo, allowedCores } from ${JSON.stringify(new URL("../../src/shell/cpuAffinity.ts", import.meta.url).href)};
      import { readdirSync, readFileSync } from "node:fs";
      const problem = moveTo([${last}]);
      const threads = readdirSync("/proc/self/task").map((thread) =>
        /Cpus_allowed_list:\\s*(\\S+)/.exec(readFileSync("/proc/self/task/" + thread + "/status", "latin1"))?.[1]);
      console.log(JSON.stringify({ problem, own: allowedCores(), threads: [...new Set(threads)] }));`;
    const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
    expect(JSON.parse(stdout)).toEqual({ own: [last], threads: [String(last)] });
  });

  test("cores that are not there are told", () => {
    expect(moveTo([1023])).toMatch(/affinity/);
  });
});
