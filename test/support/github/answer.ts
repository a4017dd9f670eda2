import type { State } from "./state.ts";

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** What JSON.stringify makes the body of; bytes go out as they are. */
  readonly body?: unknown;
}

export interface Call {
  readonly state: State;
  /** The parts of the path that the route names in braces. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
}

export type Handler = (call: Call) => Answer;

export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers: { "content-type": "application/json; charset=utf-8", ...headers }, body };
}

/** A refusal in the words and the form of the REST API. */
export function refusal(status: number, message: string): Answer {
  return json(status, { message, documentation_url: "https://docs.github.com/rest", status: String(status) });
}

export function numberOf(call: Call, parameter: string): number {
  return Number(call.parameters[parameter]);
}

export function stringOf(body: Readonly<Record<string, unknown>>, key: string): string | undefined {
  const value = body[key];
  return typeof value === "string" ? value : undefined;
}

/** An object as it is; anything else as an empty one. */
export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
