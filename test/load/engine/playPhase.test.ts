import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type PhaseOptions, playPhase } from "../../../src/load/engine/playPhase.ts";
import type { Client, Exchange } from "../../../src/load/http/client.ts";
import { arrivalsOf } from "../../../src/load/schedule/arrivals.ts";
import type { Cursor } from "../../../src/load/schedule/cursor.ts";
import { singleSlice } from "../../../src/load/schedule/sliceTimeline.ts";
import type { WireRequest } from "../../../src/model/http.ts";
import type { PhaseRecord } from "../../../src/model/record.ts";
import { millis, perSec } from "../../../src/model/unit.ts";
import { type Clock, createAlarm } from "../../../src/shell/clock.ts";
import { decodeHistogram } from "../../../src/stats/histogram.ts";
import { allArrivals } from "../../support/arrivalSchedule.ts";
import { type FlowSteps, stubStream } from "../../support/stubStream.ts";
import { virtualClock } from "../../support/virtualClock.ts";

/** The response of a simulated service, which is complete at `doneMs`. */
interface StubResponse {
  readonly doneMs: number;
  readonly failure?: string;
  readonly status?: number;
  readonly location?: string;
  /** When the first byte of the body came. By default, with the last one. */
  readonly firstByteMs?: number;
  readonly hadDelayedAck?: boolean;
}
type Service = (sentMs: number, path: string) => StubResponse | "never";

interface StubClient extends Client {
  /** When each request was sent, on the client's clock. */
  readonly sentMs: number[];
  readonly paths: string[];
}

const noConnections = { opened: 0, takePeak: () => 0 };

function stubClient(clock: Clock, service: Service): StubClient {
  const sentMs: number[] = [];
  const paths: string[] = [];
  return {
    sentMs,
    paths,
    connections: noConnections,
    send({ path }: WireRequest, exchange: Exchange) {
      exchange.sentMs = clock.nowMs();
      sentMs.push(exchange.sentMs);
      paths.push(path);
      const response = service(exchange.sentMs, path);
      if (response === "never") return;
      void clock.sleepUntil(millis(response.doneMs)).then(() => {
        exchange.doneMs = clock.nowMs();
        exchange.firstByteMs = millis(response.firstByteMs ?? exchange.doneMs);
        if (response.failure === undefined) exchange.hadDelayedAck = response.hadDelayedAck ?? false;
        const headers = response.location === undefined ? [] : ["location", response.location];
        exchange.finish(response.failure, { status: response.status ?? 200, headers, body: new Uint8Array() });
      });
    },
    close: async () => {},
  };
}

/** Arrivals at these times. */
function cursorAt(dueMs: readonly number[]): Cursor {
  const cursor = {
    dueMs: millis(dueMs[0] ?? Number.POSITIVE_INFINITY),
    followingMs: millis(Number.POSITIVE_INFINITY),
    iteration: 0,
    user: 0,
    isMeasured: true,
    next() {
      cursor.iteration++;
      cursor.dueMs = millis(dueMs[cursor.iteration] ?? Number.POSITIVE_INFINITY);
    },
    onResponse: () => {},
  };
  return cursor;
}

interface PhaseInput {
  readonly clock: Clock;
  readonly clients: readonly Client[];
  readonly dueMs: readonly (readonly number[])[];
  /** By default each arrival is a request with its own name, so that the record lists them separately. */
  readonly steps?: FlowSteps;
}

function runPhase(of: Partial<PhaseOptions>, { clock, clients, dueMs, steps }: PhaseInput, signal?: AbortSignal) {
  const stream = stubStream(steps ?? Array.from({ length: dueMs[0]?.length ?? 0 }, (_, n) => [`${n}`]));
  const timeline = singleSlice(of.durationMs ?? millis(1000));
  const phase = {
    targets: clients.map((client, i) => {
      return { origin: "http://127.0.0.1:80", client, stream, cursor: cursorAt(dueMs[i] ?? []), timeline };
    }),
    durationMs: millis(1000),
    firstIteration: 0,
    maxConcurrentUsers: 100,
    isClosedLoop: false,
    redirects: 0,
    timeoutMs: millis(60_000),
    sliceMs: millis(1000),
    drainTimeoutMs: millis(10_000),
    ...of,
  };
  return playPhase(phase, timekeeperOn(clock), signal);
}

