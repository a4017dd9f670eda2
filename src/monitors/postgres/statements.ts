import type { StatementCount } from "../../model/reading.ts";
import { millis } from "../../model/unit.ts";
import { statementText } from "../../util/statementText.ts";
import { type PostgresClient, type Row, rowsWith } from "./client.ts";

/** Statements so far by user and query, without their texts. */
export type StatementSnapshot = ReadonlyMap<string, Counts>;

interface Counts {
  readonly calls: number;
  readonly timeMs: number;
  readonly rows: number;
}

/** Where pg_stat_statements is. */
export interface StatementsView {
  readonly schema: string;
  /** total_exec_time since version 1.8, total_time before. */
  readonly timeColumn: string;
}

export const extensionQuery = `select /* loadgate */ quote_ident(n.nspname) as schema, e.extversion as version
from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_stat_statements'`;

export function statementsView(row: Row | undefined): StatementsView | undefined {
  if (typeof row?.["schema"] !== "string") return undefined;
  const [major = 0, minor = 0] = String(row["version"]).split(".").map(Number);
  return { schema: row["schema"], timeColumn: major > 1 || minor >= 8 ? "total_exec_time" : "total_time" };
}

const key = "userid || '/' || queryid";

/** `undefined` if the library is not loaded. A failed statement would end the transaction, so it gets a savepoint. */
export async function takeSnapshot(
  client: PostgresClient,
  { schema, timeColumn }: StatementsView,
): Promise<StatementSnapshot | undefined> {
  try {
    const rows = await client.query(`savepoint /* loadgate */ loadgate;
select /* loadgate */ ${key} as key, sum(calls)::float8 as calls, sum(${timeColumn})::float8 as time, sum(rows)::float8 as rows
from ${schema}.pg_stat_statements(false)
where queryid is not null and dbid = (select oid from pg_database where datname = current_database()) group by 1`);
    return new Map(rowsWith(rows, "key").map((row) => [String(row["key"]), countsOf(row)]));
  } catch {
    await client.query("rollback /* loadgate */ to savepoint loadgate");
    return undefined;
  }
}

const countsOf = (row: Row): Counts => ({
  calls: Number(row["calls"]),
  timeMs: Number(row["time"]),
  rows: Number(row["rows"]),
});

/** Further statements took less time, and were called less often. */
const mostStatements = 200;

/** The statements between two snapshots, as counters at both. */
export interface StatementChange {
  readonly first: readonly StatementCount[];
  readonly last: readonly StatementCount[];
}

export async function statementsBetween(
  client: PostgresClient,
  { schema }: StatementsView,
  first: StatementSnapshot,
  last: StatementSnapshot,
): Promise<StatementChange> {
  const keys = busiestKeys(first, last);
  if (keys.length === 0) return { first: [], last: [] };
  const list = keys.map((one) => `'${one.replace(/[^\d/-]/g, "")}'`).join(",");
  const rows = await client.query(
    `select /* loadgate */ distinct on (1) ${key} as key, query from ${schema}.pg_stat_statements where ${key} in (${list})`,
  );
  const texts = new Map(rows.map((row) => [String(row["key"]), String(row["query"])]));
  return changeOf(keys, texts, first, last);
}

/** A counter that went back was reset meanwhile. */
function busiestKeys(first: StatementSnapshot, last: StatementSnapshot): readonly string[] {
  const called = [...last].flatMap(([one, { calls, timeMs }]) => {
    const before = first.get(one) ?? none;
    return calls > before.calls ? [{ key: one, calls: calls - before.calls, timeMs: timeMs - before.timeMs }] : [];
  });
  const byTime = called.toSorted((a, b) => b.timeMs - a.timeMs).slice(0, mostStatements);
  const byCalls = called.toSorted((a, b) => b.calls - a.calls).slice(0, mostStatements);
  return [...new Set([...byTime, ...byCalls].map((one) => one.key))];
}

const none: Counts = { calls: 0, timeMs: 0, rows: 0 };

function changeOf(
  keys: readonly string[],
  texts: ReadonlyMap<string, string>,
  first: StatementSnapshot,
  last: StatementSnapshot,
): StatementChange {
  const shown = keys.flatMap((one) => {
    const text = texts.get(one);
    return text === undefined || text.includes("/* loadgate */") ? [] : [{ key: one, text: statementText(text) }];
  });
  const groups = [...Map.groupBy(shown, ({ text }) => text)];
  const at = (snapshot: StatementSnapshot) =>
    groups.map(([text, members]) => {
      const counts = members.map((member) => snapshot.get(member.key) ?? none);
      const sum = (value: (one: Counts) => number) => counts.reduce((total, one) => total + value(one), 0);
      return {
        text,
        calls: sum(({ calls }) => calls),
        timeMs: millis(sum(({ timeMs }) => timeMs)),
        rows: sum(({ rows }) => rows),
      };
    });
  return { first: at(first), last: at(last) };
}
