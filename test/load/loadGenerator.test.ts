import type { ServerResponse } from "node:http";
import { createServer as createHttp2 } from "node:http2";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import type { LoadEngine, PhaseLoad } from "../../src/load/loadEngine.ts";
import { startLoadGenerator } from "../../src/load/loadGenerator.ts";
import { CouldNotMeasure } from "../../src/model/errors.ts";
import type { Destination, StreamParts, StreamSpec } from "../../src/model/http.ts";
import type { Flow, RequestSpec } from "../../src/model/plan.ts";
import type { PhaseRecord } from "../../src/model/record.ts";
import { millis } from "../../src/model/unit.ts";
import { decodeHistogram } from "../../src/stats/histogram.ts";
import { countingServer } from "../support/countingServer.ts";
import { loggingServer } from "../support/loggingServer.ts";

/** Real threads, real sockets, and a server that logs all requests. */

const entry = fileURLToPath(new URL("../../src/index.ts", import.meta.url));
const noThinkTime = { fromMs: millis(0), toMs: millis(0) };

function request(of: Partial<RequestSpec> = {}): RequestSpec {
  return {
    name: of.path ?? "GET /",
    method: "GET",
    path: "/",
    headers: {},
    expect: { statuses: [], headers: {}, json: {} },
    extract: {},
    thinkTimeMs: noThinkTime,
    sla: {},
    ...of,
  };
}

const flowOf = (step: RequestSpec): Flow => ({ steps: [step], weight: 1 });

const streamSpec = (
  [first = request(), ...others]: readonly RequestSpec[],
  of: Partial<StreamParts> = {},
): StreamSpec => ({
  kind: "requests",
  seed: 7,
  flows: [flowOf(first), ...others.map(flowOf)],
  usersReturn: false,
  feeds: {},
  setup: [],
  teardown: [],
  ...of,
});

const to = (origin: string): Destination => ({
  origin,
  http2: false,
  redirects: 0,
  timeoutMs: millis(10_000),
  keepAlive: true,
  tls: { verify: true },
});

const phase = (of: Partial<PhaseLoad> = {}): PhaseLoad => ({
  pattern: { kind: "constant", ratePerSec: 200 },
  arrival: "even",
  durationMs: millis(500),
  maxConcurrentUsers: 100,
  ...of,
});

const startEngine = (workers = 1, signal = new AbortController().signal) => startLoadGenerator(entry, workers, signal);

/** Engines by their number of workers. Starting one takes longer than most tests. */
const engines = new Map<number, LoadEngine>();

function sharedEngine(workers = 1): LoadEngine {
  const engine = engines.get(workers) ?? startEngine(workers);
  engines.set(workers, engine);
  return engine;
}

afterAll(async () => {
  for (const engine of engines.values()) await engine[Symbol.asyncDispose]();
});

async function playPhase(
  engine: LoadEngine,
  origins: readonly string[],
  stream: StreamSpec,
  load: Partial<PhaseLoad> = {},
  seed = 1,
): Promise<readonly PhaseRecord[]> {
  await using session = await engine.connect(origins.map(to), stream);
  return await session.playPhase(phase(load), seed);
}

const dueOf = ({ requests }: PhaseRecord) => requests.reduce((sum, { due }) => sum + due, 0);
const numbered = request({ path: "/${seq}", name: "numbered" });

