import { describe, expect, test } from "vitest";
import { diskBusyRatio } from "../../../src/analysis/capacity/diskUse.ts";
import { cpuLimit, diskLimit, memoryLimit } from "../../../src/analysis/capacity/resourceLimits.ts";
import type { Reading } from "../../../src/model/reading.ts";
import type { Trial } from "../../../src/model/trial.ts";
import { bytes, millis, type Ratio, ratio } from "../../../src/model/unit.ts";
import { armPhase } from "../../support/builders.ts";

type Usage = (perSec: number, restart: number) => Partial<Trial>;

/** Four restarts of three trials each, at 80, 100 and 120 requests per second. */
const trialsWith = (usageOf: Usage): readonly Trial[] =>
  [0, 1, 2, 3].flatMap((restart) =>
    [80, 100, 120].map((perSec) => ({
      ...{
        arm: "head" as const,
        purpose: "sample" as const,
        restart,
        seed: 1,
        ratePerSec: perSec,
        playedPerSec: perSec,
      },
      ...{ leadInMs: millis(500), durationMs: millis(2000), due: 200, successful: 200, beyond: {} },
      ...{ finishedPerSec: perSec, inService: 1, isGeneratorLate: false },
      ...{ quickMs: millis(10), medianMs: millis(20), drainMs: millis(0) },
      ...usageOf(perSec, restart),
    })),
  );

describe("the rate at which a resource reaches its limit", () => {
  test("follows the line of its use", () => {
    const cpu = cpuLimit(
      trialsWith((perSec) => ({ cpuCores: 0.1 + perSec / 500 })),
      2,
    );
    expect(cpu).toEqual({
      kind: "extrapolated",
      value: expect.closeTo(750),
      interval: [expect.closeTo(750), expect.closeTo(750)],
    });
    const memory = memoryLimit(
      trialsWith((perSec) => ({ memoryBytes: bytes(1e6 * perSec) })),
      4e8,
    );
    expect(memory).toMatchObject({ kind: "extrapolated", value: expect.closeTo(340) });
    const disk = diskLimit(trialsWith((perSec) => ({ diskBusy: ratio(perSec / 200) })));
    expect(disk).toMatchObject({ kind: "extrapolated", value: expect.closeTo(160) });
  });

  test("has the restarts' spread as its interval", () => {
    const limit = cpuLimit(
      trialsWith((perSec, restart) => ({ cpuCores: (perSec * (1 + restart / 100)) / 500 })),
      1,
    );
    if (limit.kind !== "extrapolated") throw new Error(limit.reason);
    expect(limit.value).toBeCloseTo(394.15, 1);
    expect(limit.interval.map(Math.round)).toEqual([386, 402]);
  });

  test("is out of reach without a measurement, or with one that does not grow", () => {
    expect(
      cpuLimit(
        trialsWith(() => ({})),
        2,
      ),
    ).toEqual({
      ...{ kind: "out_of_reach", reason: "CPU time of the service was not measured" },
    });
    expect(diskLimit(trialsWith(() => ({})))).toEqual({
      ...{ kind: "out_of_reach", reason: "the service was not seen to use a disk" },
    });
    expect(
      cpuLimit(
        trialsWith(() => ({ cpuCores: 0.1 })),
        2,
      ).kind,
    ).toBe("out_of_reach");
  });
});

describe("the use of a disk", () => {
  /** One second with one request: a disk that was always idle, and one that was busy for 300 ms. */
  const busyRatio = (writtenBytes: number): Ratio | undefined => {
    const readings = [0, 1].flatMap((second): readonly Reading[] => [
      {
        kind: "system",
        atMs: millis(1000 * second),
        cores: [],
        usableCores: 2,
        diskBusyMs: [0, 300 * second].map(millis),
      },
      {
        ...{ kind: "process_tree", atMs: millis(1000 * second), cpuMs: millis(0), rssBytes: bytes(1) },
        writtenBytes: bytes(second * writtenBytes),
      },
    ]);
    const phase = { ...armPhase(), readings };
    return diskBusyRatio({
      ...{ arm: "head", phases: [phase], instrumented: [] },
      machine: { cores: 2, memoryBytes: bytes(1e9) },
    });
  };

  test("is that of the busiest disk, if the service writes to one", () => {
    expect(busyRatio(8192)).toBeCloseTo(0.3);
    expect(busyRatio(100)).toBeUndefined();
  });
});
