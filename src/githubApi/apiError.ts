import { messageOf, statusOf } from "../model/errors.ts";
import { isRateLimited } from "./retry.ts";

/** An error status from GitHub, or from a proxy in front of it. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  readonly response: ApiResponse;
  readonly request: unknown;

  /** `advice` follows the response's own message. */
  constructor(response: ApiResponse, request: unknown, advice: string, cause: unknown) {
    super([summaryOf(response.data), advice].filter((part) => part !== "").join("; "), { cause });
    this.status = response.status;
    this.response = response;
    this.request = request;
  }
}

export interface ApiResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number | undefined>>;
  /** An object or a list if the body was JSON, else the text. */
  readonly data?: unknown;
}

/** The response that an Octokit error carries. Without a response, the status of such an error is invented. */
export function responseOf(error: unknown): ApiResponse | undefined {
  const { response } = error instanceof Error && "response" in error ? error : { response: undefined };
  return isApiResponse(response) ? response : undefined;
}

function isApiResponse(response: unknown): response is ApiResponse {
  const isObject = typeof response === "object" && response !== null;
  return isObject && "status" in response && typeof response.status === "number" && "headers" in response;
}

/** In characters. GitHub's messages take a line or two, but a proxy sends a whole web page. */
const maxSummaryLength = 400;

function summaryOf(data: unknown): string {
  if (typeof data === "string" && data.trim() !== "") return "not JSON, but a web page";
  if (typeof data !== "object" || data === null || !("message" in data) || typeof data.message !== "string") return "";
  const details = "errors" in data && Array.isArray(data.errors) ? data.errors.map(detailOf) : [];
  const summary = [data.message, ...details].join(": ").replace(/\s+/g, " ").trim();
  return summary.length > maxSummaryLength ? `${summary.slice(0, maxSummaryLength)}…` : summary;
}

function detailOf(error: unknown): string {
  const hasMessage = typeof error === "object" && error !== null && "message" in error;
  return hasMessage && typeof error.message === "string" ? error.message : JSON.stringify(error);
}

/** The failure in one line, with the status and what to do about it. */
export function describeApiError(error: unknown): string {
  const status = statusOf(error);
  const message = messageOf(error);
  if (status === undefined) return message;
  const details = [message, adviceOn(error, status)].filter((part) => part !== "").join("; ");
  return [`GitHub responded with ${status}`, details].filter((part) => part !== "").join(": ");
}

function adviceOn(error: unknown, status: number): string {
  if (/insufficient usage/i.test(messageOf(error)))
    return "the storage of artifacts is full; delete old artifacts, or set artifact-retention-days";
  if (isRateLimitError(error)) return "the rate limit is reached; run the job again later";
  if (status >= 500) return "GitHub is having problems; run the job again later";
  if (urlOf(error).includes("/twirp/")) return "run the job again";
  if (status === 401) return "the github-token is not valid";
  if (status === 404) return "it does not exist, or the github-token has no access to it";
  const permission = lacksPermission(error) ? permissionFor(urlOf(error)) : undefined;
  return permission === undefined ? "" : `give the job the permission ${permission}`;
}

export function isRateLimitError(error: unknown): boolean {
  const response = responseOf(error);
  return response !== undefined && isRateLimited({ ...response, message: messageOf(error) });
}

function permissionFor(url: string): string | undefined {
  if (url.includes("/issues/")) return "pull-requests: write";
  if (url.includes("/check-runs")) return "checks: write";
  if (url.includes("/pulls")) return "pull-requests: read";
  return url.includes("/actions/") ? "actions: read" : undefined;
}

/** The token lacks a permission. Rate limits and locked pull requests have the same status, 403, but do not count. */
export function lacksPermission(error: unknown): boolean {
  return statusOf(error) === 403 && !isRateLimitError(error) && !/locked|archived/i.test(messageOf(error));
}

function urlOf(error: unknown): string {
  const { request } = error instanceof Error && "request" in error ? error : { request: undefined };
  return typeof request === "object" && request !== null && "url" in request ? String(request.url) : "";
}
