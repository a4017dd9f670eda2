import { digestOf, ninetyDaysAfter, removeArtifact } from "./artifacts.ts";
import { signedUrl } from "./blobs.ts";
import { asRecord, type GitHubResponse, json, stringField } from "./response.ts";
import { backendIdOf, runOfBackendId, runOfToken } from "./runtimeToken.ts";
import type { Artifact, State } from "./state.ts";

/** The Twirp service behind ACTIONS_RESULTS_URL: JSON with proto field names, 64-bit integers as strings. */
export const artifactServicePath = "/twirp/github.actions.results.api.v1.ArtifactService/";

interface Message {
  readonly runBackendId: string;
  readonly jobBackendId: string;
  readonly name: string;
  readonly size: string;
  readonly mimeType: string | undefined;
  readonly expiresAt: string | undefined;
  readonly hash: string | undefined;
  readonly nameFilter: string | undefined;
  readonly idFilter: string | undefined;
}

type Method = (state: State, runId: number, message: Message) => GitHubResponse;

const methods: Readonly<Record<string, Method>> = {
  CreateArtifact,
  FinalizeArtifact,
  ListArtifacts,
  GetSignedArtifactURL,
  DeleteArtifact,
};

export function handleArtifactService(state: State, path: string, authorization: string | undefined, body: unknown) {
  const method = methods[path.slice(artifactServicePath.length)];
  if (!method) return twirpError(404, "bad_route", `no handler for path "${path}"`);
  const message = messageOf(asRecord(body));
  const runId = runOfToken(authorization);
  if (runId === undefined || !state.runs.some(({ id }) => id === runId)) {
    return twirpError(401, "unauthenticated", "the runtime token is not valid");
  }
  if (runOfBackendId(message.runBackendId) !== runId) {
    return twirpError(403, "permission_denied", "the runtime token belongs to another run");
  }
  return method(state, runId, message);
}

/** Takes the name, even if nothing is ever uploaded. */
function CreateArtifact(state: State, runId: number, { name, mimeType, expiresAt }: Message): GitHubResponse {
  if (name === "" || /["\\/:<>|*?\r\n]/.test(name)) return twirpError(400, "invalid_argument", "invalid artifact name");
  const isTaken = [...state.uploads, ...state.artifacts].some((known) => known.runId === runId && known.name === name);
  if (isTaken)
    return twirpError(409, "already_exists", "an artifact with this name already exists on the workflow run");
  const upload = {
    id: state.nextArtifactId(),
    runId,
    name,
    mimeType: mimeType ?? "application/zip",
    expiresAt: expiresAt ?? ninetyDaysAfter(new Date().toISOString()),
    blocks: new Map<string, Buffer>(),
    content: undefined,
  };
  state.uploads.push(upload);
  return json(200, { ok: true, signed_upload_url: signedUrl(state, upload.id) });
}

function FinalizeArtifact(state: State, runId: number, message: Message): GitHubResponse {
  const upload = state.uploads.find((known) => known.runId === runId && known.name === message.name);
  if (!upload?.content) return twirpError(404, "not_found", "artifact not found");
  if (message.size !== String(upload.content.length)) {
    return twirpError(400, "invalid_argument", `${upload.content.length} bytes were uploaded, not ${message.size}`);
  }
  const { id, name, mimeType, expiresAt, content: zip } = upload;
  state.uploads.splice(state.uploads.indexOf(upload), 1);
  const digest = message.hash ?? digestOf(zip);
  const createdAt = new Date().toISOString();
  state.artifacts.push({ id, runId, name, mimeType, zip, digest, expired: false, createdAt, expiresAt });
  return json(200, { ok: true, artifact_id: String(id) });
}

function ListArtifacts(state: State, runId: number, message: Message): GitHubResponse {
  const artifacts = state.artifacts
    .filter((artifact) => artifact.runId === runId && !artifact.expired)
    .filter(({ name }) => [undefined, name].includes(message.nameFilter))
    .filter(({ id }) => [undefined, String(id)].includes(message.idFilter))
    .map((artifact) => ({
      workflow_run_backend_id: backendIdOf(runId),
      workflow_job_run_backend_id: message.jobBackendId,
      database_id: String(artifact.id),
      name: artifact.name,
      size: String(artifact.zip.length),
      created_at: artifact.createdAt,
      ...(artifact.digest === null ? {} : { digest: artifact.digest }),
    }));
  return json(200, { artifacts });
}

function GetSignedArtifactURL(state: State, runId: number, message: Message): GitHubResponse {
  const artifact = findArtifact(state, runId, message);
  if (!artifact) return twirpError(404, "not_found", "artifact not found");
  return json(200, { signed_url: signedUrl(state, artifact.id) });
}

function DeleteArtifact(state: State, runId: number, message: Message): GitHubResponse {
  const artifact = findArtifact(state, runId, message);
  if (!artifact) return twirpError(404, "not_found", "artifact not found");
  removeArtifact(state, artifact);
  return json(200, { ok: true, artifact_id: String(artifact.id) });
}

function findArtifact(state: State, runId: number, message: Message): Artifact | undefined {
  return state.artifacts.find((artifact) => artifact.runId === runId && artifact.name === message.name);
}

function messageOf(body: Readonly<Record<string, unknown>>): Message {
  return {
    runBackendId: stringField(body, "workflow_run_backend_id") ?? "",
    jobBackendId: stringField(body, "workflow_job_run_backend_id") ?? "",
    name: stringField(body, "name") ?? "",
    size: stringField(body, "size") ?? "0",
    mimeType: stringField(body, "mime_type"),
    expiresAt: stringField(body, "expires_at"),
    hash: stringField(body, "hash"),
    nameFilter: stringField(body, "name_filter"),
    idFilter: stringField(body, "id_filter"),
  };
}

function twirpError(status: number, code: string, msg: string): GitHubResponse {
  return json(status, { code, msg });
}
