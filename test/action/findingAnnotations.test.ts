import { expect, test } from "vitest";
import { findingAnnotations } from "../../src/action/findingAnnotations.ts";
import { goldenResults } from "../support/goldenResults.ts";

test("each finding is annotated at the line of its scenario", async () => {
  const mixed = await goldenResults("mixed");
  const [{ id } = { id: "" }] = mixed.scenarios;
  const annotations = findingAnnotations(mixed, { file: "loadgate.yml", lines: { [id]: 12 } });
  expect(annotations.map(({ text }) => text)).toEqual(mixed.verdict.reasons);
  const locations = annotations.map(({ text, location }) => [text.startsWith(`${id}: `), location] as const);
  const line12 = '{"file":"loadgate.yml","line":12}';
  expect(locations.every(([isKnown, location]) => (isKnown ? JSON.stringify(location) === line12 : !location))).toBe(
    true,
  );
});

test("a finding that does not fail the run is a warning", async () => {
  const regressed = await goldenResults("regressed");
  const levelsOf = (fail_on: typeof regressed.settings.fail_on) => {
    const results = { ...regressed, settings: { ...regressed.settings, fail_on } };
    return new Set(findingAnnotations(results, { file: "loadgate.yml", lines: {} }).map(({ level }) => level));
  };
  expect([levelsOf(["regression", "sla", "invalid", "inconclusive"]), levelsOf([])]).toEqual([
    new Set(["error"]),
    new Set(["warning"]),
  ]);
});

test("equal findings of several comparisons are annotated once", async () => {
  const message = "the baseline could not be fetched: GitHub responded with 403";
  const unchanged = await goldenResults("unchanged");
  const scenarios = unchanged.scenarios.map((scenario) => ({
    ...scenario,
    comparisons: scenario.comparisons.map((one) => ({ ...one, outcome: "inconclusive" as const, reason: message })),
  }));
  const annotations = findingAnnotations({ ...unchanged, scenarios }, { file: "loadgate.yml", lines: {} });
  expect(annotations.map(({ text }) => text)).toEqual([...new Set(annotations.map(({ text }) => text))]);
  expect(annotations.length).toBeLessThan(unchanged.scenarios.flatMap(({ comparisons }) => comparisons).length);
});
