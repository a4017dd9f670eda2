// What the services depend on: PostgreSQL, Redis, and a price service. Each lives in the temporary directory.
import { spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { createServer as createSocketServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { outputOf, start } from "../engine/process.js";

const tables = `
  CREATE TABLE orders (id int PRIMARY KEY, customer text);
  CREATE TABLE items (id int PRIMARY KEY, order_id int, sku text, quantity int);
  CREATE INDEX ON items (order_id);
  CREATE TABLE products (id int PRIMARY KEY, sku text, name text);
  CREATE TABLE categories (id int PRIMARY KEY, title text);
  CREATE TABLE stock (id int PRIMARY KEY, reserved int) WITH (fillfactor = 10);
  INSERT INTO orders SELECT n, 'customer ' || n FROM generate_series(1, 500) n;
  INSERT INTO items SELECT n, n / 4, 'sku-' || n, n % 7 FROM generate_series(1, 2000) n;
  INSERT INTO products SELECT n, 'sku-' || n, 'product ' || n FROM generate_series(1, 60000) n;
  INSERT INTO categories SELECT n, 'category ' || n FROM generate_series(1, 10) n;
  INSERT INTO stock VALUES (1, 0);
  CREATE INDEX products_sku ON products (sku);`;
const extension = "CREATE EXTENSION pg_stat_statements;";
const databases = {
  shop_base: tables + extension,
  shop_head: tables + extension,
  noindex_base: tables + extension,
  noindex_head: `${tables}${extension} DROP INDEX products_sku;`,
  // No extension: only a relay sees the statements.
  plain_base: tables,
  plain_head: tables,
};

/** The address without a database, or undefined if PostgreSQL is not installed. */
export async function startPostgres(temporary) {
  const root = "/usr/lib/postgresql";
  const version = existsSync(root) ? readdirSync(root).at(-1) : undefined;
  if (version === undefined) return undefined;
  const data = join(temporary, "postgres");
  mkdirSync(data);
  // PostgreSQL refuses to run as root.
  const isRoot = process.getuid() === 0;
  const user = isRoot ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : [];
  if (isRoot) chownSync(data, Number(outputOf(["id", "-u", "postgres"])), Number(outputOf(["id", "-g", "postgres"])));
  const [initdb, ...options] = [...user, `${root}/${version}/bin/initdb`, "-D", data, "-U", "postgres", "-A", "trust"];
  const { status, stderr } = spawnSync(initdb, options, { encoding: "utf8" });
  if (status !== 0) throw new Error(`initdb: expected exit code 0, got ${status}: ${stderr}`);
  const port = await freePort();
  const settings = {
    port,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: data,
    shared_preload_libraries: "pg_stat_statements",
    dynamic_shared_memory_type: "mmap",
    max_connections: 100,
  };
  const flags = Object.entries(settings).flatMap(([key, value]) => ["-c", `${key}=${value}`]);
  const run = start([...user, `${root}/${version}/bin/postgres`, "-D", data, ...flags], { file: `${data}.log` });
  const address = `postgres://postgres@127.0.0.1:${port}`;
  const sql = postgres(`${address}/postgres`, { max: 1, onnotice: () => {} });
  await untilReady(() => sql`SELECT 1`);
  for (const [name, statements] of Object.entries(databases)) {
    await sql.unsafe(`CREATE DATABASE ${name}`);
    const own = postgres(`${address}/${name}`, { max: 1, onnotice: () => {} });
    await own.unsafe(statements);
    await own.unsafe("VACUUM ANALYZE");
    await own.end();
  }
  await sql.end();
  return { address, stop: () => interrupt(run) };
}

/** Two servers, one for each arm, or undefined if Redis is not installed. */
export async function startRedis(temporary) {
  if (outputOf(["redis-server", "--version"]) === "") return undefined;
  const servers = {};
  for (const arm of ["base", "head"]) {
    const port = await freePort();
    const run = start(["redis-server", "--port", `${port}`, "--bind", "127.0.0.1", "--save", "", "--dir", temporary]);
    run.stdout.resume();
    servers[arm] = { address: `127.0.0.1:${port}`, run };
    const fields = Array.from({ length: 40 }, (_, n) => [`field${n}`, `value ${n}`]).flat();
    await untilReady(() => {
      const { status } = spawnSync("redis-cli", ["-p", `${port}`, "HSET", "profile:1", ...fields]);
      if (status !== 0) throw new Error("redis-server: expected an answer, got none");
    });
  }
  const { base, head } = servers;
  return {
    address: { base: base.address, head: head.address },
    stop: () => Promise.all([base.run.stop(), head.run.stop()]),
  };
}

/** Answers after 2 ms with a price for each sku. */
export async function startPrices() {
  const server = createServer(async ({ url }, response) => {
    await sleep(2);
    const skus = new URL(url, "http://localhost").searchParams.get("sku").split(",");
    response.end(JSON.stringify(Object.fromEntries(skus.map((sku) => [sku, sku.length * 100]))));
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return { address: `http://127.0.0.1:${server.address().port}`, stop };
}

async function freePort() {
  const server = createSocketServer();
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

async function untilReady(attempt) {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (tries === 50) throw error;
      await sleep(100);
    }
  }
}

/** PostgreSQL removes its shared memory only if it may end by itself. */
async function interrupt(run) {
  process.kill(run.pid, "SIGINT");
  await Promise.race([run.exit, sleep(5000)]);
  await run.stop();
}
