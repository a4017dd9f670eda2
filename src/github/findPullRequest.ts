import type { Api } from "../githubApi/api.ts";
import { statusOf } from "../model/errors.ts";
import type { Context, WorkflowRunEvent } from "./context.ts";
import { countOf, fieldsOf, textOf } from "./payload.ts";

/** The pull request that a run was about. */
export type FoundPull =
  | { readonly kind: "found"; readonly number: number }
  /** It was pushed to since, or is closed. */
  | { readonly kind: "moved_on" }
  | { readonly kind: "several"; readonly numbers: readonly number[] };

/** An event names few; whoever lists more lists others' too. */
const asked = 10;

/** As GitHub has it now, by who has pushed what: of numbers nothing is believed. Throws where GitHub does not answer. */
export async function pullRequestOfRun(api: Api, context: Context, run: WorkflowRunEvent): Promise<FoundPull> {
  const candidates = await candidatesFor(api, context, run);
  return pullAmong(candidates, context.repositoryId, run);
}

async function candidatesFor(api: Api, { owner, repo }: Context, run: WorkflowRunEvent): Promise<readonly unknown[]> {
  const head = run.headRepository;
  if (head === undefined) return [];
  const listed = await pullsFrom(api, { owner, repo }, head.owner, run.headBranch);
  const named = run.pullRequests.slice(0, asked).map((number) => pull(api, { owner, repo, pull_number: number }));
  return [...listed, ...(await Promise.all(named))];
}

async function pullsFrom(
  api: Api,
  place: { owner: string; repo: string },
  headOwner: string,
  branch: string | undefined,
): Promise<readonly unknown[]> {
  if (branch === undefined) return [];
  const query = { ...place, head: `${headOwner}:${branch}`, state: "open" as const, per_page: 100 };
  return (await api.rest.pulls.list(query)).data;
}

/** A number that the event names may be of another repository's pull request, and none of ours. */
async function pull(api: Api, wanted: { owner: string; repo: string; pull_number: number }): Promise<unknown> {
  try {
    return (await api.rest.pulls.get(wanted)).data;
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}

/** Open, of exactly that commit from that repository, into this one; of several the one that the event names. */
function pullAmong(candidates: readonly unknown[], repositoryId: number, run: WorkflowRunEvent): FoundPull {
  const numbers = [...new Set(candidates.flatMap((pull) => numberIfOf(pull, repositoryId, run) ?? []))];
  const named = numbers.filter((number) => run.pullRequests.includes(number));
  const [one, ...others] = named.length > 0 ? named : numbers;
  if (one === undefined) return { kind: "moved_on" };
  return others.length === 0 ? { kind: "found", number: one } : { kind: "several", numbers: [one, ...others] };
}

function numberIfOf(pull: unknown, repositoryId: number, run: WorkflowRunEvent): number | undefined {
  const { number, state, head, base } = fieldsOf(pull);
  const { sha, repo } = fieldsOf(head);
  const isIts =
    state === "open" &&
    textOf(sha) === run.headSha &&
    countOf(fieldsOf(repo)["id"]) === run.headRepository?.id &&
    countOf(fieldsOf(fieldsOf(base)["repo"])["id"]) === repositoryId;
  return isIts ? countOf(number) : undefined;
}
