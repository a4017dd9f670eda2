import { encodeBaseline } from "../../src/baseline/codec.ts";
import type { ArtifactStore } from "../../src/baseline/store/artifactStore.ts";
import { baselineEvents } from "../../src/github/context.ts";
import { type ApiOptions, createApi } from "../../src/githubApi/api.ts";
import type { BaselineRun } from "../../src/model/baseline.ts";
import { environment } from "./builders.ts";
import type { LocalGitHub, NewRun } from "./github/server.ts";
import { virtualClock } from "./virtualClock.ts";

export const baselineName = "loadgate-baseline-default";

/** A run of main in a baseline. Its time, in seconds, is its number. */
export const baselineRun = (runId: number): BaselineRun => ({
  sha: `${runId}`.padStart(40, "0"),
  at: new Date(runId * 1000).toISOString(),
  run_id: `${runId}`,
  environment: environment(),
  scenarios: {},
});

export const baselineJson = (...runIds: readonly number[]): string =>
  encodeBaseline({ schema: 1, runs: runIds.map(baselineRun) });

export type ArtifactOptions = Partial<Parameters<LocalGitHub["addArtifact"]>[0]>;

/** Adds a run of main that has uploaded a baseline. */
export function addBaselineRun(
  github: LocalGitHub,
  id: number,
  artifact: ArtifactOptions = {},
  run: Partial<NewRun> = {},
) {
  github.addRun({ id, event: "push", headBranch: "main", headSha: "f95f852b", ...run });
  return github.addArtifact({
    name: baselineName,
    runId: id,
    files: { "baseline.json": baselineJson(id) },
    ...artifact,
  });
}

export const artifactStore = (
  github: LocalGitHub,
  directory: string,
  options: Partial<ApiOptions> = {},
): ArtifactStore => ({
  api: createApi(github.token, { baseUrl: github.url, clock: virtualClock(), ...options }),
  owner: "octo",
  repo: "shop",
  repositoryId: 1,
  defaultBranch: "main",
  events: baselineEvents,
  key: "default",
  serverUrl: "https://github.com",
  directory,
});
