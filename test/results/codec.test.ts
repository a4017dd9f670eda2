import { expect, test } from "vitest";
import type { Results } from "../../src/model/results.ts";
import { decodeResults, encodeResults } from "../../src/results/codec.ts";
import { goldenNames, goldenResults } from "../support/goldenResults.ts";

/** With another histogram in the first phase. */
function withHistogram(results: Results, of: { readonly histogram?: string; readonly blameless_histogram?: string }) {
  const [first, ...others] = results.scenarios;
  if (first === undefined) throw new Error("the golden results have scenarios");
  const [phase, ...phases] = first.phases;
  if (phase === undefined) throw new Error("and these have phases");
  return JSON.stringify({ ...results, scenarios: [{ ...first, phases: [{ ...phase, ...of }, ...phases] }, ...others] });
}

test.each(goldenNames)("what is written of %s is read again", async (name) => {
  const results = await goldenResults(name);
  expect(decodeResults(encodeResults(results), "results.json")).toEqual(results);
});

test("what is written comes in the order of the schema, whoever made the results", async () => {
  const results = await goldenResults("mixed");
  const turned = Object.fromEntries(Object.entries(results).toReversed()) as Results;
  expect(Object.keys(turned)).toEqual(Object.keys(results).toReversed());
  expect(encodeResults(turned)).toBe(encodeResults(results));
  expect(Object.keys(JSON.parse(encodeResults(turned)))).toEqual([
    "schema",
    "verdict",
    "environment",
    "provenance",
    "settings",
    "baseline",
    "scenarios",
    "warnings",
  ]);
});

const corrupt = "results.json: a histogram is corrupt; expected the results.json of loadgate run";

test.each([
  [{ histogram: "AAAA" }, corrupt],
  [{ blameless_histogram: "AAAA" }, corrupt],
  [
    { histogram: "A".repeat(262_145) },
    "results.json: scenarios.0.phases.0.histogram: Too big: expected string to have <=262144 characters; expected the results.json (schema 1) of loadgate run",
  ],
])("a phase whose histogram is none is told before any report stumbles over it", async (histograms, message) => {
  const text = withHistogram(await goldenResults("mixed"), histograms);
  expect(() => decodeResults(text, "results.json")).toThrow(message);
});
