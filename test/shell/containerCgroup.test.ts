import { expect, test } from "vitest";
import { readCounters } from "../../src/shell/containerCgroup.ts";
import { workspace } from "../support/loadgate.ts";

/** Files of a container as kernel 6.x writes them, without the lines that say nothing here. */
const version2 = {
  "cpu.stat": [
    "usage_usec 6950639\nuser_usec 1924619\nsystem_usec 5026020\nnice_usec 0\ncore_sched.force_idle_usec 0",
    "nr_periods 40\nnr_throttled 3\nthrottled_usec 120500\nnr_bursts 0\nburst_usec 0\n",
  ].join("\n"),
  "memory.current": "54657024\n",
  "memory.stat": [
    "anon 41943040\nfile 8388608\nkernel 2097152\nfile_mapped 4096\nfile_dirty 0",
    "inactive_anon 41943040\nactive_anon 0\ninactive_file 6291456\nactive_file 2097152\nunevictable 0\n",
  ].join("\n"),
  "io.stat": [
    "8:16 rbytes=1459200 wbytes=314773504 rios=192 wios=353 dbytes=0 dios=0",
    "8:0 rbytes=90430464 wbytes=299008000 rios=8950 wios=1252 dbytes=50331648 dios=3021\n",
  ].join("\n"),
  "pids.current": "7\n",
};

test("version 2: one group has every counter", async () => {
  await using folder = await workspace(version2);
  const group = { version: 2, directory: folder.path } as const;
  expect(readCounters({ cpu: group, cpuacct: group, memory: group, blkio: group, pids: group })).toEqual({
    cpuMs: 6950.639,
    memoryBytes: 54_657_024 - 6_291_456,
    throttledMs: 120.5,
    threads: 7,
    readBytes: 1_459_200 + 90_430_464,
    writtenBytes: 314_773_504 + 299_008_000,
  });
});

test("version 2: a controller that is off has no files, and a container without a quota is not throttled", async () => {
  await using folder = await workspace({
    "cpu.stat": "usage_usec 500\nuser_usec 300\nsystem_usec 200\n",
    "io.stat": "",
  });
  const group = { version: 2, directory: folder.path } as const;
  const groups = { cpu: group, cpuacct: group, memory: group, blkio: group, pids: group };
  expect(readCounters(groups)).toEqual({ cpuMs: 0.5, readBytes: 0, writtenBytes: 0 });
});

test("version 1: each controller has a group of its own", async () => {
  await using folder = await workspace({
    "cpuacct/cpuacct.usage": "1500000000\n",
    "cpu/cpu.stat": "nr_periods 34\nnr_throttled 12\nthrottled_time 90250000\n",
    "memory/memory.usage_in_bytes": "1048576\n",
    "memory/memory.stat": "cache 4096\ninactive_file 1024\ntotal_cache 4096\ntotal_inactive_file 8192\n",
    "blkio/blkio.throttle.io_service_bytes_recursive":
      "254:0 Read 4096\n254:0 Write 8192\n254:0 Total 12288\nTotal 12288\n",
    "pids/pids.current": "3\n",
  });
  const group = (name: string) => ({ version: 1, directory: folder.at(name) }) as const;
  const groups = Object.fromEntries(["cpu", "cpuacct", "memory", "blkio", "pids"].map((name) => [name, group(name)]));
  expect(readCounters(groups)).toEqual({
    cpuMs: 1500,
    memoryBytes: 1_048_576 - 8192,
    throttledMs: 90.25,
    threads: 3,
    readBytes: 4096,
    writtenBytes: 8192,
  });
});

test("a container that has ended has no files", () => {
  const group = { version: 2, directory: "/nowhere" } as const;
  expect(readCounters({ cpuacct: group, memory: group })).toBeUndefined();
});
