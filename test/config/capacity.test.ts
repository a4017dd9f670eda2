import { expect, test } from "vitest";
import { parseConfig } from "../../src/config/parse.ts";
import { ConfigError } from "../../src/config/problem.ts";

const file = (scenario: string, top = "") => `version: 1
target: http://127.0.0.1:1
${top}
scenarios:
  limit:
    requests: [GET /]
${scenario}
`;
const parse = (text: string) => parseConfig(text, "loadgate.yml", {}).plan.scenarios[0].capacity;
function problemsOf(text: string): readonly string[] {
  try {
    parse(text);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(({ key, message }) => `${key}: ${message}`);
    throw error;
  }
}

test("a search takes the nearest limits, and leaves out those that no share of requests may break", () => {
  const top = "sla: { p95: 200ms, cpu: 80% }";
  expect(parse(file("    sla: { p99: 1s }\n    capacity: { sla: { p95: 100ms }, plan: 5000/s }", top))).toEqual({
    isSearched: true,
    sla: { p95: 100, p99: 1000 },
    planPerSec: 5000,
    arrival: "poisson",
    maxPerSec: 50_000,
  });
});

test("without a limit, or with a load of its own, there is no search", () => {
  expect(problemsOf(file("    capacity: {}"))).toEqual([
    "scenarios.limit.capacity.sla: missing; expected at least one limit, such as { p95: 100ms, error_rate: 1% }",
  ]);
  const phases = "    capacity: { sla: { p95: 1s } }\n    phases: [{ pattern: constant, rate: 1/s, duration: 1s }]";
  expect(problemsOf(file(phases))).toEqual([
    "scenarios.limit.phases: a scenario with capacity searches its own load; remove it, or move it to a scenario of its own",
  ]);
  expect(problemsOf(file("    compare: duet\n    capacity: { sla: { p95: 1s } }"))[0]).toContain(
    "base and head in turn",
  );
});
