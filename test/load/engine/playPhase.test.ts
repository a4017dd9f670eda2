import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Play, play } from "../../../src/load/engine/playPhase.ts";
import type { Client, Exchange } from "../../../src/load/http/client.ts";
import { arrivalsOf } from "../../../src/load/schedule/arrivals.ts";
import type { Cursor } from "../../../src/load/schedule/cursor.ts";
import { undivided } from "../../../src/load/schedule/sliceTimeline.ts";
import type { WireRequest } from "../../../src/model/http.ts";
import type { PhaseRecord } from "../../../src/model/record.ts";
import { millis, perSec } from "../../../src/model/unit.ts";
import { alarmOn, type Clock } from "../../../src/shell/clock.ts";
import { decodeHistogram } from "../../../src/stats/histogram.ts";
import { type Steps, streamOf } from "../../support/stream.ts";
import { walked } from "../../support/turns.ts";
import { virtualClock } from "../../support/virtualClock.ts";

type Record = Omit<PhaseRecord, "generator">;

/** What a simulated service does with a request that leaves at that time: answers at `doneMs`, or never. */
interface Answer {
  readonly doneMs: number;
  readonly failure?: string;
  readonly status?: number;
  readonly location?: string;
  readonly awaitedAck?: boolean;
}
type Service = (sentMs: number, path: string) => Answer | "never";

interface Simulated extends Client {
  /** When each request left, by the client's count. */
  readonly sentMs: number[];
  readonly paths: string[];
}

function simulated(clock: Clock, service: Service): Simulated {
  const sentMs: number[] = [];
  const paths: string[] = [];
  return {
    sentMs,
    paths,
    send({ path }: WireRequest, exchange: Exchange) {
      exchange.sentMs = clock.nowMs();
      sentMs.push(exchange.sentMs);
      paths.push(path);
      const answer = service(exchange.sentMs, path);
      if (answer === "never") return;
      void clock.sleepUntil(millis(answer.doneMs)).then(() => {
        exchange.doneMs = clock.nowMs();
        if (answer.failure === undefined) exchange.awaitedAck = answer.awaitedAck ?? false;
        const headers = answer.location === undefined ? [] : ["location", answer.location];
        exchange.settled(answer.failure, { status: answer.status ?? 200, headers, body: new Uint8Array() });
      });
    },
    close: async () => {},
  };
}

/** Arrivals at these times. */
function cursorAt(dueMs: readonly number[]): Cursor {
  const cursor = {
    dueMs: millis(dueMs[0] ?? Number.POSITIVE_INFINITY),
    thenMs: millis(Number.POSITIVE_INFINITY),
    turn: 0,
    user: 0,
    isMeasured: true,
    next() {
      cursor.turn++;
      cursor.dueMs = millis(dueMs[cursor.turn] ?? Number.POSITIVE_INFINITY);
    },
    answered: () => {},
  };
  return cursor;
}

interface Setting {
  readonly clock: Clock;
  readonly clients: readonly Client[];
  readonly dueMs: readonly (readonly number[])[];
  /** By default each arrival is a request of its own, so that the record tells them apart. */
  readonly steps?: Steps;
}

function played(of: Partial<Play>, { clock, clients, dueMs, steps }: Setting, signal?: AbortSignal) {
  const stream = streamOf(steps ?? Array.from({ length: dueMs[0]?.length ?? 0 }, (_, n) => [`${n}`]));
  const time = undivided(of.durationMs ?? millis(1000));
  const phase = {
    targets: clients.map((client, i) => {
      return { origin: "http://127.0.0.1:80", client, stream, cursor: cursorAt(dueMs[i] ?? []), time };
    }),
    durationMs: millis(1000),
    firstTurn: 0,
    maxConcurrentUsers: 100,
    closed: false,
    redirects: 0,
    timeoutMs: millis(60_000),
    sliceMs: millis(1000),
    patienceMs: millis(10_000),
    ...of,
  };
  return play(phase, timekeeperOn(clock), signal);
}

const timekeeperOn = (clock: Clock) =>
  ({ kind: "timer", nowMs: clock.nowMs, alarm: (ring: () => void) => alarmOn(clock, ring) }) as const;