describe("the record agrees with the server's log", () => {
  const patterns: readonly (Partial<PhaseLoad> & { readonly count: number })[] = [
    { pattern: { kind: "constant", ratePerSec: 333 }, count: 166 },
    { pattern: { kind: "ramp", fromPerSec: 0, toPerSec: 400 }, count: 100 },
    {
      pattern: {
        kind: "spike",
        basePerSec: 10,
        peakPerSec: 1000,
        spikeAtMs: millis(100),
        spikeDurationMs: millis(100),
      },
      count: 104,
    },
    { pattern: { kind: "burst", size: 40, intervalMs: millis(200) }, count: 120 },
    { pattern: { kind: "steps", ratesPerSec: [100, 300, 20] }, count: 70 },
    {
      pattern: { kind: "sine", meanPerSec: 200, amplitudePerSec: 200, periodMs: millis(250) },
      arrival: "poisson",
      count: 100,
    },
  ];

  test.concurrent.each([1, 2])("with %i workers, for every pattern, to the last request", async (workers) => {
    const engine = sharedEngine(workers);
    for (const { count, ...load } of patterns) {
      await using server = await loggingServer();
      const [record] = await playPhase(engine, [server.origin], streamSpec([numbered]), load);
      const seen = server.log.map(({ url }) => Number(url.slice(1))).toSorted((a, b) => a - b);
      expect(seen).toEqual(Array.from({ length: count }, (_, n) => n + 1));
      expect(record?.requests.map(({ due, outcomes, statuses }) => [due, outcomes, statuses])).toEqual([
        [count, { ok: count }, { 200: count }],
      ]);
      expect(decodeHistogram(record?.sendLag ?? "").count).toBe(count);
      expect(record?.generator?.workers).toBe(workers);
      expect([record?.generator?.client, record?.generator?.clock]).toEqual(["http1", "ticker"]);
    }
  });

  test("after a warm-up of two clients, which the server does not see", async () => {
    await using server = await loggingServer();
    const engine = sharedEngine();
    await engine.warmUp([to(server.origin)]);
    await engine.warmUp([{ origin: server.origin, http2: true }]);
    await playPhase(engine, [server.origin], streamSpec([numbered]), { durationMs: millis(50) });
    expect(server.log.map(({ url }) => url).toSorted()).toEqual(
      Array.from({ length: 10 }, (_, n) => `/${n + 1}`).toSorted(),
    );
  });

  test("in a closed loop, with no more requests at once than users", async () => {
    await using server = await loggingServer((_, response) => void setTimeout(() => response.end("ok"), 5));
    const engine = sharedEngine(2);
    const pattern = { kind: "users", users: 5, thinkTimeMs: noThinkTime } as const;
    const [record] = await playPhase(engine, [server.origin], streamSpec([request()]), {
      pattern,
      maxConcurrentUsers: 5,
    });
    expect(record?.requests.map(({ due, outcomes }) => [due, outcomes["ok"]])).toEqual([
      [server.log.length, server.log.length],
    ]);
    expect(server.maxOpenRequests()).toBe(5);
  });
});

describe("the same seed", () => {
  const stream = streamSpec([
    request({ path: "/a/${uuid}" }),
    request({
      name: "b",
      method: "POST",
      path: "/b?n=${random(1,1000)}",
      body: { kind: "json", value: { id: "${uuid}", n: "${seq}" } },
    }),
  ]);
  const wire = (log: Awaited<ReturnType<typeof loggingServer>>["log"]) =>
    log.map(({ method, url, body }) => `${method} ${url} ${body}`).toSorted();

  test("sends the same bytes again, with any number of workers; another seed sends others", async () => {
    const runs = [
      [1, 7],
      [1, 7],
      [2, 7],
      [1, 8],
    ] as const;
    const sent = await Promise.all(
      runs.map(async ([workers, seed]) => {
        await using server = await loggingServer();
        await using engine = startEngine(workers);
        await playPhase(engine, [server.origin], { ...stream, seed });
        return wire(server.log);
      }),
    );
    expect(sent[0]).toHaveLength(100);
    expect(sent.map((lines) => lines.join() === sent[0]?.join())).toEqual([true, true, true, false]);
  });

  test("gives both arms of a pair the same requests, and a second pair others, each at the whole rate", async () => {
    const servers = await Promise.all([0, 1, 2, 3].map(() => loggingServer()));
    await using cleanup = new AsyncDisposableStack();
    for (const server of servers) cleanup.use(server);
    const records = await playPhase(
      sharedEngine(),
      servers.map(({ origin }) => origin),
      stream,
    );
    expect(records.map(dueOf)).toEqual([100, 100, 100, 100]);
    const [base = [], head, secondBase = [], secondHead] = servers.map(({ log }) => wire(log));
    expect([head, secondHead]).toEqual([base, secondBase]);
    expect(secondBase.filter((line) => base.includes(line))).toEqual([]);
  });

  test("gives both arms of a duet exactly the same requests", async () => {
    await using base = await loggingServer();
    await using head = await loggingServer();
    const engine = sharedEngine();
    const records = await playPhase(engine, [base.origin, head.origin], stream);
    expect(records.map(dueOf)).toEqual([100, 100]);
    expect(wire(base.log)).toEqual(wire(head.log));
  });

  test("continues from phase to phase", async () => {
    await using server = await loggingServer();
    const engine = sharedEngine();
    await using session = await engine.connect([to(server.origin)], streamSpec([numbered]));
    await session.playPhase(phase({ durationMs: millis(50) }), 1);
    await session.playPhase(phase({ durationMs: millis(50) }), 2);
    expect(new Set(server.log.map(({ url }) => url)).size).toBe(20);
  });
});

