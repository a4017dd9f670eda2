import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PostgresReading } from "../../../src/model/reading.ts";
import { millis } from "../../../src/model/unit.ts";
import type { Sampling } from "../../../src/monitors/monitor.ts";
import { type PostgresOptions, postgresSource } from "../../../src/monitors/postgres/postgres.ts";
import { remoteMonitor } from "../../../src/monitors/remoteMonitor.ts";
import { systemClock } from "../../../src/shell/clock.ts";
import { hasPostgres, type PostgresServer, postgresNeeded, postgresServer } from "../../support/postgresServer.ts";
import { silentServer } from "../../support/silentServer.ts";

const sampler = { intervalMs: millis(50), clock: systemClock };

/** Samples with a monitor of its own. */
async function startMonitor(url: string, options: Partial<PostgresOptions> = {}) {
  const reasons: string[] = [];
  const onFailure = (reason: string) => void reasons.push(reason);
  const source = postgresSource({ url, isOwn: true, service: {}, clock: systemClock, onFailure, ...options });
  const sampling = await remoteMonitor(source, sampler, { failures: 0 }).start();
  return { sampling, reasons };
}

async function readingsOf(sampling: Sampling): Promise<readonly PostgresReading[]> {
  return (await sampling.stop()).flatMap((reading) => (reading.kind === "postgres" ? reading : []));
}

/** What happened between the first and the last reading. */
function between(
  readings: readonly PostgresReading[],
  name: "transactions" | "rows" | "blocksRead" | "deadlocks" | "sessions",
) {
  const [first, last] = [readings[0]?.[name], readings.at(-1)?.[name]];
  return first === undefined || last === undefined ? undefined : last - first;
}

interface ClientProcess extends AsyncDisposable {
  readonly pid: number;
  /** Sends the statement, which waits for a lock. */
  run(): Promise<void>;
}

/** Another process with one connection. */
async function clientProcess(url: string, statement: string): Promise<ClientProcess> {
  const program = `import postgres from "postgres";
const sql = postgres(${JSON.stringify(url)}, { max: 1, fetch_types: false });
await sql\`select 1\`;
console.log("ready");
process.stdin.once("data", () => { sql.unsafe(${JSON.stringify(statement)}).catch(() => {}); setTimeout(() => console.log("sent"), 100); });`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], { stdio: ["pipe", "pipe", "inherit"] });
  await once(child.stdout, "data");
  return {
    pid: child.pid ?? 0,
    async run() {
      child.stdin.write("go");
      await once(child.stdout, "data");
    },
    async [Symbol.asyncDispose]() {
      const exit = once(child, "exit");
      child.kill("SIGKILL");
      await exit;
    },
  };
}