const timekeeperOn = (clock: Clock) =>
  ({ kind: "timer", nowMs: clock.nowMs, alarm: (ring: () => void) => createAlarm(clock, ring) }) as const;

const every = (stepMs: number, n: number): readonly number[] => Array.from({ length: n }, (_, i) => i * stepMs);

const takes =
  (ms: number): Service =>
  (sentMs) => ({ doneMs: sentMs + ms });

/** One target's record. */
async function record(
  dueMs: readonly number[],
  service: Service,
  of: Partial<PhaseOptions> = {},
  steps?: FlowSteps,
): Promise<PhaseRecord> {
  const clock = virtualClock(77);
  const shifted: Service = (sentMs, path) => {
    const response = service(sentMs - 77, path);
    if (response === "never") return response;
    const { firstByteMs } = response;
    const early = firstByteMs === undefined ? {} : { firstByteMs: firstByteMs + 77 };
    return { ...response, ...early, doneMs: response.doneMs + 77 };
  };
  const clients = [stubClient(clock, shifted)];
  const { records } = await runPhase(of, { clock, clients, dueMs: [dueMs], ...(steps === undefined ? {} : { steps }) });
  const [first] = records;
  if (first === undefined) throw new Error("one target gives one record");
  return first;
}

/** The only latency of each request, to the three digits that a histogram keeps. */
function latencies(
  { requests }: PhaseRecord,
  which: "responseTime" | "blamelessTime",
): readonly (number | undefined)[] {
  return requests.map((request) => {
    const max = decodeHistogram(request[which] ?? "").max();
    return max === undefined ? undefined : Number(max.toPrecision(3));
  });
}

const outcomesOf = ({ requests }: PhaseRecord) => requests.map(({ outcomes }) => outcomes);
const completedBySecond = ({ slices }: PhaseRecord) =>
  slices.map(({ requests }) => requests.reduce((sum, { outcomes }) => sum + (outcomes["ok"] ?? 0), 0));

test("the first byte's times include those of bodies in one piece, before and after one in two pieces", async () => {
  const service: Service = (sentMs) => ({ doneMs: sentMs + 100, ...(sentMs === 10 ? { firstByteMs: 35 } : {}) });
  const { requests } = await record([0, 10, 20], service, {}, [["a"]]);
  const times = [requests[0]?.firstByte, requests[0]?.blamelessFirstByte].map((text) => {
    const values = decodeHistogram(text ?? "");
    return [values.count, ...[0.3, 0.6, 0.9].map((share) => Number(values.quantile(share)?.toPrecision(3)))];
  });
  expect(times).toEqual([
    [3, 25, 100, 100],
    [3, 25, 100, 100],
  ]);
});

