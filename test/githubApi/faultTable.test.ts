import { afterEach, expect, test, vi } from "vitest";
import { findBaseline, uploadBaseline } from "../../src/baseline/store/artifactStore.ts";
import { createCheckRun } from "../../src/github/checkRun.ts";
import { upsertComment } from "../../src/github/comment.ts";
import { readContext } from "../../src/github/context.ts";
import { findPullRequest } from "../../src/github/findPullRequest.ts";
import { markerLine } from "../../src/github/marker.ts";
import { fetchPullRequestNotes, isFromFork } from "../../src/github/pullRequest.ts";
import { listResults, uploadResults } from "../../src/github/resultsArtifact.ts";
import { createApi } from "../../src/githubApi/api.ts";
import { describeApiError } from "../../src/githubApi/apiError.ts";
import type { Baseline } from "../../src/model/baseline.ts";
import { millis } from "../../src/model/unit.ts";
import { addBaselineRun, artifactStore, baselineRun } from "../support/baselineArtifacts.ts";
import type { Fault } from "../support/github/faults.ts";
import { type LocalGitHub, startGitHub } from "../support/github/server.ts";
import { workspace } from "../support/loadgate.ts";
import { forkPull, forkSha } from "../support/uploadedResults.ts";
import { virtualClock } from "../support/virtualClock.ts";

const repo = "/repos/{owner}/{repo}";
const service = "POST /twirp/github.actions.results.api.v1.ArtifactService";
const put = "PUT /actions-results/artifacts/{artifact_id}";

/** A call of one of the clients. It returns "done", or what the user is told. */
interface Operation {
  readonly name: string;
  readonly routes: readonly string[];
  readonly call: (github: LocalGitHub, context: Context) => Promise<string>;
}

/** Pauses pass on a virtual clock. Only a request without a response needs a short timeout. */
const contextFor = ({ delayMs }: AnyFault, timeoutMs: number) => ({
  clock: virtualClock(),
  ...(delayMs === undefined ? {} : { attemptTimeoutMs: millis(timeoutMs) }),
});
type Context = ReturnType<typeof contextFor>;
const apiOf = (github: LocalGitHub, context: Context) => createApi(github.token, { baseUrl: github.url, ...context });
const event = {
  ...readContext({ GITHUB_EVENT_NAME: "pull_request", GITHUB_REPOSITORY: "octo/shop" }, {}),
  repositoryId: 1,
};
const pullRequest = { number: 3, isFork: true };
const workflow = ".github/workflows/performance.yml";

const marker = (run: number) => ({ key: "default", workflow, run, attempt: 1, sha: "5d6e7f8" });
const bot = { issue: 2, login: "github-actions[bot]", type: "Bot" } as const;

async function comment(
  github: LocalGitHub,
  context: Context,
  existing: readonly number[],
  login?: string,
): Promise<string> {
  for (const run of existing) github.addComment({ ...bot, body: `${markerLine(marker(run))}\nrun ${run}` });
  if (login !== undefined) github.addComment({ ...bot, login, body: `${markerLine(marker(6))}\nrun 6` });
  const thread = { api: apiOf(github, context), owner: "octo", repo: "shop", issue_number: 2 };
  const { problem } = await upsertComment(thread, marker(7), "run 7", true);
  return problem ?? "done";
}

/** Sets the environment of a job of run 50. */
function enterJob(github: LocalGitHub): void {
  if (github.runs.length === 0) github.addRun({ id: 50, event: "push", headBranch: "main", headSha: "f95f852b" });
  for (const [key, value] of Object.entries(github.env({ runId: 50 }))) vi.stubEnv(key, value);
}

async function saveBaseline(github: LocalGitHub, context: Context): Promise<string> {
  enterJob(github);
  await using folder = await workspace();
  const store = artifactStore(github, folder.at("found"), context);
  const baseline: Baseline = { schema: 1, runs: [baselineRun(50)] };
  const notes = await uploadBaseline(store, baseline, folder.at("next"), 14, context);
  return notes.join("; ") || "done";
}

