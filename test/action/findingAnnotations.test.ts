import { expect, test } from "vitest";
import { remarksOf } from "../../src/action/findingAnnotations.ts";
import { goldenResults } from "../support/goldenResults.ts";

test("what fails is an error, what is unsure a warning, each where its scenario stands", async () => {
  const mixed = await goldenResults("mixed");
  const [{ id } = { id: "" }] = mixed.scenarios;
  const remarks = remarksOf(mixed, { file: "loadgate.yml", lines: { [id]: 12 } });
  expect(remarks.map(({ text }) => text)).toEqual(mixed.verdict.reasons);
  const isAt = remarks.map(({ text, spot }) => [text.startsWith(`${id}: `), spot]);
  expect(isAt.every(([is, spot]) => (is ? JSON.stringify(spot) === '{"file":"loadgate.yml","line":12}' : !spot))).toBe(
    true,
  );
});

test("what does not fail the run is a warning", async () => {
  const regressed = await goldenResults("regressed");
  const levelsOf = (fail_on: typeof regressed.settings.fail_on) => {
    const results = { ...regressed, settings: { ...regressed.settings, fail_on } };
    return new Set(remarksOf(results, { file: "loadgate.yml", lines: {} }).map(({ level }) => level));
  };
  expect([levelsOf(["regression", "sla", "invalid", "inconclusive"]), levelsOf([])]).toEqual([
    new Set(["error"]),
    new Set(["warning"]),
  ]);
});

test("what several comparisons say alike is said once", async () => {
  const message = "the baseline could not be fetched: GitHub answered 403";
  const unchanged = await goldenResults("unchanged");
  const scenarios = unchanged.scenarios.map((scenario) => ({
    ...scenario,
    comparisons: scenario.comparisons.map((one) => ({ ...one, outcome: "inconclusive" as const, reason: message })),
  }));
  const remarks = remarksOf({ ...unchanged, scenarios }, { file: "loadgate.yml", lines: {} });
  expect(remarks.map(({ text }) => text)).toEqual([...new Set(remarks.map(({ text }) => text))]);
  expect(remarks.length).toBeLessThan(unchanged.scenarios.flatMap(({ comparisons }) => comparisons).length);
});
