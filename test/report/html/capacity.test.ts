import { describe, expect, test } from "vitest";
import type { ArmOverload } from "../../../src/model/overload.ts";
import type { ArmCapacity, Scalability } from "../../../src/model/scalability.ts";
import { capacitySection } from "../../../src/report/html/capacitySection.ts";
import { textOf } from "../../../src/report/html/markup.ts";
import { goldenResults } from "../../support/goldenResults.ts";

const capacityOf = (arm: ArmCapacity["arm"], value: number): ArmCapacity => ({
  ...{ arm, outcome: { kind: "found" }, restarts: [] },
  max_sustainable_per_sec: {
    ...{ value, interval: [0.95 * value, 1.05 * value], limited_by: "cpu_single_core", first_broken: "p95" },
  },
});

const trialAt = (per_sec: number, p95: number): Scalability["trials"][number] => ({
  ...{ arm: "head", purpose: "sample", restart: 0, per_sec, finished_per_sec: Math.min(200, per_sec) },
  ...{ in_service: p95 / 10, beyond: { p95: 0.05 }, median_ms: p95 / 2, values: { p95, error_rate: 0 } },
});

const second = (offered: number, goodput: number, refused: number) => ({
  ...{ offered_per_sec: offered, goodput_per_sec: goodput, refused_per_sec: refused },
  ...{ timeout_per_sec: 0, failed_per_sec: 0, median_ms: 10 },
});
const overload: ArmOverload = {
  ...{ kind: "graceful", goodput_ratio: 0.98, recovery_ms: 0, evidence: "at 2 times its capacity it did 98 % of it" },
  ...{ capacity_per_sec: 200, steps: [], seconds: [second(100, 100, 0), second(400, 196, 204), second(100, 100, 0)] },
};

const scalability: Scalability = {
  sla: { p95: 100, error_rate: 0.01 },
  arms: [capacityOf("base", 200), capacityOf("head", 180)],
  limits: {
    ...{ max_sustainable_per_sec: capacityOf("head", 180).max_sustainable_per_sec },
    cpu_per_sec: { kind: "extrapolated", value: 350, interval: [-10, 900] },
    memory_per_sec: { kind: "out_of_reach", reason: "memory grows too little with the load" },
  },
  usl: {
    ...{ lambda: 100, sigma: 0.2, kappa: 0.001, standard_errors: [2, 0.01, null], r_squared: 0.98, largest_load: 40 },
    curve: [10, 20, 40, 60].map((load) => ({ load, per_sec: 200 - 1000 / load, interval: [90, 200] })),
    peak: { load: 28, per_sec: 195 },
  },
  recommendations: [],
  trials: [trialAt(20, 12), trialAt(100, 20), trialAt(150, 60), trialAt(180, 100), trialAt(220, 400)],
  overload: { ...overload, base: { ...overload, kind: "collapse" } },
};

function htmlOf(shown: Scalability): string {
  const section = capacitySection({
    ...{ id: "limit", mode: { kind: "alternate", reason: "" }, phases: [], rounds: [], limits: [] },
    ...{ comparisons: [], sla: [], scalability: shown },
  });
  return section === undefined ? "" : textOf(section);
}
const labelsIn = (html: string) => [...html.matchAll(/role="img" aria-label="([^"]*)"/g)].map(([, label]) => label);

describe("how far it scales", () => {
  const html = htmlOf(scalability);

  test("each picture says in words what it shows", () => {
    expect(labelsIn(html)).toEqual([
      "p95 by rate in 5 trials; limit 100 ms; capacity: base 200/s, between 190/s and 210/s; head 180/s, between 171/s and 189/s",
      "Universal Scalability Law: 5 trials up to 40 requests at once, peak 195/s at 28 requests at once",
      "beyond its capacity the base collapses: at 2 times its capacity it did 98 % of it",
      "beyond its capacity the head degrades gracefully: at 2 times its capacity it did 98 % of it",
      "response time in the overload, second by second: base up to 10 ms; head up to 10 ms",
    ]);
  });

  test("every number is a number, and limits beyond the data are words", () => {
    expect(html).not.toMatch(/NaN|undefined|Infinity/);
    expect(html).toContain("out of reach of the data: memory grows too little with the load");
    expect(html).toContain("refused (429, 503)");
    expect(html).not.toContain("timed out");
  });

  test("a search without a capacity, a fit or an overload has its trials and its reason", () => {
    const outcome = { kind: "beyond_reach", per_sec: 12_000, by: "generator" } as const;
    const { usl: _, overload: __, ...rest } = scalability;
    const arms: ArmCapacity[] = [{ arm: "head", outcome, restarts: [] }];
    const text = htmlOf({ ...rest, arms, limits: {}, usl_refused: "a fit needs 6 loads" });
    expect(labelsIn(text)).toEqual(["p95 by rate in 5 trials; limit 100 ms; capacity: not found"]);
    expect(text).toContain("capacity of the head is above 12,000/s, the limit of the load generator here");
  });
});

test("a real search: its pictures in words, a dot for each trial, and every limit", async () => {
  const [scenario] = (await goldenResults("scaling")).scenarios;
  const html = htmlOf(scenario?.scalability ?? scalability);
  expect(labelsIn(html)).toEqual([
    "p95 by rate in 66 trials; limit 100 ms; capacity: base 192/s, between 183/s and 200/s; head 152/s, between 151/s and 154/s",
    "error rate by rate in 11 trials; limit 1 %; capacity: base 192/s, between 183/s and 200/s; head 152/s, between 151/s and 154/s",
    "Universal Scalability Law: 33 trials up to 64.2 requests at once, ceiling 175/s",
    "beyond its capacity the base degrades gracefully: at 2 times its capacity it did 104 % of it, refused 48 %, answered the others within 60.7 ms (p95); it recovered within 1 s",
    "beyond its capacity the head gets slow or loses goodput: at 2 times its capacity it did 109 % of it, answered the others within 1304 ms (p95); it recovered after 5 s",
    "response time in the overload, second by second: base 4.39 ms before, up to 57.6 ms, 3.79 ms afterwards; head 5.79 ms before, up to 2476 ms, 4.71 ms afterwards",
  ]);
  expect(html.match(/<circle class="mark (base|head) (bracket|sample|final)"/g)).toHaveLength(66 + 11);
  expect([...html.matchAll(/<th scope="row">([^<]*)<\/th>/g)].map(([, name]) => name)).toEqual([
    ...["the limits hold", "80 % of the CPU", "85 % of the memory", "a disk busy for 80 % of the time", "the network"],
  ]);
});
