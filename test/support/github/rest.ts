import { deleteArtifact, downloadArtifact, getArtifact, listArtifacts, listArtifactsOfRun } from "./artifacts.ts";
import { createCheckRun, listCheckRuns, updateCheckRun } from "./checkRuns.ts";
import { createComment, deleteComment, getComment, listComments, updateComment } from "./comments.ts";
import { type Match, requestProblems, responseProblems } from "./description.ts";
import { getPullRequest, listPullRequests, listPullRequestsOfCommit } from "./pullRequests.ts";
import { getRepository } from "./repositories.ts";
import { asRecord, errorResponse, type GitHubResponse, type Handler, json } from "./response.ts";
import { getRun } from "./runs.ts";
import { isGranted, type Permissions, permissionFor } from "./scopes.ts";
import type { State } from "./state.ts";

const forbiddenForToken: Handler = () => errorResponse(403, "Resource not accessible by integration");

const handlers: Readonly<Record<string, Handler>> = {
  "GET /user": forbiddenForToken,
  "GET /repos/{owner}/{repo}": getRepository,
  "GET /repos/{owner}/{repo}/actions/artifacts": listArtifacts,
  "GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}": getArtifact,
  "DELETE /repos/{owner}/{repo}/actions/artifacts/{artifact_id}": deleteArtifact,
  "GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}": downloadArtifact,
  "GET /repos/{owner}/{repo}/actions/runs/{run_id}": getRun,
  "GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts": listArtifactsOfRun,
  "POST /repos/{owner}/{repo}/check-runs": createCheckRun,
  "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}": updateCheckRun,
  "GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls": listPullRequestsOfCommit,
  "GET /repos/{owner}/{repo}/commits/{ref}/check-runs": listCheckRuns,
  "GET /repos/{owner}/{repo}/issues/{issue_number}/comments": listComments,
  "POST /repos/{owner}/{repo}/issues/{issue_number}/comments": createComment,
  "GET /repos/{owner}/{repo}/issues/comments/{comment_id}": getComment,
  "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}": updateComment,
  "DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}": deleteComment,
  "GET /repos/{owner}/{repo}/pulls": listPullRequests,
  "GET /repos/{owner}/{repo}/pulls/{pull_number}": getPullRequest,
};

/** The permissions of a job's GITHUB_TOKEN. */
export interface Grant {
  readonly token: string;
  readonly readOnly: boolean;
  /** Permissions that the workflow grants. `undefined` means all. */
  readonly permissions: Permissions | undefined;
}

export type Report = (violation: string) => void;

export interface RestRequest {
  readonly match: Match;
  readonly query: URLSearchParams;
  readonly authorization: string | undefined;
  readonly body: unknown;
}

/** Responds as GitHub does. Reports where the request or the response differs from GitHub's description. */
export function handleRest(state: State, grant: Grant, request: RestRequest, report: Report): GitHubResponse {
  const { match, query, body } = request;
  const ofRequest = requestProblems(match, query, body);
  if (ofRequest.length > 0) return violation(`${match.route}: request`, ofRequest, report);
  const response = accessError(state, grant, request) ?? callHandler(state, request);
  const ofResponse = responseProblems(match, response.status, response.body);
  return ofResponse.length > 0
    ? violation(`${match.route}: response ${response.status}`, ofResponse, report)
    : response;
}

export function violation(where: string, problems: readonly string[], report: Report): GitHubResponse {
  const message = `${where}: ${problems.join("; ")}`;
  report(message);
  return json(500, { message });
}

/** GitHub's Link headers use /repositories/{id} instead of /repos/{owner}/{repo}. */
export function restPath(state: State, path: string): string {
  const { id, owner, name } = state.repository;
  return path.replace(new RegExp(`^/repositories/${id}(?=/|$)`), `/repos/${owner}/${name}`);
}

function callHandler(state: State, { match, query, body }: RestRequest): GitHubResponse {
  const handler = handlers[match.route];
  if (!handler) throw new Error(`no handler for ${match.route}`);
  return handler({ state, parameters: match.parameters, query, body: asRecord(body) });
}

function accessError(state: State, grant: Grant, { match, authorization }: RestRequest): GitHubResponse | undefined {
  if (authorization === undefined) return errorResponse(401, "Requires authentication");
  if (!/^(token|bearer) /i.test(authorization) || authorization.split(" ")[1] !== grant.token) {
    return errorResponse(401, "Bad credentials");
  }
  const { owner, repo } = match.parameters;
  const { owner: knownOwner, name } = state.repository;
  const requested = `${owner}/${repo}`.toLowerCase();
  if (owner !== undefined && requested !== `${knownOwner}/${name}`.toLowerCase())
    return errorResponse(404, "Not Found");
  return isForbidden(grant, match.route) ? errorResponse(403, "Resource not accessible by integration") : undefined;
}

function isForbidden({ readOnly, permissions }: Grant, route: string): boolean {
  const needed = permissionFor(route);
  if (permissions !== undefined && needed !== undefined && !isGranted(permissions, needed)) return true;
  return readOnly && !route.startsWith("GET ");
}
