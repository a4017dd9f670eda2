import { expect, test } from "vitest";
import { findingAnnotations } from "../../src/action/findingAnnotations.ts";
import { reportedNotice } from "../../src/wording/noticeText.ts";
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

test("what puts the verdict in doubt is a warning: a missing base, and files beside the head only", async () => {
  const regressed = await goldenResults("regressed");
  const notice = reportedNotice({ kind: "head_only_files", base: "git", files: [".env"], count: 1 });
  const missing_base = { source: "git", cause: "unreachable", subject: "main", detail: "HTTP 503" } as const;
  const results = { ...regressed, missing_base, warnings: [notice] };
  const annotations = findingAnnotations(results, { file: "loadgate.yml", lines: {} });
  expect(annotations.slice(-2)).toEqual([
    { level: "warning", text: "No base: main could not be fetched (HTTP 503); run the job again" },
    {
      level: "warning",
      text: "the base lacks .env, which is beside the head but not in git: a difference may come from there; set base.copy: [.env], or let service.build create them",
    },
  ]);
});
