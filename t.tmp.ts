import { writeFileSync } from "node:fs";
import { judge } from "./src/gate/judge.ts";
import { phaseResults } from "./src/analysis/phases.ts";
import { encodeResults } from "./src/report/json.ts";
import { draw } from "./src/stats/random.ts";
import { bytes, millis } from "./src/model/unit.ts";
import { armPhase, environment, measured, phaseRecord, readings, requestRecord, scenario } from "./test/support/make.ts";
import type { ArmMetrics, RequestMetrics } from "./src/model/results.ts";

const normal = (seed: number, n: number) => Math.sqrt(-2 * Math.log(1 - draw(seed, 1, n))) * Math.cos(2 * Math.PI * draw(seed, 2, n));
const r4 = (x: number) => Number(x.toPrecision(4));
const rm = (ms: number, spread: number, seed: number, n: number, due: number, failed: number): RequestMetrics => ({
  due, failed, p50: r4(ms * Math.exp(spread * normal(seed, 5 * n))), p90: r4(2.1 * ms * Math.exp(spread * normal(seed, 5 * n + 1))),
  p95: r4(2.6 * ms * Math.exp(spread * normal(seed, 5 * n + 2))), p99: r4(4 * ms * Math.exp(2 * spread * normal(seed, 5 * n + 3))), tail: r4(2.9 * ms * Math.exp(spread * normal(seed, 5 * n + 4))),
});
const rounds = Array.from({ length: 8 }, (_, i) => {
  const arm = (k: number, orders: number, add: number, failed: number, cpu: number): ArmMetrics => {
    const a = rm(orders, 0.11, 10 + k, i, 200, 0); const b = rm(add, 0.02, 20 + k, i, 100, failed);
    return { cpu_per_request: r4(cpu * Math.exp(0.015 * normal(30 + k, i))), requests: { all: { ...rm((2 * orders + add) / 3, 0.05, 40 + k, i, 300, failed) }, "GET /orders/{id}": a, "add item": b } };
  };
  return { index: i, base: arm(0, 31, 12, i % 3 === 0 ? 1 : 0, 3.2), head: arm(1, 32, 10, 3 + (i % 2), 3.21), ...(i === 5 ? { invalid: "the load generator was late (half of the requests left 14 ms or more after their time): lower the rate" } : {}) };
});
const lat = (ms: number, n: number, seed: number) => Array.from({ length: n }, (_, i) => ms * Math.exp(0.45 * normal(seed, i)));
const machine = { cores: 4, memoryBytes: bytes(16 * 1024 ** 3) };
const phases = phaseResults([
  armPhase({ arm: "base", phaseId: "steady", record: phaseRecord([requestRecord("GET /orders/{id}", lat(31, 160, 1)), requestRecord("add item", lat(12, 78, 2), { "status 503": 2 })], { durationMs: millis(24_050), completedBySecond: new Array(24).fill(10) }), readings: readings([0, 0, 210], [24_050, 770, 260]) }),
  armPhase({ arm: "head", phaseId: "steady", record: phaseRecord([requestRecord("GET /orders/{id}", lat(32, 160, 3)), requestRecord("add item", lat(10, 52, 4), { "status 503": 24, ECONNRESET: 3, dropped: 1 })], { durationMs: millis(24_100), completedBySecond: new Array(24).fill(9) }), readings: readings([0, 0, 1400], [24_100, 780, 1850]) }),
], machine);
const nightlyPhases = phaseResults([
  armPhase({ phaseId: "soak", warmup: true, record: phaseRecord([requestRecord("GET /report", lat(200, 20, 5))], { durationMs: millis(60_000), completedBySecond: new Array(60).fill(1) }) }),
  armPhase({ phaseId: "night", record: phaseRecord([requestRecord("GET /report", lat(13_000, 40, 6))], { durationMs: millis(600_000), completedBySecond: new Array(600).fill(0) }) }),
], machine);
const nm = (ms: number, n: number): ArmMetrics => { const m = rm(ms, 0.03, 60, n, 600, 0); return { requests: { all: m, "GET /report": m } }; };
const results = judge(measured([
  scenario({ phases: [...phases], rounds, rounds_planned: 8, round_ms: 11_400, limits: [
    { request: "all", metric: "p95", limit: 60 }, { request: "all", metric: "error_rate", limit: 0.02 }, { request: "add item", metric: "throughput", limit: 2 }, { request: "all", metric: "memory", limit: 0.1 },{ request: "all", metric: "cpu", limit: 0.8 } ] }),
  scenario({ id: "nightly", mode: { kind: "recorded", reason: "compare: recorded" }, phases: [...nightlyPhases], rounds: [{ index: 0, head: nm(12_600, 99) }],
    recorded: Array.from({ length: 12 }, (_, i) => ({ sha: `${i}`.padStart(40, "c"), at: `2026-11-${10 + i}T02:00:00.000Z`, rounds: [nm(12_500, i)] })), limits: [{ request: "all", metric: "cpu", limit: 0.5 }] }),
], { environment: environment({ image: "ubuntu24 20261109.1" }), baseline: { kind: "found", runs: 12, sha: "a".repeat(40), at: "2026-11-21T02:00:00.000Z" },
  warnings: ["base and head have different lock files: a change of dependencies is part of what is measured"] }));
writeFileSync("fixtures/results/mixed.json", encodeResults(results));
