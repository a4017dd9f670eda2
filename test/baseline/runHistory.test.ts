import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { maxRuns, mergeRuns } from "../../src/baseline/runHistory.ts";
import type { BaselineRun } from "../../src/model/baseline.ts";
import { environment } from "../support/builders.ts";

const run = (id: number | undefined, second: number, sha = "a"): BaselineRun => ({
  sha,
  at: `2026-11-23T00:${`${second}`.padStart(2, "0")}:00.000Z`,
  ...(id === undefined ? {} : { run_id: `${id}` }),
  environment: environment(),
  scenarios: {},
});

const ids = (runs: readonly BaselineRun[]) => runs.map(({ run_id }) => Number(run_id));

describe("merged histories", () => {
  test("have each run once, sorted by time", () => {
    expect(ids(mergeRuns([run(1, 1), run(2, 2)], [run(1, 1), run(3, 3)], [run(1, 1), run(4, 0)]))).toEqual([
      4, 1, 2, 3,
    ]);
  });

  test("have the later record of a run that was run again", () => {
    const again = run(1, 9);
    expect(mergeRuns([run(1, 1), run(2, 2)], [again])).toEqual([run(2, 2), again]);
    expect(mergeRuns([again], [run(1, 1), run(2, 2)])).toEqual([run(2, 2), again]);
  });

  test("identify runs without an id by commit and time", () => {
    const bare = [run(undefined, 1), run(undefined, 2), run(undefined, 2, "b")];
    expect(mergeRuns(bare, bare.toReversed())).toEqual(bare);
  });

  // More runs than a baseline keeps. Some are recorded twice, and some have the same time.
  const history = fc
    .array(
      fc.record({ id: fc.option(fc.nat(70), { nil: undefined }), second: fc.nat(59), sha: fc.constantFrom("a", "b") }),
      { maxLength: 80, size: "max" },
    )
    .map((some) => some.map(({ id, second, sha }) => run(id, second, sha)));

  test("forall a, b: the order of the arguments does not matter", () => {
    const law = fc.property(history, history, (a, b) => {
      expect(mergeRuns(a, b)).toEqual(mergeRuns(b, a));
    });
    fc.assert(law);
  });

  test("forall a, b, c: the order of two merges does not matter", () => {
    const law = fc.property(history, history, history, (a, b, c) => {
      expect(mergeRuns(mergeRuns(a, b), c)).toEqual(mergeRuns(a, mergeRuns(b, c)));
      expect(mergeRuns(mergeRuns(a, b), c)).toEqual(mergeRuns(a, b, c));
    });
    fc.assert(law);
  });

  test("forall a: merging with itself, or with a part of itself, changes nothing", () => {
    const law = fc.property(history, (a) => {
      const once = mergeRuns(a);
      expect([mergeRuns(once, once), mergeRuns(once, a), mergeRuns(once, once.slice(3))]).toEqual([once, once, once]);
    });
    fc.assert(law);
  });

  test("forall a, b: the newest fifty runs are kept", () => {
    const law = fc.property(history, history, (a, b) => {
      const keys = (runs: readonly BaselineRun[]) =>
        new Set(runs.map(({ run_id, sha, at }) => (run_id === undefined ? `${sha}${at}` : run_id)));
      const both = mergeRuns(a, b);
      expect(both.length).toBe(Math.min(maxRuns, keys([...a, ...b]).size));
      const oldest = both[0]?.at ?? "";
      const newer = [...a, ...b].filter(({ at }) => at > oldest);
      expect([...keys(newer)].filter((key) => !keys(both).has(key))).toEqual([]);
    });
    fc.assert(law);
  });
});
