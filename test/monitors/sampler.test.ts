import { describe, expect, test } from "vitest";
import type { TreeReading } from "../../src/model/reading.ts";
import { bytes, type Millis, millis } from "../../src/model/unit.ts";
import { startSampler } from "../../src/monitors/sampler.ts";
import { virtualClock } from "../support/virtualClock.ts";

const readingAt = (atMs: Millis): TreeReading => ({
  kind: "process_tree",
  atMs,
  cpuMs: millis(0),
  rssBytes: bytes(0),
});

/** Samples every 100 ms on a virtual clock. Returns the times of the readings, in ms. */
async function sample(endMs: number, durationMs: (reading: number) => number = () => 0) {
  const clock = virtualClock();
  let count = 0;
  const read = async () => {
    const takesMs = durationMs(count++);
    if (takesMs > 0) await clock.sleepUntil(millis(clock.nowMs() + takesMs));
    return readingAt(clock.nowMs());
  };
  const sampling = await startSampler(read, { intervalMs: millis(100), clock });
  await clock.sleepUntil(millis(endMs));
  return (await sampling.stop()).map(({ atMs }) => atMs);
}

describe("a sampler reads", () => {
  test("at the start, once per interval, and at the end", async () => {
    expect(await sample(350)).toEqual([0, 100, 200, 300, 350]);
  });

  test("at the start and at the end of a phase that is shorter than the interval", async () => {
    expect(await sample(40)).toEqual([0, 40]);
  });

  test("at the next multiple of the interval after a slow reading", async () => {
    // The reading that is due after 100 ms ends at 350 ms. Those of 200 ms and 300 ms are skipped.
    expect(await sample(520, (reading) => (reading === 1 ? 250 : 0))).toEqual([0, 350, 400, 500, 520]);
  });

  test("once more after the reading that is in progress at the end", async () => {
    expect(await sample(150, (reading) => (reading === 1 ? 250 : 0))).toEqual([0, 350, 350]);
  });
});

test("a source without a reading leaves a gap", async () => {
  const clock = virtualClock();
  const read = async () => (clock.nowMs() === 100 ? undefined : readingAt(clock.nowMs()));
  const sampling = await startSampler(read, { intervalMs: millis(100), clock });
  await clock.sleepUntil(millis(250));
  expect((await sampling.stop()).map(({ atMs }) => atMs)).toEqual([0, 200, 250]);
});

test("a failure of the source is thrown when the sampler stops", async () => {
  const clock = virtualClock();
  const read = async () => {
    if (clock.nowMs() > 0) throw new Error("the source is gone");
    return readingAt(clock.nowMs());
  };
  const sampling = await startSampler(read, { intervalMs: millis(100), clock });
  await clock.sleepUntil(millis(150));
  await expect(sampling.stop()).rejects.toThrow("the source is gone");
});
