import { expect, test } from "vitest";
import { judge } from "../../src/gate/judge.ts";
import type { MeasuredRun } from "../../src/model/results.ts";
import { markdown } from "../../src/report/markdown/markdown.ts";
import { rerunCommand } from "../../src/report/rerun.ts";
import { measuredResults } from "../support/builders.ts";

const sha = "1a2b3c4d5e6f708192a3b4c5d6e7f80911223344";
const { provenance } = measuredResults([]);
const resultsOf = (builds: Partial<MeasuredRun["provenance"]>) =>
  judge(measuredResults([], { provenance: { ...provenance, ...builds } }));

test.each([
  [{ from: "git", sha }, "LOADGATE_SEED=7 loadgate run --base 1a2b3c4d5e6f"],
  [{ from: "artifact", sha }, "LOADGATE_SEED=7 loadgate run"],
  [{ from: "git", sha: "$(reboot)" }, "LOADGATE_SEED=7 loadgate run"],
])("a run with the base %j is repeated by %s", (base, command) => {
  expect(rerunCommand(resultsOf({ base }))).toBe(command);
});

test("the report says if uncommitted changes are needed too", () => {
  const report = (changed: { readonly changed?: true }) =>
    markdown(resultsOf({ head: { from: "service.command", sha, ...changed } }));
  expect(report({})).toContain("To send the same requests again, check out this commit and run: `LOADGATE_SEED=");
  expect(report({ changed: true })).toContain(
    "To send the same requests again, check out this commit with the same uncommitted changes and run: `LOADGATE_SEED=",
  );
});
