import type { RequestRecord } from "../model/record.ts";
import { decodeHistogram, type Histogram, merged } from "../stats/histogram.ts";

/** The counts and the latencies of one request, or of many together, over any number of records. */
export interface Load {
  readonly due: number;
  readonly successful: number;
  readonly dropped: number;
  /** By the failure's own name, sorted; what was dropped is not among them. */
  readonly failures: Readonly<Record<string, number>>;
  readonly responseTime: Histogram;
  /** The same less what the load generator was late. */
  readonly blamelessTime: Histogram;
}

export function loadOf(records: readonly RequestRecord[]): Load {
  const outcomes = new Map<string, number>();
  for (const record of records) {
    for (const [name, n] of Object.entries(record.outcomes)) outcomes.set(name, (outcomes.get(name) ?? 0) + n);
  }
  const failures = [...outcomes].filter(([name]) => name !== "ok" && name !== "dropped");
  return {
    due: records.reduce((sum, { due }) => sum + due, 0),
    successful: outcomes.get("ok") ?? 0,
    dropped: outcomes.get("dropped") ?? 0,
    failures: Object.fromEntries(failures.toSorted(([a], [b]) => (a < b ? -1 : 1))),
    responseTime: merged(records.map(({ responseTime }) => decodeHistogram(responseTime))),
    blamelessTime: merged(records.map(({ blamelessTime }) => decodeHistogram(blamelessTime))),
  };
}

export function failedOf({ due, successful }: Load): number {
  return due - successful;
}
