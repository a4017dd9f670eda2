import type { Reading } from "../../model/reading.ts";
import { millis } from "../../model/unit.ts";
import type { Clock } from "../../shell/clock.ts";
import { omitUndefined } from "../../util/omitUndefined.ts";
import type { RemoteSource, SourceConnection } from "../remoteMonitor.ts";
import type { MonitoredService } from "../serviceMonitors.ts";
import { activityQuery, isHidden, postgresReading } from "./activity.ts";
import { connectPostgres, type PostgresClient, rowsWith } from "./client.ts";
import { openClientPorts } from "./clientPorts.ts";
import {
  extensionQuery,
  type StatementChange,
  type StatementSnapshot,
  type StatementsView,
  statementsBetween,
  statementsView,
  takeSnapshot,
} from "./statements.ts";

export interface PostgresOptions {
  readonly url: string;
  readonly isOwn: boolean;
  readonly service: Pick<MonitoredService, "pids" | "containers">;
  readonly clock: Clock;
  readonly onFailure: (reason: string) => void;
}

/** What a PostgreSQL database does for one arm. */
export function postgresSource(options: PostgresOptions): RemoteSource {
  return { onFailure: options.onFailure, leastIntervalMs: millis(500), connect: () => connect(options) };
}

async function connect(options: PostgresOptions): Promise<SourceConnection> {
  const client = await connectPostgres(options.url);
  try {
    return await prepare(client, options);
  } catch (error) {
    await client[Symbol.asyncDispose]();
    throw error;
  }
}

/** Stays in one transaction, so that the monitor's own work is not counted before its end. It holds no snapshot. */
const setup = `begin /* loadgate */ isolation level read committed read only;
set /* loadgate */ local statement_timeout = 1500;
set /* loadgate */ local idle_in_transaction_session_timeout = 0;
select /* loadgate */ current_setting('max_connections')::int as max;
${extensionQuery}`;

async function prepare(client: PostgresClient, options: PostgresOptions): Promise<SourceConnection> {
  const results = await client.query(setup);
  const [max] = rowsWith(results, "max");
  const maxConnections = typeof max?.["max"] === "number" ? max["max"] : undefined;
  const view = statementsView(rowsWith(results, "schema")[0]);
  const first = view === undefined ? undefined : await takeSnapshot(client, view);
  const { url, service, clock, isOwn, onFailure } = options;
  const ports = isOwn ? undefined : openClientPorts(service, portOf(url));
  let change: StatementChange | undefined;
  return {
    async read(moment) {
      const startMs = clock.nowMs();
      const rows = await client.query(activityQuery);
      const context = {
        atMs: startMs,
        isOwn,
        ...omitUndefined({ maxConnections, ports: ports?.read() }),
      };
      const reading = postgresReading(rows, context);
      if (moment === "last") {
        if (rows.some(isHidden)) onFailure(hiddenText);
        change = await lastStatements(client, view, first);
      }
      return reading;
    },
    finish: (readings) => (change === undefined ? readings : withStatements(readings, change)),
    async [Symbol.asyncDispose]() {
      ports?.[Symbol.dispose]();
      await client[Symbol.asyncDispose]();
    },
  };
}

const portOf = (url: string): number => Number(new URL(url).port) || 5432;

const hiddenText =
  "the waits of other users' connections are hidden; let its user see them with GRANT pg_read_all_stats, or take the service's user";

async function lastStatements(
  client: PostgresClient,
  view: StatementsView | undefined,
  first: StatementSnapshot | undefined,
): Promise<StatementChange | undefined> {
  if (view === undefined || first === undefined) return undefined;
  const last = await takeSnapshot(client, view);
  return last === undefined ? undefined : await statementsBetween(client, view, first, last);
}

function withStatements(readings: readonly Reading[], { first, last }: StatementChange): readonly Reading[] {
  return readings.map((reading, i) => {
    if (reading.kind !== "postgres") return reading;
    if (i === 0) return { ...reading, statements: first };
    return i === readings.length - 1 ? { ...reading, statements: last } : reading;
  });
}
