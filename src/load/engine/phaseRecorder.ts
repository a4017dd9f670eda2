import type { PhaseRecord, SliceRecord } from "../../model/record.ts";
import type { Millis } from "../../model/unit.ts";
import { histogram } from "../../stats/histogram.ts";
import { Sketch } from "../../stats/sketch.ts";
import type { OwnTime } from "../schedule/sliceTimeline.ts";

/** Counts and histograms of one phase on one target. Its hot path allocates nothing. */
export interface Tally {
  /** `status` is 0 where no answer came. */
  settled(request: number, outcome: string, status: number, passed: Passed): void;
  unanswered(request: number, outcome: string): void;
  /** One that was sent, and does not count. */
  settling(): void;
  /** The last answer came at that time since the phase began. */
  record(time: OwnTime, lastMs: Millis): Omit<PhaseRecord, "generator">;
}

export interface Passed {
  readonly dueMs: Millis;
  /** From then on only the generator could be late: when it was due, or when a place became free for it. */
  readonly releasedMs: Millis;
  readonly sentMs: Millis;
  readonly doneMs: Millis;
  readonly awaitedAck: boolean;
}

/** `measuredMs` is how much of the measured time has gone by at a moment. */
export function tallyOf(names: readonly string[], measuredMs: (atMs: Millis) => Millis, sliceMs: Millis): Tally {
  const sendLag = histogram();
  const rows = names.map((name) => rowOf(name));
  const slices: SliceRecord[] = [];
  let settling = 0;
  const row = (request: number): Row => {
    const found = rows[request];
    if (found === undefined) throw new Error(`no request of index ${request}`);
    return found;
  };
  const closeSlice = () => slices.push({ requests: rows.map((one) => one.closeSlice()) });
  return {
    settled(request, outcome, status, passed) {
      while (measuredMs(passed.doneMs) >= (slices.length + 1) * sliceMs) closeSlice();
      sendLag.record(passed.sentMs - passed.releasedMs);
      row(request).settled(outcome, status, passed);
    },
    unanswered: (request, outcome) => row(request).count(outcome),
    settling: () => void settling++,
    record(time, lastMs) {
      closeSlice();
      return {
        requests: rows.map((one) => one.record()),
        sendLag: sendLag.encode(),
        slices,
        settling,
        offeredMs: time.offeredMs,
        durationMs: time.measuredMs(lastMs),
        idle: time.idle,
      };
    },
  };
}

type Row = ReturnType<typeof rowOf>;

function rowOf(name: string) {
  const outcomes = new Map<string, number>();
  let before: ReadonlyMap<string, number> = new Map();
  const statuses = new Uint32Array(1000);
  const responseTime = histogram();
  const serviceTime = histogram();
  const blamelessTime = histogram();
  const sketch = new Sketch();
  let ackWaits = 0;
  const count = (outcome: string) => outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  return {
    count,
    settled(outcome: string, status: number, passed: Passed): void {
      const { dueMs, releasedMs, sentMs, doneMs, awaitedAck } = passed;
      count(outcome);
      statuses[status] = (statuses[status] ?? 0) + 1;
      if (awaitedAck && status > 0) ackWaits++;
      if (outcome !== "ok") return;
      responseTime.record(doneMs - dueMs);
      serviceTime.record(doneMs - sentMs);
      blamelessTime.record(doneMs - dueMs - Math.max(0, sentMs - releasedMs));
      sketch.record(doneMs - dueMs);
    },
    closeSlice() {
      const since = [...outcomes].map(([name, n]) => [name, n - (before.get(name) ?? 0)] as const);
      before = new Map(outcomes);
      return { outcomes: inOrder(new Map(since.filter(([, n]) => n > 0))), responseTimeUs: sketch.take() };
    },
    record() {
      return {
        name,
        due: [...outcomes.values()].reduce((sum, n) => sum + n, 0),
        outcomes: inOrder(outcomes),
        statuses: Object.fromEntries([...statuses.entries()].filter(([status, n]) => status > 0 && n > 0)),
        ackWaits,
        responseTime: responseTime.encode(),
        serviceTime: serviceTime.encode(),
        blamelessTime: blamelessTime.encode(),
      };
    },
  };
}

const inOrder = (counts: ReadonlyMap<string, number>): Readonly<Record<string, number>> =>
  Object.fromEntries([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)));
