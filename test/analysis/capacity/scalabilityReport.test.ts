import { expect, test } from "vitest";
import { scalabilityReport } from "../../../src/analysis/capacity/scalabilityReport.ts";
import type { Scalability } from "../../../src/model/scalability.ts";
import { bytes } from "../../../src/model/unit.ts";

const machine = { cores: 4, memoryBytes: bytes(1e9) };
const lock = { kind: "lock_wait", evidence: "requests waited", advice: "find the lock" };
const scalability: Scalability = {
  sla: { p95: 100 },
  arms: [],
  limits: {
    max_sustainable_per_sec: { value: 184, interval: [180, 188], limited_by: "lock_wait", first_broken: "p95" },
    cpu_per_sec: { kind: "extrapolated", value: 900, interval: [800, 1000] },
    network_per_sec: { kind: "out_of_reach", reason: "not known" },
  },
  usl: {
    ...{ lambda: 100, sigma: 0.1, kappa: 0.001, standard_errors: [1, 0.01, null], r_squared: 0.99 },
    curve: [5, 10, 15].map((load) => ({ load, per_sec: 10 * load, interval: [9 * load, 11 * load] })),
    largest_load: 10,
  },
  coefficients: { response_time_scaling: 2 },
  recommendations: [lock],
  trials: [],
};

test("the usual names hold what was measured, and nothing else", () => {
  expect(scalabilityReport(scalability, machine)).toEqual({
    current_capacity: { max_sustainable_rps: 184, interval: [180, 188], first_broken: "p95", usable_cores: 4 },
    bottlenecks: [{ kind: "lock_wait", evidence: "requests waited" }],
    scaling_limits: {
      max_sustainable_rps: 184,
      cpu_limit: { rps: 900, interval: [800, 1000] },
      network_limit: { out_of_reach: "not known" },
    },
    scaling_predictions: [10, 15].map((load) => ({ load, rps: 10 * load, interval: [9 * load, 11 * load] })),
    scalability_metrics: {
      usl_parameters: { lambda: 100, sigma: 0.1, kappa: 0.001, r_squared: 0.99 },
      response_time_scaling: 2,
    },
    recommendations: [lock],
  });
  const nothing: Scalability = { sla: {}, arms: [], limits: {}, recommendations: [], trials: [] };
  expect(scalabilityReport(nothing, machine)).toEqual({
    ...{ bottlenecks: [], scaling_limits: {}, scaling_predictions: [], scalability_metrics: {}, recommendations: [] },
  });
});
