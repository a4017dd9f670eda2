import { expect, test } from "vitest";
import { parseConfig } from "../../src/config/parse.ts";
import { judge } from "../../src/gate/judge.ts";
import { keepBuilds } from "../../src/pipeline/baselineBuilds.ts";
import { workspace } from "../support/loadgate.ts";
import { measured, rounds, scenario } from "../support/make.ts";

test("the build of a tree that differs from its commit is told without one, and is no anchor", async () => {
  await using place = await workspace({ "dist/server.js": "run()" });
  const text = `version: 1
service: { command: node dist/server.js, directory: '${place.path}' }
base: { carry: [dist] }
scenarios: { shop: { phases: [{ pattern: constant, rate: 10/s, duration: 5s }], requests: [GET /] } }
`;
  const { plan } = parseConfig(text, "loadgate.yml", {});
  const sha = "5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f80";
  const kept = async (head: { readonly changed?: true }) => {
    const of = measured([scenario({ rounds: rounds([1, 1]) })]);
    const results = judge({ ...of, provenance: { ...of.provenance, head: { from: "service.command", sha, ...head } } });
    const places = { build: place.at("build.tar.gz"), anchor: place.at("anchor.tar.gz") };
    const { notes, warnings } = await keepBuilds(plan, results, { kind: "absent", message: "no baseline yet" }, places);
    return [notes.build, notes.anchor?.sha, warnings];
  };
  expect(await kept({})).toEqual([{ sha, files: 1, bytes: 5 }, sha, []]);
  expect(await kept({ changed: true })).toEqual([
    { files: 1, bytes: 5 },
    undefined,
    ["the build that the baseline carries has uncommitted changes: it is told without a commit"],
  ]);
});
