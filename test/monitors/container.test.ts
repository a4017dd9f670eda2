import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ContainerReading } from "../../src/model/reading.ts";
import { millis } from "../../src/model/unit.ts";
import { containerMonitor } from "../../src/monitors/container.ts";
import { systemClock } from "../../src/shell/clock.ts";
import { buildServerImage, deployContainer, docker, engineNeeded, hasEngine } from "../support/containerEngine.ts";
import type { Act } from "../support/deployService.ts";

const mebibyte = 1024 ** 2;

/** Such as 41.5MiB, as docker stats prints it. */
function statsBytes(text: string): number {
  const [, number = "", unit = ""] = /^([\d.]+)([KMG]?)iB/.exec(text) ?? [];
  return Number(number) * 1024 ** ["", "K", "M", "G"].indexOf(unit);
}

describe.skipIf(!hasEngine)(`a container's counters${engineNeeded}`, () => {
  const image = `server-of-tests:${randomUUID()}`;
  let server: AsyncDisposable | undefined;
  beforeAll(async () => {
    server = await buildServerImage(image);
  });
  afterAll(() => server?.[Symbol.asyncDispose]());

  test("the CPU time is that of its requests, the memory that of docker stats", async () => {
    const requests = 40;
    const act: Act = async (deployment) => {
      await deployment.build();
      await using service = await deployment.start();
      const [container = { name: "", pid: 0 }] = service.containers ?? [];
      const options = { intervalMs: millis(60_000), clock: systemClock };
      const sampling = await containerMonitor(container, options).start();
      for (let i = 0; i < requests; i++) await (await fetch(service.origin)).text();
      const stats = docker("stats", "--no-stream", "--format", "{{.MemUsage}} {{.PIDs}}");
      const readings = (await sampling.stop()) as readonly ContainerReading[];
      const [first, last] = readings;
      return { name: last?.name, cpuMs: (last?.cpuMs ?? 0) - (first?.cpuMs ?? 0), last, stats };
    };
    const trial = { service: [`container: { image: '${image}' }`, "env: { WORK_US: 10000, GROW_MIB: 40 }"] };
    const { name, cpuMs, last, stats } = (await deployContainer(trial, act)) as {
      readonly name: string;
      readonly cpuMs: number;
      readonly last: ContainerReading;
      readonly stats: string;
    };
    expect(name).toBe("service");
    // Each request burns 10 ms of its thread's CPU time.
    expect(cpuMs).toBeGreaterThanOrEqual(requests * 10);
    expect(cpuMs).toBeLessThan(requests * 13);
    expect(Math.abs((last.memoryBytes ?? 0) - statsBytes(stats))).toBeLessThan(2 * mebibyte);
    expect(last.memoryBytes).toBeGreaterThan(40 * mebibyte);
    expect(last.threads).toBeGreaterThan(0);
  });
});
