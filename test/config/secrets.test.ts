import { describe, expect, test } from "vitest";
import { parseConfig } from "../../src/config/parse.ts";

const file = (headers: string, top: string) => `version: 1
target: http://127.0.0.1:8080
${top}
scenarios:
  shop:
    phases: [{ pattern: constant, rate: 10/s, duration: 5s }]
    requests: [{ path: /, headers: ${headers} }]
`;

const secretsOf = (headers: string, top = "", env = {}) => parseConfig(file(headers, top), "loadgate.yml", env).secrets;

const basic = Buffer.from("ann:p4ss:word").toString("base64");

describe("secrets", () => {
  test.each([
    ["{ Authorization: Bearer abcdef }", ["Bearer abcdef", "abcdef"]],
    ["{ proxy-authorization: Token abcdef }", ["Token abcdef", "abcdef"]],
    [`{ AUTHORIZATION: Basic ${basic} }`, [`Basic ${basic}`, basic, "ann:p4ss:word", "p4ss:word"]],
    ["{ x-api-key: abcdef }", ["abcdef"]],
    ["{ cookie: 'sid=0123456789; theme=dark' }", ["sid=0123456789; theme=dark", "0123456789"]],
    ["{ cookie: 'sid=abc; theme=dark' }", ["sid=abc; theme=dark"]],
    // Too short, and not a credential header.
    ["{ x-api-key: abc, accept: text/html }", []],
    // Only the constant parts of a value with templates.
    ["{ authorization: 'Bearer ${uuid}' }", []],
    ["{ authorization: 'Bearer prefixed-${uuid}-and-suffixed' }", ["prefixed-", "-and-suffixed"]],
    ["{ cookie: 'session=${uuid}; key=0123456789' }", ["0123456789"]],
    // An escaped template.
    ["{ x-api-key: 'ab$${cd}' }", ["ab${cd}"]],
  ])("of the headers %s are %j", (headers, secrets) => {
    expect(secretsOf(headers)).toEqual(secrets);
  });

  test("include headers that the key secrets names, in any case, and no others", () => {
    expect(secretsOf("{ X-Session: abcdef, X-Tenant: acme-corp }", "secrets: [x-SESSION]")).toEqual(["abcdef"]);
  });

  test("include headers of setup, flow steps and teardown, and environment variables", () => {
    const keyed = (path: string) => `{ path: ${path}, headers: { x-api-key: key-of${path} } }`;
    const text = `version: 1
target: http://127.0.0.1:8080
scenarios:
  shop:
    setup: [${keyed("/setup")}]
    phases: [{ pattern: constant, rate: 10/s, duration: 5s }]
    requests:
      - ${keyed("/first")}
      - { flow: buy, steps: [${keyed("/step")}, { path: /b, headers: { accept: "\${env.KEY}" } }] }
    teardown: [${keyed("/teardown")}]
`;
    expect(parseConfig(text, "loadgate.yml", { KEY: "of-the-environment" }).secrets).toEqual([
      "of-the-environment",
      "key-of/setup",
      "key-of/first",
      "key-of/step",
      "key-of/teardown",
    ]);
  });

  test("from environment variables are masked with and without their scheme", () => {
    expect(secretsOf("{ authorization: 'Bearer ${env.KEY}' }", "", { KEY: "abcdef" })).toEqual([
      "abcdef",
      "Bearer abcdef",
    ]);
  });
});

test("secrets are masked in load keys: a short one could be guessed from its hash", () => {
  const headers = "{ x-api-key: abcdef, accept: 'text/${env.KIND}' }";
  const [{ loadKeys }] = parseConfig(file(headers, ""), "loadgate.yml", { KIND: "html" }).plan.scenarios;
  expect(loadKeys).toMatchObject({
    "scenarios.shop.requests[0].headers.x-api-key": "***",
    "scenarios.shop.requests[0].headers.accept": "text/***",
    "scenarios.shop.requests[0].path": "/",
    "scenarios.shop.phases[0].rate": 10,
  });
});

describe("names in secrets", () => {
  test.each([
    ["secrets: [X-Sesion]", "loadgate.yml:3: secrets[0]: no request sends a header X-Sesion; did you mean X-Session?"],
    ["secrets: ['a b']", 'loadgate.yml:3: secrets[0]: expected a header name, such as X-Session, got "a b"'],
    ["secrets: X-Session", 'loadgate.yml:3: secrets: expected a list, such as [X-Session], got "X-Session"'],
  ])("%s is refused", (top, message) => {
    expect(() => secretsOf("{ X-Session: abcdef }", top)).toThrow(message);
  });

  test.each(["[Authorization]", "[X-Something-Else]", "[]"])("%s is accepted although no request sends it", (names) => {
    expect(secretsOf("{ X-Session: abcdef }", `secrets: ${names}`)).toEqual([]);
  });

  test("an error about a secret header does not show its value", () => {
    const wrong = () => secretsOf('{ x-api-key: "k3y-0123\\u2028" }');
    expect(wrong).toThrow("headers.x-api-key: expected Latin-1 text without line breaks, as in every header, got");
    expect(wrong).not.toThrow("k3y-0123");
  });
});
