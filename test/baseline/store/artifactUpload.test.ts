import { afterEach, describe, expect, test, vi } from "vitest";
import { uploadBaseline } from "../../../src/baseline/store/artifactStore.ts";
import type { Baseline } from "../../../src/model/baseline.ts";
import {
  addBaselineRun,
  artifactStore,
  baselineJson,
  baselineName,
  baselineRun,
} from "../../support/baselineArtifacts.ts";
import type { Fault } from "../../support/github/faults.ts";
import { type LocalGitHub, startGitHub } from "../../support/github/server.ts";
import { filesOf } from "../../support/github/zip.ts";
import { workspace } from "../../support/loadgate.ts";
import { virtualClock } from "../../support/virtualClock.ts";

const service = "/twirp/github.actions.results.api.v1.ArtifactService";
const create = `POST ${service}/CreateArtifact`;
const once = ["CreateArtifact", "FinalizeArtifact", "ListArtifacts"];
const put = "PUT /actions-results/artifacts/{artifact_id}";
const list = "GET /repos/{owner}/{repo}/actions/artifacts";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** Uploads a baseline with these runs, in the environment of a job of `runId`. Returns the notes. */
async function upload(github: LocalGitHub, runId: number, runs: readonly number[], retentionDays?: number) {
  if (!github.runs.some(({ id }) => id === runId)) {
    github.addRun({ id: runId, event: "push", headBranch: "main", headSha: "f95f852b" });
  }
  for (const [key, value] of Object.entries(github.env({ runId }))) vi.stubEnv(key, value);
  // The client writes log lines for the runner.
  vi.spyOn(process.stdout, "write").mockReturnValue(true);
  await using folder = await workspace({ "next/build.tar.gz": `build of ${runId}` });
  const build = { sha: `${runId}`, files: 1, bytes: 1 };
  const baseline: Baseline = { schema: 1, build, runs: runs.map(baselineRun) };
  const store = artifactStore(github, folder.at("found"));
  return await uploadBaseline(store, baseline, folder.at("next"), retentionDays, { clock: virtualClock() });
}

/** The runs and the build in the only baseline artifact of a run. */
function contentsOf(github: LocalGitHub, runId: number) {
  const own = github.artifacts.filter((artifact) => artifact.runId === runId && artifact.name.startsWith(baselineName));
  expect(own.length).toBe(1);
  const { "baseline.json": json, ...archives } = filesOf(own[0]?.zip ?? Buffer.alloc(0));
  const { runs }: Baseline = JSON.parse(json?.toString() ?? "");
  return [runs.map(({ run_id }) => Number(run_id)), archives["build.tar.gz"]?.toString()];
}

const calls = (github: LocalGitHub) =>
  github.requests.flatMap(({ path }) => (path.startsWith(service) ? [path.slice(service.length + 1)] : []));

