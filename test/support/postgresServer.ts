import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, readdirSync } from "node:fs";
import { appendFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { freePort } from "../../src/service/port.ts";

const versions = "/usr/lib/postgresql";
const programs = existsSync(versions)
  ? readdirSync(versions)
      .map((version) => join(versions, version, "bin"))
      .filter((directory) => existsSync(join(directory, "initdb")))
      .at(-1)
  : undefined;

/** The path of psql, pgbench and others. */
export const postgresProgram = (name: string): string => join(programs ?? "", name);

export const hasPostgres = programs !== undefined;
export const postgresNeeded = hasPostgres ? "" : " (SKIPPED: needs apt-get install postgresql)";

export interface PostgresServer extends AsyncDisposable {
  readonly port: number;
  /** The address of a database for its superuser, who needs no password. */
  url(database?: string): string;
  /** A client of its own. */
  client(database?: string): postgres.Sql;
  /** Ends the server at once. */
  kill(): Promise<void>;
}

/** Starts a real server with pg_stat_statements. The user app needs a password, once it exists. */
export async function postgresServer(): Promise<PostgresServer> {
  const directory = await mkdtemp(join(tmpdir(), "loadgate-"));
  const data = join(directory, "data");
  const asUser = process.getuid?.() === 0 ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : [];
  if (asUser.length > 0) chownSync(directory, ...idsOfPostgres());
  run([...asUser, join(programs ?? "", "initdb"), "-D", data, "-U", "root", "-A", "trust", "--no-sync"]);
  await writeFile(
    join(data, "pg_hba.conf"),
    "host all app 127.0.0.1/32 scram-sha-256\nhost all all 127.0.0.1/32 trust\n",
  );
  await appendFile(
    join(data, "postgresql.conf"),
    "fsync=off\nmax_connections=30\nshared_preload_libraries='pg_stat_statements'\nlisten_addresses='127.0.0.1'\n",
  );
  const port = await freePort();
  const args = ["-D", data, "-p", String(port), "-k", directory];
  const [program = "", ...rest] = [...asUser, join(programs ?? "", "postgres"), ...args];
  const child = spawn(program, rest, { stdio: "ignore" });
  const server = runningServer(child, port, directory);
  await server.ready();
  return server;
}

function runningServer(
  child: ChildProcess,
  port: number,
  directory: string,
): PostgresServer & { ready(): Promise<void> } {
  const url = (database = "postgres") => `postgres://root@127.0.0.1:${port}/${database}`;
  const client = (database = "postgres") => postgres(url(database), { max: 1, fetch_types: false, onnotice: () => {} });
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, "exit");
    child.kill(signal);
    await exit;
  };
  return {
    port,
    url,
    client,
    kill: () => end("SIGQUIT"),
    async ready() {
      for (let attempt = 0; ; attempt++) {
        const sql = client();
        try {
          await sql`create extension pg_stat_statements`;
          return;
        } catch (error) {
          if (attempt === 100) throw error;
          await sleep(30);
        } finally {
          await sql.end({ timeout: 0 });
        }
      }
    },
    async [Symbol.asyncDispose]() {
      await end("SIGQUIT");
      await rm(directory, { recursive: true });
    },
  };
}

function idsOfPostgres(): [number, number] {
  const id = (flag: string) => Number(spawnSync("id", [flag, "postgres"], { encoding: "utf8" }).stdout.trim());
  return [id("-u"), id("-g")];
}

function run([program = "", ...args]: readonly string[]): void {
  const { status, stderr } = spawnSync(program, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")}: ${stderr}`);
}