const every = (stepMs: number, n: number): readonly number[] => Array.from({ length: n }, (_, i) => i * stepMs);

const takes =
  (ms: number): Service =>
  (sentMs) => ({ doneMs: sentMs + ms });

/** One target's record. */
async function record(
  dueMs: readonly number[],
  service: Service,
  of: Partial<Play> = {},
  steps?: Steps,
): Promise<Record> {
  const clock = virtualClock(77);
  const shifted: Service = (sentMs, path) => {
    const answer = service(sentMs - 77, path);
    return answer === "never" ? answer : { ...answer, doneMs: answer.doneMs + 77 };
  };
  const clients = [simulated(clock, shifted)];
  const { records } = await played(of, { clock, clients, dueMs: [dueMs], ...(steps === undefined ? {} : { steps }) });
  const [first] = records;
  if (first === undefined) throw new Error("one target gives one record");
  return first;
}

/** The only latency of each request, to the three digits that a histogram keeps. */
function each({ requests }: Record, which: "responseTime" | "serviceTime"): readonly (number | undefined)[] {
  return requests.map((request) => {
    const max = decodeHistogram(request[which]).max();
    return max === undefined ? undefined : Number(max.toPrecision(3));
  });
}

const outcomesOf = ({ requests }: Record) => requests.map(({ outcomes }) => outcomes);
const completedBySecond = ({ slices }: Record) =>
  slices.map(({ requests }) => requests.reduce((sum, { outcomes }) => sum + (outcomes["ok"] ?? 0), 0));

