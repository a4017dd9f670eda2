import type { RedisReading } from "../../model/reading.ts";
import { bytes, type Millis, millis } from "../../model/unit.ts";
import { omitUndefined } from "../../util/omitUndefined.ts";

export interface InfoContext {
  readonly atMs: Millis;
  readonly isOwn: boolean;
  /** Of the slow log, so far. */
  readonly slowCommands?: number;
}

/** The answer to INFO as a reading: lines such as used_memory:1024, and sections that begin with #. */
export function redisReading(info: string, { atMs, isOwn, slowCommands }: InfoContext): RedisReading {
  const fields = new Map(
    info.split(/\r?\n/).flatMap((line) => {
      const colon = line.indexOf(":");
      return line.startsWith("#") || colon < 0 ? [] : [[line.slice(0, colon), line.slice(colon + 1)] as const];
    }),
  );
  const number = (name: string): number | undefined => {
    const value = fields.get(name);
    return value === undefined || value === "" || Number.isNaN(Number(value)) ? undefined : Number(value);
  };
  const clients = number("connected_clients");
  const memory = number("used_memory");
  return {
    kind: "redis",
    atMs,
    isOwn,
    commands: commandsIn(fields),
    ...omitUndefined({
      hits: number("keyspace_hits"),
      misses: number("keyspace_misses"),
      memoryBytes: memory === undefined ? undefined : bytes(memory),
      evictions: number("evicted_keys"),
      sessions: number("total_connections_received"),
      slowCommands,
      // One is the monitor's own. The other arm has one, too.
      connections: clients === undefined ? undefined : clients - (isOwn ? 1 : 2),
    }),
  };
}

/** cmdstat_config|get:calls=2,usec=14,usec_per_call=7.00,rejected_calls=0,failed_calls=0 */
function commandsIn(fields: ReadonlyMap<string, string>) {
  return [...fields].flatMap(([field, text]) => {
    const [, command] = /^cmdstat_(.+)$/.exec(field) ?? [];
    const [, calls, microseconds] = /^calls=(\d+),usec=(\d+)/.exec(text) ?? [];
    if (command === undefined || calls === undefined || microseconds === undefined) return [];
    if (ownCommands.includes(command)) return [];
    const timeMs = millis(Number(microseconds) / 1000);
    return [{ name: command.toUpperCase().replace("|", " "), calls: Number(calls), timeMs }];
  });
}

/** The monitor sends them. Services do not. */
const ownCommands = ["info", "slowlog|get", "client|setname"];
