import { CsvError, parse } from "csv-parse/sync";
import type { Feed } from "../model/plan.ts";
import { defined } from "../util/omitUndefined.ts";
import { type FileContent, fileProblem } from "./referencedFiles.ts";

export interface Table {
  readonly columns: readonly string[];
  readonly rows: Feed["rows"];
  /** What is wanted instead, where the file holds no such rows. */
  readonly problem?: string;
}

/** The rows of a .csv file with a header line, or of a .jsonl or .ndjson file with an object on each line. */
export function tableOf(file: string, content: FileContent): Table {
  const problem = fileProblem(content);
  if (content.kind !== "bytes") return failed(problem);
  const text = decoded(content.bytes);
  if (text === undefined) return failed("expected a file in UTF-8");
  const table = /\.csv$/i.test(file) ? csvTable(text) : jsonTable(text);
  return table.problem === undefined && table.rows.length === 0 ? failed("expected at least one row") : table;
}

function failed(problem: string | undefined): Table {
  return { columns: [], rows: [], ...defined({ problem }) };
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function csvTable(text: string): Table {
  try {
    const [columns = [], ...records] = parse(text, { bom: true, skip_empty_lines: true });
    const twice = columns.find((column, i) => columns.indexOf(column) !== i);
    if (twice !== undefined) return failed(`expected columns with different names, found ${twice} twice`);
    const rows = records.map((record) => Object.fromEntries(columns.map((column, i) => [column, record[i] ?? ""])));
    return { columns, rows };
  } catch (error) {
    if (error instanceof CsvError) return failed(`expected CSV (${error.message})`);
    throw error;
  }
}

function jsonTable(text: string): Table {
  const rows: Feed["rows"][number][] = [];
  for (const [i, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const row = rowOf(line);
    if (row === undefined) return failed(`expected a JSON object on each line, found something else on line ${i + 1}`);
    rows.push(row);
  }
  return { columns: [...new Set(rows.flatMap((row) => Object.keys(row)))], rows };
}

/** Texts as they are, null as nothing, all else as JSON. */
function rowOf(line: string): Feed["rows"][number] | undefined {
  const value = objectIn(line);
  if (value === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) =>
      item === null ? [] : [[key, typeof item === "string" ? item : JSON.stringify(item)]],
    ),
  );
}

function objectIn(line: string): object | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
