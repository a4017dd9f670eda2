import { sum } from "simple-statistics";
import type { PhaseRecord, SliceRecord } from "../../model/record.ts";
import { type Histogram, mergeHistograms } from "../../stats/histogram.ts";
import { histogramOfPairs } from "../../stats/sketch.ts";
import { keptShare } from "../../wording/overloadText.ts";

/** The requests that ended in each second. */
export const secondsOf = (record: PhaseRecord | undefined): readonly EndedRequests[] =>
  record === undefined ? [] : record.slices.map(({ requests }) => endedIn(requests));

export interface EndedRequests {
  readonly ok: number;
  readonly refused: number;
  readonly timedOut: number;
  readonly failed: number;
  readonly times: Histogram;
}

const refusals = /^status (429|503)$/;

function endedIn(requests: SliceRecord["requests"]): EndedRequests {
  const counts = requests.flatMap(({ outcomes }) => Object.entries(outcomes));
  const count = (isCounted: (name: string) => boolean) =>
    sum(counts.filter(([name]) => isCounted(name)).map(([, n]) => n));
  const isTimeout = (name: string) => name.startsWith("timeout") || name === "dropped";
  return {
    ok: count((name) => name === "ok"),
    refused: count((name) => refusals.test(name)),
    timedOut: count(isTimeout),
    failed: count((name) => name !== "ok" && !refusals.test(name) && !isTimeout(name)),
    times: mergeHistograms(requests.map(({ responseTimeUs }) => histogramOfPairs(responseTimeUs))),
  };
}

export const timesOf = (seconds: readonly EndedRequests[]): Histogram =>
  mergeHistograms(seconds.map(({ times }) => times));

export const medianOf = (seconds: readonly EndedRequests[]): number | undefined => timesOf(seconds).quantile(0.5);

/** Nine of ten requests succeed. */
export const mostSucceed = (seconds: readonly EndedRequests[]): boolean => okShare(seconds) >= keptShare;

/** Of the requests that ended; 0 if none did. */
export function okShare(seconds: readonly EndedRequests[]): number {
  const all = sum(seconds.map(({ ok, refused, timedOut, failed }) => ok + refused + timedOut + failed));
  return all === 0 ? 0 : sum(seconds.map(({ ok }) => ok)) / all;
}
