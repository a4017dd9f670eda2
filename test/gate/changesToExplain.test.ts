import { expect, test } from "vitest";
import { changesToExplain } from "../../src/gate/changesToExplain.ts";
import type { Results } from "../../src/model/results.ts";
import type { Comparison } from "../../src/model/verdict.ts";

const comparison = (metric: Comparison["metric"], outcome: Comparison["outcome"], change_ratio: number) =>
  ({ metric, outcome, change_ratio, request: "GET /a", gating: true, rounds: 8 }) as const;

interface ScenarioParts {
  readonly comparisons: readonly object[];
  readonly mode?: object;
}

function resultsOf(scenarios: Readonly<Record<string, ScenarioParts>>): Results {
  const parts = Object.entries(scenarios).map(([id, { comparisons, mode = { kind: "duet" } }]) => ({
    id,
    comparisons,
    mode,
  }));
  return { scenarios: parts } as unknown as Results;
}

const shown = (results: Results) =>
  changesToExplain(results).map(({ scenario, metric, outcome }) => `${scenario}: ${metric} ${outcome}`);

test("regressions lead, the largest latency first; improvements follow", () => {
  const results = resultsOf({
    better: { comparisons: [comparison("p50", "improved", -0.3)] },
    unchanged: { comparisons: [comparison("p50", "unchanged", 0.01), comparison("p95", "inconclusive", 0.4)] },
    accepted: { comparisons: [{ ...comparison("p95", "regressed", 3), accepted: "known" }] },
    mixed: {
      comparisons: [
        comparison("p50", "improved", -0.9),
        comparison("cpu_per_request", "regressed", 0.8),
        comparison("p50", "regressed", 0.1),
        comparison("p95", "regressed", 0.2),
      ],
    },
    dependencies: {
      comparisons: [comparison("dependency_cpu", "regressed", 0.9), comparison("cpu_per_request", "regressed", 0.3)],
    },
    large: { comparisons: [comparison("p50", "regressed", 0.5)] },
  });
  expect(shown(results)).toEqual([
    "large: p50 regressed",
    "mixed: p95 regressed",
    "dependencies: cpu_per_request regressed",
    "accepted: p95 regressed",
    "better: p50 improved",
  ]);
});

test("only pairs of builds are explained, and only what gates", () => {
  const slower = [comparison("p50", "regressed", 0.5)];
  const results = resultsOf({
    recorded: { comparisons: slower, mode: { kind: "recorded" } },
    anchor: { comparisons: slower, mode: { kind: "duet", against: "anchor" } },
    shownOnly: { comparisons: [{ ...slower[0], gating: false }] },
    alternate: { comparisons: slower, mode: { kind: "alternate" } },
  });
  expect(shown(results)).toEqual(["alternate: p50 regressed"]);
});
