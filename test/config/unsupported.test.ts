import { describe, expect, test } from "vitest";
import { parseConfig } from "../../src/config/parse.ts";
import { dotted } from "../../src/config/problem.ts";
import { unsupported } from "../../src/config/unsupported.ts";

/** The keys that a file asks for in vain. */
function keysOf(more: string, scenario = "", phase = "pattern: constant, rate: 10/s", request = "GET /hello") {
  const text = `version: 1
target: http://127.0.0.1:8080
${more}
scenarios:
  shop:
    ${scenario}
    phases: [{ ${phase}, duration: 30s }]
    requests: [${request}]
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
      keysOf("base: { from: auto, carry: [] }", "", undefined, "{ path: /, body: '{} $x {env}' }"),
    ]).toEqual([[], [], [], [], []]);
  });

  test.each([
    { more: "base: { from: git }", key: "base.from", what: "a base built from git" },
    { more: "base: { from: git, ref: main }", key: "base.from", what: "a base built from git" },
    { more: "base: { ref: main }", key: "base.ref", what: "a base built from git" },
    { more: "base: { from: artifact }", key: "base.from", what: "a base build from the baseline artifact" },
    { more: "base: { carry: [dist] }", key: "base.carry", what: "carrying the build in the baseline artifact" },
    { more: "gate: { interleave: slice }", key: "gate.interleave", what: "interleaving by slices" },
    { more: "gate: { fail_on: [anomaly] }", key: "gate.fail_on", what: "detecting anomalies" },
    { more: "monitors: { prometheus: { url: /metrics } }", key: "monitors.prometheus", what: "reading Prometheus" },
    { more: "monitors: { postgres: 'postgres://db' }", key: "monitors.postgres", what: "reading PostgreSQL" },
    { more: "monitors: { redis: 'redis://db' }", key: "monitors.redis", what: "reading Redis" },
  ])("$more", ({ more, key, what }) => {
    expect(keysOf(more)).toEqual([`${key}: ${not(what)}`]);
  });

  test.each([
    { scenario: "compare: alternate", key: "compare", what: "comparing whole scenarios in turn" },
    { scenario: "preset: spike_test", key: "preset", what: "a preset" },
    { scenario: "time_scale: 0.5", key: "time_scale", what: "scaling time" },
    { scenario: "generator: { kind: spike_train }", key: "generator", what: "a specialised generator" },
  ])("$scenario", ({ scenario, key, what }) => {
    expect(keysOf("", scenario)).toEqual([`scenarios.shop.${key}: ${not(what)}`]);
  });

  test.each([
    { phase: "pattern: ramp, from: 1/s, to: 2/s", kind: "ramp" },
    { phase: "pattern: spike, base: 1/s, peak: 2/s, spike_duration: 1s", kind: "spike" },
    { phase: "pattern: burst, size: 5, interval: 1s", kind: "burst" },
  ])("$phase", ({ phase, kind }) => {
    expect(keysOf("", "", phase)).toEqual([`scenarios.shop.phases[0].pattern: ${not(`the load pattern ${kind}`)}`]);
  });

  test.each([`{ path: '/x/\${uuid}' }`, `{ path: /, body: '\${uuid}' }`, `{ path: /, headers: { a: '\${uuid}' } }`])(
    "a template: %s",
    (request) => {
      expect(keysOf("", "", undefined, `GET /, ${request}`)).toEqual([
        `scenarios.shop.requests[1]: ${not(`the template \${uuid}`)}`,
      ]);
    },
  );

  test("is all told at once", () => {
    const phase = "pattern: ramp, from: 1/s, to: 2/s";
    const keys = keysOf("base: { from: git, carry: [dist] }", "preset: spike_test", phase).map(
      (one) => one.split(":")[0],
    );
    expect(keys).toEqual(["base.from", "base.carry", "scenarios.shop.preset", "scenarios.shop.phases[0].pattern"]);
  });
});
