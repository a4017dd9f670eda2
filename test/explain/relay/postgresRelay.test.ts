import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  hasPostgres,
  type PostgresServer,
  postgresNeeded,
  postgresProgram,
  postgresServer,
} from "../../support/postgresServer.ts";
import { callsIn, relayed } from "../../support/relayed.ts";

const run = promisify(execFile);

describe.skipIf(!hasPostgres)(`the relay to PostgreSQL${postgresNeeded}`, () => {
  let server: PostgresServer;
  let directory = "";

  beforeAll(async () => {
    server = await postgresServer();
    directory = await mkdtemp(join(tmpdir(), "loadgate-"));
    await using sql = openClient(server.url());
    await sql.unsafe(
      "create table items (id int primary key, name text); insert into items select n, 'x' from generate_series(1, 100) n",
    );
  });

  afterAll(async () => {
    await server?.[Symbol.asyncDispose]();
    await rm(directory, { recursive: true, force: true });
  });

  const options = () => ({
    database: "postgres" as const,
    url: { base: server.url(), head: server.url() },
    env: "DATABASE_URL",
  });

  /** Two clients, each with 25 transactions of the script. */
  async function pgbench(address: string, mode: string, script: string): Promise<void> {
    const file = join(directory, "script.sql");
    await writeFile(file, script);
    await run(postgresProgram("pgbench"), ["-n", "-c", "2", "-t", "25", "-M", mode, "-f", file, address]);
  }

  test.each(["simple", "extended", "prepared"])("counts the statements of pgbench -M %s", async (mode) => {
    const script =
      "\\set id random(1, 100)\nSELECT name FROM items WHERE id = :id;\nUPDATE items SET name = 'y' WHERE id = :id;\n";
    const found = await relayed(options(), (address) => pgbench(address, mode, script));
    expect(found.result.failures).toEqual([]);
    expect(callsIn(found)).toEqual({
      "SELECT name FROM items WHERE id = $1": 50,
      "UPDATE items SET name = $1 WHERE id = $2": 50,
    });
  });

  test("counts the statements of a pipeline, and times each from the end of the one before it", async () => {
    const script = "\\startpipeline\nSELECT pg_sleep(0.004);\nSELECT 1;\nSELECT pg_sleep(0.004);\n\\endpipeline\n";
    const found = await relayed(options(), (address) => pgbench(address, "extended", script));
    expect(callsIn(found)).toEqual({ "SELECT pg_sleep($1)": 100, "SELECT $1": 50 });
    const [sleeps, ones] = found.result.records.flatMap((record) =>
      record.kind === "statements" ? record.statements : [],
    );
    expect(sleeps?.timeMs).toBeGreaterThan(400);
    expect(ones?.timeMs).toBeLessThan((sleeps?.timeMs ?? 0) / 4);
  });

  test("counts what fails, several statements in one text, and COPY in both directions", async () => {
    const psql = (address: string, ...args: readonly string[]) =>
      run(postgresProgram("psql"), ["-X", "-q", "-d", address, ...args]);
    const found = await relayed(options(), async (address) => {
      await psql(address, "-c", "select 1/0").catch(() => {});
      await psql(address, "-c", "select 1; select 'a'; select 2");
      await psql(address, "-c", `\\copy items to '${join(directory, "items.tsv")}'`);
      await psql(
        address,
        "-c",
        "create table copied (like items)",
        "-c",
        `\\copy copied from '${join(directory, "items.tsv")}'`,
      );
    });
    expect(callsIn(found)).toEqual({
      "select $1/$2": 1,
      "select $1": 3,
      "COPY items TO STDOUT": 1,
      "create table copied (like items)": 1,
      "COPY copied FROM STDIN": 1,
    });
  });

  test("leaves out statements before the load, and those of the setup", async () => {
    const ask = (text: string) => async (address: string) => {
      await using sql = openClient(address);
      await sql.unsafe(text);
    };
    expect(callsIn(await relayed(options(), ask("select 2 as two"), ask("select 1 as one")))).toEqual({
      "select $1 as two": 1,
    });
  });

  test("counts the connections that are opened under load, with the time until they are ready", async () => {
    const connect = async (address: string) => {
      await using sql = openClient(address);
      await sql.unsafe("select 1");
    };
    const { result } = await relayed(
      options(),
      async (address) => {
        await connect(address);
        await connect(address);
      },
      connect,
    );
    const [record] = result.records;
    expect(record).toMatchObject({ kind: "statements", opened: { count: 2, timeMs: expect.any(Number) } });
    expect(record?.kind === "statements" && record.opened?.timeMs).toBeGreaterThan(0);
  });

  test("passes a cancel request on", async () => {
    const found = await relayed(options(), async (address) => {
      await using sql = openClient(address);
      const query = sql.unsafe("select pg_sleep(30)").execute();
      setTimeout(() => query.cancel(), 200);
      await expect(query).rejects.toThrow("canceling statement");
    });
    expect(callsIn(found)).toEqual({ "select pg_sleep($1)": 1 });
  });

  test("an address without a database closes the connection, and says nothing false", async () => {
    const closed = `postgres://root@127.0.0.1:${await closedPort()}/app`;
    const found = await relayed({ ...options(), url: { base: closed, head: closed } }, async (address) => {
      await expect(run(postgresProgram("psql"), ["-X", "-d", address, "-c", "select 1"])).rejects.toThrow(
        "server closed",
      );
    });
    expect(callsIn(found)).toEqual({});
  });

  test("a service that does not use its variable is said", async () => {
    const found = await relayed(options(), async () => {});
    expect(found.result).toEqual({
      records: [],
      failures: [
        "the statements of monitors.postgres cannot be counted: the head does not connect to the address in DATABASE_URL",
      ],
    });
  });
});

function openClient(url: string): postgres.Sql & AsyncDisposable {
  const sql = postgres(url, { max: 1, fetch_types: false, onnotice: () => {} });
  return Object.assign(sql, { [Symbol.asyncDispose]: () => sql.end({ timeout: 1 }) });
}

async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return address !== null && typeof address === "object" ? address.port : 0;
}
