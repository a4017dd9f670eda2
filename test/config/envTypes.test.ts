import { expect, test } from "vitest";
import { parseConfig } from "../../src/config/parse.ts";

const text = `version: 1
target: "\${env.TARGET}"
gate: { fail_on: "\${env.FAIL_ON}", interleave: "\${env.MODE}", budget: "\${env.BUDGET}" }
load: { workers: "\${env.WORKERS}" }
base: { carry: "\${env.CARRY}" }
scenarios:
  shop:
    http2: "\${env.HTTP2}"
    redirects: "\${env.REDIRECTS}"
    phases:
      - { pattern: steps, rates: "\${env.RATES}", duration: "\${env.SECONDS}s" }
      - { pattern: users, users: "\${env.USERS}", think_time: "\${env.PAUSE}", duration: 2s }
    requests:
      - { path: /, weight: "\${env.WEIGHT}", expect: { status: "\${env.STATUS}" }, json: { a: "\${env.WEIGHT}", b: "\${number(env.WEIGHT)}" } }
`;

const env = {
  TARGET: "http://shop.example",
  FAIL_ON: "regression, inconclusive",
  MODE: "request",
  BUDGET: "3000s",
  WORKERS: "2",
  CARRY: "[dist, package.json]",
  HTTP2: "True",
  REDIRECTS: "3",
  RATES: "1000/s,2000/s",
  SECONDS: "3000",
  USERS: "1000",
  PAUSE: "1000ms..2000ms",
  WEIGHT: "2.50",
  STATUS: "200,404",
};

test("each value gets the type that its key wants", () => {
  const { plan } = parseConfig(text, "f", env);
  const [{ connection, phases, flows }] = plan.scenarios;
  expect([plan.gate.failOn, plan.gate.interleave, plan.gate.budgetMs, plan.load.workers, plan.base.carry]).toEqual([
    ["regression", "inconclusive"],
    "request",
    3_000_000,
    2,
    ["dist", "package.json"],
  ]);
  expect(connection).toMatchObject({ http2: true, redirects: 3 });
  expect(phases).toMatchObject([
    { pattern: { ratesPerSec: [1000, 2000] }, durationMs: 3_000_000 },
    { pattern: { users: 1000, thinkTimeMs: { fromMs: 1000, toMs: 2000 } } },
  ]);
  expect(flows[0]).toMatchObject({
    weight: 2.5,
    steps: [
      {
        expect: {
          statuses: [
            [200, 200],
            [404, 404],
          ],
        },
        body: { kind: "json", value: { a: "2.50", b: 2.5 } },
      },
    ],
  });
});

test("a list takes one value", () => {
  const failOn = (value: string) => parseConfig(text, "f", { ...env, FAIL_ON: value }).plan.gate.failOn;
  expect(failOn("sla")).toEqual(["sla"]);
});

test("only values in texts are masked: true, 1000 or regression are no secrets", () => {
  // WEIGHT is also a text in a JSON body. Paths and lists of statuses are texts, too.
  const texts = ["http://shop.example", "[dist, package.json]", "200,404", "2.50"];
  expect(parseConfig(text, "f", env).secrets).toEqual(texts);
});
