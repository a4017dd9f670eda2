import { expect, test } from "vitest";
import { judge } from "../../src/gate/judge.ts";
import { noBase } from "../../src/model/errors.ts";
import type { Measured } from "../../src/model/results.ts";
import { repetition } from "../../src/report/explanation.ts";
import { headline } from "../../src/report/headline.ts";
import { markdown } from "../../src/report/markdown/markdown.ts";
import { builds, failsFrom, manner } from "../../src/report/wording.ts";
import { comparison, measured, rounds, scenario } from "../support/make.ts";

const sha = "1a2b3c4d5e6f708192a3b4c5d6e7f80911223344";
const { provenance } = measured([]);
const from = (of: Partial<Measured["provenance"]>) => judge(measured([], { provenance: { ...provenance, ...of } }));

test.each([
  [{ base: { from: "git", sha }, head: { from: "service.command", sha } }, "base 1a2b3c4 → head 1a2b3c4"],
  [
    { base: { from: "git", sha }, head: { from: "service.command", sha, changed: true as const } },
    "base 1a2b3c4 → head 1a2b3c4 with uncommitted changes",
  ],
  [{ head: { from: "not started" } }, "base directory base → head not started"],
])("the builds %j: %s", (of, told) => {
  expect(builds(from(of))).toBe(told);
});

test("what is repeated is compared with the same commit, where git has it", () => {
  expect(repetition(from({ base: { from: "git", sha } }))).toBe("LOADGATE_SEED=7 loadgate run --base 1a2b3c4d5e6f");
  expect(repetition(from({ base: { from: "artifact", sha } }))).toBe("LOADGATE_SEED=7 loadgate run");
});

test("what was never played was not played whole", () => {
  const recorded = { kind: "recorded" as const, reason: "no base" };
  const told = (of: Parameters<typeof scenario>[0]) => manner(judge(measured([scenario({ mode: recorded, ...of })])));
  expect(told({ failure: "service.build: …" })).toBe("nothing played in 3 min 40 s");
  expect(told({ rounds: rounds([1, 1]) })).toBe("played whole in 3 min 40 s");
});

test("a base that could not be started is not one that there never was", () => {
  const recorded = scenario({ mode: { kind: "recorded", reason: "no base" }, rounds: rounds([1, 1]) });
  const told = (warnings: string[]) => headline(judge(measured([recorded], { warnings }))).text;
  expect(told([`${noBase} git: service.build: …`])).toBe("No base could be started: nothing to compare with");
  expect(told([])).toBe("No baseline yet: nothing to compare with");
});

test.each([
  [{ outcome: "unstable", mde_ratio: 0.4, interval: [-0.1, 0.3] }, "+10 % · could only have seen +40 %"],
  [{ outcome: "unstable", mde_ratio: 4, interval: [-0.5, 3] }, "+10 % · too noisy"],
  [{ outcome: "unstable", mde_ratio: 4, interval: [2, 30] }, "+10 % · more rounds would call it"],
  [{ outcome: "unstable", mde_ratio: 0.1, reason: "requests to the head left 1 ms later" }, "+10 %"],
  [{ outcome: "inconclusive", settle_ms: 100_000 }, "+10 % · about 2 min more would settle it"],
  [{ outcome: "unchanged", second: "cleared" }, "+10 % · not on a second machine"],
] as const)("a comparison %j fails from %s", (of, told) => {
  const { interval, ...rest } = { interval: undefined, ...of };
  const given = { min_effect_ratio: 0.1, ...(interval === undefined ? {} : { interval: [...interval] }), ...rest };
  expect(failsFrom(comparison(given as Partial<ReturnType<typeof comparison>>))).toBe(told);
});

test("what is to be sent again needs the changes that the commit does not hold", () => {
  const sent = (changed: { readonly changed?: true }) =>
    markdown(from({ head: { from: "service.command", sha, ...changed } }));
  expect(sent({})).toContain("To send the same requests again, on this commit: `LOADGATE_SEED=");
  expect(sent({ changed: true })).toContain(
    "To send the same requests again, on this commit, with the same changes: `LOADGATE_SEED=",
  );
});
