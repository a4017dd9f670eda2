import { expect, test } from "vitest";
import { machineProblem, settingsProblem } from "../../src/load/connectionProblem.ts";
import { phaseRecord, requestRecord } from "../support/builders.ts";

const target = (successes: number, failures: Readonly<Record<string, number>>, origin = "http://a") => ({
  origin,
  record: phaseRecord([requestRecord("GET /", new Array(successes).fill(1), failures)]),
});
const notSpoken = { "HTTP/2 not spoken": 10 };

test.for([
  [
    "every request fails by a setting",
    [target(0, notSpoken)],
    /^every request to http:\/\/a failed: HTTP\/2 not spoken: .*http2: true$/,
  ],
  [
    "on both targets",
    [target(0, notSpoken), target(0, { CERT_HAS_EXPIRED: 2 }, "http://b")],
    /^every request to http:\/\/a failed/,
  ],
  [
    "only the machine could not connect",
    [target(90, { "no free port": 10 })],
    /^the load generator could not connect for 10 requests: no free port: .*keep_alive: true/,
  ],
  [
    "on the second target",
    [target(9, {}), target(0, { "too many open files": 1 })],
    /1 request: too many open files: .*ulimit -n/,
  ],
] as const)("a phase says nothing about a service if %s", ([, targets, message]) => {
  expect(machineProblem(targets) ?? settingsProblem(targets)).toMatch(message);
});

test.for([
  ["one target can be reached: the other has lost something", [target(10, {}), target(0, notSpoken)]],
  ["some requests succeed", [target(1, notSpoken)]],
  ["some requests fail otherwise", [target(0, { ...notSpoken, ECONNRESET: 1 })]],
  ["the service refuses connections", [target(0, { ECONNREFUSED: 10 })]],
  ["nothing was due", [target(0, {})]],
] as const)("a phase is a measurement if %s", ([, targets]) => {
  expect([machineProblem(targets), settingsProblem(targets)]).toEqual([undefined, undefined]);
});
