import type { Api } from "../githubApi/api.ts";
import { refusal } from "../githubApi/apiError.ts";
import { proseOf } from "./bodyText.ts";
import type { Context } from "./context.ts";
import { fieldsOf, listOf } from "./payload.ts";

/** What people have written on a pull request. */
export interface PullRequestNotes {
  /** The lines of its text that are neither code nor hidden. */
  readonly lines: readonly string[];
  readonly labels: readonly string[];
  /** Why these are those of the event, which may be older. */
  readonly problem?: string;
}

/** As they are now: the event of a run that is repeated is as old as its first attempt. Never throws. */
export async function notesOf(
  api: Api | undefined,
  { owner, repo, pullRequest }: Context,
  payload: unknown,
): Promise<PullRequestNotes> {
  if (pullRequest === undefined) return { lines: [], labels: [] };
  const before = notesIn(fieldsOf(payload)["pull_request"]);
  if (api === undefined) return { ...before, problem: "there is no github-token" };
  try {
    const { data } = await api.rest.pulls.get({ owner, repo, pull_number: pullRequest.number });
    return notesIn(data);
  } catch (error) {
    return { ...before, problem: refusal(error) };
  }
}

function notesIn(pull: unknown): PullRequestNotes {
  const { body, labels } = fieldsOf(pull);
  const names = listOf(labels).map((label) => fieldsOf(label)["name"]);
  return {
    lines: typeof body === "string" ? proseOf(body) : [],
    labels: names.filter((name) => typeof name === "string"),
  };
}

/** Whether the pull request's code comes from another repository, or from one that is gone. */
export async function isForeignPull(
  api: Api,
  { owner, repo, repositoryId }: Context,
  number: number,
): Promise<boolean> {
  const { data } = await api.rest.pulls.get({ owner, repo, pull_number: number });
  return fieldsOf(data.head.repo)["id"] !== repositoryId;
}
