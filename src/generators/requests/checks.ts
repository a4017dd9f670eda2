import type { WireAnswer } from "../../model/http.ts";
import type { Expectations, TextMatch } from "../../model/plan.ts";
import { unreachable } from "../../util/assertNever.ts";
import { jsonPath } from "./jsonPath.ts";
import type { AnswerBody } from "./responseBody.ts";

/** The name of the failure, or `undefined` where the answer is as expected. */
export type Check = (answer: WireAnswer, body: AnswerBody) => string | undefined;

/** Whether a status is one of those that count as a success. */
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

/** What is expected besides status and latency: headers, then the body, then what its JSON holds. */
export function checksOf({ headers, body, json }: Expectations): readonly Check[] {
  return [
    ...Object.entries(headers).map(([name, match]) => headerCheck(name, match)),
    ...(body === undefined ? [] : [bodyCheck(body)]),
    ...Object.entries(json).map(([path, value]) => jsonCheck(path, value)),
  ];
}

function headerCheck(name: string, match: TextMatch): Check {
  const failure = `unexpected header ${name}`;
  // A media type without parameters is met with any: application/json by application/json; charset=utf-8.
  const isMediaType = name === "content-type" && match.kind === "equals";
  const isMet = matcher(match);
  return ({ headers }) => {
    for (let i = 0; i < headers.length; i += 2) {
      const value = headers[i + 1] ?? "";
      if (headers[i] === name && (isMet(value) || (isMediaType && isMet(value.split(";", 1)[0]?.trim() ?? "")))) {
        return undefined;
      }
    }
    return failure;
  };
}

function bodyCheck(match: TextMatch): Check {
  const isMet = matcher(match);
  return (_, body) => (isMet(body.text()) ? undefined : "unexpected body");
}

function jsonCheck(path: string, wanted: unknown): Check {
  const find = jsonPath(path);
  const failure = `unexpected json ${path}`;
  return (_, body) => (isSameJson(find(body.json()), wanted) ? undefined : failure);
}

function matcher(match: TextMatch): (text: string) => boolean {
  switch (match.kind) {
    case "equals":
      return (text) => text === match.text;
    case "contains":
      return (text) => text.includes(match.text);
    case "matches": {
      const pattern = new RegExp(match.pattern);
      return (text) => pattern.test(text);
    }
    default:
      return unreachable(match);
  }
}

/** Whether two JSON values are the same, in whatever order their members come. */
export function isSameJson(a: unknown, b: unknown): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && isSameJson(memberOf(a, key), memberOf(b, key)));
}

function memberOf(value: object, key: string): unknown {
  return (value as Readonly<Record<string, unknown>>)[key];
}
