import type { PostgresReading } from "../../model/reading.ts";
import { bytes, type Millis } from "../../model/unit.ts";
import { omitUndefined } from "../../util/omitUndefined.ts";
import { applicationName, type Row, rowsWith } from "./client.ts";

/**
 * The counters of the database, and the connections of the server. All readings of a phase are one transaction: what they
 * count for the database themselves comes after the last one.
 */
export const activityQuery = `
select /* loadgate */ pg_stat_clear_snapshot();
select /* loadgate */ (xact_commit + xact_rollback)::float8 as transactions,
  (tup_returned + tup_inserted + tup_updated + tup_deleted)::float8 as rows,
  blks_hit::float8 as hit, blks_read::float8 as read, temp_bytes::float8 as temporary, deadlocks::float8 as deadlocks,
  (to_jsonb(d) ->> 'sessions')::float8 as sessions
from pg_stat_database d where datname = current_database();
select /* loadgate */ datname = current_database() as own, client_port as port, state,
  wait_event_type || ':' || wait_event as wait, backend_type as type
from pg_stat_activity
where datname is not null and application_name is distinct from '${applicationName}' and pid <> pg_backend_pid()`;

export interface ActivityContext {
  readonly atMs: Millis;
  readonly isOwn: boolean;
  readonly maxConnections?: number;
  /** The ports of the arm's connections. Absent if they are unknown. */
  readonly ports?: ReadonlySet<number>;
}

/** The rows of activityQuery as a reading. */
export function postgresReading(results: readonly Row[], context: ActivityContext): PostgresReading {
  const { atMs, isOwn, maxConnections } = context;
  const [counters = {}] = rowsWith(results, "transactions");
  const rows = rowsWith(results, "own");
  const temporary = numberIn(counters, "temporary");
  return {
    kind: "postgres",
    atMs,
    isOwn,
    allConnections: rows.filter(isClient).length,
    ...omitUndefined({
      maxConnections,
      transactions: numberIn(counters, "transactions"),
      rows: numberIn(counters, "rows"),
      blocksHit: numberIn(counters, "hit"),
      blocksRead: numberIn(counters, "read"),
      temporaryBytes: temporary === undefined ? undefined : bytes(temporary),
      deadlocks: numberIn(counters, "deadlocks"),
      sessions: numberIn(counters, "sessions"),
    }),
    ...armConnections(rows.filter(isClient), context),
  };
}

/** Without the right to see it, the type of another user's connection is null. */
export const isHidden = (row: Row): boolean => row["own"] === true && row["type"] === null;
const isClient = ({ type }: Row): boolean => type === "client backend" || type === null;

function armConnections(
  rows: readonly Row[],
  { isOwn, ports }: ActivityContext,
): Pick<PostgresReading, "connections" | "activeConnections" | "waits"> {
  const inDatabase = rows.filter(({ own }) => own === true);
  if (isOwn) {
    const connections = inDatabase.length;
    return inDatabase.some(isHidden) ? { connections } : { connections, ...workOf(inDatabase) };
  }
  // Behind a pool of connections, none has the port of a service.
  const ofArm = inDatabase.filter(({ port }) => typeof port === "number" && ports?.has(port));
  return ofArm.length === 0 ? {} : { connections: ofArm.length, ...workOf(ofArm) };
}

function workOf(rows: readonly Row[]) {
  const waits: Record<string, number> = {};
  for (const { wait } of rows) if (typeof wait === "string") waits[wait] = (waits[wait] ?? 0) + 1;
  return { activeConnections: rows.filter(({ state }) => state === "active").length, waits };
}

function numberIn(row: Row, name: string): number | undefined {
  const value = row[name];
  return typeof value === "number" ? value : undefined;
}
