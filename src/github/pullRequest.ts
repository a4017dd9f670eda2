import { messageOf } from "../model/failure.ts";
import { millis } from "../model/unit.ts";
import { within } from "../shell/deadline.ts";
import type { Api } from "./comment.ts";
import type { Context } from "./context.ts";
import { proseOf } from "./prose.ts";

/** What people have written on a pull request. */
export interface PullRequestNotes {
  /** The lines of its text that are neither code nor hidden. */
  readonly lines: readonly string[];
  readonly labels: readonly string[];
  /** Why these are those of the event, which may be older. */
  readonly problem?: string;
}

const limitMs = millis(20_000);

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
    const request = api.rest.pulls.get({ owner, repo, pull_number: pullRequest.number });
    return notesIn((await within(limitMs, "reading the pull request", request)).data);
  } catch (error) {
    const status = error instanceof Error && "status" in error ? `GitHub answered ${error.status}: ` : "";
    return { ...before, problem: `${status}${messageOf(error)}` };
  }
}

function notesIn(pull: unknown): PullRequestNotes {
  const { body, labels } = fieldsOf(pull);
  const names = Array.isArray(labels) ? labels.map((label) => fieldsOf(label)["name"]) : [];
  return {
    lines: typeof body === "string" ? proseOf(body) : [],
    labels: names.filter((name) => typeof name === "string"),
  };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
