import { createServer } from "node:http";
import { expect, test } from "vitest";
import { millis } from "../../src/model/unit.ts";
import { waitUntilReady } from "../../src/service/readiness.ts";
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
  expect(await probe(port)).toEqual({ lastResult: "GET /up returned 400" });
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
