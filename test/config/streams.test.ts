import { expect, test } from "vitest";
import { parseConfig } from "../../src/config/parse.ts";

const phases = "phases: [{ pattern: constant, rate: 1/s, duration: 9s }]";
const parse = (service: string, ...requests: readonly string[]) =>
  parseConfig(
    `{ version: 1, service: { command: x, ${service} }, scenarios: { s: { ${phases}, requests: [${requests.join(", ")}] } } }`,
    "loadgate.yml",
    {},
  ).plan;
const firstRequest = (request: string) => parse("", request).scenarios[0].flows[0].steps[0];
const problem = (service: string, request: string) => {
  try {
    parse(service, request);
  } catch (error) {
    return String(error).split("\n").slice(1).join("\n").trim() || String(error);
  }
  return "none";
};

test("a stream ends at a text or an expression, and may have its own timeout", () => {
  const streamOf = (stream: string) => firstRequest(`{ path: /, stream: ${stream} }`).stream;
  expect([
    streamOf("{ until: done }"),
    streamOf("{ until: '/^data: [0-9]+$/m', timeout: 30s }"),
    streamOf("{}"),
    firstRequest("GET /").stream,
  ]).toEqual([
    { until: { kind: "contains", text: "done" } },
    { until: { kind: "matches", pattern: "^data: [0-9]+$", flags: "m" }, timeoutMs: 30_000 },
    {},
    undefined,
  ]);
});

test("a mistake in a stream, a trailer or a probe is reported with its key", () => {
  expect(problem("", "{ path: /, stream: { until: '/(/' } }")).toContain("stream.until: expected a regular expression");
  expect(problem("", "{ path: /, stream: { unti: a } }")).toContain("unknown key; did you mean until?");
  expect(problem("", "{ path: /, expect: { trailer: { a: '/(/' } } }")).toContain(
    "expect.trailer.a: expected a regular",
  );
  expect(problem("", "{ path: /, headers: { host: '' } }")).toContain("headers.host: expected a host");
  expect(problem("ready: { path: healthz }", "GET /")).toContain("service.ready.path: expected tcp, or a path");
  expect(problem('ready: { path: /, headers: { a: "${uuid}" } }', "GET /")).toContain(
    "service.ready.headers.a: expected text without a template",
  );
  expect(problem('ready: { path: /, headers: { "a b": c } }', "GET /")).toContain("expected a header name");
});

test("the probe has its own headers, and the Host that all requests have", () => {
  const ready = (key: string, ...hosts: readonly string[]) =>
    parse(key, ...hosts.map((host, i) => `{ path: /${i}, headers: { Host: "${host}" } }`)).service?.ready;
  const http = (headers: Readonly<Record<string, string>>) => ({ kind: "http", path: "/up", headers });
  expect([
    ready("ready: /up", "shop.test", "shop.test"),
    ready("ready: /up", "shop.test", "other.test"),
    ready("ready: /up", "${uuid}.test"),
    ready("ready: { path: /up, headers: { HOST: own.test, user-agent: null } }", "shop.test"),
    ready("ready: tcp", "shop.test"),
    parse("ready: /up", "GET /", "{ path: /a, headers: { host: shop.test } }").service?.ready,
  ]).toEqual([
    http({ host: "shop.test" }),
    http({}),
    http({}),
    http({ HOST: "own.test", "user-agent": "" }),
    { kind: "tcp" },
    http({}),
  ]);
});
