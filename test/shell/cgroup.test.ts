import { expect, test } from "vitest";
import { type CgroupSources, cgroupLimits, cgroupsOf, throttlingReader } from "../../src/shell/cgroup.ts";
import { workspace } from "../support/loadgate.ts";

const v2 = (point: string, path: string, root = "/"): CgroupSources => ({
  membership: `0::${path}\n`,
  mounts: `24 1 0:22 / /proc rw - proc proc rw\n35 24 0:30 ${root} ${point} rw,nosuid - cgroup2 cgroup2 rw\n`,
});
const v1 = (point: string, path: string, root = "/"): CgroupSources => ({
  membership: `9:name=systemd:/\n4:memory:${path}\n3:cpu,cpuacct:${path}\n0::/\n`,
  mounts: [
    `32 31 0:29 ${root} ${point}/cpu rw - cgroup cgroup rw,cpu,cpuacct`,
    `34 31 0:31 ${root} ${point}/memory rw - cgroup cgroup rw,memory`,
  ].join("\n"),
});

test("the groups from the own one up to the mount point", () => {
  const directories = (sources: CgroupSources) => cgroupsOf("cpu", sources).map(({ directory }) => directory);
  expect(directories(v2("/sys/fs/cgroup", "/a/b"))).toEqual([
    "/sys/fs/cgroup/a/b",
    "/sys/fs/cgroup/a",
    "/sys/fs/cgroup",
  ]);
  // In a container, the mount shows the container's part of the hierarchy.
  expect(directories(v2("/sys/fs/cgroup", "/docker/x", "/docker/x"))).toEqual(["/sys/fs/cgroup"]);
  expect(directories(v2("/sys/fs/cgroup", "/../y"))).toEqual(["/sys/fs/cgroup/y", "/sys/fs/cgroup"]);
  expect(directories(v1("/cg", "/job"))).toEqual(["/cg/cpu/job", "/cg/cpu"]);
  expect(directories({ membership: "", mounts: "" })).toEqual([]);
});

test("version 2: the smallest limit of all groups, and the time that it cost", async () => {
  await using folder = await workspace({
    "cpu.max": "150000 100000\n",
    "memory.max": "max\n",
    "pod/cpu.max": "50000 100000\n",
    "pod/cpu.stat": "usage_usec 9\nnr_periods 40\nnr_throttled 3\nthrottled_usec 120500\n",
    "pod/memory.max": "268435456\n",
    "pod/job/cpu.max": "max 100000\n",
  });
  const sources = v2(folder.path, "/pod/job");
  expect(cgroupLimits(sources)).toEqual({ cpuCores: 0.5, memoryBytes: 268_435_456 });
  expect(throttlingReader(sources).read()).toBe(120.5);
});

test("version 1", async () => {
  await using folder = await workspace({
    "cpu/cpu.cfs_quota_us": "-1\n",
    "cpu/cpu.cfs_period_us": "100000\n",
    "cpu/job/cpu.cfs_quota_us": "200000\n",
    "cpu/job/cpu.cfs_period_us": "100000\n",
    "cpu/job/cpu.stat": "nr_periods 34\nnr_throttled 12\nthrottled_time 90250000\n",
    "memory/memory.limit_in_bytes": "9223372036854771712\n",
    "memory/job/memory.limit_in_bytes": "1073741824\n",
  });
  const sources = v1(folder.path, "/job");
  expect(cgroupLimits(sources)).toEqual({ cpuCores: 2, memoryBytes: 1_073_741_824 });
  expect(throttlingReader(sources).read()).toBe(90.25);
});

test("no limit, or no groups", async () => {
  await using folder = await workspace({ "cpu.max": "max 100000\n", "memory.max": "max\n" });
  expect(cgroupLimits(v2(folder.path, "/"))).toEqual({});
  expect([
    throttlingReader(v2(folder.path, "/")).read(),
    throttlingReader({ membership: "", mounts: "" }).read(),
  ]).toEqual([undefined, undefined]);
});
