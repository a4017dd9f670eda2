import type { PhaseRecord, RequestRecord, SliceRecord } from "../../model/record.ts";
import { decodeHistogram, merged } from "../../stats/histogram.ts";

type Part = Omit<PhaseRecord, "generator">;

/** What several workers did to one target, as one record. */
export function mergedRecords(parts: readonly Part[]): Part {
  const [first, ...others] = parts;
  if (first === undefined) throw new Error("no worker has handed over a record");
  if (others.length === 0) return first;
  const slices = Array.from({ length: Math.max(...parts.map((part) => part.slices.length)) }, (_, second) =>
    mergedSlices(
      first.requests.length,
      parts.flatMap((part) => part.slices[second] ?? []),
    ),
  );
  return {
    requests: first.requests.map((_, i) => mergedRequests(parts.flatMap(({ requests }) => requests[i] ?? []))),
    sendLag: together(parts.map(({ sendLag }) => sendLag)),
    slices,
    settling: parts.reduce((sum, { settling }) => sum + settling, 0),
    offeredMs: first.offeredMs,
    durationMs: Math.max(...parts.map(({ durationMs }) => durationMs)),
    idle: first.idle,
  };
}

function mergedRequests(records: readonly RequestRecord[]): RequestRecord {
  return {
    name: records[0]?.name ?? "",
    due: records.reduce((sum, { due }) => sum + due, 0),
    outcomes: added(records.map(({ outcomes }) => outcomes)),
    statuses: added(records.map(({ statuses }) => statuses)),
    ackWaits: records.reduce((sum, { ackWaits }) => sum + ackWaits, 0),
    responseTime: together(records.map(({ responseTime }) => responseTime)),
    serviceTime: together(records.map(({ serviceTime }) => serviceTime)),
    blamelessTime: together(records.map(({ blamelessTime }) => blamelessTime)),
  };
}

function mergedSlices(requests: number, slices: readonly SliceRecord[]): SliceRecord {
  const each = Array.from({ length: requests }, (_, i) => slices.flatMap((slice) => slice.requests[i] ?? []));
  return {
    requests: each.map((rows) => ({
      outcomes: added(rows.map(({ outcomes }) => outcomes)),
      responseTimeUs: rows.flatMap(({ responseTimeUs }) => responseTimeUs),
    })),
  };
}

const together = (encoded: readonly string[]): string => merged(encoded.map(decodeHistogram)).encode();

function added(counts: readonly Readonly<Record<string, number>>[]): Readonly<Record<string, number>> {
  const sum = new Map<string, number>();
  for (const one of counts) {
    for (const [name, n] of Object.entries(one)) sum.set(name, (sum.get(name) ?? 0) + n);
  }
  return Object.fromEntries([...sum].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
