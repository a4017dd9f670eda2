import type { Api } from "../githubApi/api.ts";
import { refusal } from "../githubApi/apiError.ts";
import { statusOf } from "../model/errors.ts";
import { shortSha } from "../util/format.ts";
import { defined } from "../util/omitUndefined.ts";
import { botLogin, ownLogin } from "./login.ts";

/** Hidden in the first line of our comment: whose it is, and which run wrote it. */
export interface Marker {
  readonly key: string;
  readonly run: number;
  readonly attempt: number;
  readonly sha: string;
}

export const longestComment = 65_536;

export function markerLine({ key, run, attempt, sha }: Marker): string {
  return `<!-- loadgate key=${key} run=${run} attempt=${attempt} sha=${shortSha(sha)} -->`;
}

/** `undefined` where the text does not begin with a marker of ours. */
export function markerOf(body: string): Marker | undefined {
  const [, key, run, attempt, sha] = /^<!-- loadgate key=(\S+) run=(\d+) attempt=(\d+) sha=(\S*) -->/.exec(body) ?? [];
  if (key === undefined || run === undefined || attempt === undefined || sha === undefined) return undefined;
  return { key, run: Number(run), attempt: Number(attempt), sha };
}

/** What became of the comment. */
export interface Kept {
  readonly what: "created" | "updated" | "left to a newer run" | "not wanted";
  /** Of the comment, where there is one. */
  readonly url?: string;
  /** Why there may be more than one. */
  readonly problem?: string;
}

/** The pull request that is commented on; to GitHub it is an issue. */
export interface Place {
  readonly api: Api;
  readonly owner: string;
  readonly repo: string;
  readonly issue_number: number;
}

/** A comment that says it is ours, and is. */
interface Ours {
  readonly id: number;
  readonly url: string;
  readonly body: string;
  readonly marker: Marker;
}

/** How often it is looked whether another run has come between our looking and our writing. */
const mostLooks = 3;

/**
 * Keeps one comment a key on the pull request: updates our own where there is one, and adds one where `isWanted`. An
 * older run does not overwrite a newer one. Looking and writing are two requests: who has written looks again. Of two runs that both
 * add one, the first comment stays, with the newer run's text.
 */
export async function keepComment(place: Place, marker: Marker, text: string, isWanted: boolean): Promise<Kept> {
  const mine = { body: `${markerLine(marker)}\n${text}`, marker };
  let step = await afterLook(place, mine, await oursAt(place, marker.key), isWanted);
  for (let looks = 1; looks < mostLooks && step.kind !== "settled"; looks++) {
    step = await afterWriting(place, mine, step, isWanted);
  }
  if (step.kind === "gone") throw step.error;
  return step.kept;
}

interface Text {
  readonly body: string;
  readonly marker: Marker;
}

/** What one look has led to. */
type Step =
  | { readonly kind: "settled"; readonly kept: Kept }
  | { readonly kind: "written"; readonly kept: Kept; readonly created?: Ours }
  /** Somebody has deleted the comment since it was listed. */
  | { readonly kind: "gone"; readonly error: unknown };

/** What was written is there, whether or not it can be seen what others have written. */
async function afterWriting(place: Place, mine: Text, before: Step, isWanted: boolean): Promise<Step> {
  if (before.kind !== "written") return await afterLook(place, mine, await oursAt(place, mine.marker.key), isWanted);
  const { kept, created } = before;
  try {
    const seen = await oursAt(place, mine.marker.key);
    // A list may be older than what was added last.
    const isOld = created !== undefined && seen.every(({ id }) => id !== created.id);
    const [first, ...others] = isOld ? [...seen, created].toSorted(byAge) : seen;
    if (first === undefined) return { kind: "settled", kept };
    // Under the same marker another job of this run may have told more.
    const isOver = others.length === 0 && !isNewer(mine.marker, first.marker);
    if (!isOver) return await afterLook(place, mine, [first, ...others], isWanted);
    return { kind: "settled", kept: isNewer(first.marker, mine.marker) ? keptAs(mine, first, first.url) : kept };
  } catch (error) {
    const problem = `whether another run has written as well could not be seen: ${refusal(error)}`;
    return { kind: "settled", kept: { ...kept, problem } };
  }
}

