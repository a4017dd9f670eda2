import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { type Generator, startGenerator } from "../../src/load/loadGenerator.ts";
import type { PhaseLoad } from "../../src/load/worker/workerProtocol.ts";
import { CouldNotMeasure } from "../../src/model/errors.ts";
import type { Destination, StreamSpec } from "../../src/model/http.ts";
import type { RequestSpec } from "../../src/model/plan.ts";
import type { PhaseRecord } from "../../src/model/record.ts";
import { millis } from "../../src/model/unit.ts";
import { decodeHistogram } from "../../src/stats/histogram.ts";
import { loggingServer } from "../support/loggingServer.ts";

/** Real threads, real sockets, and a server that counts for itself. */

const entry = fileURLToPath(new URL("../../src/index.ts", import.meta.url));
const still = { fromMs: millis(0), toMs: millis(0) };

function request(of: Partial<RequestSpec> = {}): RequestSpec {
  return {
    name: of.path ?? "GET /",
    method: "GET",
    path: "/",
    headers: {},
    expect: { statuses: [], headers: {}, json: {} },
    extract: {},
    thinkTimeMs: still,
    sla: {},
    ...of,
  };
}

const streamSpec = (steps: readonly RequestSpec[], of: Partial<StreamSpec> = {}): StreamSpec => ({
  seed: 7,
  flows: steps.map((step) => ({ steps: [step], weight: 1 })),
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
  tls: { verify: true },
});

const phase = (of: Partial<PhaseLoad> = {}): PhaseLoad => ({
  pattern: { kind: "constant", ratePerSec: 200 },
  arrival: "even",
  durationMs: millis(500),
  maxConcurrentUsers: 100,
  ...of,
});

const generate = (workers = 1, signal = new AbortController().signal) => startGenerator(entry, workers, signal);

async function played(
  generator: Generator,
  origins: readonly string[],
  stream: StreamSpec,
  load: Partial<PhaseLoad> = {},
  seed = 1,
): Promise<readonly PhaseRecord[]> {
  await using connected = await generator.connect(origins.map(to), stream);
  return await connected.play(phase(load), seed);
}

const dueOf = ({ requests }: PhaseRecord) => requests.reduce((sum, { due }) => sum + due, 0);
const numbered = request({ path: "/${seq}", name: "numbered" });

