import { expect, test } from "vitest";
import { generatorResultLines } from "../../src/report/generatorLines.ts";
import { scenario } from "../support/builders.ts";

test("a generator has one line with both arms, and no line without a result", () => {
  const generator_type = "spike_train" as const;
  const results = [
    {
      arm: "base" as const,
      generator_type,
      requests_generated: 1280,
      average_response_time_ms: 1.234,
      success_rate: 1,
    },
    { arm: "head" as const, generator_type, requests_generated: 0 },
  ];
  const of = { ...scenario({ id: "columns", generator_results: results }), comparisons: [], sla: [] };
  expect(generatorResultLines(of)).toEqual([
    "Generator spike_train of columns: base 1,280 requests, 1.23 ms on average, 100 % successful; head 0 requests.",
  ]);
  expect(generatorResultLines({ ...scenario(), comparisons: [], sla: [] })).toEqual([]);
});
