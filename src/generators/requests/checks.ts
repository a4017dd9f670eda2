import type { WireResponse } from "../../model/http.ts";
import type { Expectations, JsonMatch, TextMatch } from "../../model/plan.ts";
import { assertNever } from "../../util/assertNever.ts";
import { equalJson } from "../../util/exactJson.ts";
import { compileJsonPath } from "./jsonPath.ts";
import type { ResponseBody } from "./responseBody.ts";

/** Gives the name of the failure, or `undefined` if the response is as expected. */
export type ResponseCheck = (response: WireResponse, body: ResponseBody) => string | undefined;

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
  const failure = `unexpected ${kind} ${name}`;
  // An expected media type without parameters accepts any: application/json accepts application/json; charset=utf-8.
  const ignoresParameters = name === "content-type" && match.kind === "equals";
  const matches = matcher(match);
  return (response) => {
    const headers = kind === "header" ? response.headers : (response.trailers ?? []);
    for (let i = 0; i < headers.length; i += 2) {
      const value = headers[i + 1] ?? "";
      if (
        headers[i] === name &&
        (matches(value) || (ignoresParameters && matches(value.split(";", 1)[0]?.trim() ?? "")))
      ) {
        return undefined;
      }
    }
    return failure;
  };
}

function bodyCheck(match: TextMatch): ResponseCheck {
  const matches = matcher(match);
  return (_, body) => (matches(body.text()) ? undefined : "unexpected body");
}

/** A body that is not JSON fails every check, also that for an absent value. */
function jsonCheck(path: string, match: JsonMatch): ResponseCheck {
  const find = compileJsonPath(path);
  const matches = jsonMatcher(match);
  const failure = `unexpected json ${path}`;
  return (_, body) => {
    const document = body.json();
    return document !== undefined && matches(find(document)) ? undefined : failure;
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