describe("what the server has seen is what the record says", () => {
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

  test.each([1, 2])("by %i workers, for every pattern, to the last request", async (workers) => {
    await using generator = generate(workers);
    for (const { count, ...load } of patterns) {
      await using server = await loggingServer();
      const [record] = await played(generator, [server.origin], streamSpec([numbered]), load);
      const seen = server.log.map(({ url }) => Number(url.slice(1))).toSorted((a, b) => a - b);
      expect(seen).toEqual(Array.from({ length: count }, (_, n) => n + 1));
      expect(record?.requests.map(({ due, outcomes, statuses }) => [due, outcomes, statuses])).toEqual([
        [count, { ok: count }, { 200: count }],
      ]);
      expect(decodeHistogram(record?.sendLag ?? "").count).toBe(count);
      expect(record?.generator.workers).toBe(workers);
      expect([record?.generator.client, record?.generator.clock]).toEqual(["http1", "ticker"]);
    }
  });

  test("after a warm-up, of which the server sees nothing, with either client", async () => {
    await using server = await loggingServer();
    await using generator = generate();
    await generator.warmUp("http1");
    await generator.warmUp("undici");
    await played(generator, [server.origin], streamSpec([numbered]), { durationMs: millis(50) });
    expect(server.log.map(({ url }) => url).toSorted()).toEqual(
      Array.from({ length: 10 }, (_, n) => `/${n + 1}`).toSorted(),
    );
  });

  test("in a closed loop, and no more users are under way than there are", async () => {
    await using server = await loggingServer((_, response) => void setTimeout(() => response.end("ok"), 5));
    await using generator = generate(2);
    const pattern = { kind: "users", users: 5, thinkTimeMs: still } as const;
    const [record] = await played(generator, [server.origin], streamSpec([request()]), {
      pattern,
      maxConcurrentUsers: 5,
    });
    expect(record?.requests.map(({ due, outcomes }) => [due, outcomes["ok"]])).toEqual([
      [server.log.length, server.log.length],
    ]);
    expect(server.most()).toBe(5);
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

  test("sends the same bytes again, by however many workers; another seed others", async () => {
    const sent: (readonly string[])[] = [];
    for (const [workers, seed] of [
      [1, 7],
      [1, 7],
      [2, 7],
      [1, 8],
    ] as const) {
      await using server = await loggingServer();
      await using generator = generate(workers);
      await played(generator, [server.origin], { ...stream, seed });
      sent.push(wire(server.log));
    }
    expect(sent[0]).toHaveLength(100);
    expect(sent.map((lines) => lines.join() === sent[0]?.join())).toEqual([true, true, true, false]);
  });

  test("gives both arms of a duet the same sequence, and neither a request more", async () => {
    await using base = await loggingServer();
    await using head = await loggingServer();
    await using generator = generate();
    const records = await played(generator, [base.origin, head.origin], stream);
    expect(records.map(dueOf)).toEqual([100, 100]);
    expect(wire(base.log)).toEqual(wire(head.log));
  });

  test("goes on counting from phase to phase", async () => {
    await using server = await loggingServer();
    await using generator = generate();
    await using connected = await generator.connect([to(server.origin)], streamSpec([numbered]));
    await connected.play(phase({ durationMs: millis(50) }), 1);
    await connected.play(phase({ durationMs: millis(50) }), 2);
    expect(new Set(server.log.map(({ url }) => url)).size).toBe(20);
  });
});

describe("two arms in slices", () => {
  const twoSeconds = { durationMs: millis(2000), interleave: "slice" } as const;
  const settles = (record: PhaseRecord | undefined) => [record && dueOf(record), record?.settling];

  test.each([1, 4])(
    "get the same requests, never both at a time, of which what settles is not counted (%i workers)",
    async (workers) => {
      const arrived: { readonly arm: string; readonly atMs: number }[] = [];
      const note = (arm: string) => (_: unknown, response: ServerResponse) => {
        arrived.push({ arm, atMs: performance.now() });
        response.end("ok");
      };
      await using base = await loggingServer(note("A"));
      await using head = await loggingServer(note("B"));
      await using generator = generate(workers);
      const records = await played(generator, [base.origin, head.origin], streamSpec([numbered]), twoSeconds);
      expect(records.map(settles)).toEqual(new Array(2).fill([300, 100]));
      const numbers = [base, head].map(({ log }) =>
        log.map(({ url }) => Number(url.slice(1))).toSorted((a, b) => a - b),
      );
      expect(numbers).toEqual(new Array(2).fill(Array.from({ length: 400 }, (_, n) => n + 1)));
      expect(records.map(({ requests }) => requests[0]?.outcomes)).toEqual(new Array(2).fill({ ok: 300 }));
      expect(records.map(({ offeredMs, idle }) => [offeredMs, idle.length])).toEqual(new Array(2).fill([1500, 2]));
      // Runs of one arm: A B B A or B A A B, with 200 requests in each slice, whatever a busy machine does to single ones.
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

  test("keep a flow's steps together: those of an arrival that does not count do not count either", async () => {
    await using base = await loggingServer();
    await using head = await loggingServer();
    await using generator = generate();
    const rests = { fromMs: millis(20), toMs: millis(40) };
    const steps = [request({ path: "/a", thinkTimeMs: rests }), request({ path: "/b" })] as const;
    const flows = { flows: [{ steps, weight: 1 }] };
    const load = { ...twoSeconds, pattern: { kind: "constant", ratePerSec: 100 } } as const;
    const records = await played(generator, [base.origin, head.origin], streamSpec([], flows), load);
    expect(records.map(({ requests }) => requests.map(({ due }) => due))).toEqual(new Array(2).fill([150, 150]));
    expect(records.map(settles)).toEqual(new Array(2).fill([300, 100]));
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
    "come first and last, once, and what they give goes into every request (%i workers)",
    async (workers) => {
      await using server = await loggingServer((_, response) => response.end('{"token":"t0k"}'));
      await using generator = generate(workers);
      await using connected = await generator.connect([to(server.origin)], stream);
      const [record] = await connected.play(phase({ durationMs: millis(100) }), 1);
      await connected.tearDown();
      const lines = server.log.map(({ method, url, headers }) => `${method} ${url} ${headers.authorization ?? ""}`);
      expect(lines).toEqual(["POST /login ", ...new Array(20).fill("GET /items Bearer t0k"), "DELETE /session "]);
      expect(record?.requests.map(({ name, due }) => [name, due])).toEqual([["/items", 20]]);
    },
  );

  test("that fail end it, with the step and its failure", async () => {
    await using server = await loggingServer((_, response) => response.writeHead(503).end());
    await using generator = generate();
    const refused = await generator.connect([to(server.origin)], stream).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(CouldNotMeasure);
    expect(String(refused)).toContain("setup[0], login: status 503");
  });
});

describe("an interruption", () => {
  test("ends what is played at once, with its reason", async () => {
    await using server = await loggingServer();
    const stop = new AbortController();
    await using generator = generate(1, stop.signal);
    const playing = played(generator, [server.origin], streamSpec([request()]), { durationMs: millis(60_000) });
    while (server.log.length === 0) await sleep(10);
    stop.abort(new Error("cancelled"));
    await expect(playing).rejects.toThrow("cancelled");
  });

  test("a service that stops answering leaves timeouts, and nothing hangs", async () => {
    await using server = await loggingServer((_, response) => void response);
    await using generator = generate();
    await using connected = await generator.connect(
      [{ ...to(server.origin), timeoutMs: millis(200) }],
      streamSpec([request()]),
    );
    const [record] = await connected.play(phase({ durationMs: millis(100) }), 1);
    expect(record?.requests.map(({ outcomes }) => outcomes)).toEqual([{ timeout: 20 }]);
  });
});
