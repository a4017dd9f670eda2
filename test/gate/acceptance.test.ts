import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseAcceptance, readAcceptances, scenariosInPlan, scenariosInResults } from "../../src/gate/acceptance.ts";
import { judge } from "../../src/gate/judge.ts";
import { comparedMetrics } from "../../src/model/metric.ts";
import type { RoundResult } from "../../src/model/results.ts";
import type { Acceptance } from "../../src/model/verdict.ts";
import { rejudge } from "../../src/pipeline/rejudge.ts";
import { armMetrics, latency, loadPlan, measuredResults, rounds, scenario, settings } from "../support/builders.ts";

const known = [{ id: "steady", requests: ["GET /orders", "POST /items"] }, { id: "rush hour" }];
const read = (...lines: readonly string[]) => readAcceptances({ lines, labels: [] }, known);
const labelled = (...labels: readonly string[]) => readAcceptances({ lines: [], labels }, known);

const body = (of: Partial<Acceptance> = {}): Acceptance => {
  return { metric: "p95", scenario: "steady", reason: "new index", by: "body", ...of };
};

describe("a line of the pull request's text", () => {
  test.each([
    ['loadgate: accept p95 steady "new index"', body()],
    ['Loadgate:accept  p95\tsteady   "new   index"  ', body()],
    ['- loadgate: accept p95 steady "new index"', body()],
    ["loadgate: accept p95 steady “new index”", body()],
    ['loadgate: accept p95 "steady" "new index"', body()],
    ['loadgate: accept p95 steady "GET /orders" because "new index"', body({ request: "GET /orders" })],
    ['loadgate: accept tail "rush hour" "new index"', body({ metric: "tail", scenario: "rush hour" })],
    [
      'loadgate: accept cpu_per_request "rush hour" "GET /any" because "new index"',
      body({ metric: "cpu_per_request", scenario: "rush hour", request: "GET /any" }),
    ],
  ])("%s", (line, accepted) => {
    expect(read(line)).toEqual({ accepted: [accepted], problems: [] });
  });

  const shapes =
    'expected loadgate: accept <metric> <scenario> "<reason>", or <metric> <scenario> "<request>" because "<reason>"';
  test.each([
    ["loadgate: accept p95 steady", shapes],
    ['loadgate: accept p95 steady ""', shapes],
    ['loadgate: accept p95 steady " "', shapes],
    ['loadgate: acept p95 steady "x"', shapes],
    ['loadgate: accept p95 "x"', shapes],
    ['loadgate: accept p95 steady "GET /orders" "x"', shapes],
    ['loadgate: accept p95 steady "x" and more', shapes],
    ["loadgate: thank you", shapes],
    ['loadgate: accept p96 steady "x"', `expected one of ${comparedMetrics.join(", ")}, got "p96"`],
    ['loadgate: accept p95 steadi "x"', 'expected one of the scenarios steady, rush hour, got "steadi"'],
    [
      'loadgate: accept p95 steady "GET /order" because "x"',
      'expected one of the requests GET /orders, POST /items, got "GET /order"',
    ],
    ['loadgate: accept p95 steady "GET /orders"', shapes],
    ['loadgate: accept p95 steady "\u200b\u2060\u3164"', "expected a reason with visible characters"],
    [`loadgate: accept p95 steady "${"x".repeat(201)}"`, "expected a reason of at most 200 characters"],
  ])("%s accepts nothing and reports a problem", (line, problem) => {
    const { accepted, problems } = read(line);
    expect([accepted, problems.length]).toEqual([[], 1]);
    expect(problems[0]).toContain(`the pull request's text: ${problem}`);
    expect(problems[0]).toMatch(/; it accepts nothing$/);
  });

  test.each([
    'I write loadgate: accept p95 steady "x"',
    '    loadgate: accept p95 steady "x"',
    '`loadgate: accept p95 steady "x"`',
    '> loadgate: accept p95 steady "x"',
    "Faster than ever.",
  ])("%s is not a directive", (line) => {
    expect(read(line)).toEqual({ accepted: [], problems: [] });
  });

  test("forall reasons without quotes: the parsed reason equals the written one", () => {
    const words = fc.array(fc.stringMatching(/^[^\s"“”„\p{Cc}]{1,9}$/u), { minLength: 1, maxLength: 15 });
    fc.assert(
      fc.property(words, (some) => {
        const reason = some.join(" ");
        expect(read(`loadgate: accept p95 steady "${reason}"`)).toEqual({ accepted: [body({ reason })], problems: [] });
      }),
    );
  });

  test("forall lines: a line accepts, reports a problem, or is not a directive", () => {
    const pieces = fc.constantFrom(..."loadgate: accept p95 steady because x - \u00a0".split(" "), ' "', '"', " ");
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string({ maxLength: 3 })), { maxLength: 12 }), (parts) => {
        const { accepted, problems } = read(`loadgate:${parts.join("")}`);
        expect(accepted.length + problems.length).toBe(1);
      }),
    );
  });
});

