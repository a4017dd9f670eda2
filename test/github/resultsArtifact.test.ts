import { readdir } from "node:fs/promises";
import { getOctokit } from "@actions/github";
import { afterEach, expect, test, vi } from "vitest";
import { readContext } from "../../src/github/context.ts";
import { downloadFirstJobResults, newestResults, uploadResults } from "../../src/github/resultsArtifact.ts";
import { createApi } from "../../src/githubApi/api.ts";
import { type LocalGitHub, startGitHub } from "../support/github/server.ts";
import { workspace } from "../support/loadgate.ts";
import { virtualClock } from "../support/virtualClock.ts";

const service = "POST /twirp/github.actions.results.api.v1.ArtifactService";
const name = "loadgate-results-api-1";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** Sets the environment of a job of run 50. */
function jobIn(github: LocalGitHub) {
  if (github.runs.length === 0) github.addRun({ id: 50, event: "push", headBranch: "main", headSha: "f95f852b" });
  const env = { ...github.env({ runId: 50 }), GITHUB_EVENT_NAME: "push", GITHUB_REPOSITORY: "octo/shop" };
  for (const [key, value] of Object.entries(env)) vi.stubEnv(key, value);
  // The client writes log lines for the runner.
  vi.spyOn(process.stdout, "write").mockReturnValue(true);
  return readContext({ ...env, GITHUB_RUN_ID: "50" }, {});
}

async function upload(github: LocalGitHub) {
  const context = jobIn(github);
  await using folder = await workspace({ "results.json": "{}" });
  const resultsName = { kind: "results", key: "api", attempt: context.runAttempt } as const;
  return await uploadResults([folder.at("results.json")], resultsName, 30, { clock: virtualClock() });
}

test("an upload whose response was lost is recognized as our own", async () => {
  await using github = await startGitHub();
  github.fail({ route: `${service}/FinalizeArtifact`, times: 1, lost: true });
  const { id } = await upload(github);
  expect(github.artifacts.map((artifact) => [artifact.name, artifact.id])).toEqual([[name, id]]);
});

test("an upload whose name was taken by a lost request uses the next name, and is found by its key", async () => {
  await using github = await startGitHub();
  github.fail({ route: `${service}/CreateArtifact`, times: 1, lost: true });
  const { id } = await upload(github);
  expect(github.artifacts.map((artifact) => [artifact.name, artifact.id])).toEqual([[`${name}+2`, id]]);
  const run = { api: createApi(github.token, { baseUrl: github.url }), owner: "octo", repo: "shop" };
  expect(await newestResults({ ...run, runId: 50, runAttempt: 1, scratchDirectory: "" })).toMatchObject([
    { id, key: "api", attempt: 1, kind: "results" },
  ]);
});

test("if every upload is interrupted, the last failure is reported", async () => {
  await using github = await startGitHub();
  github.fail({ route: "PUT /actions-results/artifacts/{artifact_id}", status: 403, body: "<html>Proxy</html>" });
  await expect(upload(github)).rejects.toThrow("the artifact storage refused the upload");
  const created = github.requests.filter(({ route }) => route.endsWith("CreateArtifact"));
  expect(created.map(({ body }) => Object(body).name)).toEqual([name, `${name}+2`, `${name}+3`]);
});

test("a name that another job has taken is an error", async () => {
  await using github = await startGitHub();
  await upload(github);
  await expect(upload(github)).rejects.toThrow(
    "another job of this run uploaded results with the same key; give each job its own baseline-key (",
  );
});

test("a download uses the scratch directory, and leaves it empty", async () => {
  await using github = await startGitHub();
  const context = jobIn(github);
  await upload(github);
  await using folder = await workspace();
  const files: string[] = [];
  const listFiles = async () => void files.push(...(await readdir(folder.at("scratch"))));
  github.fail({ route: "GET /actions-results/artifacts/{artifact_id}", delayMs: 300, onCall: () => void listFiles() });
  const api = getOctokit(github.token, { baseUrl: github.url });
  expect(await downloadFirstJobResults({ ...context, api, scratchDirectory: folder.at("scratch") }, "api")).toBe("{}");
  expect([files.length, await readdir(folder.at("scratch"))]).toEqual([1, []]);
});
