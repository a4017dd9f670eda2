import { type TemplatePart, templateNames, templateParts, valueTypes } from "../model/template.ts";
import { assertNever } from "../util/assertNever.ts";
import type { FeedTable } from "./feed.ts";
import { hint, type KeyPath, type PathProblem } from "./problem.ts";
import type { FileRequestObject } from "./request.ts";
import { toRequestObject } from "./request.ts";
import type { FileRequest } from "./schema/requestSchema.ts";

/** A text of a request that may contain templates, and its position in the file. */
export interface TemplateField {
  readonly path: KeyPath;
  readonly text: string;
}

/** The names that the templates of a request may use. */
export interface TemplateScope {
  readonly feeds: Readonly<Record<string, ScopedFeed>>;
  /** The table of any file, for pick. */
  readonly parseFeed: (file: string) => FeedTable;
  /** Names of values that the setup and earlier steps extract. */
  readonly values: readonly string[];
  /** False for setup and teardown. They are sent once and not by an arrival, so they use up no feed row. */
  readonly isArrival: boolean;
}

export interface ScopedFeed extends FeedTable {
  readonly file: string;
  readonly isOnce: boolean;
}

/** All texts of a request that may contain templates. The path is the first. */
export function templateFields(request: FileRequest, at: KeyPath): readonly TemplateField[] {
  if (typeof request === "string") return [{ path: at, text: toRequestObject(request).path }];
  const { path, query, headers, body, json, form = {} } = request;
  return [
    { path: [...at, "path"], text: path },
    ...fieldsIn(query, [...at, "query"]),
    ...fieldsIn(headers, [...at, "headers"]),
    ...fieldsIn(body, [...at, "body"]),
    ...fieldsIn(json, [...at, "json"]),
    ...fieldsIn(form, [...at, "form"]),
    ...multipartFields(request, [...at, "multipart"]),
  ];
}

/** All texts in a value, at any depth. */
export function fieldsIn(value: unknown, at: KeyPath): readonly TemplateField[] {
  if (typeof value === "string") return [{ path: at, text: value }];
  if (Array.isArray(value)) return value.flatMap((item, i) => fieldsIn(item, [...at, i]));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => fieldsIn(item, [...at, key]));
}

function multipartFields({ multipart = {} }: FileRequestObject, at: KeyPath): readonly TemplateField[] {
  return Object.entries(multipart).flatMap(([name, part]) =>
    typeof part === "string" ? [{ path: [...at, name], text: part }] : [],
  );
}

/** The files from which pick templates take rows. */
export function filesOfPicks(fields: readonly TemplateField[]): readonly string[] {
  const parts = fields.flatMap(({ text }) => templateParts(text));
  return [...new Set(parts.flatMap((part) => (part.kind === "pick" ? [part.file] : [])))];
}

export function templateProblems({ path, text }: TemplateField, scope: TemplateScope): readonly PathProblem[] {
  return templateParts(text).flatMap((part) => {
    const problem = partProblem(part, scope);
    return problem === undefined || part.kind === "text" ? [] : [{ path, message: `${part.source}: ${problem}` }];
  });
}

/** A path may start with a template only if its value can start with a slash. Built-in values never do. */
export function pathStartProblems({ path, text }: TemplateField): readonly PathProblem[] {
  const [first] = templateParts(text);
  const canBePath = first?.kind !== "uuid" && first?.kind !== "seq" && first?.kind !== "random";
  const isEscape = text.startsWith("$${");
  if (canBePath && !isEscape) return [];
  return [{ path, message: "expected a path that starts with /, such as /hello", showsValue: true }];
}

function partProblem(part: TemplatePart, scope: TemplateScope): string | undefined {
  switch (part.kind) {
    case "text":
    case "uuid":
    case "seq":
    case "random":
      return undefined;
    case "pick":
      return pickProblem(part.file, part.column, scope);
    case "feed":
      return feedProblem(part.feed, part.column, scope);
    case "value":
      return valueProblem(part.name, scope);
    case "unknown":
      return `unknown function ${part.name}; ${functionHint(part.name)}`;
    case "malformed":
      return part.problem;
    default:
      return assertNever(part);
  }
}

function functionHint(name: string): string {
  const functions = `the functions are random(from, to), pick(file, column), ${valueTypes.join("(…), ")}(…)`;
  return hint(name, ["random", "pick", "uuid", "seq", ...valueTypes], functions);
}

function pickProblem(file: string, column: string, { parseFeed }: TemplateScope): string | undefined {
  if (!isFeedFile(file)) return "expected a file that ends in .csv, .jsonl or .ndjson";
  const table = parseFeed(file);
  return table.problem ?? columnProblem(file, column, table);
}

export const isFeedFile = (file: string): boolean => /\.(csv|jsonl|ndjson)$/i.test(file);

function feedProblem(name: string, column: string, { feeds, isArrival }: TemplateScope): string | undefined {
  const feed = Object.hasOwn(feeds, name) ? feeds[name] : undefined;
  const names = Object.keys(feeds);
  if (feed === undefined) {
    const list = names.length === 0 ? "the scenario has no feeds" : `the feeds are ${names.join(", ")}`;
    return `unknown feed ${name}; ${hint(name, names, list)}`;
  }
  if (feed.isOnce && !isArrival) return `${name} keeps each row for one arrival; setup and teardown cannot use it`;
  // A problem of the feed's file is reported once, at the feed itself.
  return feed.problem === undefined ? columnProblem(feed.file, column, feed) : undefined;
}

function columnProblem(file: string, column: string, { columns }: FeedTable): string | undefined {
  if (columns.includes(column)) return undefined;
  return `${file} has no column ${column}; ${hint(column, columns, `the columns are ${columns.join(", ")}`)}`;
}

function valueProblem(name: string, { values }: TemplateScope): string | undefined {
  if (values.includes(name)) return undefined;
  const list =
    values.length === 0 ? "no setup request or earlier step extracts a value" : `the values are ${values.join(", ")}`;
  return `unknown value ${name}; ${hint(name, [...values, ...templateNames], list)}`;
}

/** Header values are sent unencoded, so their constant parts must be legal on the wire. */
export function headerTextProblems({ path, text }: TemplateField): readonly PathProblem[] {
  const constants = templateParts(text).flatMap((part) => (part.kind === "text" ? [part.text] : []));
  if (!constants.some((constant) => /[^\t\x20-\x7e\x80-\xff]/.test(constant))) return [];
  return [{ path, message: "expected Latin-1 text without line breaks, as in every header", showsValue: true }];
}
