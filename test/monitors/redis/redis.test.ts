import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RedisReading } from "../../../src/model/reading.ts";
import { millis } from "../../../src/model/unit.ts";
import { connectRedis } from "../../../src/monitors/redis/client.ts";
import { redisSource } from "../../../src/monitors/redis/redis.ts";
import { remoteMonitor } from "../../../src/monitors/remoteMonitor.ts";
import { systemClock } from "../../../src/shell/clock.ts";
import { hasRedis, type RedisServer, redisNeeded, redisServer } from "../../support/redisServer.ts";

/** Samples while it acts. */
async function monitor(url: string, act: () => Promise<void> = async () => {}) {
  const reasons: string[] = [];
  const onFailure = (reason: string) => void reasons.push(reason);
  const source = redisSource({ url, isOwn: true, clock: systemClock, onFailure });
  const sampling = await remoteMonitor(source, { intervalMs: millis(30), clock: systemClock }, { failures: 0 }).start();
  await act();
  const readings = await sampling.stop();
  return { readings: readings.flatMap((reading) => (reading.kind === "redis" ? reading : [])), reasons };
}

const callsIn = (reading: RedisReading | undefined) =>
  Object.fromEntries((reading?.commands ?? []).map(({ name, calls }) => [name, calls]));

describe.skipIf(!hasRedis)(`a Redis monitor${redisNeeded}`, () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await redisServer("--slowlog-log-slower-than", "0", "--slowlog-max-len", "4");
  });
  afterAll(() => server[Symbol.asyncDispose]());

  test("counts commands, hits, misses, slow commands and connections, without its own commands", async () => {
    using client = await connectRedis(server.url);
    const { readings, reasons } = await monitor(server.url, async () => {
      await client.send("SET", "cart", "x".repeat(100_000));
      for (let i = 0; i < 20; i++) await client.send("GET", i < 15 ? "cart" : "nothing");
      await client.send("CONFIG", "GET", "maxmemory");
      for (let i = 0; i < 3; i++) (await connectRedis(server.url))[Symbol.dispose]();
    });
    const [first, last] = [readings[0], readings.at(-1)];
    expect(reasons).toEqual([]);
    expect([callsIn(first), callsIn(last)]).toEqual([{}, { SET: 1, GET: 20, "CONFIG GET": 1 }]);
    expect(last?.commands?.every(({ timeMs }) => timeMs > 0)).toBe(true);
    expect(last).toMatchObject({ isOwn: true, hits: 15, misses: 5, evictions: 0, connections: 1 });
    expect((last?.sessions ?? 0) - (first?.sessions ?? 0)).toBe(3);
    expect((last?.memoryBytes ?? 0) - (first?.memoryBytes ?? 0)).toBeGreaterThan(90_000);
    // The log keeps four entries, and its numbers go on.
    expect((last?.slowCommands ?? 0) - (first?.slowCommands ?? 0)).toBeGreaterThanOrEqual(22);
  });

  test("takes the password of its address", async () => {
    await using locked = await redisServer("--requirepass", "word of three");
    const withPassword = locked.url.replace("//", `//:${encodeURIComponent("word of three")}@`);
    expect((await monitor(withPassword)).readings).toHaveLength(2);
    const wrong = await monitor(locked.url.replace("//", "//:wrong@"));
    expect(wrong).toEqual({ readings: [], reasons: [expect.stringContaining("WRONGPASS")] });
    expect((await monitor(locked.url)).reasons).toEqual([expect.stringContaining("NOAUTH")]);
  });

  test("gives nothing if the server is not there, or dies", async () => {
    expect((await monitor("redis://127.0.0.1:1")).reasons).toEqual(["connect ECONNREFUSED 127.0.0.1:1"]);
    await using own = await redisServer();
    expect(await monitor(own.url, own.kill)).toEqual({
      readings: [],
      reasons: [expect.stringMatching(/closed the connection|ECONNRESET/)],
    });
  });
});
