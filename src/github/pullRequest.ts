import type { Api } from "../githubApi/api.ts";
import { describeApiError } from "../githubApi/apiError.ts";
import { expectedResponses, expecting } from "../githubApi/expectedResponse.ts";
import { bodyTextLines } from "./bodyText.ts";
import type { GitHubContext } from "./context.ts";
import { arrayOf, objectOf } from "./payload.ts";

const request = expecting(expectedResponses.pullRequest);

/** Text and labels that people wrote on a pull request. */
export interface PullRequestNotes {
  /** Lines of the description, without code and hidden text. */
  readonly lines: readonly string[];
  readonly labels: readonly string[];
  /** The reason why these come from the event, which may be out of date. */
  readonly problem?: string;
}

/**
 * Reads the pull request as it is now. A re-run has the event of its first attempt, which may be out of date.
 * Never throws: after a failure it returns the event's notes and the problem.
 */
export async function fetchPullRequestNotes(
  api: Api | undefined,
  { owner, repo, pullRequest }: GitHubContext,
  payload: unknown,
): Promise<PullRequestNotes> {
  if (pullRequest === undefined) return { lines: [], labels: [] };
  const fromEvent = notesIn(objectOf(payload)["pull_request"]);
  if (api === undefined) return { ...fromEvent, problem: "there is no github-token" };
  try {
    const { data } = await api.rest.pulls.get({ owner, repo, pull_number: pullRequest.number, request });
    return notesIn(data);
  } catch (error) {
    return { ...fromEvent, problem: describeApiError(error) };
  }
}

function notesIn(pullRequest: unknown): PullRequestNotes {
  const { body, labels } = objectOf(pullRequest);
  const names = arrayOf(labels).map((label) => objectOf(label)["name"]);
  return {
    lines: typeof body === "string" ? bodyTextLines(body) : [],
    labels: names.filter((name) => typeof name === "string"),
  };
}

/** The pull request's code comes from another repository, or from a deleted one. Throws if GitHub does not respond. */
export async function isFromFork(
  api: Api,
  { owner, repo, repositoryId }: GitHubContext,
  pullNumber: number,
): Promise<boolean> {
  const { data } = await api.rest.pulls.get({ owner, repo, pull_number: pullNumber, request });
  return objectOf(data.head.repo)["id"] !== repositoryId;
}
