import type { State } from "./state.ts";

export interface GitHubResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as JSON, except that a Buffer is sent as it is. */
  readonly body?: unknown;
}

export interface ApiCall {
  readonly state: State;
  /** The path parameters: the parts that the route names in braces. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
}

export type Handler = (call: ApiCall) => GitHubResponse;

export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): GitHubResponse {
  return { status, headers: { "content-type": "application/json; charset=utf-8", ...headers }, body };
}

/** An error in the format of the REST API. */
export function errorResponse(status: number, message: string): GitHubResponse {
  return json(status, { message, documentation_url: "https://docs.github.com/rest", status: String(status) });
}

export function numberParameter(call: ApiCall, parameter: string): number {
  return Number(call.parameters[parameter]);
}

export function stringField(body: Readonly<Record<string, unknown>>, key: string): string | undefined {
  const value = body[key];
  return typeof value === "string" ? value : undefined;
}

/** Anything but an object becomes an empty one. */
export function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
