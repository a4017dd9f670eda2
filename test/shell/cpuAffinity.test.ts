import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { millis } from "../../src/model/unit.ts";
import { allowedCores, formatCores, parseCores, pinProcess, planPinning } from "../../src/shell/cpuAffinity.ts";
import { spawnTree } from "../../src/shell/processTree.ts";
import { workspace } from "../support/loadgate.ts";

describe("pinning", () => {
  test.each([
    { allowed: [0, 1, 2, 3], workers: 1, pin: "auto", generator: [0], service: [1, 2, 3] },
    { allowed: [0, 1, 2, 3], workers: 3, pin: "auto", generator: [0, 1], service: [2, 3] },
    { allowed: [2, 5, 6, 7, 8], workers: 2, pin: "auto", generator: [2, 5], service: [6, 7, 8] },
    { allowed: [0, 1], workers: 1, pin: "on", generator: [0], service: [1] },
  ] as const)(
    "with cores $allowed, $workers workers and pin: $pin, the generator gets $generator",
    ({ allowed, workers, pin, ...want }) => {
      expect(planPinning(allowed, workers, pin)).toEqual(want);
    },
  );

  test.each([
    { allowed: [0, 1, 2], pin: "auto" },
    { allowed: [0], pin: "on" },
    { allowed: [0, 1, 2, 3], pin: "off" },
    { allowed: undefined, pin: "on" },
  ] as const)("is off with cores $allowed and pin: $pin", ({ allowed, pin }) => {
    expect(planPinning(allowed, 1, pin)).toBe(undefined);
  });
});

test("a CPU quota counts as that many cores", () => {
  const allowed = [0, 1, 2, 3, 4, 5, 6, 7];
  expect(planPinning(allowed, 1, "auto", 3.5)).toBe(undefined);
  expect(planPinning(allowed, 1, "on", 1.5)).toBe(undefined);
  expect(planPinning(allowed, 1, "auto", 4)).toEqual({ generator: [0], service: [1, 2, 3, 4, 5, 6, 7] });
});

test("forall sets of cores: formatting and parsing restores the cores", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat({ max: 300 }), { minLength: 1 }), (some) => {
      const cores = some.toSorted((a, b) => a - b);
      expect(parseCores(formatCores(cores))).toEqual(cores);
    }),
  );
  expect([formatCores([0, 2, 3, 4, 7]), formatCores([5])]).toEqual(["0,2-4,7", "5"]);
});

const hasTaskset = spawnSync("taskset", ["--version"]).status === 0;

describe.skipIf(!hasTaskset)("on this machine", () => {
  const allowed = allowedCores() ?? [];
  const last = allowed.at(-1) ?? 0;

  test("a service and its child processes run on the given cores", async () => {
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

  test("a process moves itself with all its threads, and then its main thread alone", () => {
    const [first = 0] = allowed;
    const script = `
      import { allowedCores, pinMainThread, pinProcess } from ${JSON.stringify(new URL("../../src/shell/cpuAffinity.ts", import.meta.url).href)};
      import { readdirSync, readFileSync } from "node:fs";
      const cores = () => readdirSync("/proc/self/task").map((thread) =>
        [Number(thread) === process.pid, /Cpus_allowed_list:\\s*(\\S+)/.exec(readFileSync("/proc/self/task/" + thread + "/status", "latin1"))?.[1]]);
      const problems = [pinProcess([${last}])];
      const together = new Set(cores().map(([, list]) => list));
      problems.push(pinMainThread([${first}]));
      const apart = new Set(cores().map(([isMain, list]) => [isMain, list].join(" ")));
      console.log(JSON.stringify({ problems, together: [...together], apart: [...apart].sort() }));`;
    const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
    const apart = [`false ${last}`, `true ${first}`];
    expect(JSON.parse(stdout)).toEqual({ problems: [null, null], together: [String(last)], apart });
  });

  test("moving to missing cores returns the reason", () => {
    expect(pinProcess([1023])).toMatch(/affinity/);
  });
});
