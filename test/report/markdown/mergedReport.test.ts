import fc from "fast-check";
import { expect, test } from "vitest";
import { mergedReport, type ReportPart } from "../../../src/report/markdown/mergedReport.ts";
import { goldenFile, goldenResults } from "../../support/goldenResults.ts";

const measured = async (key: string, name: string): Promise<ReportPart> => ({
  kind: "measured",
  key,
  results: await goldenResults(name),
});
const missing: ReportPart = { kind: "missing", key: "jobs", why: "No result: its job ended before it could measure" };
const options = { missingFails: true };

const mixed = async (): Promise<readonly ReportPart[]> => [
  await measured("api", "unchanged"),
  await measured("web", "regressed"),
  missing,
  await measured("search", "new"),
  await measured("orders", "mixed"),
];

test("parts of all kinds give the golden report", async () => {
  await expect(mergedReport(await mixed(), options).markdown()).toMatchFileSnapshot(goldenFile("merged", "md"));
});

test("passing parts give the golden report", async () => {
  const parts = [await measured("api", "unchanged"), await measured("web", "unchanged")];
  await expect(mergedReport(parts, options).markdown()).toMatchFileSnapshot(goldenFile("mergedUnchanged", "md"));
  expect(mergedReport(parts, options)).toMatchObject({
    verdict: { kind: "pass", failing: false },
    headline: "Not slower: all 2 parts",
    isNews: false,
  });
});

test("forall orders of the parts: the text and the verdict stay the same", async () => {
  const parts = await mixed();
  const { verdict, headline, markdown } = mergedReport(parts, options);
  fc.assert(
    fc.property(fc.shuffledSubarray([...parts], { minLength: parts.length }), (shuffled) => {
      const other = mergedReport(shuffled, options);
      expect([other.verdict, other.headline, other.markdown()]).toEqual([verdict, headline, markdown()]);
    }),
    { numRuns: 10 },
  );
});

test("the worst part gives the verdict, and each reason names its part", async () => {
  const { verdict } = mergedReport(
    [await measured("api", "unchanged"), missing, await measured("web", "broken")],
    options,
  );
  expect(verdict).toEqual({
    kind: "invalid",
    failing: true,
    reasons: [
      "jobs: No result: its job ended before it could measure",
      expect.stringMatching(/^web: shop: service\.command: the head service exited with code 1/),
    ],
  });
});

test("an unreadable part always fails, a missing part only if that is asked for", async () => {
  const failing = (kind: "missing" | "unreadable") =>
    mergedReport([{ kind, key: "web", why: "No result" }], { missingFails: false }).verdict.failing;
  expect([failing("missing"), failing("unreadable")]).toEqual([false, true]);
});

test("a part of an earlier attempt is marked", async () => {
  const api = { ...(await measured("api", "unchanged")), earlierAttempt: 1 };
  const text = mergedReport([api, await measured("web", "unchanged")], options).markdown();
  expect(text).toContain("\n2 parts: 2 pass, 1 of them from an earlier attempt\n");
  expect(text).toMatch(/\n\| ✅ \| `api` \| pass \| Not slower \(of attempt 1\) \|/);
  expect(text).toMatch(/\n\| ✅ \| `web` \| pass \| Not slower \|/);
});

test("a second machine is needed if it could clear every part that fails", async () => {
  const web = await measured("web", "regressed");
  const withConfirm = (part: ReportPart): ReportPart =>
    part.kind === "measured"
      ? { ...part, results: { ...part.results, verdict: { ...part.results.verdict, confirm: true } } }
      : part;
  const confirm = (...parts: readonly ReportPart[]) => mergedReport(parts, options).verdict.confirm;
  expect([
    confirm(withConfirm(web)),
    confirm(withConfirm(web), missing),
    confirm(withConfirm(web), web),
    confirm(web),
  ]).toEqual([true, undefined, undefined, undefined]);
});

test("forall limits: it keeps to it, says that something is left out, and closes every tag", async () => {
  const report = mergedReport(await mixed(), options);
  const whole = report.markdown();
  fc.assert(
    fc.property(fc.integer({ min: 400, max: whole.length + 500 }), (longest) => {
      const cut = report.markdown(longest);
      expect(cut.length).toBeLessThanOrEqual(longest);
      expect(cut.split("\n", 1)).toEqual(whole.split("\n", 1));
      expect(cut === whole).toBe(longest >= whole.length);
      expect(cut.match(/<details>/g)?.length).toBe(cut.match(/<\/details>/g)?.length);
      if (cut !== whole)
        expect(cut.trimEnd().split("\n").at(-1)).toBe(
          "_The rest does not fit into GitHub's maximum length. See the report of each part's own job._",
        );
    }),
    { numRuns: 30 },
  );
});