describe("a service that freezes for 500 ms", () => {
  const frozen: Service = (sentMs) => ({ doneMs: sentMs < 500 ? 500 : sentMs + 1 });

  test("every request counts from when it was due", async () => {
    const of = await record(every(100, 10), frozen);
    expect(latencies(of, "responseTime")).toEqual([500, 400, 300, 200, 100, 1, 1, 1, 1, 1]);
    expect(latencies(of, "blamelessTime")).toEqual([500, 400, 300, 200, 100, 1, 1, 1, 1, 1]);
  });

  test("each request is still sent when it is due", async () => {
    const clock = virtualClock(5000);
    const client = stubClient(clock, (sentMs) => ({ doneMs: Math.max(sentMs + 1, 5500) }));
    await runPhase({}, { clock, clients: [client], dueMs: [every(100, 10)] });
    expect(client.sentMs).toEqual([5000, 5100, 5200, 5300, 5400, 5500, 5600, 5700, 5800, 5900]);
  });

  test("with one user, all requests wait for the first, and the wait counts", async () => {
    const of = await record(every(100, 10), frozen, { maxConcurrentUsers: 1 });
    expect(latencies(of, "responseTime")).toEqual([500, 401, 302, 203, 104, 5, 1, 1, 1, 1]);
    expect(latencies(of, "blamelessTime")).toEqual([500, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
  });
});

describe("max_concurrent_users", () => {
  test("is measured: how many arrivals waited, how long, and how long users were busy", async () => {
    const clock = virtualClock(77);
    const input = { clock, clients: [stubClient(clock, takes(100))], dueMs: [[0, 50, 100, 150, 700]] };
    const { userWaits } = await runPhase({ maxConcurrentUsers: 1 }, input);
    expect(userWaits).toEqual([{ arrivals: 5, waited: 3, longestWaitMs: 150, users: 5, busyMs: 500 }]);
  });

  test("is measured: arrivals that were never sent waited until the end", async () => {
    const clock = virtualClock();
    const input = { clock, clients: [stubClient(clock, () => "never")], dueMs: [[0, 100, 200]] };
    const limits = { maxConcurrentUsers: 1, durationMs: millis(1000), drainTimeoutMs: millis(500) };
    const { userWaits } = await runPhase(limits, input);
    expect(userWaits).toEqual([{ arrivals: 3, waited: 2, longestWaitMs: 1400, users: 1, busyMs: 1500 }]);
  });

  test("delays an arrival: the response time includes the wait, the send lag does not", async () => {
    const of = await record([0, 50, 100, 150, 700], takes(100), { maxConcurrentUsers: 1 });
    expect(latencies(of, "responseTime")).toEqual([100, 150, 200, 250, 100]);
    expect(latencies(of, "blamelessTime")).toEqual([100, 100, 100, 100, 100]);
    const lag = decodeHistogram(of.sendLag ?? "");
    expect([lag.count, lag.max()]).toEqual([5, 0]);
  });

  test("allows that many requests at once", async () => {
    const clock = virtualClock();
    const client = stubClient(clock, takes(100));
    await runPhase({ maxConcurrentUsers: 3 }, { clock, clients: [client], dueMs: [[0, 0, 0, 0, 0, 0, 0]] });
    expect(client.sentMs).toEqual([0, 0, 0, 100, 100, 100, 200]);
  });

  test("sends waiting arrivals in order", async () => {
    const clock = virtualClock();
    const client = stubClient(clock, (sentMs, path) => ({ doneMs: sentMs + (path === "/0" ? 300 : 50) }));
    await runPhase({ maxConcurrentUsers: 2 }, { clock, clients: [client], dueMs: [[0, 10, 20, 30, 40]] });
    expect(client.paths).toEqual(["/0", "/1", "/2", "/3", "/4"]);
  });

  test("applies to each target alone: a slow base does not slow the head", async () => {
    const clock = virtualClock();
    const [slow, quick] = [stubClient(clock, takes(400)), stubClient(clock, takes(1))];
    const dueMs = [every(100, 5), every(100, 5).map((ms) => ms + 50)];
    const { records } = await runPhase({ maxConcurrentUsers: 1 }, { clock, clients: [slow, quick], dueMs });
    expect(slow.sentMs).toEqual([0, 400, 800, 1200, 1600]);
    expect(quick.sentMs).toEqual([50, 150, 250, 350, 450]);
    expect(records.map((one) => latencies(one, "responseTime"))).toEqual([
      [400, 700, 1000, 1300, 1600],
      [1, 1, 1, 1, 1],
    ]);
  });
});

describe("the drain timeout", () => {
  test("ends the phase: requests in flight time out, waiting arrivals are dropped", async () => {
    const of = await record(every(100, 5), takes(1000), { maxConcurrentUsers: 1, drainTimeoutMs: millis(1500) });
    expect(outcomesOf(of)).toEqual([{ ok: 1 }, { ok: 1 }, { timeout: 1 }, { dropped: 1 }, { dropped: 1 }]);
    expect(latencies(of, "responseTime")).toEqual([1000, 1900, undefined, undefined, undefined]);
    expect(of.durationMs).toBe(2500);
  });

  test("does not matter once all responses have come", async () => {
    const clock = virtualClock();
    await runPhase({}, { clock, clients: [stubClient(clock, takes(1))], dueMs: [every(100, 5)] });
    expect(clock.nowMs()).toBe(1000);
  });

  test("the phase ends with the last response, if that comes after its end", async () => {
    const clock = virtualClock();
    await runPhase({}, { clock, clients: [stubClient(clock, takes(700))], dueMs: [every(100, 5)] });
    expect(clock.nowMs()).toBe(1100);
  });

  test("a response after it changes nothing", async () => {
    const clock = virtualClock();
    const client = stubClient(clock, (_, path) => ({ doneMs: path === "/0" ? 10_999 : 11_001 }));
    const { records } = await runPhase({}, { clock, clients: [client], dueMs: [[0, 0]] });
    const before = JSON.stringify(records);
    await clock.sleepUntil(millis(20_000));
    expect(records[0]?.requests.map(({ outcomes }) => outcomes)).toEqual([{ ok: 1 }, { timeout: 1 }]);
    expect(JSON.stringify(records)).toBe(before);
  });

  test("all requests time out or are dropped if the service never responds", async () => {
    const of = await record(every(100, 10), () => "never", { maxConcurrentUsers: 4 });
    expect(outcomesOf(of)).toEqual([...new Array(4).fill({ timeout: 1 }), ...new Array(6).fill({ dropped: 1 })]);
    expect(of.durationMs).toBe(11_000);
  });
});

describe("the record", () => {
  test("counts failures by name, and leaves their times out", async () => {
    const responses = [{}, { status: 500 }, { status: 201 }, { failure: "ECONNRESET" }, { status: 500 }, {}];
    const steps = responses.map(() => ["GET /a"]);
    const service: Service = (sentMs) => ({ doneMs: sentMs + sentMs / 100 + 1, ...responses[sentMs / 100] });
    const of = await record(every(100, 6), service, {}, steps);
    const [request] = of.requests;
    expect(of.requests).toHaveLength(1);
    expect({
      name: request?.name,
      due: request?.due,
      outcomes: request?.outcomes,
      statuses: request?.statuses,
    }).toEqual({
      name: "GET /a",
      due: 6,
      outcomes: { ECONNRESET: 1, ok: 3, "status 500": 2 },
      statuses: { 200: 2, 201: 1, 500: 2 },
    });
    expect(Object.keys(request?.outcomes ?? {})).toEqual(["ECONNRESET", "ok", "status 500"]);
    const times = decodeHistogram(request?.responseTime ?? "");
    expect([times.count, ...[0.3, 0.6, 1].map((share) => times.quantile(share))]).toEqual([3, 1, 3.001, 6.003]);
  });

  test("counts successes and their times by the second in which they end", async () => {
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

  test("counts a request that cannot be built by its failure, and sends nothing", async () => {
    const clock = virtualClock();
    const client = stubClient(clock, takes(1));
    const steps = [["unsendable"], ["b"], ["unsendable"]];
    const { records } = await runPhase({}, { clock, clients: [client], dueMs: [[0, 10, 20]], steps });
    expect(records[0]?.requests.map(({ outcomes }) => outcomes)).toEqual([
      { "nothing to put for ${id}": 2 },
      { ok: 1 },
    ]);
    expect(client.paths).toEqual(["/b"]);
  });

  test("is empty for a phase without arrivals, which still lasts its whole time", async () => {
    const clock = virtualClock();
    const { records, iterations } = await runPhase({}, { clock, clients: [stubClient(clock, takes(1))], dueMs: [[]] });
    expect([clock.nowMs(), iterations, records[0]?.requests.map(({ due }) => due)]).toEqual([1000, 0, []]);
  });

  test("includes the generator's own lateness in the response time, and reports it as send lag", async () => {
    const clock = virtualClock();
    const sleepy: Clock = { ...clock, sleepUntil: (atMs, signal) => clock.sleepUntil(millis(atMs + 7), signal) };
    const dueMs = [every(100, 4).slice(1)];
    const { records, longestStallMs } = await runPhase(
      {},
      { clock: sleepy, clients: [stubClient(clock, takes(20))], dueMs },
    );
    const [of] = records;
    if (of === undefined) throw new Error("one target gives one record");
    expect(latencies(of, "responseTime")).toEqual([27, 27, 27]);
    expect(latencies(of, "blamelessTime")).toEqual([20, 20, 20]);
    expect(
      decodeHistogram(of.sendLag ?? "")
        .quantile(0.5)
        ?.toPrecision(3),
    ).toBe("7.00");
    expect(longestStallMs).toBe(7);
  });

  test("leaves the generator's lateness and the wait for a free user out of the blameless time", async () => {
    const clock = virtualClock();
    const sleepy: Clock = { ...clock, sleepUntil: (atMs, signal) => clock.sleepUntil(millis(atMs + 7), signal) };
    const input = { clock: sleepy, clients: [stubClient(clock, takes(40))], dueMs: [[10, 20]] };
    const { records } = await runPhase({ maxConcurrentUsers: 1 }, input);
    const times = records[0]?.requests.map(({ responseTime, blamelessTime }) =>
      [responseTime, blamelessTime].map((text) =>
        decodeHistogram(text ?? "")
          .max()
          ?.toPrecision(3),
      ),
    );
    // The first was sent 7 ms late, at 17. The second was sent at 57, as soon as the user was free.
    expect(times).toEqual([
      ["47.0", "40.0"],
      ["77.1", "40.0"],
    ]);
  });

  test("counts responses with a delayed acknowledgement, whatever their status, but no failures", async () => {
    const responses = [{ hadDelayedAck: true }, { failure: "timeout" }, { hadDelayedAck: true, status: 500 }, {}, {}];
    let n = 0;
    const service: Service = (sentMs) => ({ doneMs: sentMs + 1, ...responses[n++] });
    const { requests } = await record(every(10, 5), service, {}, [["a"]]);
    expect(requests.map(({ statuses, delayedAcks }) => [statuses, delayedAcks])).toEqual([[{ 200: 3, 500: 1 }, 2]]);
  });

  test("iteration numbers continue from phase to phase", async () => {
    const clock = virtualClock();
    const client = stubClient(clock, takes(1));
    const steps = [["a"], ["b"], ["c"]];
    const first = await runPhase({}, { clock, clients: [client], dueMs: [[0, 10]], steps });
    await runPhase({ firstIteration: first.iterations }, { clock, clients: [client], dueMs: [[0, 10]], steps });
    expect(client.paths).toEqual(["/a", "/b", "/c", "/a"]);
  });
});

describe("a flow", () => {
  test("sends its steps in sequence: each but the first is due at the previous response", async () => {
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
    expect(latencies(of, "responseTime")).toEqual([30, 30, 30, 30]);
  });

  test("occupies its user to the end: other arrivals wait", async () => {
    const clock = virtualClock();
    const client = stubClient(clock, takes(30));
    const steps = [["a", "b"], ["c"]];
    await runPhase({ maxConcurrentUsers: 1 }, { clock, clients: [client], dueMs: [[0, 10]], steps });
    expect(client.paths.map((path, i) => [path, client.sentMs[i]])).toEqual([
      ["/a", 0],
      ["/b", 30],
      ["/c", 60],
    ]);
  });

  test("pauses between its steps, and others continue meanwhile", async () => {
    const clock = virtualClock();
    const client = stubClient(clock, takes(10));
    const stream = stubStream(
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
      timeline: singleSlice(millis(1000)),
    };
    await runPhase({ targets: [target] }, { clock, clients: [], dueMs: [] });
    expect(client.paths.map((path, i) => [path, client.sentMs[i]])).toEqual([
      ["/a", 0],
      ["/c", 100],
      ["/b", 210],
      ["/d", 310],
    ]);
  });

  test("ends at a failed step: the following steps are not due", async () => {
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

describe("two targets in slices", () => {
  /** For this seed the order is A B B A, then B A. */
  const plan = { arrival: "even", durationMs: millis(3000), seed: 1, targets: 2, interleave: "slice" } as const;
  const perSecond = (n: number) => ({ kind: "constant", ratePerSec: perSec(n) }) as const;

  async function runSlices(
    services: readonly [Service, Service],
    of: Partial<PhaseOptions> & { steps?: FlowSteps; thinkTimeMs?: number },
  ) {
    const { steps = [["a"]], thinkTimeMs = 0, ...limits } = of;
    const clock = virtualClock();
    const arrivals = arrivalsOf({ ...plan, pattern: perSecond(20) });
    const clients = services.map((service) => stubClient(clock, service));
    const targets = clients.map((client, i) => {
      const stream = stubStream(steps, millis(thinkTimeMs));
      return {
        origin: "http://127.0.0.1:80",
        client,
        stream,
        cursor: arrivals.cursor(i),
        timeline: arrivals.timeline(i),
      };
    });
    const { records } = await runPhase(
      { targets, durationMs: arrivals.wallDurationMs, ...limits },
      { clock, clients: [], dueMs: [] },
    );
    return { records, clients, endMs: clock.nowMs() };
  }

  const seconds = ({ sentMs }: StubClient) => [...new Set(sentMs.map((ms) => Math.floor(ms / 1000)))];

  test("alternate and get the same number, and three quarters of each second count", async () => {
    const { records, clients } = await runSlices([takes(10), takes(20)], {});
    expect(clients.map(seconds)).toEqual([
      [0, 3, 5],
      [1, 2, 4],
    ]);
    expect(clients.map(({ sentMs }) => sentMs.length)).toEqual([60, 60]);
    expect(records.map(({ unmeasuredRequests, offeredMs }) => [unmeasuredRequests, offeredMs])).toEqual(
      new Array(2).fill([15, 2250]),
    );
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
    expect(records.map((one) => latencies(one, "responseTime"))).toEqual([[10], [20]]);
    expect(records.map(({ sendLag }) => decodeHistogram(sendLag ?? "").count)).toEqual([45, 45]);
    // 20 per second: two measured seconds, and one of 0.25 s.
    expect(records.map(completedBySecond).map((rows) => rows.map((n) => Math.round(n / 5)))).toEqual([
      [4, 4, 1],
      [4, 4, 1],
    ]);
  });

  test("are measured until their own last response, whichever gets load last", async () => {
    const { records, endMs } = await runSlices([takes(400), takes(400)], {});
    const late = records.map(({ durationMs }) => durationMs - 2250 - 400);
    expect(late.every((ms) => ms > -50 && ms < 0)).toBe(true);
    expect(Math.abs((late[0] ?? 0) - (late[1] ?? 1))).toBeLessThan(1e-6);
    expect(endMs).toBeGreaterThan(6300);
  });

  test("pause between steps in target time; steps count if their arrival counts", async () => {
    const steps = [["a", "b"]];
    const { records, clients } = await runSlices([takes(10), takes(10)], { steps, thinkTimeMs: 300 });
    const bs = (sender: StubClient) => sender.sentMs.filter((_, i) => sender.paths[i] === "/b").map(Math.floor);
    // Steps after the third slice come when both targets have had theirs.
    expect(clients.map((sender) => [...new Set(bs(sender).map((ms) => Math.floor(ms / 1000)))])).toEqual([
      [0, 3, 5, 6],
      [1, 2, 4, 6],
    ]);
    // Up to 310 ms after the end of the load.
    expect(clients.every((sender) => bs(sender).every((ms) => ms < 6310))).toBe(true);
    expect(records.map(outcomesOf)).toEqual([
      [{ ok: 45 }, { ok: 45 }],
      [{ ok: 45 }, { ok: 45 }],
    ]);
    expect(records.map(({ unmeasuredRequests }) => unmeasuredRequests)).toEqual([30, 30]);
  });

  test("send a step without think time at once, even after the slice's end", async () => {
    const { clients } = await runSlices([takes(100), takes(100)], { steps: [["a", "b"]] });
    const [sender] = clients;
    const of = (path: string) => sender?.sentMs.filter((_, i) => sender.paths[i] === path) ?? [];
    expect(of("/b").map((ms) => ms.toFixed(6))).toEqual(of("/a").map((ms) => (ms + 100).toFixed(6)));
  });

  test("record no unmeasured arrival, even one without a response or never sent", async () => {
    // The service responds only to measured requests: not in the first quarter of each slice.
    const silentAtStart: Service = (sentMs) => (sentMs % 1000 < 250 ? "never" : { doneMs: sentMs + 1 });
    const { records } = await runSlices([silentAtStart, silentAtStart], {});
    expect(records.map(outcomesOf)).toEqual([[{ ok: 45 }], [{ ok: 45 }]]);
    expect(records.map(({ unmeasuredRequests }) => unmeasuredRequests)).toEqual([15, 15]);
    expect(records.every(({ durationMs }) => durationMs < 2251)).toBe(true);

    const full = await runSlices([() => "never", () => "never"], { maxConcurrentUsers: 10 });
    expect(full.records.map(({ requests: [only] }) => [only?.due, only?.outcomes["dropped"]])).toEqual([
      [45, 40],
      [45, 40],
    ]);
    expect(full.records.map(({ unmeasuredRequests }) => unmeasuredRequests)).toEqual([5, 5]);
  });
});

describe("a closed loop", () => {
  test("sends again after the response and the think time: a slow service slows it", async () => {
    const clock = virtualClock();
    const client = stubClient(clock, (sentMs) => ({ doneMs: sentMs + (sentMs < 500 ? 100 : 300) }));
    const pattern = { kind: "users", users: 1, thinkTimeMs: { fromMs: millis(0), toMs: millis(0) } } as const;
    const plan = { pattern, arrival: "even", durationMs: millis(1000), seed: 1, targets: 1 } as const;
    const target = {
      origin: "http://127.0.0.1:80",
      client,
      stream: stubStream([["a"]]),
      cursor: arrivalsOf(plan).cursor(0),
      timeline: arrivalsOf(plan).timeline(0),
    };
    const { records } = await runPhase({ targets: [target], isClosedLoop: true }, { clock, clients: [], dueMs: [] });
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

  test("are followed up to the limit, as one request from its first send to the last byte", async () => {
    const of = await record([0], moved, { redirects: 2 }, [["a"]]);
    expect([outcomesOf(of), latencies(of, "blamelessTime"), of.requests[0]?.statuses]).toEqual([
      [{ ok: 1 }],
      [30],
      { 200: 1 },
    ]);
  });

  test("beyond the limit are a failure; with a limit of 0 they are normal responses", async () => {
    const of = async (redirects: number) => outcomesOf(await record([0], moved, { redirects }, [["a"]]));
    expect([await of(1), await of(0)]).toEqual([[{ "too many redirects": 1 }], [{ ok: 1 }]]);
  });

  test("share the timeout of one request", async () => {
    const of = async (ms: number) =>
      outcomesOf(await record([0], moved, { redirects: 2, timeoutMs: millis(ms) }, [["a"]]));
    expect([await of(31), await of(30), await of(15)]).toEqual([[{ ok: 1 }], [{ timeout: 1 }], [{ timeout: 1 }]]);
  });

  test("away from the target are a failure", async () => {
    const of = await record([0], moved, { redirects: 5 }, [["away"]]);
    expect(outcomesOf(of)).toEqual([{ "redirect elsewhere": 1 }]);
  });
});

describe("an abort", () => {
  test.each([
    { when: "during the load", abortMs: 250, sent: 3 },
    { when: "while waiting for responses", abortMs: 3000, sent: 10 },
  ])("$when ends the phase at once with its reason, and nothing more is sent", async ({ abortMs, sent }) => {
    const clock = virtualClock();
    const stop = new AbortController();
    const reason = new Error("cancelled");
    const client = stubClient(clock, () => "never");
    void clock.sleepUntil(millis(abortMs)).then(() => stop.abort(reason));
    const playing = runPhase({}, { clock, clients: [client], dueMs: [every(100, 10)] }, stop.signal);
    await expect(playing).rejects.toBe(reason);
    expect([clock.nowMs(), client.sentMs.length]).toEqual([abortMs, sent]);
    await clock.sleepUntil(millis(20_000));
    expect(client.sentMs).toHaveLength(sent);
  });

  test("leaves waiting arrivals unsent, even when a user becomes free", async () => {
    const clock = virtualClock();
    const stop = new AbortController();
    const client = stubClient(clock, takes(400));
    void clock.sleepUntil(millis(250)).then(() => stop.abort(new Error("cancelled")));
    const input = { clock, clients: [client], dueMs: [every(100, 10)] };
    await expect(runPhase({ maxConcurrentUsers: 1 }, input, stop.signal)).rejects.toThrow("cancelled");
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
    maxConcurrentUsers: fc.integer({ min: 1, max: 8 }),
    drainTimeoutMs: fc.integer({ min: 1, max: 2000 }),
    targets: fc.constantFrom<1 | 2>(1, 2),
    arrival: fc.constantFrom("even", "poisson"),
    interleave: fc.constantFrom("request", "slice"),
    seed: fc.nat(),
    behaviour,
  });
  type Some = typeof plays extends fc.Arbitrary<infer T> ? T : never;

  /** Repeats the list of behaviours. */
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

  /** The sums of one target's record, and their expected values. */
  function account(
    of: PhaseRecord,
    due: readonly number[],
    sender: StubClient,
    { unmeasured, isTimedOut }: { readonly unmeasured: number; readonly isTimedOut: boolean },
  ) {
    const ok = of.requests.map(({ outcomes }) => outcomes["ok"] ?? 0);
    const dropped = sum(of.requests.map(({ outcomes }) => outcomes["dropped"] ?? 0));
    return {
      actual: {
        due: of.requests.map((request) => request.due),
        outcomes: of.requests.map(({ outcomes }) => sum(Object.values(outcomes))),
        responseTimes: of.requests.map(({ responseTime }) => decodeHistogram(responseTime).count),
        blamelessTimes: of.requests.map(({ blamelessTime }) => decodeHistogram(blamelessTime ?? "").count),
        completed: sum(completedBySecond(of)),
        sent: sender.sentMs.length - of.unmeasuredRequests,
        // The drain timeout may end the phase before all of them are sent.
        hasAllUnmeasured: of.unmeasuredRequests === unmeasured || dropped > 0 || isTimedOut,
      },
      expected: {
        due,
        outcomes: due,
        responseTimes: ok,
        blamelessTimes: ok,
        completed: sum(ok),
        sent: sum(due) - dropped,
        hasAllUnmeasured: true,
      },
    };
  }

  test("forall services and loads: due = completed + failed + dropped, for each request", async () => {
    await fc.assert(
      fc.asyncProperty(
        plays,
        async ({ durationMs: length, drainTimeoutMs: timeout, maxConcurrentUsers, targets, ...some }) => {
          const clock = virtualClock();
          const drainTimeoutMs = millis(timeout);
          const pattern = { kind: "constant", ratePerSec: perSec(some.ratePerSec) } as const;
          const { arrival, seed, interleave } = some;
          const plan = { pattern, arrival, durationMs: millis(length), seed, targets, interleave } as const;
          const arrivals = arrivalsOf(plan);
          const durationMs = arrivals.wallDurationMs;
          const stream = stubStream([["a"], ["b"], ["b"]]);
          const clients = Array.from({ length: targets }, () => stubClient(clock, serviceOf(some.behaviour)));
          const targetsOf = clients.map((client, i) => {
            return {
              origin: "http://127.0.0.1:80",
              client,
              stream,
              cursor: arrivals.cursor(i),
              timeline: arrivals.timeline(i),
            };
          });
          const of = { targets: targetsOf, durationMs, maxConcurrentUsers, drainTimeoutMs };
          const { records } = await runPhase(of, { clock, clients: [], dueMs: [] });
          const counted = allArrivals(arrivals).filter(([, , isMeasured]) => isMeasured);
          const flows = counted.map(([iteration]) => iteration % 3);
          const unmeasured = (arrivals.count ?? 0) - counted.length;
          const isTimedOut = clock.nowMs() >= durationMs + drainTimeoutMs;
          const due = [flows.filter((flow) => flow === 0).length, flows.filter((flow) => flow > 0).length];
          const accounts = clients.map(
            (client, i) => records[i] && account(records[i], due, client, { unmeasured, isTimedOut }),
          );
          expect(accounts.map((one) => one?.actual)).toEqual(accounts.map((one) => one?.expected));
          expect(records.filter((one) => one.durationMs > durationMs + drainTimeoutMs)).toEqual([]);
          expect(clock.nowMs()).toBeLessThanOrEqual(durationMs + drainTimeoutMs);
        },
      ),
      { numRuns: 60 },
    );
  });

  test("forall services: no more requests are in flight than max_concurrent_users", async () => {
    await fc.assert(
      fc.asyncProperty(
        plays,
        async ({ ratePerSec, durationMs, maxConcurrentUsers, drainTimeoutMs, behaviour: some }) => {
          const clock = virtualClock();
          const inner = stubClient(clock, serviceOf(some));
          let inFlight = 0;
          let most = 0;
          const counting: Client = {
            connections: noConnections,
            send(request, exchange) {
              most = Math.max(most, ++inFlight);
              const counted: Exchange = {
                sentMs: millis(0),
                doneMs: millis(0),
                firstByteMs: millis(0),
                largestGapMs: millis(0),
                hadDelayedAck: false,
                bodyBytes: 0,
                contentType: undefined,
                finish(failure, response) {
                  inFlight--;
                  exchange.sentMs = counted.sentMs;
                  exchange.doneMs = counted.doneMs;
                  exchange.firstByteMs = counted.firstByteMs;
                  exchange.finish(failure, response);
                },
              };
              inner.send(request, counted);
            },
            close: async () => {},
          };
          const n = Math.ceil((ratePerSec * durationMs) / 1000);
          const limits = { maxConcurrentUsers, durationMs: millis(durationMs), drainTimeoutMs: millis(drainTimeoutMs) };
          await runPhase(limits, { clock, clients: [counting], dueMs: [every(durationMs / n, n)] });
          expect(most).toBeLessThanOrEqual(maxConcurrentUsers);
        },
      ),
      { numRuns: 60 },
    );
  });
});
