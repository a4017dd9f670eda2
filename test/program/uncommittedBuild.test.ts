import { expect, test } from "vitest";
import { parseConfig } from "../../src/config/parse.ts";
import { judge } from "../../src/gate/judge.ts";
import { saveBuilds } from "../../src/pipeline/baselineBuilds.ts";
import { measuredResults, rounds, scenario } from "../support/builders.ts";
import { workspace } from "../support/loadgate.ts";

test("a build with uncommitted changes is saved without a commit, and not as anchor", async () => {
  await using folder = await workspace({ "dist/server.js": "run()" });
  const text = `version: 1
service: { command: node dist/server.js, directory: '${folder.path}' }
base: { carry: [dist] }
scenarios: { shop: { phases: [{ pattern: constant, rate: 10/s, duration: 5s }], requests: [GET /] } }
`;
  const { plan } = parseConfig(text, "loadgate.yml", {});
  const sha = "5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f80";
  const savedBuild = async (head: { readonly changed?: true }) => {
    const measured = measuredResults([scenario({ rounds: rounds([1, 1]) })]);
    const results = judge({
      ...measured,
      provenance: { ...measured.provenance, head: { from: "service.command", sha, ...head } },
    });
    const paths = { build: folder.at("build.tar.gz"), anchor: folder.at("anchor.tar.gz") };
    const { builds, warnings } = await saveBuilds(
      { plan, results, before: { kind: "absent", message: "no baseline yet" } },
      paths,
    );
    return [builds.build, builds.anchor?.sha, warnings];
  };
  expect(await savedBuild({})).toEqual([{ sha, files: 1, bytes: 5 }, sha, []]);
  expect(await savedBuild({ changed: true })).toEqual([
    { files: 1, bytes: 5 },
    undefined,
    ["the saved build has uncommitted changes, so it is saved without a commit"],
  ]);
});
