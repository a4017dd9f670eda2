import { afterEach, describe, expect, test, vi } from "vitest";
import { uploadBaseline } from "../../../src/baseline/store/artifactStore.ts";
import type { Baseline } from "../../../src/model/baseline.ts";
import { baselineName, history, left, record, storeIn } from "../../support/baselineArtifacts.ts";
import { type LocalGitHub, startGitHub } from "../../support/github/server.ts";
import { filesOf } from "../../support/github/zip.ts";
import { workspace } from "../../support/loadgate.ts";

const service = "/twirp/github.actions.results.api.v1.ArtifactService";
const create = `POST ${service}/CreateArtifact`;
const once = ["CreateArtifact", "FinalizeArtifact"];
const list = "GET /repos/{owner}/{repo}/actions/artifacts";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** As a job of that run does it, which has made the baseline of the runs before; gives back the notes. */
async function uploaded(github: LocalGitHub, runId: number, runs: readonly number[], retentionDays?: number) {
  if (!github.runs.some(({ id }) => id === runId)) {
    github.addRun({ id: runId, event: "push", headBranch: "main", headSha: "f95f852b" });
  }
  for (const [key, value] of Object.entries(github.env({ runId }))) vi.stubEnv(key, value);
  // The client tells the runner what it does.
  vi.spyOn(process.stdout, "write").mockReturnValue(true);
  await using place = await workspace({ "next/build.tar.gz": `build of ${runId}` });
  const build = { sha: `${runId}`, files: 1, bytes: 1 };
  const baseline: Baseline = { schema: 1, build, runs: runs.map(record) };
  return await uploadBaseline(storeIn(github, place.at("found")), baseline, place.at("next"), retentionDays);
}

/** Of the newest artifact of the run: which runs it holds, and the build. */
function leftBy(github: LocalGitHub, runId: number) {
  const own = github.artifacts.filter((artifact) => artifact.runId === runId && artifact.name === baselineName);
  expect(own.length).toBe(1);
  const { "baseline.json": json, ...archives } = filesOf(own[0]?.zip ?? Buffer.alloc(0));
  const { runs }: Baseline = JSON.parse(json?.toString() ?? "");
  return [runs.map(({ run_id }) => Number(run_id)), archives["build.tar.gz"]?.toString()];
}

const calls = (github: LocalGitHub) =>
  github.requests.flatMap(({ path }) => (path.startsWith(service) ? [path.slice(service.length + 1)] : []));

