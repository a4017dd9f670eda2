import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { createHttp2Client } from "../../../../src/load/http/createClient.ts";
import { systemClock } from "../../../../src/shell/clock.ts";
import { nginx, nginxServer } from "../../../support/nginxServer.ts";
import { describeOutcome, destination, get, sendRequest } from "../../../support/sendRequest.ts";

test("nginx retires connections after some requests, which costs no request", async ({ skip }) => {
  if (!existsSync(nginx)) skip(`${nginx} is not installed`);
  await using server = await nginxServer({ listen: "http2", directives: "keepalive_requests 20;" });
  const client = createHttp2Client(destination(server.origin, { http2: true }), systemClock);
  const outcomes = await Promise.all(
    Array.from({ length: 400 }, async (_, i) => {
      await sleep(i);
      const request = i % 2 === 0 ? get("/small") : get("/small", { method: "POST", body: "abc" });
      return describeOutcome(await sendRequest(client, request));
    }),
  );
  await client.close();
  expect(outcomes).toEqual(outcomes.map((_, i) => (i % 2 === 0 ? '200 "small"' : '405 "method"')));
});
