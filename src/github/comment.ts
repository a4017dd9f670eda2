import type { getOctokit } from "@actions/github";
import type { Context } from "./context.ts";

export type Api = ReturnType<typeof getOctokit>;

/** Hidden in the first line of our comment: whose it is, and which run wrote it. */
export interface Marker {
  readonly key: string;
  readonly run: number;
  readonly attempt: number;
  readonly sha: string;
}

export const longestComment = 65_536;

export function markerLine({ key, run, attempt, sha }: Marker): string {
  return `<!-- loadgate key=${key} run=${run} attempt=${attempt} sha=${sha.slice(0, 7)} -->`;
}

/** `undefined` where the text does not begin with a marker of ours. */
export function markerOf(body: string): Marker | undefined {
  const [, key, run, attempt, sha] = /^<!-- loadgate key=(\S+) run=(\d+) attempt=(\d+) sha=(\S*) -->/.exec(body) ?? [];
  if (key === undefined || run === undefined || attempt === undefined || sha === undefined) return undefined;
  return { key, run: Number(run), attempt: Number(attempt), sha };
}

/** What became of the comment. */
export type Posted = "created" | "updated" | "left to a newer run" | "not wanted";

/**
 * Keeps one comment a key on the pull request: updates our own where there is one, and adds one where `isWanted`. An
 * older run never overwrites a newer one.
 */
export async function keepComment(
  api: Api,
  { owner, repo }: Context,
  issue: number,
  marker: Marker,
  text: string,
  isWanted: boolean,
): Promise<Posted> {
  const body = `${markerLine(marker)}\n${text}`;
  const own = await ownLogin(api);
  const comments = await api.paginate(api.rest.issues.listComments, {
    owner,
    repo,
    issue_number: issue,
    per_page: 100,
  });
  const ours = comments.find(
    (comment) => comment.user?.login === own && markerOf(comment.body ?? "")?.key === marker.key,
  );
  if (ours === undefined) {
    if (!isWanted) return "not wanted";
    await api.rest.issues.createComment({ owner, repo, issue_number: issue, body });
    return "created";
  }
  const before = markerOf(ours.body ?? "");
  if (before !== undefined && isNewer(before, marker)) return "left to a newer run";
  await api.rest.issues.updateComment({ owner, repo, comment_id: ours.id, body });
  return "updated";
}

function isNewer(a: Marker, b: Marker): boolean {
  return a.run > b.run || (a.run === b.run && a.attempt > b.attempt);
}

/** A workflow's own token may not ask who it is: then it is the bot that all workflows share. */
async function ownLogin(api: Api): Promise<string> {
  try {
    return (await api.rest.users.getAuthenticated()).data.login;
  } catch {
    return "github-actions[bot]";
  }
}
