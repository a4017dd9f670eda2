import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { artifactServicePath, handleArtifactService } from "./artifactService.ts";
import { addArtifact, type NewArtifact, requireRun } from "./artifacts.ts";
import { blobIdOf, blobRoute, handleBlob } from "./blobs.ts";
import { addComment, type NewComment } from "./comments.ts";
import { findOperation } from "./description.ts";
import { createFaults, type Fault } from "./faults.ts";
import { type GitHubResponse, json } from "./response.ts";
import { handleRest, restPath, violation } from "./rest.ts";
import { runtimeToken } from "./runtimeToken.ts";
import type { Permissions } from "./scopes.ts";
import type { WorkflowRun } from "./state.ts";
import {
  type Artifact,
  type CheckRun,
  type Comment,
  emptyState,
  type PullRequest,
  type Repository,
  type State,
} from "./state.ts";

export interface LocalGitHub extends AsyncDisposable {
  /** The root of the REST API, of the artifact service and of the blob storage. */
  readonly url: string;
  readonly repository: Repository;
  /** The GITHUB_TOKEN of every job. */
  readonly token: string;
  /** The token of a fork's run may only read. */
  readOnly: boolean;
  /** Permissions of the job that runs now. `undefined` means all. */
  permissions: Permissions | undefined;
  /** The variables that GitHub sets for a job of the run. */
  readonly env: (job: { readonly runId: number; readonly runAttempt?: number }) => Readonly<Record<string, string>>;
  readonly addRun: (run: NewRun) => WorkflowRun;
  readonly addArtifact: (artifact: NewArtifact) => Artifact;
  readonly addComment: (comment: NewComment) => Comment;
  readonly addPullRequest: (pullRequest: PullRequest) => PullRequest;
  readonly runs: readonly WorkflowRun[];
  readonly artifacts: readonly Artifact[];
  readonly comments: (issue: number) => readonly Comment[];
  readonly checkRuns: readonly CheckRun[];
  readonly fail: (fault: Fault) => void;
  /** Every call so far, in the order of the responses. */
  readonly requests: readonly LoggedRequest[];
  /** Requests and responses that differ from GitHub's description of its API. */
  readonly violations: readonly string[];
}

export interface LoggedRequest {
  readonly method: string;
  /** With the query string. */
  readonly path: string;
  /** For example "GET /repos/{owner}/{repo}". */
  readonly route: string;
  /** Absent if the connection was reset. */
  readonly status?: number;
  /** The request's body, if it was JSON. */
  readonly body?: unknown;
}

export type NewRun = Pick<WorkflowRun, "id" | "event" | "headBranch" | "headSha"> & Partial<WorkflowRun>;

export interface LocalGitHubOptions {
  readonly repository?: Repository;
  readonly token?: string;
  readonly readOnly?: boolean;
  /** The account of the token. Default: the bot of GitHub Actions. */
  readonly bot?: string;
  /** Does not throw violations at the end of the test. */
  readonly keepViolations?: boolean;
}

