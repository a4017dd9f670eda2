import type { Api } from "../githubApi/api.ts";
import { expectedResponses, expecting } from "../githubApi/expectedResponse.ts";
import { listAll } from "../githubApi/pages.ts";
import { statusOf } from "../model/errors.ts";
import type { GitHubContext, WorkflowRunEvent } from "./context.ts";
import { nonEmptyString, objectOf, positiveInteger } from "./payload.ts";

export type PullRequestMatch =
  | { readonly kind: "found"; readonly number: number }
  /** The pull request was pushed to since, or is closed. */
  | { readonly kind: "outdated" }
  | { readonly kind: "several"; readonly numbers: readonly number[] };

/** Most pull requests of an event that are looked up. A longer list includes pull requests of others. */
const maxNamed = 10;
/** Nobody opens more than 100 pull requests for one branch. */
const maxPages = 1;

/**
 * Finds the pull request that a workflow run was for. It is identified by the commit and the repositories, as GitHub
 * knows them now; the event's own numbers are not trusted. Throws if GitHub does not respond.
 */
export async function findPullRequest(
  api: Api,
  context: GitHubContext,
  run: WorkflowRunEvent,
): Promise<PullRequestMatch> {
  const pullRequests = await fetchPullRequests(api, context, run);
  return matchPullRequest(pullRequests, context.repositoryId, run);
}

/** Open pull requests of the run's branch, and those that the event names. */
async function fetchPullRequests(
  api: Api,
  { owner, repo }: GitHubContext,
  { headRepository, headBranch, pullRequests }: WorkflowRunEvent,
): Promise<readonly unknown[]> {
  if (headRepository === undefined) return [];
  const ofBranch =
    headBranch === undefined ? [] : await listOpen(api, { owner, repo, head: `${headRepository.owner}:${headBranch}` });
  const named = pullRequests.slice(0, maxNamed).map((number) => fetchOne(api, { owner, repo, pull_number: number }));
  return [...ofBranch, ...(await Promise.all(named))];
}

async function listOpen(api: Api, query: { owner: string; repo: string; head: string }): Promise<readonly unknown[]> {
  return await listAll(maxPages, async (page) => {
    const { data } = await api.rest.pulls.list({
      ...query,
      state: "open",
      ...page,
      request: expecting(expectedResponses.pullRequests),
    });
    return data;
  });
}

/** The event may name the number of another repository's pull request, which does not exist here. */
async function fetchOne(api: Api, query: { owner: string; repo: string; pull_number: number }): Promise<unknown> {
  try {
    return (await api.rest.pulls.get({ ...query, request: expecting(expectedResponses.pullRequest) })).data;
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}

/** If several match, those that the event names are preferred. */
function matchPullRequest(
  pullRequests: readonly unknown[],
  repositoryId: number,
  run: WorkflowRunEvent,
): PullRequestMatch {
  const numbers = [...new Set(pullRequests.flatMap((pull) => matchingNumber(pull, repositoryId, run) ?? []))];
  const named = numbers.filter((number) => run.pullRequests.includes(number));
  const [first, ...others] = named.length > 0 ? named : numbers;
  if (first === undefined) return { kind: "outdated" };
  return others.length === 0 ? { kind: "found", number: first } : { kind: "several", numbers: [first, ...others] };
}

/** The number of an open pull request into this repository whose head is the run's commit and repository. */
function matchingNumber(pullRequest: unknown, repositoryId: number, run: WorkflowRunEvent): number | undefined {
  const { number, state, head, base } = objectOf(pullRequest);
  const { sha, repo } = objectOf(head);
  const isMatch =
    state === "open" &&
    nonEmptyString(sha) === run.headSha &&
    positiveInteger(objectOf(repo)["id"]) === run.headRepository?.id &&
    positiveInteger(objectOf(objectOf(base)["repo"])["id"]) === repositoryId;
  return isMatch ? positiveInteger(number) : undefined;
}
