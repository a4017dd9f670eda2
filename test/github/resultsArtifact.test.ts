import { readdir } from "node:fs/promises";
import { getOctokit } from "@actions/github";
import { afterEach, expect, test, vi } from "vitest";
import { contextOf } from "../../src/github/context.ts";
import { downloadResults, uploadResults } from "../../src/github/resultsArtifact.ts";
import { type LocalGitHub, startGitHub } from "../support/github/server.ts";
import { workspace } from "../support/loadgate.ts";

const service = "POST /twirp/github.actions.results.api.v1.ArtifactService";
const name = "loadgate-results-api-1";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** As a job of run 50 does it. */
function jobIn(github: LocalGitHub) {
  if (github.runs.length === 0) github.addRun({ id: 50, event: "push", headBranch: "main", headSha: "f95f852b" });
  const env = { ...github.env({ runId: 50 }), GITHUB_EVENT_NAME: "push", GITHUB_REPOSITORY: "octo/shop" };
  for (const [key, value] of Object.entries(env)) vi.stubEnv(key, value);
  // The client tells the runner what it does.
  vi.spyOn(process.stdout, "write").mockReturnValue(true);
  return contextOf({ ...env, GITHUB_RUN_ID: "50" }, {});
}

async function uploaded(github: LocalGitHub) {
  const context = jobIn(github);
  await using place = await workspace({ "results.json": "{}" });
  return await uploadResults([place.at("results.json")], { kind: "results", key: "api", attempt: context.runAttempt });
}

test("an upload that GitHub has done without an answer is its own", async () => {
  await using github = await startGitHub();
  github.fail({ route: `${service}/FinalizeArtifact`, times: 1, lost: true });
  const { id } = await uploaded(github);
  expect(github.artifacts.map((artifact) => [artifact.name, artifact.id])).toEqual([[name, id]]);
});

test("an upload of which GitHub keeps nothing but the name blames no other job", async () => {
  await using github = await startGitHub();
  github.fail({ route: `${service}/CreateArtifact`, times: 1, lost: true });
  await expect(uploaded(github)).rejects.toThrow(
    `an upload of ${name} has broken off, and GitHub keeps the name for this attempt of the run: run the job again (`,
  );
});

test("a name that another job has taken is told", async () => {
  await using github = await startGitHub();
  await uploaded(github);
  await expect(uploaded(github)).rejects.toThrow(
    "another job of this run has left its own; give each a baseline-key (",
  );
});

test("results come and go by way of the job's room", async () => {
  await using github = await startGitHub();
  const context = jobIn(github);
  await uploaded(github);
  await using place = await workspace();
  const seen: string[] = [];
  const look = async () => void seen.push(...(await readdir(place.at("room"))));
  github.fail({ route: "GET /actions-results/artifacts/{artifact_id}", delayMs: 300, met: () => void look() });
  const api = getOctokit(github.token, { baseUrl: github.url });
  expect(await downloadResults({ ...context, api, room: place.at("room") }, "api")).toBe("{}");
  expect([seen.length, await readdir(place.at("room"))]).toEqual([1, []]);
});
