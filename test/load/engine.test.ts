import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Arrivals, arrivalsOf } from "../../src/load/arrivals.ts";
import { type Play, play } from "../../src/load/engine.ts";
import type { Sender } from "../../src/load/sender.ts";
import type { PhaseRecord } from "../../src/model/record.ts";
import { millis, perSec } from "../../src/model/unit.ts";
import type { Clock } from "../../src/shell/clock.ts";
import { decodeHistogram } from "../../src/stats/histogram.ts";
import { virtualClock } from "../support/virtualClock.ts";

/** What a simulated service does with a request that leaves at that time: answers at `doneMs`, or never. */
interface Answer {
  readonly doneMs: number;
  readonly outcome?: string;
}
type Service = (sentMs: number, request: number) => Answer | "never";

interface Simulated extends Sender {
  /** When each request left, by the sender's count. */
  readonly sentMs: number[];
}

function simulated(clock: Clock, service: Service): Simulated {
  const sentMs: number[] = [];
  return {
    sentMs,
    send(request, done) {
      const leftMs = clock.nowMs();
      sentMs.push(leftMs);
      const answer = service(leftMs, request);
      if (answer === "never") return;
      void clock.sleepUntil(millis(answer.doneMs)).then(() => done(answer.outcome ?? "ok", leftMs, clock.nowMs()));
    },
    close: async () => {},
  };
}

/** Arrivals at these times, each a request of its own, so that the record tells them apart. */
function arrivalsAt(dueMs: readonly number[], targets: 1 | 2 = 1): Arrivals {
  return {
    count: dueMs.length,
    dueMs: (n) => millis(dueMs[n] ?? Number.NaN),
    targetOf: (n) => n % targets,
    requestOf: (n) => n,
  };
}

const every = (stepMs: number, n: number): readonly number[] => Array.from({ length: n }, (_, i) => i * stepMs);

function playOf(dueMs: readonly number[], of: Partial<Play> = {}, targets: 1 | 2 = 1): Play {
  return {
    arrivals: arrivalsAt(dueMs, targets),
    durationMs: millis(1000),
    maxConcurrentUsers: 100,
    patienceMs: millis(10_000),
    requestNames: dueMs.map((_, n) => `${n}`),
    ...of,
  };
}

async function played(phase: Play, service: Service, startMs = 0): Promise<PhaseRecord> {
  const clock = virtualClock(startMs);
  const [record] = await play(phase, [simulated(clock, service)], clock);
  if (record === undefined) throw new Error("one sender gives one record");
  return record;
}

/** The only latency of each request, to the three digits that a histogram keeps. */
function each(record: PhaseRecord, which: "responseTime" | "serviceTime"): readonly (number | undefined)[] {
  return record.requests.map((request) => {
    const max = decodeHistogram(request[which]).max();
    return max === undefined ? undefined : Number(max.toPrecision(3));
  });
}

const outcomesOf = ({ requests }: PhaseRecord) => requests.map(({ outcomes }) => outcomes);

const takes =
  (ms: number): Service =>
  (sentMs) => ({ doneMs: sentMs + ms });