describe("a label", () => {
  test("accepts without a reason; labels of other tools are ignored", () => {
    expect(labelled("bug", "loadgate: accept p95 steady", "loadgate-team")).toEqual({
      accepted: [body({ by: "label", reason: "label" })],
      problems: [],
    });
  });

  test.each(['loadgate: accept p95 steady "x"', "loadgate: accept p95"])("%s reports a problem", (label) => {
    expect(labelled(label).problems).toEqual([
      `a label of the pull request: expected loadgate: accept <metric> <scenario>, got ${JSON.stringify(label.slice(10))}; it accepts nothing`,
    ]);
  });
});

test("an option omits the verb", () => {
  expect([
    parseAcceptance('p95 steady "new index"', "option", known),
    parseAcceptance('accept p95 steady "new index"', "option", known),
  ]).toEqual([
    body({ by: "option" }),
    '--accept: expected <metric> <scenario> "<reason>", or <metric> <scenario> "<request>" because "<reason>", got "accept p95 steady \\"new index\\""; it accepts nothing',
  ]);
});

/** Twelve rounds of two requests. The head slows one of them by that much. */
const twoRequests = (change: number): RoundResult[] =>
  Array.from({ length: 12 }, (_, index) => {
    const slower = latency(100 * Math.exp(change + (index % 2 === 0 ? 0.01 : -0.01)), { due: 3000 });
    const same = latency(100, { due: 3000 });
    const of = (orders: typeof same) =>
      armMetrics(orders, { requests: { all: orders, "GET /orders": orders, "GET /a": same } });
    return { index, base: of(same), head: of(slower) };
  });

const outcomes = (accepted: readonly Acceptance[]) => {
  const only = settings({ min_effect: { p95: 0.1 } });
  const results = judge(
    measuredResults([scenario({ rounds: twoRequests(0.5) })], { settings: only, accepted: [...accepted] }),
  );
  const { verdict, scenarios } = results;
  const marked = scenarios.flatMap(({ comparisons }) => comparisons.flatMap((one) => one.accepted ?? []));
  return { verdict, marked, covers: results.accepted?.map(({ covers }) => covers) };
};

const slower = "shop: GET /orders p95 +65 % [64, 66]";
const of = (more: Partial<Acceptance> = {}) => body({ scenario: "shop", ...more });

describe("a regression", () => {
  test("passes if it is accepted, and the verdict names the reason", () => {
    expect(outcomes([of()])).toEqual({
      verdict: { kind: "pass", reasons: [`${slower}, accepted: new index`], failing: false },
      marked: ["new index"],
      covers: [1],
    });
  });

  test.each([
    ["of its request", of({ request: "GET /orders" }), true],
    ["of another request", of({ request: "GET /a" }), false],
    ["of all requests together", of({ request: "all" }), false],
    ["of another metric", of({ metric: "p50" }), false],
    ["of another scenario", of({ scenario: "cart" }), false],
  ])("with an acceptance %s", (_, acceptance, isAccepted) => {
    const { verdict, covers } = outcomes([acceptance]);
    expect([verdict.kind, covers]).toEqual(isAccepted ? ["pass", [1]] : ["fail", [0]]);
  });

  test("takes the reason of the first acceptance", () => {
    expect(outcomes([of({ request: "GET /a" }), of(), of({ by: "label", reason: "label" })])).toMatchObject({
      marked: ["new index"],
      covers: [0, 1, 0],
    });
  });

  test("in a scenario with one request is accepted by that request's name", () => {
    const slow = rounds(...Array.from({ length: 12 }, (_, i): [number, number] => [100, i % 2 === 0 ? 160 : 165]));
    const measured = measuredResults([scenario({ rounds: slow })], {
      settings: settings({ min_effect: { p95: 0.1 } }),
      accepted: [of({ request: "GET /" })],
    });
    expect(judge(measured).verdict.kind).toBe("pass");
  });

  test("stays the only thing accepted: an SLA breach, another regression or an aborted scenario still fails", () => {
    const slow = { rounds: twoRequests(0.5) };
    const kinds = [
      scenario({ ...slow, limits: [{ request: "all", metric: "p95", limit: 1 }] }),
      scenario({ ...slow, failure: "the service ended" }),
    ].map((one) =>
      judge(measuredResults([one], { settings: settings({ min_effect: { p95: 0.1 } }), accepted: [of()] })),
    );
    const two = judge(measuredResults([scenario(slow)], { accepted: [of()] }));
    expect([...kinds, two].map(({ verdict }) => [verdict.kind, verdict.failing])).toEqual([
      ["invalid", true],
      ["invalid", true],
      ["fail", true],
    ]);
  });

  test("gets the same verdict from results.json, and another one with other acceptances", () => {
    const results = judge(measuredResults([scenario({ rounds: twoRequests(0.5) })], { accepted: [of()] }));
    expect(rejudge(results, {})).toEqual(results);
    expect(rejudge(results, { accepted: [] }).accepted).toBe(undefined);
  });
});

test("plan and results both list the scenarios that can be accepted", () => {
  const results = judge(measuredResults([scenario({ rounds: twoRequests(0) })]));
  expect([
    scenariosInResults(results),
    scenariosInPlan(loadPlan({ kind: "burst", size: 1, intervalMs: 1 as never })),
  ]).toEqual([[{ id: "shop", requests: ["GET /orders", "GET /a"] }], [{ id: "one", requests: ["GET /"] }]]);
});
