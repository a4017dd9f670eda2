import type { RedisReading } from "../../model/reading.ts";
import { millis } from "../../model/unit.ts";
import type { Clock } from "../../shell/clock.ts";
import { omitUndefined } from "../../util/omitUndefined.ts";
import type { RemoteSource, SourceConnection } from "../remoteMonitor.ts";
import { connectRedis, type RedisClient, type RedisValue } from "./client.ts";
import { redisReading } from "./info.ts";

export interface RedisOptions {
  readonly url: string;
  readonly isOwn: boolean;
  readonly clock: Clock;
  readonly onFailure: (reason: string) => void;
}

/** What a Redis server does. Its commands do not tell clients apart. */
export function redisSource(options: RedisOptions): RemoteSource {
  return { onFailure: options.onFailure, leastIntervalMs: millis(500), connect: () => connect(options) };
}

async function connect({ url, isOwn, clock }: RedisOptions): Promise<SourceConnection> {
  const client = await connectRedis(url);
  return {
    async read(moment): Promise<RedisReading> {
      const atMs = clock.nowMs();
      const slowLog = moment === "next" ? undefined : slowCommandsOf(client);
      const [info, slowCommands] = await Promise.all([client.send("INFO", "everything"), slowLog]);
      return redisReading(String(info), { atMs, isOwn, ...omitUndefined({ slowCommands }) });
    },
    [Symbol.asyncDispose]: async () => client[Symbol.dispose](),
  };
}

/** The log is cut, but its entries have numbers. `undefined` if the user may not see it. */
async function slowCommandsOf(client: RedisClient): Promise<number | undefined> {
  const answer = await client.send("SLOWLOG", "GET", "1").catch(() => undefined);
  const [newest] = listOf(answer);
  if (newest === undefined) return Array.isArray(answer) ? 0 : undefined;
  const [id] = listOf(newest);
  return typeof id === "number" ? id + 1 : undefined;
}

const listOf = (value: RedisValue): readonly RedisValue[] => (Array.isArray(value) ? value : []);
