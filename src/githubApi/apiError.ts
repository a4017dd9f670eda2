import { messageOf, statusOf } from "../model/errors.ts";

/** What GitHub, or whoever stands before it, has answered instead of what was asked. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: number;
  readonly response: Answered;
  readonly request: unknown;

  constructor(response: Answered, request: unknown, advice: string, cause: unknown) {
    super(`${wordsOf(response.data)}${advice}`, { cause });
    this.status = response.status;
    this.response = response;
    this.request = request;
  }
}

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number | undefined>>;
  /** As it came: an object where it was JSON. */
  readonly data?: unknown;
}

/** The response that an error of octokit's carries; `undefined` where none came: the status is then its own invention. */
export function answeredIn(error: unknown): Answered | undefined {
  const { response } = error instanceof Error && "response" in error ? error : { response: undefined };
  return isAnswered(response) ? response : undefined;
}

function isAnswered(response: unknown): response is Answered {
  const isObject = typeof response === "object" && response !== null;
  return isObject && "status" in response && typeof response.status === "number" && "headers" in response;
}

/** GitHub's own words are a line or two; a proxy answers with a page for people. */
const longest = 400;

function wordsOf(data: unknown): string {
  if (data === undefined || data === "") return "";
  if (typeof data !== "object" || data === null || !("message" in data)) return "not JSON, but a web page";
  const details = "errors" in data && Array.isArray(data.errors) ? data.errors.map(detailOf) : [];
  const words = [String(data.message), ...details].join(": ").replace(/\s+/g, " ").trim();
  return words.length > longest ? `${words.slice(0, longest)}…` : words;
}

function detailOf(error: unknown): string {
  const isTold = typeof error === "object" && error !== null && "message" in error;
  return isTold ? String(error.message) : JSON.stringify(error);
}

/** A failure in words, and what there is to be done about it. */
export function refusal(error: unknown): string {
  const status = statusOf(error);
  const text = messageOf(error);
  if (status === undefined) return text;
  const told = [text, adviceOn(error, status)].filter((part) => part !== "");
  return [`GitHub answered ${status}`, told.join("; ")].filter((part) => part !== "").join(": ");
}

function adviceOn(error: unknown, status: number): string {
  if (status === 401) return "the github-token is not valid";
  if (status === 404) return "the github-token cannot see it, or it is not there";
  if (status === 429 || (status === 403 && isLimited(error))) return "it was asked too often; run the job again later";
  if (status >= 500) return "GitHub is having problems; run the job again later";
  const permission = isForbidden(error) ? permissionFor(urlOf(error)) : undefined;
  return permission === undefined ? "" : `give the job the permission ${permission}`;
}

const isLimited = (error: unknown): boolean => /rate limit/i.test(messageOf(error));

function permissionFor(url: string): string | undefined {
  if (url.includes("/issues/")) return "pull-requests: write";
  if (url.includes("/check-runs")) return "checks: write";
  if (url.includes("/pulls")) return "pull-requests: read";
  return url.includes("/actions/") ? "actions: read" : undefined;
}

/** For want of a permission, and not because the pull request is locked, or GitHub was asked too often. */
export function isForbidden(error: unknown): boolean {
  return statusOf(error) === 403 && !isLimited(error) && !/locked|archived/i.test(messageOf(error));
}

function urlOf(error: unknown): string {
  const { request } = error instanceof Error && "request" in error ? error : { request: undefined };
  return typeof request === "object" && request !== null && "url" in request ? String(request.url) : "";
}
