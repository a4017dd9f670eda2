import { getOctokit } from "@actions/github";
import { encodeBaseline } from "../../src/baseline/codec.ts";
import type { ArtifactStore } from "../../src/baseline/store/artifactStore.ts";
import { refreshingEvents } from "../../src/github/context.ts";
import type { BaselineRun } from "../../src/model/baseline.ts";
import type { LocalGitHub, NewRun } from "./github/server.ts";
import { environment } from "./make.ts";

export const baselineName = "loadgate-baseline-default";

/** What a run of main left behind, made at a time that goes with its number. */
export const record = (runId: number): BaselineRun => ({
  sha: `${runId}`.padStart(40, "0"),
  at: new Date(runId * 1000).toISOString(),
  run_id: `${runId}`,
  environment: environment(),
  scenarios: {},
});

export const history = (...runIds: readonly number[]): string =>
  encodeBaseline({ schema: 1, runs: runIds.map(record) });

export type Made = Partial<Parameters<LocalGitHub["addArtifact"]>[0]>;

/** A run of main, which has left a baseline. */
export function left(github: LocalGitHub, id: number, artifact: Made = {}, run: Partial<NewRun> = {}) {
  github.addRun({ id, event: "push", headBranch: "main", headSha: "f95f852b", ...run });
  return github.addArtifact({
    name: baselineName,
    runId: id,
    files: { "baseline.json": history(id) },
    ...artifact,
  });
}

export const storeIn = (github: LocalGitHub, directory: string): ArtifactStore => ({
  api: getOctokit(github.token, { baseUrl: github.url }),
  owner: "octo",
  repo: "shop",
  repositoryId: 1,
  defaultBranch: "main",
  events: refreshingEvents,
  key: "default",
  serverUrl: "https://github.com",
  directory,
});
