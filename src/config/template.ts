import { type TemplatePart, templateNames, templateParts } from "../model/template.ts";
import { unreachable } from "../util/assertNever.ts";
import type { Table } from "./feed.ts";
import { type Contradiction, hint, type Path } from "./problem.ts";
import type { FileRequestMap } from "./request.ts";
import { spelledOut } from "./request.ts";
import type { FileRequest } from "./schema/requestSchema.ts";

/** A text of a request in which templates may stand. */
export interface Templated {
  readonly path: Path;
  readonly text: string;
}

/** What the templates of a request can take. */
export interface Scope {
  readonly feeds: Readonly<Record<string, NamedTable>>;
  /** The rows of any file, for pick. */
  readonly tableOf: (file: string) => Table;
  /** Extracted before. */
  readonly values: readonly string[];
  /** Setup and teardown are sent once, by nobody who arrives: they use up no row. */
  readonly isArrival: boolean;
}

export interface NamedTable extends Table {
  readonly file: string;
  readonly isOnce: boolean;
}

/** All texts of a request that may hold templates, with where they stand in the file. */
export function templatedTexts(request: FileRequest, at: Path): readonly Templated[] {
  if (typeof request === "string") return [{ path: at, text: spelledOut(request).path }];
  const { path, query, headers, body, json, form = {} } = request;
  return [
    { path: [...at, "path"], text: path },
    ...textsIn(query, [...at, "query"]),
    ...textsIn(headers, [...at, "headers"]),
    ...textsIn(body, [...at, "body"]),
    ...textsIn(json, [...at, "json"]),
    ...textsIn(form, [...at, "form"]),
    ...fieldsIn(request, [...at, "multipart"]),
  ];
}

function textsIn(value: unknown, at: Path): readonly Templated[] {
  if (typeof value === "string") return [{ path: at, text: value }];
  if (Array.isArray(value)) return value.flatMap((item, i) => textsIn(item, [...at, i]));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => textsIn(item, [...at, key]));
}

function fieldsIn({ multipart = {} }: FileRequestMap, at: Path): readonly Templated[] {
  return Object.entries(multipart).flatMap(([name, part]) =>
    typeof part === "string" ? [{ path: [...at, name], text: part }] : [],
  );
}

/** The files that pick takes rows from. */
export function pickedFiles(texts: readonly Templated[]): readonly string[] {
  const parts = texts.flatMap(({ text }) => templateParts(text));
  return [...new Set(parts.flatMap((part) => (part.kind === "pick" ? [part.file] : [])))];
}

export function templateProblems({ path, text }: Templated, scope: Scope): readonly Contradiction[] {
  return templateParts(text).flatMap((part) => {
    const wanted = wrongWith(part, scope);
    return wanted === undefined || part.kind === "text" ? [] : [{ path, wanted: `${part.source}: ${wanted}` }];
  });
}

/** A path is one from its first character on, so what may stand there holds a path. */
export function beginningProblems({ path, text }: Templated): readonly Contradiction[] {
  const [first] = templateParts(text);
  const isPath = first?.kind !== "uuid" && first?.kind !== "seq" && first?.kind !== "random";
  const isEscaped = text.startsWith("$${");
  if (isPath && !isEscaped) return [];
  return [{ path, wanted: "expected a path that starts with /, such as /hello", isShown: true }];
}

function wrongWith(part: TemplatePart, scope: Scope): string | undefined {
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
      return `unknown function ${part.name}; ${hint(part.name, ["random", "pick", "uuid", "seq"], "there are random(from, to) and pick(file, column)")}`;
    case "malformed":
      return part.wanted;
    default:
      return unreachable(part);
  }
}

function pickProblem(file: string, column: string, { tableOf }: Scope): string | undefined {
  if (!isFeedFile(file)) return "expected a file that ends in .csv, .jsonl or .ndjson";
  const table = tableOf(file);
  return table.problem ?? columnProblem(file, column, table);
}

export const isFeedFile = (file: string): boolean => /\.(csv|jsonl|ndjson)$/i.test(file);

function feedProblem(name: string, column: string, { feeds, isArrival }: Scope): string | undefined {
  const feed = Object.hasOwn(feeds, name) ? feeds[name] : undefined;
  const names = Object.keys(feeds);
  if (feed === undefined) {
    const there = names.length === 0 ? "the scenario has no feeds" : `there are ${names.join(", ")}`;
    return `no feed is called ${name}; ${hint(name, names, there)}`;
  }
  if (feed.isOnce && !isArrival) return `${name} gives each row to one arrival; setup and teardown are none`;
  // What is wrong with the feed's file is told where the feed is.
  return feed.problem === undefined ? columnProblem(feed.file, column, feed) : undefined;
}

function columnProblem(file: string, column: string, { columns }: Table): string | undefined {
  if (columns.includes(column)) return undefined;
  return `${file} has no column ${column}; ${hint(column, columns, `there are ${columns.join(", ")}`)}`;
}

function valueProblem(name: string, { values }: Scope): string | undefined {
  if (values.includes(name)) return undefined;
  const there = values.length === 0 ? "no setup or earlier step extracts anything" : `there are ${values.join(", ")}`;
  return `nothing before extracts ${name}; ${hint(name, [...values, ...templateNames], there)}`;
}

/** Header values go out as they stand, so what stands in them must be fit to. */
export function headerProblems({ path, text }: Templated): readonly Contradiction[] {
  const plain = templateParts(text).flatMap((part) => (part.kind === "text" ? [part.text] : []));
  if (!plain.some((text) => /[^\t\x20-\x7e\x80-\xff]/.test(text))) return [];
  return [{ path, wanted: "expected a text of Latin-1 without line breaks, as headers carry", isShown: true }];
}
