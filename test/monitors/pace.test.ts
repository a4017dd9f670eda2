import { expect, test } from "vitest";
import { millis, ratio } from "../../src/model/unit.ts";
import { Pace } from "../../src/monitors/pace.ts";

/** Times at which a source is read that takes `tookMs`, if it is asked every 100 ms for two seconds. */
function readTimes(tookMs: (atMs: number) => number, share: number): readonly number[] {
  let nowMs = 0;
  const pace = new Pace(ratio(share), () => millis(nowMs));
  const times: number[] = [];
  for (let dueMs = 0; dueMs < 2000; dueMs += 100) {
    nowMs = Math.max(nowMs, dueMs);
    pace.read("next", () => {
      times.push(nowMs);
      nowMs += tookMs(nowMs);
    });
  }
  return times;
}

test("a cheap source is read each time", () => {
  expect(readTimes(() => 0.5, 0.01)).toHaveLength(20);
});

test("a dear source is read as often as its share allows", () => {
  expect(readTimes(() => 5, 0.01)).toEqual([0, 600, 1200, 1800]);
});

test("one slow reading among fast ones changes nothing", () => {
  expect(readTimes((atMs) => (atMs === 300 ? 50 : 0.5), 0.01)).toHaveLength(20);
});

test("the borders of a phase are always read", () => {
  let nowMs = 0;
  const pace = new Pace(ratio(0.01), () => millis(nowMs));
  const read = () => (nowMs += 10);
  const moments = ["first", "next", "next", "last", "first", "next"] as const;
  expect(moments.map((moment) => pace.read(moment, read) !== undefined)).toEqual([
    true,
    true,
    false,
    true,
    true,
    false,
  ]);
});
