import type { RequestRecord } from "../model/record.ts";
import { decodeHistogram, type Histogram, mergeHistograms } from "../stats/histogram.ts";

/** Counts and latencies of one request, or of several together, over any number of records. */
export interface RequestCounts {
  readonly due: number;
  readonly successful: number;
  readonly dropped: number;
  /** Counts of failures by name, sorted by name. Without dropped requests. */
  readonly failures: Readonly<Record<string, number>>;
  /** What came, by the failure's name. */
  readonly failureExamples: Readonly<Record<string, string>>;
  readonly responseTime: Histogram;
  /** Response times without the load generator's own delay. `undefined` if any record lacks them. */
  readonly blamelessTime: Histogram | undefined;
  /** Times to the first byte. `undefined` if any record lacks them. */
  readonly firstByte: Histogram | undefined;
  readonly blamelessFirstByte: Histogram | undefined;
  /** True if every body came in one piece: its first byte was its last. */
  readonly isFirstByteLast: boolean;
  /** The longest pauses of streams. Absent if there is none. */
  readonly largestGap?: Histogram;
}

/** Histograms that are not read are not decoded. */
export function countRequests(records: readonly RequestRecord[]): RequestCounts {
  const outcomes = new Map<string, number>();
  for (const record of records) {
    for (const [name, n] of Object.entries(record.outcomes)) outcomes.set(name, (outcomes.get(name) ?? 0) + n);
  }
  const failures = [...outcomes].filter(([name]) => name !== "ok" && name !== "dropped");
  const isFirstByteLast = records.every((record) => record.firstByte === record.responseTime);
  const mergeTimes = (key: "blamelessTime" | "firstByte" | "blamelessFirstByte") =>
    mergeIfComplete(records.map((record) => record[key]));
  const gaps = records.flatMap((record) => record.largestGap ?? []);
  return {
    due: records.reduce((sum, { due }) => sum + due, 0),
    successful: outcomes.get("ok") ?? 0,
    dropped: outcomes.get("dropped") ?? 0,
    failures: Object.fromEntries(failures.toSorted(([a], [b]) => (a < b ? -1 : 1))),
    failureExamples: Object.assign({}, ...records.map((record) => record.failureExamples)),
    responseTime: mergeResponseTimes(records),
    isFirstByteLast,
    get blamelessTime() {
      return mergeTimes("blamelessTime");
    },
    get firstByte() {
      return isFirstByteLast ? this.responseTime : mergeTimes("firstByte");
    },
    get blamelessFirstByte() {
      return mergeTimes(isFirstByteLast ? "blamelessTime" : "blamelessFirstByte");
    },
    ...(gaps.length === 0 ? {} : { largestGap: mergeHistograms(gaps.map(decodeHistogram)) }),
  };
}

export function mergeResponseTimes(records: readonly RequestRecord[]): Histogram {
  return mergeHistograms(records.map((record) => decodeHistogram(record.responseTime)));
}

/** Failed requests, dropped ones included. */
export function failedCount({ due, successful }: RequestCounts): number {
  return due - successful;
}

/** Merges encoded histograms; `undefined` if one of them is missing, because the others would not speak for all. */
export function mergeIfComplete(encoded: readonly (string | undefined)[]): Histogram | undefined {
  const present = encoded.filter((text) => text !== undefined);
  return present.length < encoded.length ? undefined : mergeHistograms(present.map(decodeHistogram));
}
