import { once } from "node:events";
import { createServer } from "node:net";
import { expect, test } from "vitest";
import { freePort } from "../../src/service/port.ts";

const listen = async (port: number, host: string) => {
  const server = createServer().listen(port, host);
  await once(server, "listening");
  return { [Symbol.asyncDispose]: async () => void (await once(server.close(), "close")) };
};

/** Gives one number after the other. */
const numbers = (...values: readonly number[]) => {
  const left = [...values];
  return () => left.shift() ?? 0;
};

test("is below the ports of connections, and skips one that another server has on any address", async () => {
  const first = await freePort();
  expect(first).toBeGreaterThanOrEqual(20_000);
  expect(first).toBeLessThan(27_000);
  const at = (port: number) => (port - 20_000 + 0.5) / 7_000;
  const free = await freePort();
  for (const host of ["127.0.0.1", "127.0.0.2"]) {
    await using _ = await listen(first, host);
    expect(await freePort(numbers(at(first), at(free)))).toBe(free);
  }
  expect(await freePort(numbers(at(first), at(free)))).toBe(first);
});