describe("a service that freezes for 500 ms", () => {
  const frozen: Service = (sentMs) => ({ doneMs: sentMs < 500 ? 500 : sentMs + 1 });

  test("is billed for every request that it kept waiting, from when that was due", async () => {
    const record = await played(playOf(every(100, 10)), frozen);
    expect(each(record, "responseTime")).toEqual([500, 400, 300, 200, 100, 1, 1, 1, 1, 1]);
    expect(each(record, "serviceTime")).toEqual([500, 400, 300, 200, 100, 1, 1, 1, 1, 1]);
  });

  test("gets its load all the same: each request leaves when it is due", async () => {
    const clock = virtualClock(5000);
    const sender = simulated(clock, (sentMs) => ({ doneMs: Math.max(sentMs + 1, 5500) }));
    await play(playOf(every(100, 10)), [sender], clock);
    expect(sender.sentMs).toEqual([5000, 5100, 5200, 5300, 5400, 5500, 5600, 5700, 5800, 5900]);
  });

  test("with one connection only, everyone waits behind the first, and is billed for it", async () => {
    const record = await played(playOf(every(100, 10), { maxConcurrentUsers: 1 }), frozen);
    expect(each(record, "responseTime")).toEqual([500, 401, 302, 203, 104, 5, 1, 1, 1, 1]);
    expect(each(record, "serviceTime")).toEqual([500, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
  });
});

describe("max_concurrent_users", () => {
  test("makes an arrival wait for a place; it is billed from when it was due, and the wait is no lateness of ours", async () => {
    const record = await played(playOf([0, 50, 100, 150, 700], { maxConcurrentUsers: 1 }), takes(100));
    expect(each(record, "responseTime")).toEqual([100, 150, 200, 250, 100]);
    expect(each(record, "serviceTime")).toEqual([100, 100, 100, 100, 100]);
    const lag = decodeHistogram(record.sendLag);
    expect([lag.count, lag.max()]).toEqual([5, 0]);
  });

  test("lets as many as that be under way at once", async () => {
    const clock = virtualClock();
    const sender = simulated(clock, takes(100));
    await play(playOf([0, 0, 0, 0, 0, 0, 0], { maxConcurrentUsers: 3 }), [sender], clock);
    expect(sender.sentMs).toEqual([0, 0, 0, 100, 100, 100, 200]);
  });

  test("serves who waits in the order in which they came", async () => {
    const served: number[] = [];
    await played(playOf([0, 10, 20, 30, 40], { maxConcurrentUsers: 2 }), (sentMs, request) => {
      served.push(request);
      return { doneMs: sentMs + (request === 0 ? 300 : 50) };
    });
    expect(served).toEqual([0, 1, 2, 3, 4]);
  });

  test("holds for each target by itself: a slow base does not slow the head", async () => {
    const clock = virtualClock();
    const [slow, quick] = [simulated(clock, takes(400)), simulated(clock, takes(1))];
    const phase = playOf(every(50, 10), { maxConcurrentUsers: 1 }, 2);
    const records = await play(phase, [slow, quick], clock);
    expect(slow.sentMs).toEqual([0, 400, 800, 1200, 1600]);
    expect(quick.sentMs).toEqual([50, 150, 250, 350, 450]);
    expect(records.map((record) => each(record, "responseTime"))).toEqual([
      [400, undefined, 700, undefined, 1000, undefined, 1300, undefined, 1600, undefined],
      [undefined, 1, undefined, 1, undefined, 1, undefined, 1, undefined, 1],
    ]);
  });
});

describe("patience", () => {
  test("ends so long after the phase: who is under way timed out, who still waits was dropped", async () => {
    const phase = playOf(every(100, 5), { maxConcurrentUsers: 1, patienceMs: millis(1500) });
    const record = await played(phase, takes(1000));
    expect(outcomesOf(record)).toEqual([{ ok: 1 }, { ok: 1 }, { timeout: 1 }, { dropped: 1 }, { dropped: 1 }]);
    expect(each(record, "responseTime")).toEqual([1000, 1900, undefined, undefined, undefined]);
    expect(record.durationMs).toBe(2500);
  });

  test("is not waited out when everyone has answered", async () => {
    const clock = virtualClock();
    await play(playOf(every(100, 5)), [simulated(clock, takes(1))], clock);
    expect(clock.nowMs()).toBe(1000);
  });

  test("an answer at its very end still counts, a later one does not, and changes nothing", async () => {
    const clock = virtualClock();
    const doneAt = [11_000, 11_001];
    const sender = simulated(clock, (_, request) => ({ doneMs: doneAt[request] ?? 0 }));
    const [record] = await play(playOf([0, 0]), [sender], clock);
    const before = JSON.stringify(record);
    await clock.sleepUntil(millis(20_000));
    expect(record?.requests.map(({ outcomes }) => outcomes)).toEqual([{ ok: 1 }, { timeout: 1 }]);
    expect(JSON.stringify(record)).toBe(before);
  });

  test("a service that never answers: every request timed out or was dropped", async () => {
    const record = await played(playOf(every(100, 10), { maxConcurrentUsers: 4 }), () => "never");
    expect(outcomesOf(record).map((outcomes) => Object.keys(outcomes))).toEqual([
      ...new Array(4).fill(["timeout"]),
      ...new Array(6).fill(["dropped"]),
    ]);
    expect(record.durationMs).toBe(11_000);
  });
});

describe("what is counted", () => {
  test("failures are counted under their own names, and their times are not the service's", async () => {
    const outcomes = ["ok", "status 500", "ok", "ECONNRESET", "status 500", "ok"];
    const phase = { ...playOf(every(100, 6)), requestNames: ["GET /a"] };
    const arrivals = { ...phase.arrivals, requestOf: () => 0 };
    const record = await played({ ...phase, arrivals }, (sentMs) => ({
      doneMs: sentMs + sentMs / 100 + 1,
      outcome: outcomes[sentMs / 100] ?? "",
    }));
    const [row] = record.requests;
    expect(record.requests).toHaveLength(1);
    expect({ name: row?.name, due: row?.due, outcomes: row?.outcomes }).toEqual({
      name: "GET /a",
      due: 6,
      outcomes: { ECONNRESET: 1, ok: 3, "status 500": 2 },
    });
    expect(Object.keys(row?.outcomes ?? {})).toEqual(["ECONNRESET", "ok", "status 500"]);
    const times = decodeHistogram(row?.responseTime ?? "");
    expect([times.count, ...[0.3, 0.6, 1].map((share) => times.quantile(share))]).toEqual([3, 1, 3.001, 6.003]);
  });

  test("successes are counted by the second in which they end", async () => {
    const record = await played(playOf([0, 900, 950, 3100], { durationMs: millis(4000) }), takes(100), 77);
    expect(record.completedBySecond).toEqual([1, 2, 0, 1]);
    expect(record.durationMs).toBe(3200);
  });

  test("a request that never came up is listed with nothing", async () => {
    const phase = playOf([0], {});
    const record = await played({ ...phase, requestNames: ["0", "rare"] }, takes(1));
    expect(record.requests.map(({ name, due, outcomes }) => ({ name, due, outcomes }))).toEqual([
      { name: "0", due: 1, outcomes: { ok: 1 } },
      { name: "rare", due: 0, outcomes: {} },
    ]);
  });

  test("a phase without arrivals lasts its time and records nothing", async () => {
    const clock = virtualClock();
    const [record] = await play(playOf([]), [simulated(clock, takes(1))], clock);
    expect([clock.nowMs(), record?.requests, record?.completedBySecond]).toEqual([1000, [], []]);
  });

  test("the generator's own lateness is billed to the request and told apart", async () => {
    const clock = virtualClock();
    const sleepy: Clock = { ...clock, sleepUntil: (atMs, signal) => clock.sleepUntil(millis(atMs + 7), signal) };
    const [record] = await play(playOf(every(100, 4).slice(1)), [simulated(clock, takes(20))], sleepy);
    if (record === undefined) throw new Error("one sender gives one record");
    expect(each(record, "responseTime")).toEqual([27, 27, 27]);
    expect(each(record, "serviceTime")).toEqual([20, 20, 20]);
    expect(decodeHistogram(record.sendLag).quantile(0.5)?.toPrecision(3)).toBe("7.00");
  });
});

describe("an abort", () => {
  test.each([
    { when: "during the load", abortMs: 250, sent: 3 },
    { when: "while answers are waited for", abortMs: 3000, sent: 10 },
  ])("$when ends the play at once, with its reason, and nothing more is sent", async ({ abortMs, sent }) => {
    const clock = virtualClock();
    const stop = new AbortController();
    const reason = new Error("cancelled");
    const sender = simulated(clock, () => "never");
    void clock.sleepUntil(millis(abortMs)).then(() => stop.abort(reason));
    const playing = play(playOf(every(100, 10)), [sender], clock, stop.signal);
    await expect(playing).rejects.toBe(reason);
    expect([clock.nowMs(), sender.sentMs.length]).toEqual([abortMs, sent]);
    await clock.sleepUntil(millis(20_000));
    expect(sender.sentMs).toHaveLength(sent);
  });

  test("leaves those who wait for a place unsent, also when a place becomes free", async () => {
    const clock = virtualClock();
    const stop = new AbortController();
    const sender = simulated(clock, takes(400));
    void clock.sleepUntil(millis(250)).then(() => stop.abort(new Error("cancelled")));
    const playing = play(playOf(every(100, 10), { maxConcurrentUsers: 1 }), [sender], clock, stop.signal);
    await expect(playing).rejects.toThrow("cancelled");
    await clock.sleepUntil(millis(20_000));
    expect(sender.sentMs).toEqual([0]);
  });
});

describe("laws", () => {
  const behaviour = fc.array(
    fc.record({
      takesMs: fc.oneof(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 5000 })),
      outcome: fc.constantFrom("ok", "ok", "ok", "status 500", "timeout", "ECONNREFUSED", "never"),
    }),
    { minLength: 1, maxLength: 20 },
  );
  const plays = fc.record({
    ratePerSec: fc.integer({ min: 1, max: 60 }),
    durationMs: fc.integer({ min: 1, max: 3000 }),
    places: fc.integer({ min: 1, max: 8 }),
    patienceMs: fc.integer({ min: 1, max: 2000 }),
    targets: fc.constantFrom<1 | 2>(1, 2),
    seed: fc.nat(),
    behaviour,
  });
  type Some = typeof plays extends fc.Arbitrary<infer T> ? T : never;

  /** Takes one behaviour after the other, from the first again when all have had their turn. */
  function serviceOf(some: Some["behaviour"]): Service {
    let calls = 0;
    return (sentMs) => {
      const one = some[calls++ % some.length];
      if (one === undefined || one.outcome === "never") return "never";
      return { doneMs: sentMs + one.takesMs, outcome: one.outcome };
    };
  }

  const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

  /** What the record of one target says, and what the same must be from its own parts. */
  function account(record: PhaseRecord, due: readonly number[], sender: Simulated) {
    const ok = record.requests.map(({ outcomes }) => outcomes["ok"] ?? 0);
    const dropped = sum(record.requests.map(({ outcomes }) => outcomes["dropped"] ?? 0));
    return {
      says: {
        due: record.requests.map((request) => request.due),
        outcomes: record.requests.map(({ outcomes }) => sum(Object.values(outcomes))),
        responseTimes: record.requests.map(({ responseTime }) => decodeHistogram(responseTime).count),
        serviceTimes: record.requests.map(({ serviceTime }) => decodeHistogram(serviceTime).count),
        completed: sum(record.completedBySecond),
        sent: sender.sentMs.length,
      },
      must: {
        due,
        outcomes: due,
        responseTimes: ok,
        serviceTimes: ok,
        completed: sum(ok),
        sent: sum(due) - dropped,
      },
    };
  }

  test("forall services and loads: what was due is what completed, failed or was dropped, request by request", async () => {
    await fc.assert(
      fc.asyncProperty(plays, async (some) => {
        const clock = virtualClock();
        const durationMs = millis(some.durationMs);
        const arrivals = arrivalsOf({
          pattern: { kind: "constant", ratePerSec: perSec(some.ratePerSec) },
          durationMs,
          seed: some.seed,
          weights: [1, 2],
          targets: some.targets,
        });
        const senders = Array.from({ length: some.targets }, () => simulated(clock, serviceOf(some.behaviour)));
        const requestNames = ["a", "b"];
        const patienceMs = millis(some.patienceMs);
        const phase = { arrivals, durationMs, maxConcurrentUsers: some.places, patienceMs, requestNames };
        const records = await play(phase, senders, clock);
        const asked = Array.from({ length: arrivals.count }, (_, n) => [arrivals.targetOf(n), arrivals.requestOf(n)]);
        const accounts = senders.map((sender, target) => {
          const due = requestNames.map((_, request) => asked.filter(([t, r]) => t === target && r === request).length);
          const record = records[target];
          return record === undefined ? undefined : account(record, due, sender);
        });
        expect(accounts.map((one) => one?.says)).toEqual(accounts.map((one) => one?.must));
        expect(records.filter((record) => record.durationMs > durationMs + patienceMs)).toEqual([]);
        expect(clock.nowMs()).toBeLessThanOrEqual(durationMs + patienceMs);
      }),
      { numRuns: 60 },
    );
  });

  test("forall services: no more requests are under way than there are places", async () => {
    await fc.assert(
      fc.asyncProperty(plays, async ({ ratePerSec, durationMs, places, patienceMs, behaviour: some }) => {
        const clock = virtualClock();
        const inner = simulated(clock, serviceOf(some));
        let underWay = 0;
        let most = 0;
        const counting: Sender = {
          send(request, done) {
            most = Math.max(most, ++underWay);
            inner.send(request, (outcome, sentMs, doneMs) => {
              underWay--;
              done(outcome, sentMs, doneMs);
            });
          },
          close: async () => {},
        };
        const n = Math.ceil((ratePerSec * durationMs) / 1000);
        const limits = { maxConcurrentUsers: places, durationMs: millis(durationMs), patienceMs: millis(patienceMs) };
        await play(playOf(every(durationMs / n, n), limits), [counting], clock);
        expect(most).toBeLessThanOrEqual(places);
      }),
      { numRuns: 60 },
    );
  });
});
