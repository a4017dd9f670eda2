import { createHash } from "node:crypto";
import { signedUrl } from "./blobs.ts";
import { pageOf } from "./pages.ts";
import { type ApiCall, errorResponse, type GitHubResponse, type Handler, json, numberParameter } from "./response.ts";
import type { Artifact, State } from "./state.ts";
import { nodeId } from "./users.ts";
import { zipOf } from "./zip.ts";

export const listArtifacts: Handler = (call) => listOf(call, call.state.artifacts, "actions/artifacts");

export const listArtifactsOfRun: Handler = (call) => {
  const runId = numberParameter(call, "run_id");
  if (!call.state.runs.some(({ id }) => id === runId)) return errorResponse(404, "Not Found");
  const ofRun = call.state.artifacts.filter((artifact) => artifact.runId === runId);
  return listOf(call, ofRun, `actions/runs/${runId}/artifacts`);
};

export const getArtifact: Handler = (call) => {
  const artifact = find(call);
  return artifact ? json(200, artifactBody(call.state, artifact)) : errorResponse(404, "Not Found");
};

export const deleteArtifact: Handler = (call) => {
  const artifact = find(call);
  if (!artifact) return errorResponse(404, "Not Found");
  removeArtifact(call.state, artifact);
  return { status: 204, headers: {} };
};

export const downloadArtifact: Handler = (call) => {
  const artifact = find(call);
  const { archive_format: format } = call.parameters;
  if (!artifact || format !== "zip") return errorResponse(404, "Not Found");
  if (artifact.expired) return errorResponse(410, "Artifact has expired");
  return { status: 302, headers: { location: signedUrl(call.state, artifact.id) } };
};

/** An artifact to add. Its zip and digest may be wrong on purpose. */
export interface NewArtifact {
  readonly name: string;
  readonly runId: number;
  /** Contents by file name. Alternative: `zip`. */
  readonly files?: Readonly<Record<string, string | Buffer>>;
  readonly zip?: Buffer;
  readonly digest?: string | null;
  readonly expired?: boolean;
  readonly createdAt?: string;
}

export function addArtifact(state: State, artifact: NewArtifact): Artifact {
  requireRun(state, artifact.runId);
  const createdAt = artifact.createdAt ?? new Date().toISOString();
  const zip = artifact.zip ?? zipOf(artifact.files ?? {});
  const added: Artifact = {
    id: state.nextArtifactId(),
    runId: artifact.runId,
    name: artifact.name,
    mimeType: "application/zip",
    zip,
    digest: artifact.digest === undefined ? digestOf(zip) : artifact.digest,
    expired: artifact.expired ?? false,
    createdAt,
    expiresAt: ninetyDaysAfter(createdAt),
  };
  state.artifacts.push(added);
  return added;
}

export function requireRun(state: State, runId: number): void {
  if (!state.runs.some(({ id }) => id === runId)) throw new Error(`there is no run ${runId}: call addRun first`);
}

export function removeArtifact(state: State, artifact: Artifact): void {
  state.artifacts.splice(state.artifacts.indexOf(artifact), 1);
}

export function digestOf(content: Buffer): string {
  return `sha256:${createHash("sha256").update(content).digest("hex")}`;
}

export function ninetyDaysAfter(time: string): string {
  return new Date(Date.parse(time) + 90 * 24 * 3_600_000).toISOString();
}

function find(call: ApiCall): Artifact | undefined {
  return call.state.artifacts.find(({ id }) => id === numberParameter(call, "artifact_id"));
}

/** Newest first, with the expired ones. */
function listOf({ state, query }: ApiCall, artifacts: readonly Artifact[], path: string): GitHubResponse {
  const matching = artifacts
    .filter(({ name }) => [null, name].includes(query.get("name")))
    .toSorted((a, b) => (query.get("direction") === "asc" ? a.id - b.id : b.id - a.id));
  const { items, headers } = pageOf(matching, query, `${state.url}/repositories/${state.repository.id}/${path}`);
  const body = { total_count: matching.length, artifacts: items.map((artifact) => artifactBody(state, artifact)) };
  return json(200, body, headers);
}

function artifactBody({ url, repository, runs }: State, artifact: Artifact): Readonly<Record<string, unknown>> {
  const self = `${url}/repos/${repository.owner}/${repository.name}/actions/artifacts/${artifact.id}`;
  const run = runs.find(({ id }) => id === artifact.runId);
  return {
    id: artifact.id,
    node_id: nodeId("ART", artifact.id),
    name: artifact.name,
    size_in_bytes: artifact.zip.length,
    url: self,
    archive_download_url: `${self}/zip`,
    expired: artifact.expired,
    digest: artifact.digest,
    created_at: artifact.createdAt,
    updated_at: artifact.createdAt,
    expires_at: artifact.expiresAt,
    workflow_run: {
      id: artifact.runId,
      repository_id: repository.id,
      head_repository_id: run?.headRepositoryId,
      head_branch: run?.headBranch,
      head_sha: run?.headSha,
    },
  };
}
