import { linearRegression } from "simple-statistics";
import type { TreeReading } from "../../model/reading.ts";
import { millis } from "../../model/unit.ts";
import type { AnomalyDetector } from "../detector.ts";
import { isTreeReading, ownTimeMs, sentIn } from "../resourceUsage.ts";

/** A service that has just started grows until its caches and its heap are full. A shorter phase does not tell. */
const shortestMs = 10_000;
/** Smaller growth of the resident set is the allocator's. */
const smallestBytes = 8 * 1024 ** 2;

/** Finds phases whose memory grows with each request, in the first half as well as in the second. */
export const detectMemoryGrowth: AnomalyDetector = (phase) => {
  const { readings, record, limits } = phase;
  const ofTree = readings.filter(isTreeReading);
  const [first, last] = [ofTree[0], ofTree.at(-1)];
  const sent = sentIn([phase]);
  if (first === undefined || last === undefined || sent === 0) return [];
  const ownMs = (reading: TreeReading) => ownTimeMs(reading.atMs, record);
  const durationMs = ownMs(last) - ownMs(first);
  if (durationMs < shortestMs) return [];
  const middleMs = ownMs(first) + durationMs / 2;
  const halves = [ofTree.filter((one) => ownMs(one) <= middleMs), ofTree.filter((one) => ownMs(one) > middleMs)];
  const growths = halves.map((half) => growthBytes(half, ownMs, durationMs / 2));
  const least = Math.min(...growths.map((growth) => (2 * growth) / sent));
  const limit = limits.memoryGrowth;
  if (!(least > limit) || last.rssBytes - first.rssBytes < smallestBytes) return [];
  const at_ms = millis(first.atMs - record.startMs);
  return [{ kind: "memory_growth", at_ms, duration_ms: millis(last.atMs - first.atMs), value: least, limit }];
};

/** Of the least squares line over that time. NaN with fewer than two readings. */
function growthBytes(half: readonly TreeReading[], ownMs: (one: TreeReading) => number, durationMs: number): number {
  const [first] = half;
  if (first === undefined || half.length < 2) return Number.NaN;
  const points = half.map((one) => [ownMs(one) - ownMs(first), one.rssBytes - first.rssBytes]);
  return linearRegression(points).m * durationMs;
}