describe("a service that freezes for 500 ms", () => {
  const frozen: Service = (sentMs) => ({ doneMs: sentMs < 500 ? 500 : sentMs + 1 });

  test("is billed for every request that it kept waiting, from when that was due", async () => {
    const of = await record(every(100, 10), frozen);
    expect(each(of, "responseTime")).toEqual([500, 400, 300, 200, 100, 1, 1, 1, 1, 1]);
    expect(each(of, "serviceTime")).toEqual([500, 400, 300, 200, 100, 1, 1, 1, 1, 1]);
  });

  test("gets its load all the same: each request leaves when it is due", async () => {
    const clock = virtualClock(5000);
    const client = simulated(clock, (sentMs) => ({ doneMs: Math.max(sentMs + 1, 5500) }));
    await played({}, { clock, clients: [client], dueMs: [every(100, 10)] });
    expect(client.sentMs).toEqual([5000, 5100, 5200, 5300, 5400, 5500, 5600, 5700, 5800, 5900]);
  });

  test("with one connection only, everyone waits behind the first, and is billed for it", async () => {
    const of = await record(every(100, 10), frozen, { maxConcurrentUsers: 1 });
    expect(each(of, "responseTime")).toEqual([500, 401, 302, 203, 104, 5, 1, 1, 1, 1]);
    expect(each(of, "serviceTime")).toEqual([500, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
  });
});

describe("max_concurrent_users", () => {
  test("makes an arrival wait for a place; it is billed from when it was due, and the wait is no lateness of ours", async () => {
    const of = await record([0, 50, 100, 150, 700], takes(100), { maxConcurrentUsers: 1 });
    expect(each(of, "responseTime")).toEqual([100, 150, 200, 250, 100]);
    expect(each(of, "serviceTime")).toEqual([100, 100, 100, 100, 100]);
    const lag = decodeHistogram(of.sendLag);
    expect([lag.count, lag.max()]).toEqual([5, 0]);
  });

  test("lets as many as that be under way at once", async () => {
    const clock = virtualClock();
    const client = simulated(clock, takes(100));
    await played({ maxConcurrentUsers: 3 }, { clock, clients: [client], dueMs: [[0, 0, 0, 0, 0, 0, 0]] });
    expect(client.sentMs).toEqual([0, 0, 0, 100, 100, 100, 200]);
  });

  test("serves who waits in the order in which they came", async () => {
    const clock = virtualClock();
    const client = simulated(clock, (sentMs, path) => ({ doneMs: sentMs + (path === "/0" ? 300 : 50) }));
    await played({ maxConcurrentUsers: 2 }, { clock, clients: [client], dueMs: [[0, 10, 20, 30, 40]] });
    expect(client.paths).toEqual(["/0", "/1", "/2", "/3", "/4"]);
  });

  test("holds for each target by itself: a slow base does not slow the head", async () => {
    const clock = virtualClock();
    const [slow, quick] = [simulated(clock, takes(400)), simulated(clock, takes(1))];
    const dueMs = [every(100, 5), every(100, 5).map((ms) => ms + 50)];
    const { records } = await played({ maxConcurrentUsers: 1 }, { clock, clients: [slow, quick], dueMs });
    expect(slow.sentMs).toEqual([0, 400, 800, 1200, 1600]);
    expect(quick.sentMs).toEqual([50, 150, 250, 350, 450]);
    expect(records.map((one) => each(one, "responseTime"))).toEqual([
      [400, 700, 1000, 1300, 1600],
      [1, 1, 1, 1, 1],
    ]);
  });
});

describe("patience", () => {
  test("ends so long after the phase: who is under way timed out, who still waits was dropped", async () => {
    const of = await record(every(100, 5), takes(1000), { maxConcurrentUsers: 1, patienceMs: millis(1500) });
    expect(outcomesOf(of)).toEqual([{ ok: 1 }, { ok: 1 }, { timeout: 1 }, { dropped: 1 }, { dropped: 1 }]);
    expect(each(of, "responseTime")).toEqual([1000, 1900, undefined, undefined, undefined]);
    expect(of.durationMs).toBe(2500);
  });

  test("is not waited out when everyone has answered", async () => {
    const clock = virtualClock();
    await played({}, { clock, clients: [simulated(clock, takes(1))], dueMs: [every(100, 5)] });
    expect(clock.nowMs()).toBe(1000);
  });

  test("ends with the last answer, where that comes after the phase", async () => {
    const clock = virtualClock();
    await played({}, { clock, clients: [simulated(clock, takes(700))], dueMs: [every(100, 5)] });
    expect(clock.nowMs()).toBe(1100);
  });

  test("an answer that comes after its end does not count, and changes nothing", async () => {
    const clock = virtualClock();
    const client = simulated(clock, (_, path) => ({ doneMs: path === "/0" ? 10_999 : 11_001 }));
    const { records } = await played({}, { clock, clients: [client], dueMs: [[0, 0]] });
    const before = JSON.stringify(records);
    await clock.sleepUntil(millis(20_000));
    expect(records[0]?.requests.map(({ outcomes }) => outcomes)).toEqual([{ ok: 1 }, { timeout: 1 }]);
    expect(JSON.stringify(records)).toBe(before);
  });

  test("a service that never answers: every request timed out or was dropped", async () => {
    const of = await record(every(100, 10), () => "never", { maxConcurrentUsers: 4 });
    expect(outcomesOf(of)).toEqual([...new Array(4).fill({ timeout: 1 }), ...new Array(6).fill({ dropped: 1 })]);
    expect(of.durationMs).toBe(11_000);
  });
});

describe("what is counted", () => {
  test("failures are counted under their own names, and their times are not the service's", async () => {
    const answers = [{}, { status: 500 }, { status: 201 }, { failure: "ECONNRESET" }, { status: 500 }, {}];
    const steps = answers.map(() => ["GET /a"]);
    const service: Service = (sentMs) => ({ doneMs: sentMs + sentMs / 100 + 1, ...answers[sentMs / 100] });
    const of = await record(every(100, 6), service, {}, steps);
    const [row] = of.requests;
    expect(of.requests).toHaveLength(1);
    expect({ name: row?.name, due: row?.due, outcomes: row?.outcomes, statuses: row?.statuses }).toEqual({
      name: "GET /a",
      due: 6,
      outcomes: { ECONNRESET: 1, ok: 3, "status 500": 2 },
      statuses: { 200: 2, 201: 1, 500: 2 },
    });
    expect(Object.keys(row?.outcomes ?? {})).toEqual(["ECONNRESET", "ok", "status 500"]);
    const times = decodeHistogram(row?.responseTime ?? "");
    expect([times.count, ...[0.3, 0.6, 1].map((share) => times.quantile(share))]).toEqual([3, 1, 3.001, 6.003]);
  });

  test("successes are counted, and their times kept, by the second in which they end", async () => {
    const of = await record([0, 900, 950, 3100], takes(100), { durationMs: millis(4000) }, [
      ["a"],
      ["a"],
      ["b"],
      ["a"],
    ]);
    expect(completedBySecond(of)).toEqual([1, 2, 0, 1]);
    expect(of.slices[1]?.requests).toEqual([
      { outcomes: { ok: 1 }, responseTimeUs: [99_839.5, 1] },
      { outcomes: { ok: 1 }, responseTimeUs: [99_839.5, 1] },
    ]);
    expect(of.durationMs).toBe(3200);
  });

  test("what cannot be sent is counted under what keeps it, and never sent", async () => {
    const clock = virtualClock();
    const client = simulated(clock, takes(1));
    const steps = [["unsendable"], ["b"], ["unsendable"]];
    const { records } = await played({}, { clock, clients: [client], dueMs: [[0, 10, 20]], steps });
    expect(records[0]?.requests.map(({ outcomes }) => outcomes)).toEqual([
      { "nothing to put for ${id}": 2 },
      { ok: 1 },
    ]);
    expect(client.paths).toEqual(["/b"]);
  });

  test("a phase without arrivals lasts its time and records nothing", async () => {
    const clock = virtualClock();
    const { records, turns } = await played({}, { clock, clients: [simulated(clock, takes(1))], dueMs: [[]] });
    expect([clock.nowMs(), turns, records[0]?.requests.map(({ due }) => due)]).toEqual([1000, 0, []]);
  });

  test("the generator's own lateness is billed to the request and told apart", async () => {
    const clock = virtualClock();
    const sleepy: Clock = { ...clock, sleepUntil: (atMs, signal) => clock.sleepUntil(millis(atMs + 7), signal) };
    const dueMs = [every(100, 4).slice(1)];
    const { records, longestStallMs } = await played(
      {},
      { clock: sleepy, clients: [simulated(clock, takes(20))], dueMs },
    );
    const [of] = records;
    if (of === undefined) throw new Error("one target gives one record");
    expect(each(of, "responseTime")).toEqual([27, 27, 27]);
    expect(each(of, "serviceTime")).toEqual([20, 20, 20]);
    expect(decodeHistogram(of.sendLag).quantile(0.5)?.toPrecision(3)).toBe("7.00");
    expect(longestStallMs).toBe(7);
  });

  test("what the generator was late is told apart from what a place was waited for", async () => {
    const clock = virtualClock();
    const sleepy: Clock = { ...clock, sleepUntil: (atMs, signal) => clock.sleepUntil(millis(atMs + 7), signal) };
    const setting = { clock: sleepy, clients: [simulated(clock, takes(40))], dueMs: [[10, 20]] };
    const { records } = await played({ maxConcurrentUsers: 1 }, setting);
    const times = records[0]?.requests.map(({ responseTime, blamelessTime }) =>
      [responseTime, blamelessTime].map((text) => decodeHistogram(text).max()?.toPrecision(3)),
    );
    // The first was sent 7 ms late, at 17; the second found a place at 57, and took it at once.
    expect(times).toEqual([
      ["47.0", "40.0"],
      ["77.1", "77.1"],
    ]);
  });

  test("answers that waited for an acknowledgement are counted, whatever their status, and failures after them are not", async () => {
    const answers = [{ awaitedAck: true }, { failure: "timeout" }, { awaitedAck: true, status: 500 }, {}, {}];
    let n = 0;
    const service: Service = (sentMs) => ({ doneMs: sentMs + 1, ...answers[n++] });
    const { requests } = await record(every(10, 5), service, {}, [["a"]]);
    expect(requests.map(({ statuses, ackWaits }) => [statuses, ackWaits])).toEqual([[{ 200: 3, 500: 1 }, 2]]);
  });

  test("turns go on from where the phase before has ended", async () => {
    const clock = virtualClock();
    const client = simulated(clock, takes(1));
    const steps = [["a"], ["b"], ["c"]];
    const first = await played({}, { clock, clients: [client], dueMs: [[0, 10]], steps });
    await played({ firstTurn: first.turns }, { clock, clients: [client], dueMs: [[0, 10]], steps });
    expect(client.paths).toEqual(["/a", "/b", "/c", "/a"]);
  });
});

describe("a flow", () => {
  test("takes its steps one after another: the first is billed from its arrival, each other from the answer before", async () => {
    const of = await record([0, 100], takes(30), { maxConcurrentUsers: 1 }, [
      ["a", "b", "c"],
      ["d", "b", "c"],
    ]);
    expect(of.requests.map(({ name, due }) => [name, due])).toEqual([
      ["a", 1],
      ["b", 2],
      ["c", 2],
      ["d", 1],
    ]);
    expect(each(of, "responseTime")).toEqual([30, 30, 30, 30]);
  });

  test("keeps its place to the end: who comes meanwhile waits", async () => {
    const clock = virtualClock();
    const client = simulated(clock, takes(30));
    const steps = [["a", "b"], ["c"]];
    await played({ maxConcurrentUsers: 1 }, { clock, clients: [client], dueMs: [[0, 10]], steps });
    expect(client.paths.map((path, i) => [path, client.sentMs[i]])).toEqual([
      ["/a", 0],
      ["/b", 30],
      ["/c", 60],
    ]);
  });

  test("rests between its steps, and others go on meanwhile", async () => {
    const clock = virtualClock();
    const client = simulated(clock, takes(10));
    const stream = streamOf(
      [
        ["a", "b"],
        ["c", "d"],
      ],
      millis(200),
    );
    const target = {
      origin: "http://127.0.0.1:80",
      client,
      stream,
      cursor: cursorAt([0, 100]),
      time: undivided(millis(1000)),
    };
    await played({ targets: [target] }, { clock, clients: [], dueMs: [] });
    expect(client.paths.map((path, i) => [path, client.sentMs[i]])).toEqual([
      ["/a", 0],
      ["/c", 100],
      ["/b", 210],
      ["/d", 310],
    ]);
  });

  test("ends where a step fails: what would have followed was never due", async () => {
    const of = await record([0], (sentMs) => ({ doneMs: sentMs + 5, status: sentMs === 5 ? 404 : 200 }), {}, [
      ["a", "b", "c"],
    ]);
    expect(of.requests.map(({ due, outcomes }) => [due, outcomes])).toEqual([
      [1, { ok: 1 }],
      [1, { "status 404": 1 }],
      [0, {}],
    ]);
  });
});

describe("two targets that get their load in slices", () => {
  /** For this seed the order is A B B A, then B A. */
  const plan = { arrival: "even", durationMs: millis(3000), seed: 1, targets: 2, interleave: "slice" } as const;
  const perSecond = (n: number) => ({ kind: "constant", ratePerSec: perSec(n) }) as const;

  async function dealt(services: readonly [Service, Service], of: Partial<Play> & { steps?: Steps; restMs?: number }) {
    const { steps = [["a"]], restMs = 0, ...limits } = of;
    const clock = virtualClock();
    const arrivals = arrivalsOf({ ...plan, pattern: perSecond(20) });
    const clients = services.map((service) => simulated(clock, service));
    const targets = clients.map((client, i) => {
      const stream = streamOf(steps, millis(restMs));
      return { origin: "http://127.0.0.1:80", client, stream, cursor: arrivals.cursor(i), time: arrivals.timeOf(i) };
    });
    const { records } = await played(
      { targets, durationMs: arrivals.lengthMs, ...limits },
      { clock, clients: [], dueMs: [] },
    );
    return { records, clients, endMs: clock.nowMs() };
  }

  const seconds = ({ sentMs }: Simulated) => [...new Set(sentMs.map((ms) => Math.floor(ms / 1000)))];

  test("get it in turn, the same number, of which three quarters of each second count", async () => {
    const { records, clients } = await dealt([takes(10), takes(20)], {});
    expect(clients.map(seconds)).toEqual([
      [0, 3, 5],
      [1, 2, 4],
    ]);
    expect(clients.map(({ sentMs }) => sentMs.length)).toEqual([60, 60]);
    expect(records.map(({ settling, offeredMs }) => [settling, offeredMs])).toEqual(new Array(2).fill([15, 2250]));
    expect(records.map(({ idle }) => idle)).toEqual([
      [
        [1000, 2000],
        [2000, 3000],
        [4000, 5000],
      ],
      [
        [0, 1000],
        [3000, 4000],
        [5000, 6000],
      ],
    ]);
    expect(records.map(outcomesOf)).toEqual([[{ ok: 45 }], [{ ok: 45 }]]);
    expect(records.map((one) => each(one, "responseTime"))).toEqual([[10], [20]]);
    expect(records.map(({ sendLag }) => decodeHistogram(sendLag).count)).toEqual([45, 45]);
    // 20 in each second of 0.75 + 0.25, the last one of 0.25.
    expect(records.map(completedBySecond).map((rows) => rows.map((n) => Math.round(n / 5)))).toEqual([
      [4, 4, 1],
      [4, 4, 1],
    ]);
  });

  test("are measured until their own last answer, whichever of them is the last to get load", async () => {
    const { records, endMs } = await dealt([takes(400), takes(400)], {});
    const late = records.map(({ durationMs }) => durationMs - 2250 - 400);
    expect(late.every((ms) => ms > -50 && ms < 0)).toBe(true);
    expect(Math.abs((late[0] ?? 0) - (late[1] ?? 1))).toBeLessThan(1e-6);
    expect(endMs).toBeGreaterThan(6300);
  });

  test("rest between two steps in their own time; the steps count as the arrival that they belong to", async () => {
    const steps = [["a", "b"]];
    const { records, clients } = await dealt([takes(10), takes(10)], { steps, restMs: 300 });
    const bs = (sender: Simulated) => sender.sentMs.filter((_, i) => sender.paths[i] === "/b").map(Math.floor);
    // What is still to come after its third slice comes when both had theirs.
    expect(clients.map((sender) => [...new Set(bs(sender).map((ms) => Math.floor(ms / 1000)))])).toEqual([
      [0, 3, 5, 6],
      [1, 2, 4, 6],
    ]);
    // From 310 ms after the first arrival on, and 310 ms beyond the end of what it gets.
    expect(clients.every((sender) => bs(sender).every((ms) => ms < 6310))).toBe(true);
    expect(records.map(outcomesOf)).toEqual([
      [{ ok: 45 }, { ok: 45 }],
      [{ ok: 45 }, { ok: 45 }],
    ]);
    expect(records.map(({ settling }) => settling)).toEqual([30, 30]);
  });

  test("without a rest a step follows at once, also when the slice is over", async () => {
    const { clients } = await dealt([takes(100), takes(100)], { steps: [["a", "b"]] });
    const [sender] = clients;
    const of = (path: string) => sender?.sentMs.filter((_, i) => sender.paths[i] === path) ?? [];
    expect(of("/b").map((ms) => ms.toFixed(6))).toEqual(of("/a").map((ms) => (ms + 100).toFixed(6)));
  });

  test("leave what does not count out of the record also where it was never answered or sent", async () => {
    // What counts is answered, and nothing else: every slice's first quarter of a second is silence.
    const halfDead: Service = (sentMs) => (sentMs % 1000 < 250 ? "never" : { doneMs: sentMs + 1 });
    const { records } = await dealt([halfDead, halfDead], {});
    expect(records.map(outcomesOf)).toEqual([[{ ok: 45 }], [{ ok: 45 }]]);
    expect(records.map(({ settling }) => settling)).toEqual([15, 15]);
    expect(records.every(({ durationMs }) => durationMs < 2251)).toBe(true);

    const full = await dealt([() => "never", () => "never"], { maxConcurrentUsers: 10 });
    expect(full.records.map(({ requests: [only] }) => [only?.due, only?.outcomes["dropped"]])).toEqual([
      [45, 40],
      [45, 40],
    ]);
    expect(full.records.map(({ settling }) => settling)).toEqual([5, 5]);
  });
});

describe("a closed loop", () => {
  test("sends again once answered and rested; a slow service slows it", async () => {
    const clock = virtualClock();
    const client = simulated(clock, (sentMs) => ({ doneMs: sentMs + (sentMs < 500 ? 100 : 300) }));
    const pattern = { kind: "users", users: 1, thinkTimeMs: { fromMs: millis(0), toMs: millis(0) } } as const;
    const plan = { pattern, arrival: "even", durationMs: millis(1000), seed: 1, targets: 1 } as const;
    const target = {
      origin: "http://127.0.0.1:80",
      client,
      stream: streamOf([["a"]]),
      cursor: arrivalsOf(plan).cursor(0),
      time: arrivalsOf(plan).timeOf(0),
    };
    const { records } = await played({ targets: [target], closed: true }, { clock, clients: [], dueMs: [] });
    expect(client.sentMs).toEqual([0, 100, 200, 300, 400, 500, 800]);
    expect(records[0]?.requests.map(({ outcomes }) => outcomes)).toEqual([{ ok: 7 }]);
    expect(clock.nowMs()).toBe(1100);
  });
});

describe("redirects", () => {
  const moved: Service = (sentMs, path) => {
    const doneMs = sentMs + 10;
    if (path === "/a") return { doneMs, status: 302, location: "/b?c=d" };
    if (path === "/b?c=d") return { doneMs, status: 307, location: "http://localhost/e" };
    if (path === "/away") return { doneMs, status: 301, location: "http://127.0.0.1:8081/e" };
    return { doneMs };
  };

  test("are followed as often as that may be, and count as one request from its first send to the last byte", async () => {
    const of = await record([0], moved, { redirects: 2 }, [["a"]]);
    expect([outcomesOf(of), each(of, "serviceTime"), of.requests[0]?.statuses]).toEqual([
      [{ ok: 1 }],
      [30],
      { 200: 1 },
    ]);
  });

  test("beyond that are a failure, and without any an answer like any other", async () => {
    const of = async (redirects: number) => outcomesOf(await record([0], moved, { redirects }, [["a"]]));
    expect([await of(1), await of(0)]).toEqual([[{ "too many redirects": 1 }], [{ ok: 1 }]]);
  });

  test("take no longer than one request may, all together", async () => {
    const of = async (ms: number) =>
      outcomesOf(await record([0], moved, { redirects: 2, timeoutMs: millis(ms) }, [["a"]]));
    expect([await of(31), await of(30), await of(15)]).toEqual([[{ ok: 1 }], [{ timeout: 1 }], [{ timeout: 1 }]]);
  });

  test("that lead away from the target are a failure", async () => {
    const of = await record([0], moved, { redirects: 5 }, [["away"]]);
    expect(outcomesOf(of)).toEqual([{ "redirect elsewhere": 1 }]);
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
    const client = simulated(clock, () => "never");
    void clock.sleepUntil(millis(abortMs)).then(() => stop.abort(reason));
    const playing = played({}, { clock, clients: [client], dueMs: [every(100, 10)] }, stop.signal);
    await expect(playing).rejects.toBe(reason);
    expect([clock.nowMs(), client.sentMs.length]).toEqual([abortMs, sent]);
    await clock.sleepUntil(millis(20_000));
    expect(client.sentMs).toHaveLength(sent);
  });

  test("leaves those who wait for a place unsent, also when a place becomes free", async () => {
    const clock = virtualClock();
    const stop = new AbortController();
    const client = simulated(clock, takes(400));
    void clock.sleepUntil(millis(250)).then(() => stop.abort(new Error("cancelled")));
    const setting = { clock, clients: [client], dueMs: [every(100, 10)] };
    await expect(played({ maxConcurrentUsers: 1 }, setting, stop.signal)).rejects.toThrow("cancelled");
    await clock.sleepUntil(millis(20_000));
    expect(client.sentMs).toEqual([0]);
  });
});

describe("laws", () => {
  const behaviour = fc.array(
    fc.record({
      takesMs: fc.oneof(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 5000 })),
      kind: fc.constantFrom("ok", "ok", "ok", "status", "failure", "never"),
    }),
    { minLength: 1, maxLength: 20 },
  );
  const plays = fc.record({
    ratePerSec: fc.integer({ min: 1, max: 60 }),
    durationMs: fc.integer({ min: 1, max: 3000 }),
    places: fc.integer({ min: 1, max: 8 }),
    patienceMs: fc.integer({ min: 1, max: 2000 }),
    targets: fc.constantFrom<1 | 2>(1, 2),
    arrival: fc.constantFrom("even", "poisson"),
    interleave: fc.constantFrom("request", "slice"),
    seed: fc.nat(),
    behaviour,
  });
  type Some = typeof plays extends fc.Arbitrary<infer T> ? T : never;

  /** Takes one behaviour after the other, from the first again when all have had their turn. */
  function serviceOf(some: Some["behaviour"]): Service {
    let calls = 0;
    return (sentMs) => {
      const one = some[calls++ % some.length];
      if (one === undefined || one.kind === "never") return "never";
      const doneMs = sentMs + one.takesMs;
      if (one.kind === "failure") return { doneMs, failure: "ECONNREFUSED" };
      return { doneMs, status: one.kind === "ok" ? 200 : 500 };
    };
  }

  const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

  /** What the record of one target says, and what the same must be from its own parts. */
  function account(of: Record, due: readonly number[], sender: Simulated, uncounted: number) {
    const ok = of.requests.map(({ outcomes }) => outcomes["ok"] ?? 0);
    const dropped = sum(of.requests.map(({ outcomes }) => outcomes["dropped"] ?? 0));
    return {
      says: {
        due: of.requests.map((request) => request.due),
        outcomes: of.requests.map(({ outcomes }) => sum(Object.values(outcomes))),
        responseTimes: of.requests.map(({ responseTime }) => decodeHistogram(responseTime).count),
        serviceTimes: of.requests.map(({ serviceTime }) => decodeHistogram(serviceTime).count),
        completed: sum(completedBySecond(of)),
        sent: sender.sentMs.length - of.settling,
        settlesAll: of.settling === uncounted || dropped > 0,
      },
      must: {
        due,
        outcomes: due,
        responseTimes: ok,
        serviceTimes: ok,
        completed: sum(ok),
        sent: sum(due) - dropped,
        settlesAll: true,
      },
    };
  }

  test("forall services and loads: what was due is what completed, failed or was dropped, request by request", async () => {
    await fc.assert(
      fc.asyncProperty(plays, async ({ durationMs: length, patienceMs: wait, places, targets, ...some }) => {
        const clock = virtualClock();
        const patienceMs = millis(wait);
        const pattern = { kind: "constant", ratePerSec: perSec(some.ratePerSec) } as const;
        const { arrival, seed, interleave } = some;
        const plan = { pattern, arrival, durationMs: millis(length), seed, targets, interleave } as const;
        const arrivals = arrivalsOf(plan);
        const durationMs = arrivals.lengthMs;
        const stream = streamOf([["a"], ["b"], ["b"]]);
        const clients = Array.from({ length: targets }, () => simulated(clock, serviceOf(some.behaviour)));
        const targetsOf = clients.map((client, i) => {
          return {
            origin: "http://127.0.0.1:80",
            client,
            stream,
            cursor: arrivals.cursor(i),
            time: arrivals.timeOf(i),
          };
        });
        const of = { targets: targetsOf, durationMs, maxConcurrentUsers: places, patienceMs };
        const { records } = await played(of, { clock, clients: [], dueMs: [] });
        const counted = walked(arrivals).filter(([, , isMeasured]) => isMeasured);
        const turns = counted.map(([turn]) => turn % 3);
        const uncounted = (arrivals.count ?? 0) - counted.length;
        const due = [turns.filter((turn) => turn === 0).length, turns.filter((turn) => turn > 0).length];
        const accounts = clients.map((client, i) => records[i] && account(records[i], due, client, uncounted));
        expect(accounts.map((one) => one?.says)).toEqual(accounts.map((one) => one?.must));
        expect(records.filter((one) => one.durationMs > durationMs + patienceMs)).toEqual([]);
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
        const counting: Client = {
          send(request, exchange) {
            most = Math.max(most, ++underWay);
            const counted: Exchange = {
              sentMs: millis(0),
              doneMs: millis(0),
              awaitedAck: false,
              settled(failure, answer) {
                underWay--;
                exchange.sentMs = counted.sentMs;
                exchange.doneMs = counted.doneMs;
                exchange.settled(failure, answer);
              },
            };
            inner.send(request, counted);
          },
          close: async () => {},
        };
        const n = Math.ceil((ratePerSec * durationMs) / 1000);
        const limits = { maxConcurrentUsers: places, durationMs: millis(durationMs), patienceMs: millis(patienceMs) };
        await played(limits, { clock, clients: [counting], dueMs: [every(durationMs / n, n)] });
        expect(most).toBeLessThanOrEqual(places);
      }),
      { numRuns: 60 },
    );
  });
});
