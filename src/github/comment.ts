import type { RepositoryApi } from "../githubApi/api.ts";
import { describeApiError } from "../githubApi/apiError.ts";
import { expectedResponses, expecting } from "../githubApi/expectedResponse.ts";
import { listAll } from "../githubApi/pages.ts";
import { statusOf } from "../model/errors.ts";
import { omitUndefined } from "../util/omitUndefined.ts";
import { fetchTokenAccount, selectOwn, type TokenAccount } from "./login.ts";
import { belongsTogether, type CommentMarker, isNewer, isOverlap, markerLine, parseMarker } from "./marker.ts";

/** GitHub's limit, in characters. */
export const maxCommentLength = 65_536;

export interface CommentResult {
  readonly action: "created" | "updated" | "left to a newer run" | "not wanted";
  /** Absent if there is no comment. */
  readonly url?: string;
  /** The reason why there may be two comments. */
  readonly problem?: string;
  /** Other workflows with a comment of the same key about the same commit. */
  readonly overlap?: readonly string[];
}

/** The pull request to comment on. GitHub's API treats it as an issue. */
export interface CommentThread extends RepositoryApi {
  readonly issue_number: number;
}

/** A comment with our marker, written with our token's account. */
interface OwnComment {
  readonly id: number;
  readonly url: string;
  readonly body: string;
  readonly marker: CommentMarker;
}

/** Most times the comments are listed to find those that concurrent runs write. */
const maxLists = 3;

/**
 * Keeps one comment per workflow and key on the pull request. It updates the existing comment, or creates one if
 * `isWanted`. An older run does not overwrite a newer one. Listing and writing are two requests, so each write is
 * followed by another listing. If two runs create a comment each, the first one stays, with the text of the newer run.
 */
export async function upsertComment(
  thread: CommentThread,
  marker: CommentMarker,
  text: string,
  isWanted: boolean,
): Promise<CommentResult> {
  const account = onceOnly(() => fetchTokenAccount(thread.api));
  let overlap: readonly string[] = [];
  const list = async () => {
    const comments = await listOwnComments(thread, marker, account);
    overlap = [
      ...new Set(comments.flatMap((one) => (isOverlap(one.marker, marker) ? (one.marker.workflow ?? []) : []))),
    ];
    return comments.filter((one) => belongsTogether(one.marker, marker));
  };
  const upsert: Upsert = { thread, own: { body: `${markerLine(marker)}\n${text}`, marker }, isWanted, list };
  let state = await writeNewest(upsert, await list());
  for (let lists = 1; lists < maxLists && state.kind !== "done"; lists++) state = await checkAgain(upsert, state);
  if (state.kind === "gone") throw state.error;
  return overlap.length > 0 ? { ...state.result, overlap } : state.result;
}

function onceOnly<T>(call: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => {
    result ??= call();
    return result;
  };
}

interface MarkedText {
  readonly body: string;
  readonly marker: CommentMarker;
}

interface Upsert {
  readonly thread: CommentThread;
  readonly own: MarkedText;
  readonly isWanted: boolean;
  /** The comments of the own workflow and key, the oldest first. */
  readonly list: () => Promise<readonly OwnComment[]>;
}

/** Progress after one listing of the comments. */
type UpsertState =
  | { readonly kind: "done"; readonly result: CommentResult }
  | { readonly kind: "written"; readonly result: CommentResult; readonly created?: OwnComment }
  /** After it was listed, the comment was deleted, or another workflow adopted it. */
  | { readonly kind: "gone"; readonly error: unknown };

/** Lists the comments again. A comment that was written stays written even if this listing fails. */
async function checkAgain(upsert: Upsert, before: UpsertState): Promise<UpsertState> {
  const { own, list } = upsert;
  if (before.kind !== "written") return await writeNewest(upsert, await list());
  const { result, created } = before;
  try {
    const listed = await list();
    // The list may be older than the comment that was just created.
    const isStale = created !== undefined && listed.every(({ id }) => id !== created.id);
    const [first, ...others] = isStale ? [...listed, created].toSorted(byAge) : listed;
    if (first === undefined) return await writeNewest(upsert, []);
    // Another job of this run has the same marker, and its text may hold more.
    const isDone = others.length === 0 && !isNewer(own.marker, first.marker);
    if (!isDone) return await writeNewest(upsert, [first, ...others]);
    return { kind: "done", result: isNewer(first.marker, own.marker) ? resultFor(own, first, first.url) : result };
  } catch (error) {
    const problem = `Loadgate could not check if another run wrote one too: ${describeApiError(error)}`;
    return { kind: "done", result: { ...result, problem } };
  }
}

