import { describe, expect, test } from "vitest";
import { parseConfig } from "../../src/config/parse.ts";
import { dotted } from "../../src/config/problem.ts";
import { unsupported } from "../../src/config/unsupported.ts";

/** The keys that a file asks for in vain. */
function keysOf(more: string, scenario = "") {
  const text = `version: 1
target: http://127.0.0.1:8080
${more}
scenarios:
  shop:
    ${scenario}
    phases: [{ pattern: constant, rate: 10/s, duration: 30s }]
    requests: [GET /hello]
`;
  return unsupported(parseConfig(text, "loadgate.yml", {}).plan).map(
    ({ path, wanted }) => `${dotted(path)}: ${wanted}`,
  );
}

const not = (what: string) => `${what} is not supported yet by this version of Loadgate; remove it to run without`;

describe("what this version cannot do yet", () => {
  test("is nothing of a plain file, nor of what it can do", () => {
    expect([
      keysOf(""),
      keysOf("base: { directory: ../base }\ngate: { interleave: request, fail_on: [inconclusive] }", "compare: duet"),
      keysOf("base: { from: target, target: http://127.0.0.1:8081 }", "compare: recorded"),
      keysOf("base: { from: none }\nmonitors: { interval: 1s }", "compare: off"),
      keysOf("base: { from: artifact, carry: [dist] }"),
      keysOf("base: { from: git, ref: main }"),
      keysOf("base: { from: artifact }"),
    ]).toEqual([[], [], [], [], [], [], []]);
  });

  test.each([
    { more: "gate: { fail_on: [anomaly] }", key: "gate.fail_on", what: "detecting anomalies" },
    { more: "monitors: { prometheus: { url: /metrics } }", key: "monitors.prometheus", what: "reading Prometheus" },
    { more: "monitors: { postgres: 'postgres://db' }", key: "monitors.postgres", what: "reading PostgreSQL" },
    { more: "monitors: { redis: 'redis://db' }", key: "monitors.redis", what: "reading Redis" },
  ])("$more", ({ more, key, what }) => {
    expect(keysOf(more)).toEqual([`${key}: ${not(what)}`]);
  });

  test.each([
    { scenario: "preset: spike_test", key: "preset", what: "a preset" },
    { scenario: "time_scale: 0.5", key: "time_scale", what: "scaling time" },
    { scenario: "generator: { kind: spike_train }", key: "generator", what: "a specialised generator" },
  ])("$scenario", ({ scenario, key, what }) => {
    expect(keysOf("", scenario)).toEqual([`scenarios.shop.${key}: ${not(what)}`]);
  });

  test("is all told at once", () => {
    const keys = keysOf("gate: { fail_on: [anomaly] }", "preset: spike_test").map((one) => one.split(":")[0]);
    expect(keys).toEqual(["gate.fail_on", "scenarios.shop.preset"]);
  });

  test("is no pattern, no template, no flow", () => {
    const text = `version: 1
target: http://127.0.0.1:8080
scenarios:
  shop:
    phases: [{ pattern: users, users: 2, duration: 1s }, { pattern: burst, size: 5, interval: 1s, duration: 2s }]
    requests: [{ flow: buy, steps: [{ path: "/\${uuid}", extract: { id: $.id } }, "GET /\${id}"] }]
`;
    expect(unsupported(parseConfig(text, "loadgate.yml", {}).plan)).toEqual([]);
  });
});