describe.skipIf(!hasPostgres)(`a PostgreSQL monitor${postgresNeeded}`, () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await postgresServer();
    const sql = server.client();
    await sql`create database shop`;
    await sql`create role app login password 'pass-of-app'`;
    await sql.end();
    const shop = server.client("shop");
    await shop.unsafe("create extension pg_stat_statements; create table items (id int primary key, name text)");
    await shop.unsafe(
      "insert into items select i, 'item' || i from generate_series(1, 1000) i; grant all on items to app",
    );
    await shop.end();
  });
  afterAll(() => server[Symbol.asyncDispose]());

  /** The database's counters, seen from another database. */
  async function countersOfShop() {
    const sql = server.client();
    const [row] = await sql`select (xact_commit + xact_rollback)::int as transactions,
      (tup_returned + tup_inserted + tup_updated + tup_deleted)::int as rows from pg_stat_database where datname = 'shop'`;
    await sql.end();
    return { transactions: Number(row?.["transactions"]), rows: Number(row?.["rows"]) };
  }

  test("counts what PostgreSQL's own views count, and nothing of its own", async () => {
    const { sampling, reasons } = await startMonitor(server.url("shop"));
    const before = await countersOfShop();
    const sql = server.client("shop");
    for (let id = 1; id <= 25; id++) await sql`select name from items where id = ${id}`;
    for (let i = 0; i < 5; i++) await sql.unsafe(`select count(*) from items where name <> '${i}'`);
    await sql.end();
    const after = await countersOfShop();
    const readings = await readingsOf(sampling);
    expect(reasons).toEqual([]);
    expect(between(readings, "transactions")).toBe(after.transactions - before.transactions);
    expect(between(readings, "rows")).toBe(after.rows - before.rows);
    expect(after.transactions - before.transactions).toBeGreaterThanOrEqual(30);
    expect(between(readings, "sessions")).toBe(1);
    expect(readings[0]).toMatchObject({ isOwn: true, maxConnections: 30, connections: 0, deadlocks: 0 });
    const [first, last] = [readings[0]?.statements, readings.at(-1)?.statements];
    const calls = last?.map(({ text, calls, rows = 0 }, i) => ({
      text,
      calls: calls - (first?.[i]?.calls ?? 0),
      rows: rows - (first?.[i]?.rows ?? 0),
    }));
    expect(calls?.toSorted((a, b) => b.calls - a.calls)).toEqual([
      { text: "select name from items where id = $1", calls: 25, rows: 25 },
      { text: "select count(*) from items where name <> $1", calls: 5, rows: 5 },
    ]);
    expect(last?.every(({ timeMs }) => timeMs > 0)).toBe(true);
  });

  test("sees the waits of its arm's connections, by their ports", async () => {
    await using own = await clientProcess(server.url("shop"), "update items set name = 'a' where id = 1");
    const holder = server.client("shop");
    await holder`begin`;
    await holder`select * from items where id = 1 for update`;
    const pids = () => [own.pid];
    const arm = await startMonitor(server.url("shop"), { isOwn: false, service: { pids } });
    const other = await startMonitor(server.url("shop"), { isOwn: false, service: { pids: () => [process.pid] } });
    await own.run();
    const [armReadings, otherReadings] = [await readingsOf(arm.sampling), await readingsOf(other.sampling)];
    await holder`rollback`;
    await holder.end();
    expect(armReadings.at(-1)).toMatchObject({
      isOwn: false,
      connections: 1,
      activeConnections: 1,
      waits: { "Lock:transactionid": 1 },
    });
    expect(otherReadings.at(-1)).toMatchObject({
      connections: 1,
      activeConnections: 0,
      waits: { "Client:ClientRead": 1 },
    });
  });

  test("without rights reads what it can, and says what is missing", async () => {
    const owner = server.client("shop");
    await owner`select 1`;
    const url = server.url("shop").replace("root@", "app:pass-of-app@");
    const { sampling, reasons } = await startMonitor(url);
    const readings = await readingsOf(sampling);
    await owner.end();
    expect(readings.at(-1)).toMatchObject({ connections: 1 });
    expect(readings.at(-1)).not.toHaveProperty("waits");
    expect(reasons).toEqual([expect.stringContaining("GRANT pg_read_all_stats")]);
  });

  test.each([
    [
      "a wrong password",
      () => server.url("shop").replace("root@", "app:wrong@"),
      'password authentication failed for user "app"',
    ],
    ["a database that is not there", () => server.url("nowhere"), 'database "nowhere" does not exist'],
    ["a server that is not there", () => "postgres://root@localhost:1/shop", "connect ECONNREFUSED"],
  ])("gives nothing with %s, and says why", async (_, url, reason) => {
    const { sampling, reasons } = await startMonitor(url());
    expect(await sampling.stop()).toEqual([]);
    expect(reasons).toEqual([expect.stringContaining(reason)]);
  });

  test("gives nothing if the server dies, and leaves no timer", async () => {
    await using own = await postgresServer();
    const { sampling, reasons } = await startMonitor(own.url());
    await own.kill();
    expect(await sampling.stop()).toEqual([]);
    expect(reasons).toHaveLength(1);
  });
});

test("a PostgreSQL monitor gives up a server that does not answer", async () => {
  await using server = await silentServer();
  const { sampling, reasons } = await startMonitor(`postgres://root@127.0.0.1:${server.port}/shop`);
  expect(await sampling.stop()).toEqual([]);
  expect(reasons).toHaveLength(1);
});
