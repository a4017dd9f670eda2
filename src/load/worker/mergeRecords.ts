import type { PhaseRecord, RequestRecord, SliceRecord } from "../../model/record.ts";
import { millis } from "../../model/unit.ts";
import { decodeHistogram, mergeHistograms } from "../../stats/histogram.ts";
import { omitUndefined } from "../../util/omitUndefined.ts";

/** The records that several workers made of one target, as one record. */
export function mergeRecords(records: readonly PhaseRecord[]): PhaseRecord {
  const [first, ...others] = records;
  if (first === undefined) throw new Error("no worker sent a record of the target");
  if (others.length === 0) return first;
  const slices = Array.from({ length: Math.max(...records.map((record) => record.slices.length)) }, (_, second) =>
    mergeSlices(
      first.requests.length,
      records.flatMap((record) => record.slices[second] ?? []),
    ),
  );
  return {
    requests: first.requests.map((_, i) => mergeRequests(records.flatMap(({ requests }) => requests[i] ?? []))),
    sendLag: mergeEncoded(records.flatMap(({ sendLag }) => sendLag ?? [])),
    slices,
    ...omitUndefined({ connectionsOpened: addKnown(records.map((record) => record.connectionsOpened)) }),
    unmeasuredRequests: records.reduce((sum, { unmeasuredRequests }) => sum + unmeasuredRequests, 0),
    startMs: millis(Math.min(...records.map(({ startMs }) => startMs))),
    offeredMs: first.offeredMs,
    durationMs: Math.max(...records.map(({ durationMs }) => durationMs)),
    idle: first.idle,
  };
}

function mergeRequests(records: readonly RequestRecord[]): RequestRecord {
  const gaps = records.flatMap(({ largestGap }) => largestGap ?? []);
  const types = records.flatMap(({ contentTypes }) => (contentTypes === undefined ? [] : [contentTypes]));
  const examples = Object.assign({}, ...records.map(({ failureExamples }) => failureExamples));
  return {
    name: records[0]?.name ?? "",
    due: records.reduce((sum, { due }) => sum + due, 0),
    outcomes: addCounts(records.map(({ outcomes }) => outcomes)),
    statuses: addCounts(records.map(({ statuses }) => statuses)),
    delayedAcks: records.reduce((sum, { delayedAcks }) => sum + delayedAcks, 0),
    ...omitUndefined({ bodyBytes: addKnown(records.map(({ bodyBytes }) => bodyBytes)) }),
    ...(types.length < records.length ? {} : { contentTypes: addCounts(types) }),
    responseTime: mergeEncoded(records.map(({ responseTime }) => responseTime)),
    blamelessTime: mergeEncoded(records.flatMap(({ blamelessTime }) => blamelessTime ?? [])),
    firstByte: mergeEncoded(records.flatMap(({ firstByte }) => firstByte ?? [])),
    blamelessFirstByte: mergeEncoded(records.flatMap(({ blamelessFirstByte }) => blamelessFirstByte ?? [])),
    ...(gaps.length === 0 ? {} : { largestGap: mergeEncoded(gaps) }),
    ...(Object.keys(examples).length === 0 ? {} : { failureExamples: examples }),
  };
}

function mergeSlices(requestCount: number, slices: readonly SliceRecord[]): SliceRecord {
  const byRequest = Array.from({ length: requestCount }, (_, i) => slices.flatMap((slice) => slice.requests[i] ?? []));
  return {
    ...omitUndefined({ activeConnections: addKnown(slices.map(({ activeConnections }) => activeConnections)) }),
    requests: byRequest.map((requests) => ({
      outcomes: addCounts(requests.map(({ outcomes }) => outcomes)),
      responseTimeUs: requests.flatMap(({ responseTimeUs }) => responseTimeUs),
    })),
  };
}

/** `undefined` if any record lacks it. */
function addKnown(values: readonly (number | undefined)[]): number | undefined {
  return values.every((value) => value !== undefined) ? values.reduce((sum, value) => sum + value, 0) : undefined;
}

const mergeEncoded = (encoded: readonly string[]): string => mergeHistograms(encoded.map(decodeHistogram)).encode();

function addCounts(counts: readonly Readonly<Record<string, number>>[]): Readonly<Record<string, number>> {
  const sums = new Map<string, number>();
  for (const record of counts) {
    for (const [name, n] of Object.entries(record)) sums.set(name, (sums.get(name) ?? 0) + n);
  }
  return Object.fromEntries([...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
