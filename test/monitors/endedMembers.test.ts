import { expect, test } from "vitest";
import { endedCounters } from "../../src/monitors/processTree/endedMembers.ts";
import { addEnded, treeTotals } from "../../src/monitors/processTree/treeTotals.ts";

const used = { userMs: 0, systemMs: 0, rssBytes: 7, threads: 1, minorFaults: 0, majorFaults: 0, runQueueMs: 5 };

const ended = (pid: number, parent: number, cpuMs: number) => ({ pid, parent, counters: () => ({ ...used, cpuMs }) });

/** A live process that had waited for children of 100 ms before. */
const alive = (pid: number, reapedMs: number) => new Map([[pid, { pid, parent: 1, reapedMs }]]);
const before = new Map([[10, 100]]);
const left = (...args: Parameters<typeof endedCounters>) =>
  endedCounters(...args).map(({ cpuMs, runQueueMs }) => [cpuMs, runQueueMs]);

test.for([
  ["a parent that waited for it has its CPU time", [ended(11, 10, 200)], alive(10, 300), [[0, 5]]],
  [
    "and that of its own children",
    [ended(11, 10, 200), ended(12, 11, 50)],
    alive(10, 350),
    [
      [0, 5],
      [0, 5],
    ],
  ],
  ["a parent that ignores SIGCHLD has nothing", [ended(11, 10, 200)], alive(10, 100), [[200, 5]]],
  ["an orphan's time goes to init", [ended(11, 1, 200)], alive(10, 100), [[200, 5]]],
] as const)("%s", ([, gone, members, expected]) => {
  expect(left(gone, members, before)).toEqual(expected);
});

test("what ended members used adds up with the live ones, and what they had does not", () => {
  const sum = addEnded(addEnded(undefined, [{ ...used, cpuMs: 10 }]), [{ ...used, cpuMs: 20 }]);
  const totals = treeTotals([{ ...used, cpuMs: 5, fileDescriptors: 3 }], sum);
  expect(totals).toMatchObject({ cpuMs: 35, runQueueMs: 15, rssBytes: 7, threads: 1, fileDescriptors: 3 });
  expect(totals).not.toHaveProperty("writtenBytes");
});

test("a value that one live member lacks is absent", () => {
  const totals = treeTotals(
    [
      { ...used, cpuMs: 5, readBytes: 1, writtenBytes: 1 },
      { ...used, cpuMs: 5 },
    ],
    undefined,
  );
  expect(Object.keys(totals)).not.toContain("readBytes");
});
