import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { playPhase } from "../../../src/load/engine/playPhase.ts";
import { sendSetupRequests } from "../../../src/load/engine/setupRequests.ts";
import { timerTimekeeper } from "../../../src/load/engine/ticker.ts";
import { createHttp1Client } from "../../../src/load/http/createClient.ts";
import { arrivalsOf } from "../../../src/load/schedule/arrivals.ts";
import type { RequestRecord } from "../../../src/model/record.ts";
import { millis, perSec } from "../../../src/model/unit.ts";
import { systemClock } from "../../../src/shell/clock.ts";
import { decodeHistogram } from "../../../src/stats/histogram.ts";
import { streamOf } from "../../generators/requests/stream.ts";
import { destination, listenOnFreePort } from "../../support/sendRequest.ts";

interface Played {
  readonly requests: readonly RequestRecord[];
  /** The outcomes of each request. */
  readonly outcomes: readonly RequestRecord["outcomes"][];
  /** Method, path and headers of what the server got, in order. */
  readonly received: readonly Pick<IncomingMessage, "method" | "url" | "headers">[];
}

interface Options {
  readonly redirects?: number;
  readonly setup?: readonly unknown[];
  readonly defaultHeaders?: string;
}

/** Plays the setup and five arrivals of a flow with these steps on a real server. */
async function play(
  steps: readonly unknown[],
  respond: (request: IncomingMessage, response: ServerResponse) => unknown,
  { redirects = 3, setup = [], defaultHeaders = "left out" }: Options = {},
): Promise<Played> {
  const received: Played["received"][number][] = [];
  const server = createServer((request, response) => {
    received.push({ method: request.method, url: request.url, headers: request.headers });
    return respond(request, response);
  });
  const origin = `http://127.0.0.1:${await listenOnFreePort(server)}`;
  const target = destination(origin, { redirects });
  const client = createHttp1Client(target, systemClock);
  const stream = streamOf([{ flow: "f", steps }], { setup }, { defaultHeaders });
  const spec = { setup: setup.map(() => ({ name: "step" })), teardown: [] };
  stream.applySetup(await sendSetupRequests("setup", { client, stream, destination: target, spec }, systemClock));
  const durationMs = millis(50);
  const pattern = { kind: "constant", ratePerSec: perSec(100) } as const;
  const arrivals = arrivalsOf({ pattern, arrival: "even", durationMs, seed: 1, targets: 1 });
  const { records } = await playPhase(
    {
      targets: [{ origin, client, stream, cursor: arrivals.cursor(0), timeline: arrivals.timeline(0) }],
      durationMs,
      firstIteration: 0,
      maxConcurrentUsers: 10,
      isClosedLoop: false,
      redirects,
      timeoutMs: millis(5000),
      sliceMs: millis(1000),
      drainTimeoutMs: millis(5000),
    },
    timerTimekeeper,
  );
  await client.close();
  server.close();
  const requests = records[0]?.requests ?? [];
  return { requests, outcomes: requests.map(({ outcomes }) => outcomes), received };
}

const login = (request: IncomingMessage, response: ServerResponse) => {
  if (request.url === "/login") {
    response.writeHead(302, { "set-cookie": ["sid=1; Path=/", "step=1"], location: "/home" });
  } else if (request.url === "/home") {
    response.writeHead(/sid=1/.test(request.headers.cookie ?? "") ? 307 : 401, {
      "set-cookie": "sid=2; Path=/",
      location: "/in/cart",
    });
  } else {
    response.writeHead(request.headers.cookie?.includes("sid=2") ? 200 : 401, { "set-cookie": "in=1" });
  }
  response.end();
};
const cookiesAt = ({ received }: Played, url: string) =>
  new Set(received.filter((request) => request.url === url).map(({ headers }) => headers.cookie));

