import type { IncomingMessage, ServerResponse } from "node:http";
import { createSecureServer, type Http2ServerRequest, type Http2ServerResponse } from "node:http2";
import { createServer as createHttps } from "node:https";
import { expect, test } from "vitest";
import { createUndiciClient } from "../../../../src/load/http/createClient.ts";
import type { Destination } from "../../../../src/model/http.ts";
import { freePort } from "../../../../src/service/port.ts";
import { systemClock } from "../../../../src/shell/clock.ts";
import { certificate } from "../../../support/certificate.ts";
import { countingServer } from "../../../support/countingServer.ts";
import { describeOutcome, destination, get, sendRequest } from "../../../support/sendRequest.ts";

const own = await certificate();
const foreign = await certificate("example.com");

/** Responds with the request and its protocol. */
async function echo(request: IncomingMessage | Http2ServerRequest, response: ServerResponse | Http2ServerResponse) {
  let body = "";
  for await (const chunk of request) body += chunk;
  response.setHeader("X-Echo", "Yes");
  response.end(`${request.httpVersion} ${request.method} ${request.url} ${request.headers["x-a"] ?? ""}${body}`);
}

const https = () => countingServer(createHttps(own, echo));

async function sendRequests(
  to: Destination,
  count = 1,
  of: Parameters<typeof get>[1] = {},
): Promise<readonly string[]> {
  const client = createUndiciClient(to, systemClock);
  const outcomes = await Promise.all(Array.from({ length: count }, (_, i) => sendRequest(client, get(`/${i}`, of))));
  await client.close();
  return outcomes.map(describeOutcome);
}

const trusting = { verify: true, ca: own.cert };

test("speaks HTTP/1.1 over TLS", async () => {
  await using server = await https();
  const to = destination(`https://localhost:${server.port}`, { tls: trusting });
  expect(await sendRequests(to, 3)).toEqual([0, 1, 2].map((i) => `200 "1.1 GET /${i} "`));
});

test("sends method, headers and body over TLS", async () => {
  await using server = await https();
  const to = destination(`https://127.0.0.1:${server.port}`, { tls: trusting });
  const of = { method: "POST", headers: ["X-A", "b"], body: "über" };
  expect(await sendRequests(to, 1, of)).toEqual([
    `200 ${JSON.stringify(`1.1 POST /0 b${Buffer.from("über").toString("latin1")}`)}`,
  ]);
});

test("rejects a self-signed certificate", async () => {
  await using server = await https();
  expect(await sendRequests(destination(`https://localhost:${server.port}`))).toEqual(["DEPTH_ZERO_SELF_SIGNED_CERT"]);
});

test("trusts any certificate without verification", async () => {
  await using server = await https();
  const to = destination(`https://localhost:${server.port}`, { tls: { verify: false } });
  expect(await sendRequests(to)).toEqual(['200 "1.1 GET /0 "']);
});

test("rejects a certificate of another host", async () => {
  await using server = await countingServer(createHttps(foreign, echo));
  const to = destination(`https://localhost:${server.port}`, { tls: { verify: true, ca: foreign.cert } });
  expect(await sendRequests(to, 2)).toEqual(["ERR_TLS_CERT_ALTNAME_INVALID", "ERR_TLS_CERT_ALTNAME_INVALID"]);
});

test("speaks HTTP/1.1 over TLS to a server with both, unless http2 is set", async () => {
  await using server = await countingServer(createSecureServer({ ...own, allowHTTP1: true }, echo));
  const to = destination(`https://localhost:${server.port}`, { tls: trusting });
  expect(await sendRequests(to)).toEqual(['200 "1.1 GET /0 "']);
});

test("reports the system's error if no server listens", async () => {
  const to = destination(`https://127.0.0.1:${await freePort()}`);
  expect(await sendRequests(to, 3)).toEqual(Array(3).fill("ECONNREFUSED"));
});

test("opens a connection for each request without keep-alive, and says so", async () => {
  const closing = (request: IncomingMessage, response: ServerResponse) => response.end(request.headers.connection);
  await using server = await countingServer(createHttps(own, closing));
  const to = destination(`https://localhost:${server.port}`, { keepAlive: false, tls: trusting });
  const client = createUndiciClient(to, systemClock);
  const outcomes: string[] = [];
  for (let i = 0; i < 3; i++) outcomes.push(describeOutcome(await sendRequest(client, get())));
  await client.close();
  expect(outcomes).toEqual(Array(3).fill('200 "close"'));
  expect(server.connections).toBe(3);
});

test("shows the server a client certificate", async () => {
  const client = await certificate("client.test");
  const demanding = { ...own, ca: client.cert, requestCert: true, rejectUnauthorized: true };
  await using server = await countingServer(createHttps(demanding, echo));
  const to = (tls: Destination["tls"]) => destination(`https://localhost:${server.port}`, { tls });
  expect(await sendRequests(to({ ...trusting, ...client }))).toEqual(['200 "1.1 GET /0 "']);
  expect(await sendRequests(to(trusting))).toEqual(["ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED"]);
});

test.for(["localhost", "127.0.0.1"])("requests with different Hosts share a connection to %s", async (name) => {
  await using server = await countingServer(
    createHttps(own, (request, response) => void response.end(request.headers.host)),
  );
  const client = createUndiciClient(destination(`https://${name}:${server.port}`, { tls: trusting }), systemClock);
  const outcomes: string[] = [];
  for (const host of ["a.test", "b.test", "a.test"]) {
    outcomes.push(describeOutcome(await sendRequest(client, get("/", { headers: ["host", host] }))));
  }
  await client.close();
  expect([outcomes, server.connections]).toEqual([['200 "a.test"', '200 "b.test"', '200 "a.test"'], 1]);
});
