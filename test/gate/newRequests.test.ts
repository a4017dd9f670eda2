import { describe, expect, test } from "vitest";
import { phaseResults } from "../../src/analysis/phases.ts";
import { judge } from "../../src/gate/judge.ts";
import type { ArmMetrics, RequestMetrics, Results } from "../../src/model/results.ts";
import { bytes } from "../../src/model/unit.ts";
import { headline } from "../../src/report/headline.ts";
import { armPhase, latency, measuredResults, phaseRecord, requestRecord, scenario } from "../support/builders.ts";

type Requests = Readonly<Record<string, RequestMetrics>>;

const served = latency(10, { due: 1000 });
const failing = (failed: number, not_served?: Readonly<Record<string, number>>): RequestMetrics =>
  failed < 1000
    ? { ...served, failed, ...(not_served && { not_served }) }
    : { due: 1000, failed, ...(not_served && { not_served }) };
const notFound = failing(1000, { 404: 1000 });
const never: RequestMetrics = { due: 0, failed: 0 };

/** One arm. The base needs less CPU time for a request that it does not serve. */
function arm(requests: Requests, cpu_per_request: number): ArmMetrics {
  const each = Object.values(requests);
  const [due, failed] = (["due", "failed"] as const).map((key) => each.reduce((sum, request) => sum + request[key], 0));
  const all = each.some((request) => request.p50 !== undefined) ? served : {};
  return { cpu_per_request, requests: { ...requests, all: { ...all, due: due ?? 0, failed: failed ?? 0 } } };
}

function judged(base: Requests, head: Requests, headCpuMs = 1): Results {
  const rounds = Array.from({ length: 10 }, (_, index) => ({ index, base: arm(base, 1), head: arm(head, headCpuMs) }));
  const record = phaseRecord(Object.keys(head).map((name) => requestRecord(name, [10])));
  const phases = [...phaseResults([armPhase({ record })], { cores: 1, memoryBytes: bytes(1) })];
  return judge(measuredResults([scenario({ phases, rounds, rounds_planned: 10 })]));
}

/** The outcomes of the gating comparisons, by request and metric. */
function outcomes({ scenarios }: Results): Readonly<Record<string, string>> {
  const gating = scenarios.flatMap(({ comparisons }) => comparisons.filter((comparison) => comparison.gating));
  return Object.fromEntries(gating.map(({ request, metric, outcome }) => [`${request} ${metric}`, outcome]));
}

const allNew = (request: string) => ({
  [`${request} p50`]: "new",
  [`${request} p95`]: "new",
  [`${request} tail`]: "new",
});

describe("a request that only the head serves is new", () => {
  test.each(["400", "404", "405", "422", "501"])("alone, with status %s on the base", (status) => {
    const results = judged({ "GET /new": failing(1000, { [status]: 1000 }) }, { "GET /new": served }, 2);
    expect(outcomes(results)).toEqual({ ...allNew("all"), "all cpu_per_request": "new", "all error_rate": "new" });
    expect([results.verdict.kind, results.verdict.failing]).toEqual(["pass", false]);
    expect(results.scenarios[0]?.comparisons[0]).toMatchObject({
      head: 10,
      reason: `the base does not serve GET /new (status ${status})`,
    });
  });

  test("beside an old one, whose comparisons stay; what it cannot be separated from is new", () => {
    const base = { "GET /old": served, "GET /new": notFound };
    const results = judged(base, { "GET /old": served, "GET /new": served }, 2);
    expect(outcomes(results)).toEqual({
      "GET /old p50": "unchanged",
      "GET /old p95": "unchanged",
      "GET /old tail": "unchanged",
      ...allNew("GET /new"),
      "all cpu_per_request": "new",
    });
  });

  test("and does not hide that an old one fails more often", () => {
    const base = { "GET /old": served, "GET /new": notFound };
    const results = judged(base, { "GET /old": failing(200), "GET /new": served });
    expect([outcomes(results)["all error_rate"], results.verdict.kind]).toEqual(["regressed", "fail"]);
  });

  test("with the steps after it, which the base never gets", () => {
    const base = { "POST /new": notFound, "GET /after": never };
    const results = judged(base, { "POST /new": served, "GET /after": served });
    expect(Object.values(outcomes(results))).toEqual(new Array(8).fill("new"));
    expect(results.scenarios[0]?.comparisons.find(({ request }) => request === "GET /after")?.reason).toBe(
      "GET /after was not sent: the base stops before it, at a request that it does not serve",
    );
  });

  test("and the headline says so", () => {
    const text = (base: Requests, head: Requests) => headline(judged(base, head)).text;
    expect(text({ "GET /new": notFound }, { "GET /new": served })).toBe("New: GET /new, nothing to compare with");
    const several = { a: notFound, b: notFound, c: notFound };
    expect(text(several, { a: served, b: served, c: served })).toBe(
      "New: a and 2 more requests, nothing to compare with",
    );
    expect(text({ old: served, a: notFound }, { old: served, a: served })).toBe("Not slower. New: a");
  });
});

