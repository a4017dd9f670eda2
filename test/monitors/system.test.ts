import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { expect, test } from "vitest";
import { systemReader } from "../../src/monitors/system.ts";
import { nowMs } from "../../src/shell/clock.ts";
import { startActor } from "../support/actor.ts";

test("a process that burns CPU time makes the cores busy for that time, and switches context", async () => {
  const actor = await startActor("burn(300);");
  const reader = systemReader(nowMs);
  const before = reader.read();
  await actor.act();
  const after = reader.read();
  reader.close();
  actor.kill();
  const busyMs = (reading: typeof before) => (reading?.cores ?? []).reduce((sum, core) => sum + core.busyMs, 0);
  expect(before?.cores).toHaveLength(cpus().length);
  expect(busyMs(after) - busyMs(before)).toBeGreaterThanOrEqual(300 - 10 * cpus().length);
  expect(after?.contextSwitches).toBeGreaterThan(before?.contextSwitches ?? 0);
  const elapsedMs = (after?.atMs ?? 0) - (before?.atMs ?? 0);
  expect(busyMs(after) - busyMs(before)).toBeLessThanOrEqual((elapsedMs + 20) * cpus().length);
});

test("memory and pressure are those of free and of the kernel", () => {
  const reader = systemReader(nowMs);
  const reading = reader.read();
  reader.close();
  expect(reading?.memoryTotalBytes).toBe(totalmem());
  const [, , used = Number.NaN] =
    execFileSync("free", ["-b"], { encoding: "utf8" }).split("\n")[1]?.split(/\s+/).map(Number) ?? [];
  expect(Math.abs((reading?.memoryUsedBytes ?? 0) / used - 1)).toBeLessThan(0.1);
  expect(reading?.usableMemoryBytes).toBeLessThanOrEqual(totalmem());
  const total = /^some .*total=(\d+)/m.exec(readFileSync("/proc/pressure/cpu", "latin1"))?.[1];
  expect((Number(total) / 1000 - (reading?.pressureMs?.cpu ?? 0)) / Number(total)).toBeLessThan(0.01);
});

test("the busy time of a disk is the kernel's, and no virtual disk has one", () => {
  const reader = systemReader(nowMs);
  const { diskBusyMs = [] } = reader.read() ?? {};
  reader.close();
  const busyMs = readFileSync("/proc/diskstats", "latin1")
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , name = ""]) => /^(vd|sd|xvd)[a-z]$|^nvme\d+n\d+$/.test(name))
    .map((row) => Number(row[12]));
  // The disk may be busy between the two readings.
  expect(diskBusyMs).toEqual(busyMs.map((ms) => expect.closeTo(ms, -3)));
});
