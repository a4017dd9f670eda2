import { expect, test } from "vitest";
import { judge } from "../../src/gate/judge.ts";
import { describeBuilds } from "../../src/report/builds.ts";
import { plainText } from "../../src/report/phrase.ts";
import { measuredResults } from "../support/builders.ts";

const sha = "1a2b3c4d5e6f708192a3b4c5d6e7f80911223344";
const { provenance } = measuredResults([]);

test.each([
  [{ base: { from: "git", sha }, head: { from: "service.command", sha } }, "base 1a2b3c4 → head 1a2b3c4"],
  [
    { base: { from: "git", sha }, head: { from: "service.command", sha, changed: true as const } },
    "base 1a2b3c4 → head 1a2b3c4 with uncommitted changes",
  ],
  [{ head: { from: "not started" } }, "base directory base → head not started"],
])("the builds %j: %s", (builds, text) => {
  const results = judge(measuredResults([], { provenance: { ...provenance, ...builds } }));
  expect(plainText(describeBuilds(results))).toBe(text);
});
