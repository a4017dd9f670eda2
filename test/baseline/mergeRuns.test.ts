import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { keptRuns } from "../../src/baseline/codec.ts";
import { unionOf } from "../../src/baseline/mergeRuns.ts";
import type { BaselineRun } from "../../src/model/baseline.ts";
import { environment } from "../support/make.ts";

const run = (id: number | undefined, second: number, sha = "a"): BaselineRun => ({
  sha,
  at: `2026-11-23T00:${`${second}`.padStart(2, "0")}:00.000Z`,
  ...(id === undefined ? {} : { run_id: `${id}` }),
  environment: environment(),
  scenarios: {},
});

const ids = (runs: readonly BaselineRun[]) => runs.map(({ run_id }) => Number(run_id));

describe("the union of histories", () => {
  test("has each run once, in the order of their time", () => {
    expect(ids(unionOf([run(1, 1), run(2, 2)], [run(1, 1), run(3, 3)], [run(1, 1), run(4, 0)]))).toEqual([4, 1, 2, 3]);
  });

  test("has of a run that was run again its later record", () => {
    const again = run(1, 9);
    expect(unionOf([run(1, 1), run(2, 2)], [again])).toEqual([run(2, 2), again]);
    expect(unionOf([again], [run(1, 1), run(2, 2)])).toEqual([run(2, 2), again]);
  });

  test("tells runs without a number apart by commit and time", () => {
    const bare = [run(undefined, 1), run(undefined, 2), run(undefined, 2, "b")];
    expect(unionOf(bare, bare.toReversed())).toEqual(bare);
  });

  // More runs than are kept, some of them recorded twice, some at the same time.
  const history = fc
    .array(
      fc.record({ id: fc.option(fc.nat(70), { nil: undefined }), second: fc.nat(59), sha: fc.constantFrom("a", "b") }),
      { maxLength: 80, size: "max" },
    )
    .map((some) => some.map(({ id, second, sha }) => run(id, second, sha)));

  test("forall a, b: a with b is b with a", () => {
    const law = fc.property(history, history, (a, b) => {
      expect(unionOf(a, b)).toEqual(unionOf(b, a));
    });
    fc.assert(law);
  });

  test("forall a, b, c: it does not matter which two come first", () => {
    const law = fc.property(history, history, history, (a, b, c) => {
      expect(unionOf(unionOf(a, b), c)).toEqual(unionOf(a, unionOf(b, c)));
      expect(unionOf(unionOf(a, b), c)).toEqual(unionOf(a, b, c));
    });
    fc.assert(law);
  });

  test("forall a: a with itself is a, and so is a with what it holds", () => {
    const law = fc.property(history, (a) => {
      const once = unionOf(a);
      expect([unionOf(once, once), unionOf(once, a), unionOf(once, once.slice(3))]).toEqual([once, once, once]);
    });
    fc.assert(law);
  });

  test("forall a, b: none of the newest fifty is lost", () => {
    const law = fc.property(history, history, (a, b) => {
      const keys = (runs: readonly BaselineRun[]) =>
        new Set(runs.map(({ run_id, sha, at }) => (run_id === undefined ? `${sha}${at}` : run_id)));
      const both = unionOf(a, b);
      expect(both.length).toBe(Math.min(keptRuns, keys([...a, ...b]).size));
      const oldest = both[0]?.at ?? "";
      const newer = [...a, ...b].filter(({ at }) => at > oldest);
      expect([...keys(newer)].filter((key) => !keys(both).has(key))).toEqual([]);
    });
    fc.assert(law);
  });
});
