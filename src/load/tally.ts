import type { PhaseRecord } from "../model/record.ts";
import type { Millis } from "../model/unit.ts";
import { histogram } from "../stats/histogram.ts";

/** Counts and histograms of one phase on one target. */
export interface Tally {
  /** How long after its release a request left: the generator's own lateness, no wait for a place among it. */
  sent(lagMs: Millis): void;
  answered(request: number, outcome: string, dueMs: Millis, sentMs: Millis, doneMs: Millis, startMs: Millis): void;
  unanswered(request: number, outcome: string): void;
  record(offeredMs: Millis, durationMs: Millis): PhaseRecord;
}

export function tallyOf(requestNames: readonly string[]): Tally {
  const sendLag = histogram();
  const completedBySecond: number[] = [];
  const rows = requestNames.map((name) => ({
    name,
    outcomes: new Map<string, number>(),
    responseTime: histogram(),
    serviceTime: histogram(),
  }));
  const count = (request: number, outcome: string) => {
    const row = rows[request];
    if (row === undefined) throw new Error(`no request of index ${request}`);
    row.outcomes.set(outcome, (row.outcomes.get(outcome) ?? 0) + 1);
    return row;
  };
  return {
    sent: (lagMs) => sendLag.record(lagMs),
    answered(request, outcome, dueMs, sentMs, doneMs, startMs) {
      const row = count(request, outcome);
      if (outcome !== "ok") return;
      row.responseTime.record(doneMs - dueMs);
      row.serviceTime.record(doneMs - sentMs);
      const second = Math.floor((doneMs - startMs) / 1000);
      completedBySecond[second] = (completedBySecond[second] ?? 0) + 1;
    },
    unanswered(request, outcome) {
      count(request, outcome);
    },
    record: (offeredMs, durationMs) => ({
      requests: rows.map(({ name, outcomes, responseTime, serviceTime }) => ({
        name,
        due: [...outcomes.values()].reduce((sum, n) => sum + n, 0),
        outcomes: Object.fromEntries([...outcomes].toSorted(([a], [b]) => (a < b ? -1 : 1))),
        responseTime: responseTime.encode(),
        serviceTime: serviceTime.encode(),
      })),
      sendLag: sendLag.encode(),
      completedBySecond: Array.from(completedBySecond, (n) => n ?? 0),
      offeredMs,
      durationMs,
    }),
  };
}
