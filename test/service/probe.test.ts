import { createServer } from "node:http";
import { expect, test } from "vitest";
import { millis } from "../../src/model/unit.ts";
import { readyAdvice, waitUntilReady } from "../../src/service/readiness.ts";
import { omitUndefined } from "../../src/util/omitUndefined.ts";
import { listenOnFreePort } from "../support/sendRequest.ts";
import { tortureServer } from "../support/tortureServer.ts";

const probe = (port: number, headers: Readonly<Record<string, string>> = {}) => {
  const check = { port, ready: { kind: "http", path: "/up", headers }, timeoutMs: millis(200) } as const;
  return waitUntilReady(check, AbortSignal.timeout(5000));
};

test("the probe sends the headers that clients send, and its own", async () => {
  const received: unknown[] = [];
  const server = createServer(({ headers }, response) => {
    received.push([headers.host, headers["user-agent"], headers.accept, headers["accept-encoding"]]);
    response.writeHead(headers.host === "shop.test" ? 204 : 400).end();
  });
  const port = await listenOnFreePort(server);
  expect(await probe(port, { Host: "shop.test", accept: "" })).toEqual({ origin: `http://127.0.0.1:${port}` });
  expect(await probe(port)).toEqual({ lastResult: "GET /up returned 400", status: 400 });
  server.close();
  const agent = expect.stringMatching(/^loadgate\/\d/);
  const encodings = "gzip, deflate, br, zstd";
  expect(received.slice(0, 2)).toEqual([
    ["shop.test", agent, undefined, encodings],
    [`127.0.0.1:${port}`, agent, "*/*", encodings],
  ]);
});

test("the probe reads a response that only a lenient parser accepts", async () => {
  await using server = await tortureServer(({ socket }) =>
    socket.end("HTTP/1.1 200 OK\nContent-Length: 2\nTransfer-Encoding: chunked\n\n2\r\nok\r\n0\r\n\r\n"),
  );
  expect(await probe(server.port)).toEqual({ origin: server.origin });
});

test("the probe says where a redirect leads", async () => {
  const server = createServer((_, response) => void response.writeHead(301, { location: "/up/" }).end());
  const port = await listenOnFreePort(server);
  const result = await probe(port);
  server.close();
  expect(result).toEqual({ lastResult: "GET /up returned 301 to /up/", status: 301 });
  expect(
    [301, 401, 404, 503, undefined].map((status) => readyAdvice({ lastResult: "", ...omitUndefined({ status }) })),
  ).toEqual([
    "name the path that it redirects to in service.ready, or set service.ready: tcp",
    "the path needs credentials: set service.ready: { path, headers }, name a path without them, or set service.ready: tcp",
    "name another path in service.ready, or set service.ready: tcp",
    "correct service.ready or raise service.ready_timeout",
    "correct service.ready or raise service.ready_timeout",
  ]);
});
