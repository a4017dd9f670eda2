import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { baselineArtifactNames } from "../../src/baseline/store/trustedArtifacts.ts";
import { type LocalGitHub, startGitHub } from "../support/github/server.ts";
import { filesOf } from "../support/github/zip.ts";
import { sampleConfig, workspace } from "../support/loadgate.ts";
import { runAction } from "../support/runAction.ts";

const names: readonly string[] = baselineArtifactNames("default");
const list = "GET /repos/{owner}/{repo}/actions/artifacts";
const create = "POST /twirp/github.actions.results.api.v1.ArtifactService/CreateArtifact";

async function onMain(
  github: LocalGitHub,
  directory: string,
  runId: number,
  env: Readonly<Record<string, string>> = {},
) {
  const payload = JSON.parse(
    await readFile(new URL("../../fixtures/github/events/push.json", import.meta.url), "utf8"),
  );
  const sha = `${runId}`.padStart(40, "0");
  const event = { name: "push", payload };
  return await runAction({ github, workspace: directory, event, ref: "refs/heads/main", sha, runId, env });
}

/** Each baseline artifact, the newest last: its run, and the runs in it. */
function baselinesIn(github: LocalGitHub) {
  const baselines = github.artifacts.filter((artifact) => names.includes(artifact.name));
  return baselines
    .toSorted((a, b) => a.createdAt.localeCompare(b.createdAt) || a.id - b.id)
    .map(({ runId, zip }) => {
      const { runs }: { readonly runs: readonly { readonly run_id: string }[] } = JSON.parse(
        filesOf(zip)["baseline.json"]?.toString() ?? "",
      );
      return { runId, holds: runs.map(({ run_id }) => Number(run_id)).toSorted() };
    });
}

const service = () => workspace({ "loadgate.yml": sampleConfig({ duration: "300ms" }) });

test.concurrent("after two concurrent runs of main, the baseline of the last one has both, and so has the next one", {
  timeout: 180_000,
}, async () => {
  await using github = await startGitHub();
  await using first = await service();
  await using second = await service();
  await onMain(github, first.path, 100);
  // Both have read the history before either writes: the results come first, then the baseline.
  const before = github.requests.length;
  github.fail({ route: create, times: 4, delayMs: 2000 });
  const both = await Promise.all([onMain(github, first.path, 101), onMain(github, second.path, 102)]);
  expect(both.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
  const routes = github.requests.slice(before).map(({ route }) => route);
  // Each of them lists the two names that a baseline may have.
  expect(routes.slice(0, routes.indexOf(create)).filter((route) => route === list).length).toBe(4);
  expect(baselinesIn(github).at(-1)?.holds).toEqual([100, 101, 102]);
  await onMain(github, first.path, 103);
  expect(baselinesIn(github).at(-1)).toEqual({ runId: 103, holds: [100, 101, 102, 103] });
});

test.concurrent("a run of main on a GitHub Enterprise Server uses no artifacts, and says so", async () => {
  await using github = await startGitHub();
  await using folder = await service();
  const { exitCode, stdout } = await onMain(github, folder.path, 100, {
    GITHUB_SERVER_URL: "https://ghe.corp.example",
  });
  expect([exitCode, github.artifacts, github.requests]).toEqual([0, [], []]);
  expect((await folder.results()).baseline).toEqual({
    kind: "absent",
    message: "no baseline: GitHub Enterprise Server keeps no artifacts for this action; name a baseline-file",
  });
  const uploaded = "is not uploaded: GitHub Enterprise Server accepts no artifacts of this action\n";
  expect(stdout).toContain(`The results artifact ${uploaded}`);
  expect(stdout).toContain(`The baseline ${uploaded}`);
});
