import { expect, test } from "vitest";
import { parseConfig } from "../../src/config/parse.ts";
import { ConfigError } from "../../src/config/problem.ts";

/** A file with headers, and one scenario with these keys. The scenario's keys begin on line 7. */
const file = (headers: string, ...keys: readonly string[]) => `version: 1
target: http://127.0.0.1:8080
headers: ${headers}
scenarios:
  shop:
    phases: [{ pattern: constant, rate: 10/s, duration: 30s }]
${keys.map((key) => `    ${key}\n`).join("")}`;

const scenarioOf = (text: string) => parseConfig(text, "f", {}).plan.scenarios[0];

const headersOf = (text: string) => {
  const { setup, flows, teardown } = scenarioOf(text);
  return [...setup, ...flows.flatMap(({ steps }) => steps), ...teardown].map(({ headers }) => headers);
};

function problemsOf(text: string): readonly string[] {
  try {
    parseConfig(text, "f", {});
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split("\n");
    throw error;
  }
}

test("all requests get the headers of file and scenario; the nearest wins, and null is not sent", () => {
  const text = file(
    "{ Accept: text/plain, x-file: 1, x-far: 1 }",
    "headers: { accept: text/html, x-near: 2, x-far: null }",
    "setup: [POST /reset]",
    "requests:",
    "  - GET /",
    "  - { path: /a, headers: { ACCEPT: application/json, x-near: null } }",
    "  - { flow: buy, steps: [{ path: /b, headers: { x-file: 3 } }] }",
    "teardown: [DELETE /all]",
  );
  const inherited = { "x-file": "1", accept: "text/html", "x-near": "2", "x-far": "" };
  expect(headersOf(text)).toEqual([
    inherited,
    inherited,
    { "x-file": "1", ACCEPT: "application/json", "x-near": "", "x-far": "" },
    { ...inherited, "x-file": "3" },
    inherited,
  ]);
});

test("a form and multipart keep their own content type", () => {
  const requests = "requests: [{ path: /, form: { a: 1 } }, { path: /, multipart: { a: 1 } }, { path: /, json: 1 }]";
  expect(headersOf(file("{ Content-Type: application/vnd.api+json }", requests))).toEqual([
    {},
    {},
    { "Content-Type": "application/vnd.api+json" },
  ]);
});

test("headers come from YAML merge keys and from anchors below x- keys", () => {
  const text = `x-common: &common { authorization: Bearer abcd, x-a: 1 }\n${file(
    "*common",
    "requests: [{ path: /, headers: { x-b: 2, <<: *common, x-a: 3 } }]",
  )}`;
  expect(headersOf(text)).toEqual([{ authorization: "Bearer abcd", "x-b": "2", "x-a": "3" }]);
  expect(parseConfig(text, "f", {}).secrets).toEqual(["Bearer abcd", "abcd"]);
});

test("credentials in headers of file and scenario are secrets", () => {
  const text = file("{ x-api-key: key-of-file }", "headers: { authorization: Bearer abcd }", "requests: [GET /]");
  expect(parseConfig(text, "f", {}).secrets).toEqual(["key-of-file", "Bearer abcd", "abcd"]);
});

test("another key for anchors is refused with the name that it may have", () => {
  expect(problemsOf(`common: &common { a: b }\n${file("*common", "requests: [GET /]")}`)).toEqual([
    "f:1: common: unknown key; a key that holds an anchor begins with x-, such as x-common",
  ]);
});

test("the load keys name the headers, so that another header is another load", () => {
  const keys = scenarioOf(file("{ x-a: 1 }", "headers: { x-b: 2 }", "requests: [GET /]")).loadKeys;
  expect(keys).toMatchObject({ "headers.x-a": "1", "scenarios.shop.headers.x-b": "2" });
});

test("a header may use a template that all its requests know", () => {
  const login = "setup: [{ path: /login, json: {}, extract: { token: $.token }, headers: { authorization: null } }]";
  const text = file("{}", "headers: { authorization: 'Bearer ${token}' }", login, "requests: [GET /]");
  expect(headersOf(text)).toEqual([{ authorization: "" }, { authorization: "Bearer ${token}" }]);
});

test("a template that a request does not know is refused once, with the remedy", () => {
  const login = "setup: [GET /warm, { path: /login, json: {}, extract: { token: $.token } }]";
  const text = file("{ authorization: 'Bearer ${token}' }", login, "requests: [GET /]");
  expect(problemsOf(text)).toEqual([
    "f:3: headers.authorization: ${token}: unknown value token; no setup request or earlier step extracts a value; " +
      "scenarios.shop.setup[0] inherits this header; write headers: { authorization: null } there to send it without",
  ]);
});

test("wrong headers are problems at their own place", () => {
  expect(problemsOf(file("{ 'a b': 1, connection: close }", "headers: [a]", "requests: [GET /]"))).toEqual([
    'f:7: scenarios.shop.headers: expected a map of names to text, such as { accept: application/json }, got ["a"]',
  ]);
  expect(problemsOf(file("{ 'a b': 1 }", "headers: { connection: close, a: 1, A: 2 }", "requests: [GET /]"))).toEqual([
    "f:3: headers.a b: expected a header name",
    "f:7: scenarios.shop.headers.connection: Loadgate sends connection itself; remove it",
    "f:7: scenarios.shop.headers.A: the same header is set twice; case does not matter",
  ]);
});
