import { expect, test } from "vitest";
import type { Results } from "../../src/model/results.ts";
import { decodeResults, encodeResults } from "../../src/results/codec.ts";
import { goldenNames, goldenResults } from "../support/goldenResults.ts";

/** The results as JSON, with other histograms in the first phase. */
function withHistogram(
  results: Results,
  histograms: { readonly histogram?: string; readonly blameless_histogram?: string },
) {
  const [first, ...others] = results.scenarios;
  if (first === undefined) throw new Error("the golden results have scenarios");
  const [phase, ...phases] = first.phases;
  if (phase === undefined) throw new Error("the golden scenarios have phases");
  return JSON.stringify({
    ...results,
    scenarios: [{ ...first, phases: [{ ...phase, ...histograms }, ...phases] }, ...others],
  });
}

test.each(goldenNames)("%s is the same after encoding and decoding", async (name) => {
  const results = await goldenResults(name);
  expect(decodeResults(encodeResults(results), "results.json")).toEqual(results);
});

test("keys are written in the order of the schema", async () => {
  const results = await goldenResults("mixed");
  const reversed = Object.fromEntries(Object.entries(results).toReversed()) as Results;
  expect(Object.keys(reversed)).toEqual(Object.keys(results).toReversed());
  expect(encodeResults(reversed)).toBe(encodeResults(results));
  expect(Object.keys(JSON.parse(encodeResults(reversed)))).toEqual([
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
])("a corrupt histogram is rejected when the results are read", async (histograms, message) => {
  const text = withHistogram(await goldenResults("mixed"), histograms);
  expect(() => decodeResults(text, "results.json")).toThrow(message);
});

test("warnings of older versions, which were plain strings, are read as notices of the kind other", async () => {
  const results = await goldenResults("unchanged");
  const delayedAck = { kind: "delayed_ack", message: "shop: …", scenario: "shop", ratio: 0.9 };
  const text = JSON.stringify({ ...results, warnings: ["the lock files differ", delayedAck] });
  const decoded = decodeResults(text, "results.json");
  expect(decoded.warnings).toEqual([{ kind: "other", message: "the lock files differ" }, delayedAck]);
  expect(decodeResults(encodeResults(decoded), "results.json")).toEqual(decoded);
});

test("a call tree of endless depth is unreadable", async () => {
  const text = encodeResults(await goldenResults("explained"));
  const depth = 20_000;
  const tree = `${'{"name":"x","base":0,"head":1,"children":['.repeat(depth)}${"]}".repeat(depth)}`;
  const deep = text.replace(/"flame": \{[\s\S]*?"profiles"/, `"flame": ${tree}, "profiles"`);
  expect(() => decodeResults(deep, "r.json")).toThrow("r.json: too deep; expected the results.json of loadgate run");
});
