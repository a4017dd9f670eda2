import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasRedis, type RedisServer, redisNeeded, redisServer } from "../../support/redisServer.ts";
import { callsIn, relayed } from "../../support/relayed.ts";

const run = promisify(execFile);

describe.skipIf(!hasRedis)(`the relay to Redis${redisNeeded}`, () => {
  let server: RedisServer;

  beforeAll(async () => {
    server = await redisServer();
  });

  afterAll(() => server?.[Symbol.asyncDispose]());

  const options = () => ({
    database: "redis" as const,
    url: { base: server.url, head: server.url },
    env: "REDIS_URL",
  });

  test("counts the commands of redis-benchmark, eight of them in each pipeline", async () => {
    const found = await relayed(options(), (address) =>
      run("redis-benchmark", [
        "-p",
        new URL(address).port,
        "-n",
        "80",
        "-c",
        "2",
        "-P",
        "8",
        "-t",
        "set,get,lpush",
        "-q",
      ]),
    );
    expect(found.result.failures).toEqual([]);
    expect(callsIn(found)).toMatchObject({ SET: 80, GET: 80, LPUSH: 80 });
  });

  test.each(["-2", "-3"])("reads nested replies, nulls and errors of RESP%s", async (version) => {
    const commands = "HSET h a 1 b 2\nHGETALL h\nGET none\nNONSENSE\nCONFIG GET save\nEVAL return{1,{2,{}}} 0\n";
    const found = await relayed(options(), (address) =>
      run("sh", ["-c", 'printf "$0" | redis-cli "$1" -p "$2"', commands, version, new URL(address).port]),
    );
    expect(found.result.records).toMatchObject([{ kind: "statements", opened: { count: 1 } }]);
    expect(callsIn(found)).toMatchObject({ HSET: 1, HGETALL: 1, GET: 1, NONSENSE: 1, "CONFIG GET": 1, EVAL: 1 });
  });
});
