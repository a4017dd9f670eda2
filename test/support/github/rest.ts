import { type Answer, type Handler, json, recordOf, refusal } from "./answer.ts";
import { deleteArtifact, downloadArtifact, getArtifact, listArtifacts, listArtifactsOfRun } from "./artifacts.ts";
import { createCheckRun, updateCheckRun } from "./checkRuns.ts";
import { createComment, deleteComment, getComment, listComments, updateComment } from "./comments.ts";
import { answerProblems, type Match, requestProblems } from "./description.ts";
import { getPullRequest, listPullRequests, listPullRequestsOfCommit } from "./pullRequests.ts";
import { getRepository } from "./repositories.ts";
import { getRun } from "./runs.ts";
import { isGranted, neededFor, type Permissions } from "./scopes.ts";
import type { State } from "./state.ts";

const notForTheToken: Handler = () => refusal(403, "Resource not accessible by integration");

const handlers: Readonly<Record<string, Handler>> = {
  "GET /user": notForTheToken,
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
  "GET /repos/{owner}/{repo}/issues/{issue_number}/comments": listComments,
  "POST /repos/{owner}/{repo}/issues/{issue_number}/comments": createComment,
  "GET /repos/{owner}/{repo}/issues/comments/{comment_id}": getComment,
  "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}": updateComment,
  "DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}": deleteComment,
  "GET /repos/{owner}/{repo}/pulls": listPullRequests,
  "GET /repos/{owner}/{repo}/pulls/{pull_number}": getPullRequest,
};

/** What the GITHUB_TOKEN of a job may do. */
export interface Grant {
  readonly token: string;
  readonly readOnly: boolean;
  /** What the job's workflow grants; undefined where all is granted. */
  readonly permissions: Permissions | undefined;
}

export type Report = (violation: string) => void;

export interface RestRequest {
  readonly match: Match;
  readonly query: URLSearchParams;
  readonly authorization: string | undefined;
  readonly body: unknown;
}

/** Answers as GitHub does, and reports what in the request or in the answer is not as GitHub describes it. */
export function answerRest(state: State, grant: Grant, request: RestRequest, report: Report): Answer {
  const { match, query, body } = request;
  const inRequest = requestProblems(match, query, body);
  if (inRequest.length > 0) return violation(`${match.route}: request`, inRequest, report);
  const answer = refusalOf(state, grant, request) ?? answerBy(state, request);
  const inAnswer = answerProblems(match, answer.status, answer.body);
  return inAnswer.length > 0 ? violation(`${match.route}: answer ${answer.status}`, inAnswer, report) : answer;
}

export function violation(where: string, problems: readonly string[], report: Report): Answer {
  const message = `${where}: ${problems.join("; ")}`;
  report(message);
  return json(500, { message });
}

/** GitHub writes lists under /repositories/{id} in its Link headers. */
export function restPath(state: State, path: string): string {
  const { id, owner, name } = state.repository;
  return path.replace(new RegExp(`^/repositories/${id}(?=/|$)`), `/repos/${owner}/${name}`);
}

function answerBy(state: State, { match, query, body }: RestRequest): Answer {
  const handler = handlers[match.route];
  if (!handler) throw new Error(`no handler for ${match.route}`);
  return handler({ state, parameters: match.parameters, query, body: recordOf(body) });
}

function refusalOf(state: State, grant: Grant, { match, authorization }: RestRequest): Answer | undefined {
  if (authorization === undefined) return refusal(401, "Requires authentication");
  if (!/^(token|bearer) /i.test(authorization) || authorization.split(" ")[1] !== grant.token) {
    return refusal(401, "Bad credentials");
  }
  const { owner, repo } = match.parameters;
  const { owner: knownOwner, name } = state.repository;
  const asked = `${owner}/${repo}`.toLowerCase();
  if (owner !== undefined && asked !== `${knownOwner}/${name}`.toLowerCase()) return refusal(404, "Not Found");
  return isRefused(grant, match.route) ? refusal(403, "Resource not accessible by integration") : undefined;
}

function isRefused({ readOnly, permissions }: Grant, route: string): boolean {
  const needed = neededFor(route);
  if (permissions !== undefined && needed !== undefined && !isGranted(permissions, needed)) return true;
  return readOnly && !route.startsWith("GET ");
}
