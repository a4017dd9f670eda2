import { expect, test } from "vitest";
import { parseConfig } from "../../src/config/parse.ts";

function loadKeysIn(scenario: string): Readonly<Record<string, unknown>> {
  const text = `version: 1\ntarget: http://127.0.0.1:8080\nscenarios:\n  shop:\n    compare: recorded\n${scenario}`;
  const files = () => ({ kind: "bytes" as const, bytes: new TextEncoder().encode("name\nAnn\n") });
  return parseConfig(text, "loadgate.yml", {}, files).plan.scenarios[0].loadKeys;
}

test("load keys are the keys of loadgate.yml that shape the load, defaults included, limits excluded", () => {
  const keys = loadKeysIn(`    sla: { p95: 1s }
    feeds: { people: people.csv }
    timeout: 2s
    phases: [{ pattern: users, users: 2, think_time: 1s..3s, duration: 30s }]
    requests:
      - GET /hello
      - { path: /buy, method: POST, json: { sla: [1, { sla: 2 }] }, sla: { p95: 1s } }
      - { flow: tour, steps: [{ path: /a, sla: { p95: 1s } }, { path: /b, headers: { X-Trace: "on" }, json: [{ sla: 3 }] }] }
`);
  const at = "scenarios.shop";
  expect(keys).toMatchObject({
    [`${at}.timeout`]: 2000,
    [`${at}.http2`]: false,
    [`${at}.feeds.people`]: "people.csv",
    [`${at}.phases[0].pattern`]: "users",
    [`${at}.phases[0].users`]: 2,
    [`${at}.phases[0].think_time`]: { fromMs: 1000, toMs: 3000 },
    [`${at}.requests[0]`]: "GET /hello",
    [`${at}.requests[1].method`]: "POST",
    [`${at}.requests[1].weight`]: 1,
    [`${at}.requests[2].steps[1].headers.X-Trace`]: "on",
  });
  expect(Object.keys(keys).filter((key) => /sla|compare/.test(key))).toEqual([
    `${at}.requests[1].json.sla[0]`,
    `${at}.requests[1].json.sla[1].sla`,
    `${at}.requests[2].steps[1].json[0].sla`,
  ]);
});

test("a value does not depend on its unit in the file", () => {
  const keysWith = (rate: string) =>
    loadKeysIn(`    phases: [{ pattern: constant, rate: ${rate}, duration: 30s }]\n    requests: [GET /hello]\n`);
  expect(keysWith("600/m")).toEqual(keysWith("10/s"));
});
