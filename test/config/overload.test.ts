import { expect, test } from "vitest";
import { parseConfig } from "../../src/config/parse.ts";
import { ConfigError } from "../../src/config/problem.ts";

const file = (scenario: string, top = "") => `version: 1
target: http://127.0.0.1:1
${top}
scenarios:
  beyond:
    requests: [GET /]
${scenario}
`;
const scenarioOf = (text: string) => parseConfig(text, "loadgate.yml", {}).plan.scenarios[0];
function problemsOf(text: string): readonly string[] {
  try {
    scenarioOf(text);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(({ key, message }) => `${key}: ${message}`);
    throw error;
  }
}

test("an overload searches its capacity with the limits of sla, unless the capacity is known", () => {
  const { capacity, overload, sla } = scenarioOf(file("    overload: {}", "sla: { p95: 200ms, overload: degrading }"));
  expect(capacity).toEqual({ isSearched: true, sla: { p95: 200 }, arrival: "poisson", maxPerSec: 50_000 });
  expect(overload).toEqual({ factors: [1.2, 1.5, 2], stepMs: 10_000, worstAllowed: "degrading" });
  expect(sla).toEqual({ p95: 200 });
  const known = scenarioOf(file("    sla: { overload: graceful }\n    overload: { rate: 500/s, factors: [3] }"));
  expect(known.capacity?.isSearched).toBe(false);
  expect(known.overload).toEqual({
    ...{ factors: [3], stepMs: 10_000, capacityPerSec: 500, worstAllowed: "graceful" },
  });
});

test.each<[string, string, string, string?]>([
  [
    "no limit for the search",
    "    overload: {}",
    "scenarios.beyond.overload.sla: missing; expected at least one limit",
  ],
  ["a factor that is no overload", "    overload: { rate: 5/s, factors: [1] }", "scenarios.beyond.overload.factors[0]"],
  ["a rate of zero", "    overload: { rate: 0/s }", "scenarios.beyond.overload.rate"],
  ["a search up to zero", "    capacity: { sla: { p95: 1s }, max_rate: 0/s }", "scenarios.beyond.capacity.max_rate"],
  [
    "a limit that nothing can break",
    "    capacity: { sla: { p95: 1s } }",
    "sla.overload: applies to scenarios with overload, and there is none",
    "sla: { overload: graceful }",
  ],
])("%s is refused, with its key", (_, scenario, wanted, top) => {
  expect(problemsOf(file(scenario, top)).join("\n")).toContain(wanted);
});
