import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { connectRedis, type RedisClient } from "../../src/monitors/redis/client.ts";
import { freePort } from "../../src/service/port.ts";

export const hasRedis = spawnSync("redis-server", ["--version"]).status === 0;
export const redisNeeded = hasRedis ? "" : " (SKIPPED: needs apt-get install redis-server)";

export interface RedisServer extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  kill(): Promise<void>;
}

/** Starts a real Redis server that keeps nothing. */
export async function redisServer(...settings: readonly string[]): Promise<RedisServer> {
  const port = await freePort();
  const args = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", "/tmp"];
  const child = spawn("redis-server", [...args, ...settings], { stdio: "ignore" });
  const url = `redis://127.0.0.1:${port}`;
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, "exit");
    child.kill("SIGKILL");
    await exit;
  };
  for (let attempt = 0; attempt < 100; attempt++) {
    const client: RedisClient | undefined = await connectRedis(url).catch((error: Error) =>
      error.message.includes("NOAUTH") ? { send: async () => "", [Symbol.dispose]: () => {} } : undefined,
    );
    client?.[Symbol.dispose]();
    if (client !== undefined) break;
    await sleep(20);
  }
  return { url, port, kill, [Symbol.asyncDispose]: kill };
}
