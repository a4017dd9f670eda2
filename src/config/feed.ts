import { CsvError, parse } from "csv-parse/sync";
import type { Feed } from "../model/plan.ts";
import { parseExactJson } from "../util/exactJson.ts";
import { omitUndefined } from "../util/omitUndefined.ts";
import { type FileContent, fileProblem } from "./referencedFiles.ts";

export interface FeedTable {
  readonly columns: readonly string[];
  readonly rows: Feed["rows"];
  /** Error message, if the file has no usable rows. */
  readonly problem?: string;
}

/** Parses a .csv file with a header line, or a .jsonl or .ndjson file with one object on each line. */
export function parseFeed(file: string, content: FileContent): FeedTable {
  const problem = fileProblem(content);
  if (content.kind !== "bytes") return emptyTable(problem);
  const text = decodeUtf8(content.bytes);
  if (text === undefined) return emptyTable("expected a file in UTF-8");
  const table = /\.csv$/i.test(file) ? parseCsv(text) : parseJsonLines(text);
  return table.problem === undefined && table.rows.length === 0 ? emptyTable("expected at least one row") : table;
}

function emptyTable(problem: string | undefined): FeedTable {
  return { columns: [], rows: [], ...omitUndefined({ problem }) };
}

/** `undefined` if the bytes are not UTF-8. */
function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function parseCsv(text: string): FeedTable {
  try {
    const [columns = [], ...records] = parse(text, { bom: true, skip_empty_lines: true });
    const duplicate = columns.find((column, i) => columns.indexOf(column) !== i);
    if (duplicate !== undefined) return emptyTable(`expected different column names, found ${duplicate} twice`);
    const rows = records.map((record) => Object.fromEntries(columns.map((column, i) => [column, record[i] ?? ""])));
    return { columns, rows };
  } catch (error) {
    if (error instanceof CsvError) return emptyTable(`expected CSV (${error.message})`);
    throw error;
  }
}

function parseJsonLines(text: string): FeedTable {
  const rows: Feed["rows"][number][] = [];
  for (const [i, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const row = parseRow(line);
    if (row === undefined)
      return emptyTable(`expected a JSON object on each line, found something else on line ${i + 1}`);
    rows.push(row);
  }
  return { columns: [...new Set(rows.flatMap((row) => Object.keys(row)))], rows };
}

/** Each value keeps its type. `undefined` if the line is not a JSON object. */
function parseRow(line: string): Feed["rows"][number] | undefined {
  try {
    const value: unknown = parseExactJson(line);
    return isJsonObject(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isJsonObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