/** Leaves the oldest of the comments, with the newest of the texts. */
async function afterLook(place: Place, mine: Text, ours: readonly Ours[], isWanted: boolean): Promise<Step> {
  const [first, ...others] = ours;
  if (first === undefined)
    return isWanted ? await added(place, mine) : { kind: "settled", kept: { what: "not wanted" } };
  const newest = ours.reduce<Text>(newerOf, mine);
  const isSettled = first.body.trim() === newest.body.trim() && others.length === 0;
  if (isSettled) return { kind: "settled", kept: keptAs(mine, newest, first.url) };
  try {
    const text = await update(place, first, newest);
    const problem = await removed(place, others);
    const kept = { ...keptAs(mine, text, first.url), ...defined({ problem }) };
    return { kind: problem === undefined ? "written" : "settled", kept };
  } catch (error) {
    if (isGone(error)) return { kind: "gone", error };
    throw error;
  }
}

function keptAs(mine: Text, text: Text, url: string): Kept {
  return { what: text === mine ? "updated" : "left to a newer run", url };
}

async function added(place: Place, mine: Text): Promise<Step> {
  const created = await create(place, mine);
  return { kind: "written", kept: { what: "created", url: created.url }, created };
}

/** The second only where it is newer. */
const newerOf = (a: Text, b: Text): Text => (isNewer(b.marker, a.marker) ? b : a);

function isNewer(a: Marker, b: Marker): boolean {
  return a.run > b.run || (a.run === b.run && a.attempt > b.attempt);
}

/** Numbers of comments only grow. */
const byAge = (a: Ours, b: Ours): number => a.id - b.id;

/** Those of this key that we have written, the oldest first; what others have written under our marker is theirs. */
async function oursAt({ api, ...issue }: Place, key: string): Promise<readonly Ours[]> {
  const comments = await commentsAt({ api, ...issue });
  const marked = comments.flatMap(({ id, html_url: url, body = "", user }) => {
    const marker = markerOf(body);
    return marker?.key === key ? [{ id, url, body, marker, user }] : [];
  });
  if (marked.length === 0) return [];
  const own = (await ownLogin(api)) ?? (await botLogin(api, marked));
  return marked.filter(({ user }) => user?.login === own).toSorted(byAge);
}

const perPage = 100;
const mostPages = 100;

/** To the first page that is not full: not every proxy lets the Link header through. */
async function commentsAt({ api, ...issue }: Place) {
  const comments = [];
  for (let page = 1; page <= mostPages; page++) {
    const { data } = await api.rest.issues.listComments({ ...issue, per_page: perPage, page });
    comments.push(...data);
    if (data.length < perPage) break;
  }
  return comments;
}

async function create({ api, ...issue }: Place, { body, marker }: Text): Promise<Ours> {
  const { data } = await api.rest.issues.createComment({ ...issue, body });
  return { id: data.id, url: data.html_url, body, marker };
}

/** Looks right before it writes, and gives the text that is there then: a list may be as old as the patience of our requests. */
async function update({ api, owner, repo }: Place, { id }: Ours, text: Text): Promise<Text> {
  const one = { owner, repo, comment_id: id };
  const { body = "" } = (await api.rest.issues.getComment(one)).data;
  const marker = markerOf(body);
  if (marker !== undefined && isNewer(marker, text.marker)) return { body, marker };
  await api.rest.issues.updateComment({ ...one, body: text.body });
  return text;
}

/** Says what kept one of them from being removed: not every token may. */
async function removed({ api, owner, repo }: Place, others: readonly Ours[]): Promise<string | undefined> {
  for (const { id, url } of others) {
    try {
      await api.rest.issues.deleteComment({ owner, repo, comment_id: id });
    } catch (error) {
      if (!isGone(error)) return `${url} should have been deleted: ${refusal(error)}`;
    }
  }
  return undefined;
}

const isGone = (error: unknown): boolean => statusOf(error) === 404;
