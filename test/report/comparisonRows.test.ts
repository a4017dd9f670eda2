import { expect, test } from "vitest";
import { failsFrom } from "../../src/report/comparisonRows.ts";
import { comparison } from "../support/builders.ts";

test.each([
  [{ outcome: "unstable", mde_ratio: 0.4, interval: [-0.1, 0.3] }, "+10 % · noise hides changes below +40 %"],
  [{ outcome: "unstable", mde_ratio: 4, interval: [-0.5, 3] }, "+10 % · too noisy"],
  [{ outcome: "unstable", mde_ratio: 4, interval: [2, 30] }, "+10 % · probably worse, needs more rounds"],
  [{ outcome: "unstable", mde_ratio: 0.1, reason: "requests to the head left 1 ms later" }, "+10 %"],
  [{ outcome: "inconclusive", mde_ratio: 0.2, interval: [2, 30] }, "+10 % · probably worse, needs more rounds"],
  [{ outcome: "inconclusive", settle_ms: 100_000 }, "+10 % · needs about 2 min more measuring"],
  [{ outcome: "unchanged", second: "cleared" }, "+10 % · ruled out on a second machine"],
] as const)("a comparison %j fails from %s", (part, text) => {
  const { interval, ...others } = { interval: undefined, ...part };
  const fields = { min_effect_ratio: 0.1, ...(interval === undefined ? {} : { interval: [...interval] }), ...others };
  expect(failsFrom(comparison(fields as Partial<ReturnType<typeof comparison>>))).toBe(text);
});
