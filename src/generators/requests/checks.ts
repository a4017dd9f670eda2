import type { WireResponse } from "../../model/http.ts";
import type { Expectations, JsonMatch, TextMatch } from "../../model/plan.ts";
import { assertNever } from "../../util/assertNever.ts";
import { equalJson, exactJsonText } from "../../util/exactJson.ts";
import { compileJsonPath } from "./jsonPath.ts";
import type { ResponseBody } from "./responseBody.ts";

/** One expectation of a response. */
export interface ResponseCheck {
  /** The name under which a response that does not pass is counted. */
  readonly failure: string;
  passes(response: WireResponse, body: ResponseBody): boolean;
  /** The value that came, for people. */
  actual(response: WireResponse, body: ResponseBody): string;
}

/** A predicate that is true for statuses that count as a success. */
export function statusCheck({ statuses }: Expectations): (status: number) => boolean {
  if (statuses.length === 0) return (status) => status < 400;
  const ends = statuses.flat();
  return (status) => {
    for (let i = 0; i < ends.length; i += 2) {
      if (status >= (ends[i] ?? 0) && status <= (ends[i + 1] ?? 0)) return true;
    }
    return false;
  };
}

/** The checks besides status and latency, in this order: headers, trailers, body text, JSON values. */
export function responseChecks({ headers, trailers = {}, body, json }: Expectations): readonly ResponseCheck[] {
  return [
    ...Object.entries(headers).map(([name, match]) => headerCheck("header", name, match)),
    ...Object.entries(trailers).map(([name, match]) => headerCheck("trailer", name, match)),
    ...(body === undefined ? [] : [bodyCheck(body)]),
    ...Object.entries(json).map(([path, match]) => jsonCheck(path, match)),
  ];
}

function headerCheck(kind: "header" | "trailer", name: string, match: TextMatch): ResponseCheck {
  // An expected media type without parameters accepts any: application/json accepts application/json; charset=utf-8.
  const ignoresParameters = name === "content-type" && match.kind === "equals";
  const matches = matcher(match);
  const values = (response: WireResponse): readonly string[] => {
    const headers = kind === "header" ? response.headers : (response.trailers ?? []);
    return headers.filter((_, i) => i % 2 === 1 && headers[i - 1] === name);
  };
  const isExpected = (value: string) =>
    matches(value) || (ignoresParameters && matches(value.split(";", 1)[0]?.trim() ?? ""));
  return {
    failure: `unexpected ${kind} ${name}`,
    passes: (response) => values(response).some(isExpected),
    actual: (response) => values(response).join(", ") || `no ${kind} ${name}`,
  };
}

function bodyCheck(match: TextMatch): ResponseCheck {
  const matches = matcher(match);
  return {
    failure: "unexpected body",
    passes: (_, body) => matches(body.text()),
    actual: (_, body) => body.text() || "an empty body",
  };
}

/** A body that is not JSON fails every check, also that for an absent value. */
function jsonCheck(path: string, match: JsonMatch): ResponseCheck {
  const find = compileJsonPath(path);
  const matches = jsonMatcher(match);
  return {
    failure: `unexpected json ${path}`,
    passes(_, body) {
      const document = body.json();
      return document !== undefined && matches(find(document));
    },
    actual(_, body) {
      const document = body.json();
      if (document === undefined) return body.text() || "an empty body";
      const value = find(document);
      return value === undefined ? `nothing at ${path}` : exactJsonText(value);
    },
  };
}

/** Takes the first match of the path, `undefined` if there is none. */
function jsonMatcher(match: JsonMatch): (found: unknown) => boolean {
  switch (match.kind) {
    case "equals":
      return (found) => equalJson(found, match.value);
    case "absent":
      return (found) => found === undefined;
    case "null":
      return (found) => found === undefined || found === null;
    default:
      return assertNever(match);
  }
}

export function matcher(match: TextMatch): (text: string) => boolean {
  switch (match.kind) {
    case "equals":
      return (text) => text === match.text;
    case "contains":
      return (text) => text.includes(match.text);
    case "matches": {
      const pattern = new RegExp(match.pattern, match.flags);
      return (text) => pattern.test(text);
    }
    default:
      return assertNever(match);
  }
}