test("a request that the base always fails voids what all requests together cost, but not their errors", () => {
  const base = { old: served, fixed: failing(1000) };
  const results = judged(base, { old: served, fixed: served }, 2);
  expect(outcomes(results)).toMatchObject({ "all cpu_per_request": "new", "all error_rate": "improved" });
  expect(results.verdict.kind).toBe("pass");
  const reasons = results.scenarios[0]?.comparisons.filter(({ metric }) => metric === "cpu_per_request");
  expect(reasons?.[0]?.reason).toBe("no fixed of the base succeeded, and all requests together include it");
});

describe("a request is not new", () => {
  test.each([
    ["if the base fails otherwise, too", failing(1000, { 404: 999 })],
    ["if the base is broken", failing(1000)],
  ])("%s", (_, broken) => {
    const results = judged({ "GET /": broken }, { "GET /": served });
    expect([outcomes(results)["all p95"], results.verdict.kind]).toEqual(["invalid", "invalid"]);
  });

  test("if the base served it once", () => {
    const results = judged({ "GET /": failing(999, { 404: 999 }) }, { "GET /": served });
    expect(outcomes(results)["all error_rate"]).toBe("improved");
  });

  test("if the head does not serve it either", () => {
    const results = judged({ "GET /": notFound }, { "GET /": notFound });
    expect([outcomes(results)["all p95"], results.verdict.kind]).toEqual(["invalid", "invalid"]);
  });

  test("if only the base serves it: its failures are a regression", () => {
    const results = judged({ "GET /": served, "GET /gone": served }, { "GET /": served, "GET /gone": notFound });
    expect([outcomes(results)["all error_rate"], results.verdict.kind]).toEqual(["regressed", "fail"]);
  });
});

describe("a late load generator", () => {
  const late = { invalid: "it was late", invalid_for: "latency" } as const;
  const lateRun = (why: typeof late | { readonly invalid: string }, failed: number) => {
    const rounds = Array.from({ length: 4 }, (_, index) => ({
      index,
      base: arm({ "GET /": served }, 1),
      head: arm({ "GET /": failing(failed) }, 1),
      ...(index === 0 ? why : {}),
    }));
    return judge(measuredResults([scenario({ rounds, rounds_planned: 4 })]));
  };

  test("voids latencies, but no count of failures", () => {
    expect(outcomes(lateRun(late, 200))).toEqual({
      "all p50": "inconclusive",
      "all p95": "inconclusive",
      "all tail": "inconclusive",
      "all cpu_per_request": "unchanged",
      "all error_rate": "regressed",
    });
  });

  test("leaves a run inconclusive, unless nothing else was compared", () => {
    const kinds = [1, undefined].map((cpu) => {
      const [base, head] = [arm({ "GET /": served }, 1), arm({ "GET /": served }, 1)].map((one) => {
        const { cpu_per_request: _, ...rest } = one;
        return cpu === undefined ? rest : one;
      });
      if (base === undefined || head === undefined) throw new Error("no arms");
      const rounds = Array.from({ length: 4 }, (_, index) => ({ index, base, head, ...late }));
      return judge(measuredResults([scenario({ rounds, rounds_planned: 4 })])).verdict.kind;
    });
    expect(kinds).toEqual(["inconclusive", "invalid"]);
  });

  test("voids every metric if it lost requests", () => {
    expect(outcomes(lateRun({ invalid: "it was late" }, 200))["all error_rate"]).toBe("inconclusive");
  });
});
