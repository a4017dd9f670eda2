import { compile, JSONPathError } from "json-p3";
import type { Expectations, Extraction, TextMatch } from "../model/plan.ts";
import { templateNames } from "../model/template.ts";
import { defined } from "../util/omitUndefined.ts";
import type { Contradiction, Path } from "./problem.ts";
import type { FileRequest } from "./schema/requestSchema.ts";

type FileExpect = Exclude<FileRequest, string>["expect"];
type FileExtract = Exclude<FileRequest, string>["extract"];

export function expectationsOf({ status, header, body, json, latency }: FileExpect): Expectations {
  return {
    ...defined({ body: body === undefined ? undefined : textMatch(body, "contains"), latencyMs: latency }),
    statuses: (Array.isArray(status) ? status : status === undefined ? [] : [status]).map(statusRange),
    headers: Object.fromEntries(
      Object.entries(header).map(([name, text]) => [name.toLowerCase(), textMatch(text, "equals")]),
    ),
    json,
  };
}

/** 201, 2xx or 200-299. */
function statusRange(status: number | string): readonly [from: number, to: number] {
  if (typeof status === "number") return [status, status];
  if (status.endsWith("xx")) return [Number(status[0]) * 100, Number(status[0]) * 100 + 99];
  const [from = "", to = from] = status.split("-");
  return [Number(from), Number(to)];
}

function textMatch(text: string, kind: "equals" | "contains"): TextMatch {
  const pattern = patternIn(text);
  return pattern === undefined ? { kind, text } : { kind: "matches", pattern };
}

/** The regular expression of a text that is one: /^[0-9]+$/ */
function patternIn(text: string): string | undefined {
  return /^\/(.+)\/$/s.exec(text)?.[1];
}

export function extractionsOf(extract: FileExtract): Readonly<Record<string, Extraction>> {
  return Object.fromEntries(Object.entries(extract).map(([name, given]) => [name, extractionOf(given)]));
}

function extractionOf(given: FileExtract[string]): Extraction {
  if (typeof given === "string") return { kind: "json", path: given };
  const { json, header, cookie, regex } = given;
  if (header !== undefined) return { kind: "header", name: header.toLowerCase() };
  if (cookie !== undefined) return { kind: "cookie", name: cookie };
  return regex === undefined ? { kind: "json", path: json ?? "$" } : { kind: "regex", pattern: regex };
}

/** Of what `expect` and `extract` of a request say, at the request's path. */
export function answerProblems({ expect, extract }: Exclude<FileRequest, string>, at: Path): readonly Contradiction[] {
  const { status, header, body, json } = expect;
  const matches = [
    ...Object.entries(header).map(([name, text]) => ({ path: [...at, "expect", "header", name], text })),
    ...(body === undefined ? [] : [{ path: [...at, "expect", "body"], text: body }]),
  ];
  return [
    ...statusProblems(status ?? [], [...at, "expect", "status"]),
    ...matches.flatMap(({ path, text }) => shown(path, patternProblem(patternIn(text) ?? ""))),
    ...Object.keys(json).flatMap((path) => plain([...at, "expect", "json", path], jsonPathProblem(path))),
    ...Object.entries(extract).flatMap(([name, given]) => extractionProblems(name, given, [...at, "extract", name])),
  ];
}

function statusProblems(given: NonNullable<FileExpect["status"]>, at: Path): readonly Contradiction[] {
  const list = Array.isArray(given) ? given : [given];
  const isBackward = list.map(statusRange).some(([from, to]) => from > to);
  return shown(at, isBackward ? "expected a range of statuses from the lower to the higher one" : undefined);
}

function extractionProblems(name: string, given: FileExtract[string], at: Path): readonly Contradiction[] {
  const isTaken = templateNames.some((taken) => taken === name);
  return [
    ...plain(at, isTaken ? `${name} is a template already; name it otherwise` : undefined),
    ...(typeof given === "string" ? shown(at, jsonPathProblem(given)) : sourceProblems(given, at)),
  ];
}

function sourceProblems(given: Exclude<FileExtract[string], string>, at: Path): readonly Contradiction[] {
  const { json, regex } = given;
  if (Object.values(defined(given)).length !== 1) return shown(at, "expected one of json, header, cookie, regex");
  return [
    ...(json === undefined ? [] : shown([...at, "json"], jsonPathProblem(json))),
    ...(regex === undefined ? [] : shown([...at, "regex"], patternProblem(regex))),
  ];
}

function patternProblem(pattern: string): string | undefined {
  try {
    new RegExp(pattern);
    return undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return `expected a regular expression (${reasonOf(error)})`;
    throw error;
  }
}

/** V8 repeats the whole expression, which may hold what came from the environment. */
function reasonOf({ message }: SyntaxError): string {
  return message.slice(message.lastIndexOf(": ") + 2);
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

function plain(path: Path, wanted: string | undefined): readonly Contradiction[] {
  return wanted === undefined ? [] : [{ path, wanted }];
}

function shown(path: Path, wanted: string | undefined): readonly Contradiction[] {
  return wanted === undefined ? [] : [{ path, wanted, isShown: true }];
}
