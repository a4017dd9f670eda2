import { describe, expect, test } from "vitest";
import { parseConfig } from "../../src/config/parse.ts";
import { ConfigError } from "../../src/config/problem.ts";

const phases = "phases: [{ pattern: constant, rate: 10/s, duration: 30s }]";
const requests = "requests: [GET /hello]";

/** The problems of a file, each as key and message. */
function problemsOf(topLines: string, scenarioLines = "", load = `${phases}\n    ${requests}`): readonly string[] {
  const text = `version: 1
target: http://127.0.0.1:8080
${topLines}
scenarios:
  shop:
    ${scenarioLines}
    ${load}
`;
  try {
    parseConfig(text, "loadgate.yml", {});
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(({ key, message }) => `${key}: ${message}`);
    throw error;
  }
}

const refusal = (feature: string) =>
  `${feature} is not supported yet by this version of Loadgate; remove it to run without`;

describe("keys that are not supported yet", () => {
  test("do not include the keys of these files", () => {
    expect([
      problemsOf(""),
      problemsOf(
        "base: { directory: ../base }\ngate: { interleave: request, fail_on: [inconclusive] }",
        "compare: duet",
      ),
      problemsOf("base: { from: target, target: http://127.0.0.1:8081 }", "compare: recorded"),
      problemsOf("base: { from: none }\nmonitors: { interval: 1s }", "compare: off"),
      problemsOf("base: { from: artifact, carry: [dist] }"),
      problemsOf("base: { from: git, ref: main }"),
      problemsOf("base: { from: artifact }"),
    ]).toEqual([[], [], [], [], [], [], []]);
  });

  test.each([{ line: "gate: { fail_on: [anomaly] }", key: "gate.fail_on", feature: "detecting anomalies" }])(
    "$line",
    ({ line, key, feature }) => {
      expect(problemsOf(line)).toEqual([`${key}: ${refusal(feature)}`]);
    },
  );

  test("do not include patterns, templates or flows", () => {
    const load = `phases: [{ pattern: users, users: 2, duration: 1s }, { pattern: burst, size: 5, interval: 1s, duration: 2s }]
    requests: [{ flow: buy, steps: [{ path: "/\${uuid}", extract: { id: $.id } }, "GET /\${id}"] }]`;
    expect(problemsOf("", "", load)).toEqual([]);
  });
});