/** Leaves one comment: the oldest one, with the newest text. */
async function writeNewest(upsert: Upsert, comments: readonly OwnComment[]): Promise<UpsertState> {
  const { thread, own, isWanted } = upsert;
  const [first, ...others] = comments;
  if (first === undefined) {
    return isWanted ? await createComment(upsert) : { kind: "done", result: { action: "not wanted" } };
  }
  const newest = comments.reduce<MarkedText>(newerOf, own);
  const isUpToDate = first.body.trim() === newest.body.trim() && others.length === 0;
  if (isUpToDate) return { kind: "done", result: resultFor(own, newest, first.url) };
  try {
    const text = await updateComment(thread, first, newest);
    const problem = await deleteComments(thread, others);
    const result = { ...resultFor(own, text, first.url), ...omitUndefined({ problem }) };
    return { kind: problem === undefined ? "written" : "done", result };
  } catch (error) {
    if (isNotFound(error) || error instanceof AdoptedComment) return { kind: "gone", error };
    throw error;
  }
}

function resultFor(own: MarkedText, written: MarkedText, url: string): CommentResult {
  return { action: written === own ? "updated" : "left to a newer run", url };
}

/** The first one, unless the second one is newer. */
const newerOf = (a: MarkedText, b: MarkedText): MarkedText => (isNewer(b.marker, a.marker) ? b : a);

/** The ids of comments only grow. */
const byAge = (a: OwnComment, b: OwnComment): number => a.id - b.id;

const maxPages = 100;

/**
 * The comments with this key by the token's account, the oldest first, of all workflows. A comment by another account
 * does not count, whatever its marker.
 */
async function listOwnComments(
  { api, ...issue }: CommentThread,
  { key }: CommentMarker,
  account: () => Promise<TokenAccount>,
): Promise<readonly OwnComment[]> {
  const comments = await listAll(maxPages, async (page) => {
    const request = expecting(expectedResponses.comments);
    return (await api.rest.issues.listComments({ ...issue, ...page, request })).data;
  });
  const marked = comments.flatMap(({ id, html_url: url, body, user }) => {
    const marker = parseMarker(body ?? "");
    return marker?.key === key ? [{ id, url, body: body ?? "", marker, user }] : [];
  });
  if (marked.length === 0) return [];
  return (await selectOwn(api, await account(), marked)).toSorted(byAge);
}

/** Before the request is sent again, it looks for the comment that a lost response may have created. */
async function createComment({ thread, own, list }: Upsert): Promise<UpsertState> {
  const { api, ...issue } = thread;
  const { body, marker } = own;
  const findCreated = async () => {
    const found = (await list()).find((one) => one.body.trim() === body.trim());
    return found && { id: found.id, html_url: found.url };
  };
  const request = { ...expecting(expectedResponses.comment), findCreated };
  const { data } = await api.rest.issues.createComment({ ...issue, body, request });
  const created = { id: data.id, url: data.html_url, body, marker };
  return { kind: "written", result: { action: "created", url: created.url }, created };
}

/** Another workflow has adopted the comment since it was listed. */
class AdoptedComment extends Error {
  override readonly name = "AdoptedComment";
}

/**
 * Reads the comment once more right before it writes, and returns the text that the comment then has.
 * The list may be old, because requests are retried for up to 90 s.
 */
async function updateComment(
  { api, owner, repo }: CommentThread,
  { id, url }: OwnComment,
  text: MarkedText,
): Promise<MarkedText> {
  const comment = { owner, repo, comment_id: id, request: expecting(expectedResponses.comment) };
  const { body } = (await api.rest.issues.getComment(comment)).data;
  const marker = parseMarker(body ?? "");
  if (marker !== undefined && !belongsTogether(marker, text.marker))
    throw new AdoptedComment(`another workflow writes ${url}`);
  if (marker !== undefined && isNewer(marker, text.marker)) return { body: body ?? "", marker };
  await api.rest.issues.updateComment({ ...comment, body: text.body });
  return text;
}

/** Returns why a comment could not be deleted. Some tokens may not delete comments. */
async function deleteComments(
  { api, owner, repo }: CommentThread,
  comments: readonly OwnComment[],
): Promise<string | undefined> {
  for (const { id, url } of comments) {
    try {
      await api.rest.issues.deleteComment({ owner, repo, comment_id: id });
    } catch (error) {
      if (!isNotFound(error)) return `Loadgate could not delete ${url}: ${describeApiError(error)}`;
    }
  }
  return undefined;
}

const isNotFound = (error: unknown): boolean => statusOf(error) === 404;
