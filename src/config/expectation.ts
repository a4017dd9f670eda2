import { compile, JSONPathError } from "json-p3";
import type { Expectations, Extraction, JsonMatch, Pattern, StreamedResponse, TextMatch } from "../model/plan.ts";
import { templateNames } from "../model/template.ts";
import { omitUndefined } from "../util/omitUndefined.ts";
import { patternIn, patternProblem } from "./pattern.ts";
import { type KeyPath, type PathProblem, problemIf, valueProblems } from "./problem.ts";
import type { FileRequest } from "./schema/requestSchema.ts";

type FileExpect = Exclude<FileRequest, string>["expect"];
type FileExtract = Exclude<FileRequest, string>["extract"];

export function expectationsOf({ status, header, trailer, body, json, latency }: FileExpect): Expectations {
  const trailers = headerMatches(trailer);
  return {
    ...omitUndefined({ body: body === undefined ? undefined : textMatch(body, "contains"), latencyMs: latency }),
    statuses: (Array.isArray(status) ? status : status === undefined ? [] : [status]).map(statusRange),
    headers: headerMatches(header),
    ...(Object.keys(trailers).length === 0 ? {} : { trailers }),
    json: Object.fromEntries(Object.entries(json).map(([path, value]) => [path, jsonMatch(value)])),
  };
}

function headerMatches(header: FileExpect["header"]): Expectations["headers"] {
  return Object.fromEntries(
    Object.entries(header).map(([name, text]) => [name.toLowerCase(), textMatch(text, "equals")]),
  );
}

type FileStream = NonNullable<Exclude<FileRequest, string>["stream"]>;

export function streamOf({ until, timeout }: FileStream): StreamedResponse {
  return omitUndefined({ until: until === undefined ? undefined : textMatch(until, "contains"), timeoutMs: timeout });
}

/** Parses 201, 2xx or 200-299. */
function statusRange(status: number | string): readonly [from: number, to: number] {
  if (typeof status === "number") return [status, status];
  if (status.endsWith("xx")) return [Number(status[0]) * 100, Number(status[0]) * 100 + 99];
  const [from = "", to = from] = status.split("-");
  return [Number(from), Number(to)];
}

function textMatch(text: string, kind: "equals" | "contains"): TextMatch {
  const pattern = patternIn(text);
  return pattern === undefined ? { kind, text } : { kind: "matches", ...pattern };
}

/** { equals: … } is for values that have a meaning of their own: absent and null. */
function jsonMatch(value: unknown): JsonMatch {
  if (value === "absent") return { kind: "absent" };
  if (value === null) return { kind: "null" };
  return { kind: "equals", value: isExactValue(value) ? value.equals : value };
}

function isExactValue(value: unknown): value is { readonly equals: unknown } {
  return typeof value === "object" && value !== null && Object.keys(value).join() === "equals";
}

export function extractionsOf(extract: FileExtract): Readonly<Record<string, Extraction>> {
  return Object.fromEntries(Object.entries(extract).map(([name, entry]) => [name, extractionOf(entry)]));
}

function extractionOf(entry: FileExtract[string]): Extraction {
  if (typeof entry === "string") return { kind: "json", path: entry };
  const { json, header, cookie, regex } = entry;
  if (header !== undefined) return { kind: "header", name: header.toLowerCase() };
  if (cookie !== undefined) return { kind: "cookie", name: cookie };
  return regex === undefined ? { kind: "json", path: json ?? "$" } : { kind: "regex", ...extractionPattern(regex) };
}

/** The slashes around the expression are optional. Only with them it can have flags. */
function extractionPattern(regex: string): Pattern {
  return patternIn(regex) ?? { pattern: regex, flags: "" };
}

/** Problems in `expect` and `extract` of the request at this path. */
export function responseProblems(
  { expect, extract, stream = {} }: Exclude<FileRequest, string>,
  at: KeyPath,
): readonly PathProblem[] {
  const { status, header, trailer, body, json } = expect;
  const matches = [
    ...Object.entries(header).map(([name, text]) => ({ path: [...at, "expect", "header", name], text })),
    ...Object.entries(trailer).map(([name, text]) => ({ path: [...at, "expect", "trailer", name], text })),
    ...(body === undefined ? [] : [{ path: [...at, "expect", "body"], text: body }]),
    ...(stream.until === undefined ? [] : [{ path: [...at, "stream", "until"], text: stream.until }]),
  ];
  return [
    ...statusProblems(status ?? [], [...at, "expect", "status"]),
    ...matches.flatMap(({ path, text }) => valueProblems(path, textProblem(text))),
    ...Object.keys(json).flatMap((path) => keyProblems([...at, "expect", "json", path], jsonPathProblem(path))),
    ...Object.entries(extract).flatMap(([name, entry]) => extractionProblems(name, entry, [...at, "extract", name])),
  ];
}

function statusProblems(status: NonNullable<FileExpect["status"]>, at: KeyPath): readonly PathProblem[] {
  const list = Array.isArray(status) ? status : [status];
  const isBackward = list.map(statusRange).some(([from, to]) => from > to);
  return valueProblems(at, isBackward ? "expected a status range with the lower status first" : undefined);
}

function extractionProblems(name: string, entry: FileExtract[string], at: KeyPath): readonly PathProblem[] {
  return [
    ...problemIf(
      templateNames.some((templateName) => templateName === name),
      at,
      `${name} is a built-in template; choose another name`,
    ),
    ...(typeof entry === "string" ? valueProblems(at, jsonPathProblem(entry)) : sourceProblems(entry, at)),
  ];
}

function sourceProblems(entry: Exclude<FileExtract[string], string>, at: KeyPath): readonly PathProblem[] {
  const { json, regex } = entry;
  if (Object.values(omitUndefined(entry)).length !== 1) {
    return valueProblems(at, "expected one of json, header, cookie, regex");
  }
  return [
    ...(json === undefined ? [] : valueProblems([...at, "json"], jsonPathProblem(json))),
    ...(regex === undefined ? [] : valueProblems([...at, "regex"], patternProblem(extractionPattern(regex)))),
  ];
}

function textProblem(text: string): string | undefined {
  const pattern = patternIn(text);
  return pattern === undefined ? undefined : patternProblem(pattern);
}

function jsonPathProblem(path: string): string | undefined {
  try {
    compile(path);
    return undefined;
  } catch (error) {
    if (error instanceof JSONPathError) return `expected a JSONPath, such as $.items[0].id (${error.message})`;
    throw error;
  }
}

/** A problem of the key itself. Its value is not shown. */
function keyProblems(path: KeyPath, message: string | undefined): readonly PathProblem[] {
  return message === undefined ? [] : [{ path, message }];
}