const operations: readonly Operation[] = [
  {
    name: "the first comment",
    routes: [`GET ${repo}/issues/{issue_number}/comments`, `POST ${repo}/issues/{issue_number}/comments`],
    call: (github, context) => comment(github, context, []),
  },
  {
    name: "a comment that exists twice",
    routes: ["GET", "PATCH", "DELETE"].map((method) => `${method} ${repo}/issues/comments/{comment_id}`),
    call: (github, context) => comment(github, context, [5, 6]),
  },
  {
    name: "a comment beside that of another account",
    routes: ["GET /user", "POST /graphql"],
    call: (github, context) => comment(github, context, [5], "acme[bot]"),
  },
  {
    name: "a check run",
    routes: [`GET ${repo}/commits/{ref}/check-runs`, `POST ${repo}/check-runs`],
    call: async (github, context) => {
      const verdict = { kind: "pass" as const, reasons: [], failing: false };
      const checkRun = { key: "default", verdict, isNew: false, headline: "x", summary: "x", annotations: [] };
      await createCheckRun(apiOf(github, context), { ...event, workflow }, forkSha, checkRun);
      return "done";
    },
  },
  {
    name: "the pull request of a run",
    routes: [`GET ${repo}/pulls`, `GET ${repo}/pulls/{pull_number}`],
    call: async (github, context) => {
      github.addPullRequest(forkPull);
      const run = {
        id: 101,
        attempt: 1,
        event: "pull_request",
        headSha: forkSha,
        headBranch: "main",
        pullRequests: [3],
      };
      const match = await findPullRequest(apiOf(github, context), event, {
        ...run,
        headRepository: { id: 2, owner: "hubot" },
      });
      return match.kind === "found" ? "done" : match.kind;
    },
  },
  {
    name: "the text of a pull request",
    routes: [`GET ${repo}/pulls/{pull_number}`],
    call: async (github, context) => {
      github.addPullRequest(forkPull);
      const { problem } = await fetchPullRequestNotes(apiOf(github, context), { ...event, pullRequest }, {});
      return problem ?? "done";
    },
  },
  {
    name: "whether a pull request is a fork's",
    routes: [`GET ${repo}/pulls/{pull_number}`],
    call: async (github, context) => {
      github.addPullRequest(forkPull);
      return (await isFromFork(apiOf(github, context), event, 3)) ? "done" : "not from a fork";
    },
  },
  {
    name: "the list of results",
    routes: [`GET ${repo}/actions/runs/{run_id}/artifacts`],
    call: async (github, context) => {
      github.addRun({ id: 50, event: "push", headBranch: "main", headSha: "f95f852b" });
      github.addArtifact({ name: "loadgate-results-api-1", runId: 50, files: {} });
      const run = { api: apiOf(github, context), owner: "octo", repo: "shop", runId: 50, runAttempt: 1 };
      return (await listResults(run)).length === 1 ? "done" : "no results";
    },
  },
  {
    name: "the baseline",
    routes: ["actions/artifacts", "actions/runs/{run_id}"].map((path) => `GET ${repo}/${path}`),
    call: async (github, context) => {
      addBaselineRun(github, 50);
      await using folder = await workspace();
      const lookup = await findBaseline(artifactStore(github, folder.path, context));
      if (lookup.kind === "found" || lookup.kind === "not_asked") return "done";
      return `${lookup.kind}: ${lookup.message}`;
    },
  },
  {
    name: "the upload of the results",
    routes: [`${service}/CreateArtifact`, put, `${service}/FinalizeArtifact`],
    call: async (github, context) => {
      enterJob(github);
      await using folder = await workspace({ "results.json": "{}" });
      await uploadResults([folder.at("results.json")], { kind: "results", key: "api", attempt: 1 }, 30, context);
      return "done";
    },
  },
  {
    name: "the upload of a baseline",
    routes: [`${service}/CreateArtifact`, put, `${service}/FinalizeArtifact`, `${service}/ListArtifacts`],
    call: saveBaseline,
  },
  {
    name: "the second upload of a baseline",
    routes: [`${service}/DeleteArtifact`],
    call: async (github, context) => {
      await saveBaseline(github, context);
      return await saveBaseline(github, context);
    },
  },
];