test("a redirect's cookies are sent to its target, to later steps, and to no other user", async () => {
  const played = await play(["POST /login", "GET /in/more"], login);
  expect(played.outcomes).toEqual([{ ok: 5 }, { ok: 5 }]);
  expect(cookiesAt(played, "/login")).toEqual(new Set([undefined]));
  expect(cookiesAt(played, "/home")).toEqual(new Set(["sid=1; step=1"]));
  expect(cookiesAt(played, "/in/cart")).toEqual(new Set(["sid=2; step=1"]));
  // The last response sets a cookie for its own path, not for that of the first request.
  expect(cookiesAt(played, "/in/more")).toEqual(new Set(["in=1; sid=2; step=1"]));
});

test("a plain request keeps cookies along its redirects too, unless it sets its own", async () => {
  expect((await play(["POST /login"], login)).outcomes).toEqual([{ ok: 5 }]);
  const own = await play([{ method: "POST", path: "/login", headers: { Cookie: "sid=1" } }], login);
  expect(own.outcomes).toEqual([{ "status 401": 5 }]);
  expect(cookiesAt(own, "/in/cart")).toEqual(new Set(["sid=1"]));
});

test("the setup follows redirects as the scenario says, with their cookies", async () => {
  const setup = ["POST /login"];
  const played = await play(["GET /in/more"], login, { setup });
  expect(played.received.slice(0, 3).map(({ url }) => url)).toEqual(["/login", "/home", "/in/cart"]);
  expect(cookiesAt(played, "/in/more")).toEqual(new Set(["in=1; sid=2; step=1"]));
  await expect(play(["GET /in/more"], login, { setup, redirects: 1 })).rejects.toThrow(
    "setup[0], step: too many redirects",
  );
  expect((await play(["GET /x"], (_, response) => response.end(), { setup, redirects: 0 })).outcomes).toEqual([
    { ok: 5 },
  ]);
});

test("a cookie can be extracted from a plain request", async () => {
  const played = await play([{ path: "/", extract: { sid: { cookie: "sid" } } }], (_, response) =>
    response.writeHead(200, { "set-cookie": "sid=7" }).end(),
  );
  expect(played.outcomes).toEqual([{ ok: 5 }]);
});

test("a redirect to the Host that the request names stays at the target", async () => {
  const played = await play([{ path: "/", headers: { host: "shop.test" } }], (request, response) => {
    if (request.url === "/") response.writeHead(301, { location: `https://${request.headers.host}/x` });
    response.end();
  });
  expect(played.outcomes).toEqual([{ ok: 5 }]);
  expect(new Set(played.received.map(({ headers }) => headers.host))).toEqual(new Set(["shop.test"]));
});

test("sends the headers that clients send, unless they are set or removed", async () => {
  const ok = (_: IncomingMessage, response: ServerResponse) => response.end();
  const headersOf = async (headers: Readonly<Record<string, unknown>>) => {
    const { received } = await play([{ path: "/", headers }], ok, { defaultHeaders: "sent" });
    const { host: _, connection: __, ...sent } = received[0]?.headers ?? {};
    return sent;
  };
  expect(await headersOf({})).toEqual({
    "user-agent": expect.stringMatching(/^loadgate\/\d+\.\d+\.\d+$/),
    accept: "*/*",
    "accept-encoding": "gzip, deflate, br, zstd",
  });
  expect(await headersOf({ "User-Agent": "x", accept: null, "ACCEPT-ENCODING": "", "X-A": 1 })).toEqual({
    "user-agent": "x",
    "x-a": "1",
  });
});

const json = Buffer.from('{"ok":true,"id":7}');
const encoded =
  (body: Uint8Array, encoding: string, status = 200) =>
  (_: IncomingMessage, response: ServerResponse) =>
    response.writeHead(status, { "Content-Encoding": encoding }).end(body);
const readsJson = { path: "/", expect: { json: { "$.ok": true } }, extract: { id: "$.id" } };

test.for([
  [encoded(gzipSync(json), "gzip"), "ok"],
  [encoded(brotliCompressSync(gzipSync(json)), "gzip, br"), "ok"],
  [encoded(json, "gzip"), "content-encoding gzip is corrupt"],
  [encoded(json, "sdch"), "content-encoding sdch is not supported"],
  [encoded(json, "gzip", 503), "status 503"],
] as const)("expect and extract read a decoded body: %#", async ([respond, outcome]) => {
  expect((await play([readsJson, { path: "/${id}" }], respond)).outcomes[0]).toEqual({ [outcome]: 5 });
});