describe("a run of main", () => {
  test("uploads the history, itself and its build, with the given retention", async () => {
    await using github = await startGitHub();
    addBaselineRun(github, 50);
    expect(await upload(github, 51, [50, 51], 14)).toEqual([]);
    expect(contentsOf(github, 51)).toEqual([[50, 51], "build of 51"]);
    const { createdAt, expiresAt } = github.artifacts.at(-1) ?? { createdAt: "", expiresAt: "" };
    expect(Math.round((Date.parse(expiresAt) - Date.parse(createdAt)) / 86_400_000)).toBe(14);
    expect(calls(github)).toEqual(once);
  });

  test("that ends after a concurrent run uploads both, with its own build", async () => {
    await using github = await startGitHub();
    addBaselineRun(github, 50);
    await upload(github, 52, [50, 52]);
    await upload(github, 51, [50, 51]);
    expect(contentsOf(github, 51)).toEqual([[50, 51, 52], "build of 51"]);
    expect(contentsOf(github, 52)).toEqual([[50, 52], "build of 52"]);
    expect(calls(github)).toEqual([...once, ...once]);
  });

  test("replaces its artifact if another run uploads meanwhile, and deletes the old one last", async () => {
    await using github = await startGitHub();
    github.fail({ route: create, times: 1, onCall: () => addBaselineRun(github, 52) });
    await upload(github, 51, [51]);
    expect(contentsOf(github, 51)).toEqual([[51, 52], "build of 51"]);
    const replaced = ["CreateArtifact", "ListArtifacts", ...once, "DeleteArtifact"];
    expect(calls(github)).toEqual([...once, ...replaced]);
  });

  test.each<[string, Omit<Fault, "route">]>([
    [create, { status: 403, body: { code: "permission_denied", msg: "no" } }],
    [create, { status: 503, body: "<html>Unicorn</html>" }],
    [put, { status: 403, body: "<html>Proxy</html>" }],
    [`POST ${service}/FinalizeArtifact`, { body: {} }],
  ])("that is run again keeps its artifact if GitHub refuses the new one: %s, %j", async (route, fault) => {
    await using github = await startGitHub();
    await upload(github, 51, [51]);
    github.fail({ route, after: route === create ? 1 : 0, ...fault });
    await expect(upload(github, 51, [50, 51])).rejects.toThrow();
    expect(contentsOf(github, 51)).toEqual([[51], "build of 51"]);
  });

  test("alternates between two names, and signals wait only if no name is free", async () => {
    await using github = await startGitHub();
    const names = () => github.artifacts.filter(({ runId }) => runId === 51).map((artifact) => artifact.name);
    await upload(github, 51, [51]);
    await upload(github, 51, [50, 51]);
    expect(names()).toEqual([`${baselineName}+2`]);
    // The interrupted upload takes the first name for good.
    github.fail({ route: put, times: 1, status: 403, body: "" });
    await expect(upload(github, 51, [49, 51])).rejects.toThrow();
    const before = process.listenerCount("SIGINT");
    const addedListeners: number[] = [];
    const onCall = () => addedListeners.push(process.listenerCount("SIGINT") - before);
    github.fail({ route: create, times: 3, onCall });
    await upload(github, 51, [48, 51]);
    expect([names(), contentsOf(github, 51)[0]]).toEqual([[`${baselineName}+2`], [48, 51]]);
    expect([addedListeners, process.listenerCount("SIGINT")]).toEqual([[0, 0, 1], before]);
  });

  test("includes no runs but main's own", async () => {
    await using github = await startGitHub();
    addBaselineRun(github, 60, {}, { headRepositoryId: 2 });
    addBaselineRun(github, 61, {}, { event: "pull_request" });
    addBaselineRun(github, 62, { expired: true });
    await upload(github, 51, [51]);
    expect(contentsOf(github, 51)).toEqual([[51], "build of 51"]);
  });

  test("that is run again leaves one artifact, of the later attempt", async () => {
    await using github = await startGitHub();
    await upload(github, 51, [50, 51]);
    await upload(github, 51, [49, 50, 51]);
    expect(contentsOf(github, 51)).toEqual([[49, 50, 51], "build of 51"]);
  });

  test("uploads even if concurrent runs cannot be listed or read, and notes that", async () => {
    await using github = await startGitHub();
    addBaselineRun(github, 50, { files: { "baseline.json": "no json" } });
    expect(await upload(github, 51, [51])).toEqual([
      expect.stringMatching(/^The baseline of run 50 could not be merged: .* is corrupt/),
    ]);
    github.fail({ route: list, status: 503 });
    expect(await upload(github, 52, [51, 52])).toEqual([
      "Loadgate could not check if another run saved a baseline meanwhile: GitHub responded with 503: GitHub is having problems; run the job again later",
    ]);
    expect([contentsOf(github, 51), contentsOf(github, 52)]).toEqual([
      [[51], "build of 51"],
      [[51, 52], "build of 52"],
    ]);
  });

  test("uploads again after a failed connection", async () => {
    await using github = await startGitHub();
    github.fail({ route: `POST ${service}/CreateArtifact`, times: 1, reset: true });
    expect(await upload(github, 51, [51])).toEqual([]);
    // An artifact whose response was lost is recognized as its own, and replaced.
    github.fail({ route: `POST ${service}/FinalizeArtifact`, times: 1, lost: true });
    expect(await upload(github, 52, [51, 52])).toEqual([]);
    expect([contentsOf(github, 51), contentsOf(github, 52)]).toEqual([
      [[51], "build of 51"],
      [[51, 52], "build of 52"],
    ]);
  });

  test("after two interrupted uploads, reports that only a new run can upload one", async () => {
    await using github = await startGitHub();
    github.fail({ route: put, times: 2, status: 403, body: "" });
    await expect(upload(github, 51, [51])).rejects.toThrow("the artifact storage refused the upload");
    await expect(upload(github, 51, [51])).rejects.toThrow(
      `GitHub reserves ${baselineName} and ${baselineName}+2 for uploads of this run that were interrupted; run the job again, or start a new run`,
    );
  });

  test("after an interrupted second upload, uses the other name, and no other run is lost", async () => {
    await using github = await startGitHub();
    addBaselineRun(github, 50);
    await upload(github, 52, [50, 52]);
    github.fail({ route: put, times: 1, status: 403, body: "" });
    await upload(github, 51, [50, 51]);
    await upload(github, 53, [50, 53]);
    expect(contentsOf(github, 53)).toEqual([[50, 51, 52, 53], "build of 53"]);
  });
});

test("of five concurrent runs, the last one uploads all, oldest first", async () => {
  await using github = await startGitHub();
  addBaselineRun(github, 50, { files: { "baseline.json": baselineJson(49, 50) } });
  for (const runId of [55, 53, 51, 54, 52]) await upload(github, runId, [49, 50, runId]);
  expect(contentsOf(github, 52)[0]).toEqual([49, 50, 51, 52, 53, 54, 55]);
});