// A slice takes a second, so these tests run at the same time. Each has an engine of its own.
describe.concurrent("two arms in slices", () => {
  const twoSeconds = { durationMs: millis(2000), interleave: "slice" } as const;
  const counts = (record: PhaseRecord | undefined) => [record && dueOf(record), record?.unmeasuredRequests];

  test.each([1, 4])(
    "get the same requests, never at the same time; the start of each slice does not count (%i workers)",
    async (workers) => {
      const arrived: { readonly arm: string; readonly atMs: number }[] = [];
      const recordAs = (arm: string) => (_: unknown, response: ServerResponse) => {
        arrived.push({ arm, atMs: performance.now() });
        response.end("ok");
      };
      await using base = await loggingServer(recordAs("A"));
      await using head = await loggingServer(recordAs("B"));
      const engine = sharedEngine(workers);
      const records = await playPhase(engine, [base.origin, head.origin], streamSpec([numbered]), twoSeconds);
      expect(records.map(counts)).toEqual(new Array(2).fill([300, 100]));
      const numbers = [base, head].map(({ log }) =>
        log.map(({ url }) => Number(url.slice(1))).toSorted((a, b) => a - b),
      );
      expect(numbers).toEqual(new Array(2).fill(Array.from({ length: 400 }, (_, n) => n + 1)));
      expect(records.map(({ requests }) => requests[0]?.outcomes)).toEqual(new Array(2).fill({ ok: 300 }));
      expect(records.map(({ offeredMs, idle }) => [offeredMs, idle.length])).toEqual(new Array(2).fill([1500, 2]));
      // Each slice has 200 requests of one arm: A B B A or B A A B. Only the middles count: some requests may be late.
      const middles = [0, 1, 2, 3].map((n) =>
        arrived
          .slice(200 * n + 50, 200 * n + 150)
          .map(({ arm }) => arm)
          .join(""),
      );
      const slices = middles
        .map((run) => (run === "A".repeat(100) ? "A" : run === "B".repeat(100) ? "B" : run))
        .join("");
      expect(["ABBA", "BAAB"]).toContain(slices);
    },
  );

  test("count the steps of a flow together: all of them or none", async () => {
    await using base = await loggingServer();
    await using head = await loggingServer();
    await using engine = startEngine();
    const thinkTimeMs = { fromMs: millis(20), toMs: millis(40) };
    const steps = [request({ path: "/a", thinkTimeMs }), request({ path: "/b" })] as const;
    const flows = { flows: [{ steps, weight: 1 }] } as const;
    const load = { ...twoSeconds, pattern: { kind: "constant", ratePerSec: 100 } } as const;
    const records = await playPhase(engine, [base.origin, head.origin], streamSpec([], flows), load);
    expect(records.map(({ requests }) => requests.map(({ due }) => due))).toEqual(new Array(2).fill([150, 150]));
    expect(records.map(counts)).toEqual(new Array(2).fill([300, 100]));
    expect([base.log.length, head.log.length]).toEqual([400, 400]);
  });
});

describe("setup and teardown", () => {
  const login = request({
    name: "login",
    method: "POST",
    path: "/login",
    extract: { token: { kind: "json", path: "$.token" } },
  });
  const stream = streamSpec([request({ path: "/items", headers: { authorization: "Bearer ${token}" } })], {
    setup: [login],
    teardown: [request({ method: "DELETE", path: "/session" })],
  });

  test.each([1, 2])(
    "run once, first and last, and every request gets the setup's values (%i workers)",
    async (workers) => {
      await using server = await loggingServer((_, response) => response.end('{"token":"t0k"}'));
      const engine = sharedEngine(workers);
      await using session = await engine.connect([to(server.origin)], stream);
      const [record] = await session.playPhase(phase({ durationMs: millis(100) }), 1);
      await session.tearDown();
      const lines = server.log.map(({ method, url, headers }) => `${method} ${url} ${headers.authorization ?? ""}`);
      expect(lines).toEqual(["POST /login ", ...new Array(20).fill("GET /items Bearer t0k"), "DELETE /session "]);
      expect(record?.requests.map(({ name, due }) => [name, due])).toEqual([["/items", 20]]);
    },
  );

  test("that fail end the run with the step and its failure", async () => {
    await using server = await loggingServer((_, response) => response.writeHead(503).end());
    const engine = sharedEngine();
    const error = await engine.connect([to(server.origin)], stream).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(CouldNotMeasure);
    expect(String(error)).toContain("setup[0], login: status 503");
  });

  test("that fail differently on two targets name each failure", async () => {
    const failing = (status: number, body = "") => loggingServer((_, response) => response.writeHead(status).end(body));
    await using first = await failing(404);
    await using second = await failing(500, `oops:\n\t${"x".repeat(300)}`);
    const error = await sharedEngine()
      .connect([to(first.origin), to(second.origin)], stream)
      .catch((cause: unknown) => cause);
    expect(error).toMatchObject({
      message: "setup[0], login: status 404; setup[0], login: status 500",
      problems: [
        { target: 0, step: "setup[0], login", outcome: "status 404" },
        { target: 1, step: "setup[0], login", outcome: "status 500", body: `oops: ${"x".repeat(194)}…` },
      ],
    });
  });
});