test("a body that nothing reads is not decoded", async () => {
  expect((await play(["GET /"], encoded(json, "gzip"))).outcomes).toEqual([{ ok: 5 }]);
});

test("text is read in the charset of its content type", async () => {
  const played = await play([{ path: "/", expect: { body: "Zoë" } }], (_, response) =>
    response.writeHead(200, { "content-type": 'text/plain; charset="iso-8859-1"' }).end(Buffer.from("Zoë", "latin1")),
  );
  expect(played.outcomes).toEqual([{ ok: 5 }]);
});

const events = async (_: IncomingMessage, response: ServerResponse) => {
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.flushHeaders();
  await sleep(40);
  response.write("data: 1\n\n");
  await sleep(80);
  response.write("data: 2\n\n");
  await sleep(40);
  response.end("data: 3\n\n");
};

test("a stream is measured: its first byte, its largest gap, and the time until its last text", async () => {
  const played = await play(
    [{ path: "/", stream: { until: "/data: [2-9]\\n/" }, expect: { body: "data: 1" } }],
    events,
  );
  expect(played.outcomes).toEqual([{ ok: 5 }]);
  const { firstByte = "", largestGap = "", responseTime = "" } = played.requests[0] ?? {};
  const [first, gap, time] = [firstByte, largestGap, responseTime].map(
    (text) => decodeHistogram(text).quantile(0) ?? 0,
  );
  expect([(first ?? 0) > 35, (gap ?? 0) > 70, (time ?? 0) > 110]).toEqual([true, true, true]);
  expect(time ?? 0).toBeGreaterThan((first ?? 0) + 70);
  expect(decodeHistogram(firstByte).count).toBe(5);
});

test("a stream that ends without its last text has failed, after its status was checked", async () => {
  const stream = { until: "data: 9" };
  expect((await play([{ path: "/", stream }], events)).outcomes).toEqual([{ "stream ended without stream.until": 5 }]);
  const failing = await play([{ path: "/", stream }], (_, response) => response.writeHead(500).end());
  expect(failing.outcomes).toEqual([{ "status 500": 5 }]);
});

test("without a stream, a first byte that comes early is recorded, but no gap", async () => {
  const [request] = (await play(["GET /"], events)).requests;
  expect(decodeHistogram(request?.firstByte ?? "").max()).toBeLessThan(
    decodeHistogram(request?.responseTime ?? "").quantile(0) ?? 0,
  );
  expect(request?.largestGap).toBe(undefined);
});

test("if every body comes in one piece, the first byte's times are the response times", async () => {
  const [request] = (await play(["GET /"], (_, response) => response.end("x"))).requests;
  expect(request?.firstByte).toBe(request?.responseTime);
  expect(request?.blamelessFirstByte).toBe(request?.blamelessTime);
});

test("trailers are asked for and checked", async () => {
  const respond = (status: string) => (request: IncomingMessage, response: ServerResponse) => {
    response.writeHead(200, { trailer: "grpc-status" });
    response.write("x");
    if (request.headers["te"] === "trailers") response.addTrailers({ "grpc-status": status });
    response.end();
  };
  const request = { path: "/", expect: { trailer: { "Grpc-Status": "0" } } };
  expect((await play([request], respond("0"))).outcomes).toEqual([{ ok: 5 }]);
  expect((await play([request], respond("13"))).outcomes).toEqual([{ "unexpected trailer grpc-status": 5 }]);
});

test("an example of what came goes with each failed expectation, also from a compressed body", async () => {
  const { requests } = await play([{ path: "/", expect: { json: { "$.errors": "absent" } } }], (_, response) => {
    response.setHeader("content-encoding", "gzip").end(gzipSync('{"errors":["no such cart"]}'));
  });
  expect(requests.map(({ outcomes, failureExamples }) => [outcomes, failureExamples])).toEqual([
    [{ "unexpected json $.errors": 5 }, { "unexpected json $.errors": '["no such cart"]' }],
  ]);
});