describe("a run of main", () => {
  test("leaves the history with itself and its build, for as long as it was asked to", async () => {
    await using github = await startGitHub();
    left(github, 50);
    expect(await uploaded(github, 51, [50, 51], 14)).toEqual([]);
    expect(leftBy(github, 51)).toEqual([[50, 51], "build of 51"]);
    const { createdAt, expiresAt } = github.artifacts.at(-1) ?? { createdAt: "", expiresAt: "" };
    expect(Math.round((Date.parse(expiresAt) - Date.parse(createdAt)) / 86_400_000)).toBe(14);
    expect(calls(github)).toEqual(["CreateArtifact", "FinalizeArtifact"]);
  });

  test("that ends after another which it knew nothing of leaves both; the build stays its own", async () => {
    await using github = await startGitHub();
    left(github, 50);
    await uploaded(github, 52, [50, 52]);
    await uploaded(github, 51, [50, 51]);
    expect(leftBy(github, 51)).toEqual([[50, 51, 52], "build of 51"]);
    expect(leftBy(github, 52)).toEqual([[50, 52], "build of 52"]);
    expect(calls(github)).toEqual([...once, ...once]);
  });

  test("during whose upload another leaves its own replaces it by both, and no signal ends it in between", async () => {
    await using github = await startGitHub();
    github.fail({ route: create, times: 1, met: () => left(github, 52) });
    const before = process.listenerCount("SIGINT");
    const held: number[] = [];
    github.fail({ route: create, times: 1, met: () => held.push(process.listenerCount("SIGINT") - before) });
    await uploaded(github, 51, [51]);
    expect(leftBy(github, 51)).toEqual([[51, 52], "build of 51"]);
    expect(calls(github)).toEqual([...once, "ListArtifacts", "DeleteArtifact", ...once]);
    expect([held, process.listenerCount("SIGINT")]).toEqual([[1], before]);
  });

  test("that has deleted what it replaces does not give up when it is refused", async () => {
    await using github = await startGitHub();
    await uploaded(github, 51, [51]);
    github.fail({ route: create, after: 1, times: 2, status: 403, body: { code: "permission_denied", msg: "no" } });
    await uploaded(github, 51, [50, 51]);
    expect(leftBy(github, 51)).toEqual([[50, 51], "build of 51"]);
  });

  test("takes up nobody's but main's own", async () => {
    await using github = await startGitHub();
    left(github, 60, {}, { headRepositoryId: 2 });
    left(github, 61, {}, { event: "pull_request" });
    left(github, 62, { expired: true });
    await uploaded(github, 51, [51]);
    expect(leftBy(github, 51)).toEqual([[51], "build of 51"]);
  });

  test("that is run again leaves one artifact, its own of the later attempt", async () => {
    await using github = await startGitHub();
    await uploaded(github, 51, [50, 51]);
    await uploaded(github, 51, [49, 50, 51]);
    expect(leftBy(github, 51)).toEqual([[49, 50, 51], "build of 51"]);
  });

  test("is told when it could not see who raced, or what one of them has left, and has uploaded all the same", async () => {
    await using github = await startGitHub();
    left(github, 50, { files: { "baseline.json": "no json" } });
    expect(await uploaded(github, 51, [51])).toEqual([
      expect.stringMatching(/^What run 50 adds to the baseline is left out: .* is corrupt/),
    ]);
    github.fail({ route: list, status: 503 });
    expect(await uploaded(github, 52, [51, 52])).toEqual([
      "Whether another run has left a baseline meanwhile could not be seen: GitHub answered 503: GitHub is having problems; run the job again later",
    ]);
    expect([leftBy(github, 51), leftBy(github, 52)]).toEqual([
      [[51], "build of 51"],
      [[51, 52], "build of 52"],
    ]);
  });

  test("whose connection breaks off uploads again", async () => {
    await using github = await startGitHub();
    github.fail({ route: `POST ${service}/CreateArtifact`, times: 1, reset: true });
    expect(await uploaded(github, 51, [51])).toEqual([]);
    // What GitHub has done without an answer is taken for its own, and replaced.
    github.fail({ route: `POST ${service}/FinalizeArtifact`, times: 1, lost: true });
    expect(await uploaded(github, 52, [51, 52])).toEqual([]);
    expect([leftBy(github, 51), leftBy(github, 52)]).toEqual([
      [[51], "build of 51"],
      [[51, 52], "build of 52"],
    ]);
  });

  test("whose upload has broken off halfway is told that only another run can make one", async () => {
    await using github = await startGitHub();
    github.fail({ route: "PUT /actions-results/artifacts/{artifact_id}", times: 1, status: 403, body: "" });
    await expect(uploaded(github, 51, [51])).rejects.toThrow();
    await expect(uploaded(github, 51, [51])).rejects.toThrow(
      `this run cannot replace its artifact ${baselineName} (Artifact not found for name: ${baselineName}); ` +
        "if an upload of it has broken off, GitHub keeps the name for this run: start a new one",
    );
  });

  test("whose second upload breaks off says so, and has lost nobody's record but its own", async () => {
    await using github = await startGitHub();
    left(github, 50);
    await uploaded(github, 52, [50, 52]);
    await uploaded(github, 51, [50, 51]);
    github.fail({ route: "PUT /actions-results/artifacts/{artifact_id}", times: 1, status: 403, body: "" });
    await expect(uploaded(github, 51, [50, 51])).rejects.not.toThrow("409");
    await uploaded(github, 53, [50, 53]);
    expect(leftBy(github, 53)).toEqual([[50, 52, 53], "build of 53"]);
  });
});

test("five runs that end one after the other, none knowing of another: the last leaves all, oldest first", async () => {
  await using github = await startGitHub();
  left(github, 50, { files: { "baseline.json": history(49, 50) } });
  for (const runId of [55, 53, 51, 54, 52]) await uploaded(github, runId, [49, 50, runId]);
  expect(leftBy(github, 52)[0]).toEqual([49, 50, 51, 52, 53, 54, 55]);
});