/** Starts a local GitHub for the real clients. `env` points them to it. */
export async function startGitHub(options: LocalGitHubOptions = {}): Promise<LocalGitHub> {
  const repository = options.repository ?? { owner: "octo", name: "shop", defaultBranch: "main", id: 1 };
  const faults = createFaults();
  const requests: LoggedRequest[] = [];
  const violations: string[] = [];
  const stopping = new AbortController();

  const server = createServer((request, response) => {
    respond(request, response).catch((cause: unknown) => {
      const isAborted = !request.complete;
      if (!isAborted && !stopping.signal.aborted) violations.push(`${request.method} ${request.url}: ${String(cause)}`);
      response.destroy();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  const url = `http://127.0.0.1:${address.port}`;
  const state = emptyState(url, repository, options.bot);

  const github: LocalGitHub = {
    url,
    repository,
    token: options.token ?? "ghs_localGitHubToken",
    readOnly: options.readOnly ?? false,
    permissions: undefined,
    env: ({ runId, runAttempt = 1 }) => jobEnvironment(state, runId, runAttempt),
    addRun: (run) => addRun(state, run),
    addArtifact: (artifact) => addArtifact(state, artifact),
    addComment: (comment) => addComment(state, comment),
    addPullRequest: (pullRequest) => {
      state.pullRequests.push(pullRequest);
      return pullRequest;
    },
    runs: state.runs,
    artifacts: state.artifacts,
    checkRuns: state.checkRuns,
    comments: (issue) => state.comments.filter((comment) => comment.issue === issue),
    fail: faults.add,
    requests,
    violations,
    [Symbol.asyncDispose]: async () => {
      stopping.abort();
      server.closeAllConnections();
      server.close();
      await once(server, "close");
      if (violations.length > 0 && !options.keepViolations) {
        throw new Error(`GitHub's API description was violated:\n${violations.join("\n")}`);
      }
    },
  };
  return github;

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = await receive(request);
    const { route, handle } = routeOf(call);
    const { method, path, body } = call;
    const log = (status?: number) => {
      requests.push({ method, path, route, ...(status && { status }), ...(body !== undefined && { body }) });
    };
    const fault = faults.take(route, `${method} ${path}`);
    if (fault?.delayMs) await sleep(fault.delayMs, undefined, { signal: stopping.signal });
    if (fault?.reset) {
      log();
      request.socket.resetAndDestroy();
      return;
    }
    const result = fault && hasResponse(fault) ? faultResponse(fault) : handle();
    if (fault?.lost) {
      log();
      request.socket.resetAndDestroy();
      return;
    }
    log(result.status);
    send(response, result, fault?.truncated === true);
  }

  function routeOf(call: ReceivedCall): { readonly route: string; readonly handle: () => GitHubResponse } {
    const { method, body, authorization } = call;
    const { pathname, searchParams: query } = new URL(call.path, url);
    const blobId = blobIdOf(pathname);
    if (blobId !== undefined) {
      const handle = () => handleBlob(state, blobId, method, query, call.content);
      return { route: `${method} ${blobRoute}`, handle };
    }
    if (pathname.startsWith(artifactServicePath)) {
      const handle = () => handleArtifactService(state, pathname, authorization, body);
      return { route: `${method} ${pathname}`, handle };
    }
    if (pathname === "/graphql") {
      const handle = () => json(200, { data: { viewer: { login: state.bot } } });
      return { route: `${method} ${pathname}`, handle };
    }
    const report = (problem: string) => {
      violations.push(problem);
    };
    const match = findOperation(method, restPath(state, pathname));
    if (!match) {
      const route = `${method} ${pathname}`;
      return { route, handle: () => violation(route, ["not among the described operations"], report) };
    }
    const handle = () => handleRest(state, github, { match, query, authorization, body }, report);
    return { route: match.route, handle };
  }
}

interface ReceivedCall {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly content: Buffer;
  readonly body: unknown;
}

async function receive(request: IncomingMessage): Promise<ReceivedCall> {
  const content = await buffer(request);
  const isJson = request.headers["content-type"]?.includes("json") && content.length > 0;
  return {
    method: request.method ?? "GET",
    path: request.url ?? "/",
    authorization: request.headers.authorization,
    content,
    body: isJson ? JSON.parse(content.toString()) : undefined,
  };
}

function send(response: ServerResponse, { status, headers, body }: GitHubResponse, truncated: boolean): void {
  const bytes = bytesOf(body);
  const length = { "content-length": String(bytes.length), "x-github-request-id": "0000:0000:0000:0000" };
  response.writeHead(status, { ...(status === 204 ? {} : length), ...headers });
  if (!truncated) {
    response.end(bytes);
    return;
  }
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
}

function bytesOf(body: unknown): Buffer {
  if (body === undefined) return Buffer.alloc(0);
  return Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
}

function hasResponse(fault: Fault): boolean {
  return fault.status !== undefined || fault.body !== undefined || fault.headers !== undefined;
}

function faultResponse({ status = 200, headers = {}, body }: Fault): GitHubResponse {
  if (typeof body === "string") {
    return { status, headers: { "content-type": "text/html", ...headers }, body: Buffer.from(body) };
  }
  return { status, headers: { "content-type": "application/json; charset=utf-8", ...headers }, body };
}

function addRun(state: State, run: NewRun): WorkflowRun {
  const added: WorkflowRun = {
    headRepositoryId: state.repository.id,
    workflowId: 4_000_000_001,
    path: ".github/workflows/performance.yml",
    conclusion: null,
    ...run,
  };
  state.runs.push(added);
  return added;
}

function jobEnvironment(state: State, runId: number, runAttempt: number) {
  requireRun(state, runId);
  const { url, repository } = state;
  return {
    ACTIONS_RESULTS_URL: `${url}/`,
    ACTIONS_RUNTIME_TOKEN: runtimeToken(runId),
    GITHUB_API_URL: url,
    GITHUB_GRAPHQL_URL: `${url}/graphql`,
    GITHUB_SERVER_URL: "https://github.com",
    GITHUB_REPOSITORY: `${repository.owner}/${repository.name}`,
    GITHUB_REPOSITORY_ID: String(repository.id),
    GITHUB_REPOSITORY_OWNER: repository.owner,
    GITHUB_RETENTION_DAYS: "90",
    GITHUB_RUN_ID: String(runId),
    GITHUB_RUN_ATTEMPT: String(runAttempt),
    GITHUB_RUN_NUMBER: "1",
  };
}