describe("the limit of users", () => {
  const slow = () => loggingServer((_, response) => void setTimeout(() => response.end("ok"), 300));
  const burst = { pattern: { kind: "burst", size: 150, intervalMs: millis(1000) } } as const;

  test("is what the load needs if the phase sets none", async () => {
    await using server = await slow();
    const engine = sharedEngine();
    await using session = await engine.connect([to(server.origin)], streamSpec([request()]));
    const { maxConcurrentUsers: _, ...unlimited } = phase(burst);
    const [record] = await session.playPhase(unlimited, 1);
    expect(record?.requests.map(({ outcomes }) => outcomes)).toEqual([{ ok: 150 }]);
    expect(record?.userLimit).toMatchObject({ source: "machine", arrivals: 150, waited: 0 });
    expect(server.maxOpenRequests()).toBe(150);
  });

  test.each([1, 2])("makes arrivals wait, and the record says so (%i workers)", async (workers) => {
    await using server = await slow();
    const engine = sharedEngine(workers);
    const [record] = await playPhase(engine, [server.origin], streamSpec([request()]), burst);
    expect(record?.userLimit).toMatchObject({ limit: 100, source: "config", arrivals: 150, waited: 50, needed: 150 });
    expect(record?.userLimit?.longestWaitMs).toBeGreaterThan(290);
    const [times] = record?.requests ?? [];
    expect(decodeHistogram(times?.responseTime ?? "").max()).toBeGreaterThan(590);
    expect(decodeHistogram(times?.blamelessTime ?? "").quantile(0.5)).toBeLessThan(590);
    expect(server.maxOpenRequests()).toBe(100);
  });
});

test.each([
  [true, "the median of both arms is the same"],
  [false, "the median of the arm that has it shows it"],
])("a cost of each new connection with keep_alive: %s: %s", async (keepAlive) => {
  const known = new WeakSet<object>();
  await using base = await loggingServer();
  await using head = await loggingServer((_, response) => {
    const socket = response.socket ?? response;
    setTimeout(() => response.end("ok"), known.has(socket) ? 0 : 100);
    known.add(socket);
  });
  const destinations = [base.origin, head.origin].map((origin) => ({ ...to(origin), keepAlive }));
  await using session = await sharedEngine().connect(destinations, streamSpec([request()]));
  const records = await session.playPhase(phase(), 1);
  const medians = records.map(({ requests }) => decodeHistogram(requests[0]?.responseTime ?? "").quantile(0.5) ?? 0);
  expect(records.map(({ requests }) => requests[0]?.outcomes)).toEqual([{ ok: 100 }, { ok: 100 }]);
  expect(medians.map((median) => median > 95)).toEqual([false, !keepAlive]);
});

describe("http2: true", () => {
  const http2 = (origin: string): Destination => ({ ...to(origin), http2: true });
  const short = phase({ durationMs: millis(100) });

  test("that one of two targets has lost is a failure of each of its requests", async () => {
    await using lost = await loggingServer();
    await using kept = await countingServer(createHttp2((_, response) => response.end("ok")));
    const engine = sharedEngine();
    const origins = [`http://127.0.0.1:${kept.port}`, lost.origin];
    await using session = await engine.connect(origins.map(http2), streamSpec([request()]));
    const records = await session.playPhase(short, 1);
    expect(records.map(({ requests }) => requests[0]?.outcomes)).toEqual([{ ok: 20 }, { "HTTP/2 not spoken": 20 }]);
    expect(records[0]?.generator?.client).toBe("http2");
  });
});

describe("an interruption", () => {
  test("ends the phase at once, with its reason", async () => {
    await using server = await loggingServer();
    const stop = new AbortController();
    await using engine = startEngine(1, stop.signal);
    const playing = playPhase(engine, [server.origin], streamSpec([request()]), { durationMs: millis(60_000) });
    while (server.log.length === 0) await sleep(10);
    stop.abort(new Error("cancelled"));
    await expect(playing).rejects.toThrow("cancelled");
  });

  test("a service that never responds causes timeouts, and nothing hangs", async () => {
    await using server = await loggingServer((_, response) => void response);
    const engine = sharedEngine();
    await using session = await engine.connect(
      [{ ...to(server.origin), timeoutMs: millis(200) }],
      streamSpec([request()]),
    );
    const [record] = await session.playPhase(phase({ durationMs: millis(100) }), 1);
    expect(record?.requests.map(({ outcomes }) => outcomes)).toEqual([{ timeout: 20 }]);
  });
});