type AnyFault = Omit<Fault, "route">;

const page = "<!doctype html><html><title>Unicorn!</title></html>";
const message = { message: "No, thank you", msg: "No, thank you" };
const statuses: readonly AnyFault[] = [401, 403, 404, 409, 410, 422, 429, 500, 502, 503].map((status) => ({
  status,
  body: message,
}));
const unusable: readonly AnyFault[] = [
  ...[{}, [], [null], [{}], null, { artifacts: {} }, { data: null }, "", page].map((body) => ({ status: 200, body })),
  { status: 200, body: message, headers: { "content-type": "application/octet-stream" } },
  { status: 204 },
];
const broken: readonly AnyFault[] = [
  { reset: true },
  { lost: true },
  { truncated: true },
  { delayMs: 5_000 },
  { status: 403, body: page },
  { status: 502, body: page },
  { status: 403, body: {} },
  { status: 500, body: [] },
  { status: 429, headers: { "retry-after": "3600" }, body: message },
  { status: 429, headers: { "retry-after": "2" }, body: message },
  { status: 403, headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "9e99" }, body: message },
];

/** A message that a person cannot use: an internal error, a page, or nothing. */
const unreadable = /TypeError|SyntaxError|undefined|\[object|Unexpected|Cannot|<|^\W*$|is not a function|iterable|\n/;

afterEach(() => vi.unstubAllEnvs());

/** What is wrong about the outcome. "" if nothing is. */
async function problemAfter({ call }: Operation, fault: Fault): Promise<string> {
  await using github = await startGitHub({ keepViolations: true });
  github.fail(fault);
  const outcome = await call(github, contextFor(fault, 50)).catch(describeApiError);
  if (github.comments(2).filter(({ body }) => body.includes("run=7")).length > 1) return "a second comment";
  if (new Set(github.checkRuns.map(({ externalId }) => externalId)).size < github.checkRuns.length)
    return "a second check run";
  // A service of another test may have had this port before, and may still get its load.
  const sent = github.requests.filter(({ path }) => /^\/(repos|twirp|actions-results|graphql|user)\b/.test(path));
  if (sent.length > 60) return `${sent.length} requests, the last one ${sent.at(-1)?.route}`;
  if (outcome === "done") return "";
  if (unreadable.test(outcome)) return outcome;
  const { status = 200 } = fault;
  const isDescribed = status < 400 || /409|interrupted|already/.test(outcome) || outcome.includes(String(status));
  return isDescribed ? "" : `without the status: ${outcome}`;
}

const calls = operations.flatMap((operation) =>
  operation.routes.map((route) => [operation.name, route, operation] as const),
);

test.each(calls)("%s: every failure of %s is bounded and described", async (_, route, operation) => {
  const wrong: string[] = [];
  for (const fault of [...statuses, ...unusable, ...broken]) {
    const problem = await problemAfter(operation, { route, ...fault });
    if (problem !== "") wrong.push(`${JSON.stringify(fault)}: ${problem}`);
  }
  expect(wrong).toEqual([]);
});

const passing: readonly AnyFault[] = [
  ...unusable.slice(0, 2),
  ...broken.slice(0, 4),
  { status: 502, body: page },
  { status: 429, body: message },
];

test.each(calls)("%s: a single failure of %s has no consequence", async (_, route, operation) => {
  const wrong: string[] = [];
  for (const fault of passing) {
    await using github = await startGitHub({ keepViolations: true });
    github.fail({ route, times: 1, ...fault });
    const outcome = await operation.call(github, contextFor(fault, 250)).catch(describeApiError);
    const isDouble =
      github.comments(2).filter(({ body }) => body.includes("run=7")).length > 1 || github.checkRuns.length > 1;
    if (outcome !== "done" || isDouble) wrong.push(`${JSON.stringify(fault)}: ${outcome}${isDouble ? ", twice" : ""}`);
  }
  expect(wrong).toEqual([]);
});
