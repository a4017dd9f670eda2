import { expect, test } from "vitest";
import { runLoadgate, workspace } from "../support/loadgate.ts";

/** Handles one request at a time, each for WORK ms of the machine's clock, so that its capacity is 1000 / WORK. */
const serialServer = `
import { createServer } from "node:http";
let freeAtMs = 0;
createServer((_, response) => {
  const nowMs = performance.now();
  freeAtMs = Math.max(nowMs, freeAtMs) + Number(process.env.WORK);
  setTimeout(() => response.end("done"), freeAtMs - nowMs);
}).listen(process.env.PORT, "127.0.0.1");
`;

const config = `version: 1
service: { command: exec ${process.execPath} server.mjs, env: { WORK: "4" } }
base: { from: none }
gate: { budget: 20s }
scenarios:
  limit:
    capacity: { sla: { p95: 100ms, error_rate: 1% }, plan: 1000/s, arrival: even }
    requests: [GET /]
`;

test("finds the capacity of a real server that handles one request at a time", async () => {
  await using folder = await workspace({ "loadgate.yml": config, "server.mjs": serialServer });
  const { stdout } = await runLoadgate(["run"], folder.path);
  const [scenario] = (await folder.results()).scenarios;
  expect(scenario?.failure).toBeUndefined();
  const { scalability } = scenario ?? {};
  const [head] = scalability?.arms ?? [];
  // A busy machine makes the service slower, never faster.
  const restarts = head?.restarts.map(({ per_sec }) => per_sec) ?? [];
  expect(Math.max(0, ...restarts) / 250).toBeLessThan(1.15);
  // On a very busy machine no capacity is found, and none is said.
  if (head?.outcome.kind !== "found") {
    expect(head?.max_sustainable_per_sec).toBeUndefined();
    expect(head?.outcome.kind).toMatch(/^(not_sustained|irregular|too_little_time|fails_at_lowest)$/);
    return;
  }
  const { value = 0, interval = [0, 0] } = scalability?.limits.max_sustainable_per_sec ?? {};
  expect(interval[0]).toBeLessThan(value);
  // The long trial just below the capacity: even arrivals at 95 % of it, all of them answered.
  const [final] = scalability?.trials.filter(({ purpose }) => purpose === "final").slice(-1) ?? [];
  const [whole, ...others] = scenario?.load_test_results ?? [];
  expect([whole?.arm, whole?.scenario_id, others]).toEqual(["head", "limit", []]);
  expect(whole?.successful_requests).toBeGreaterThan(
    (0.9 * ((final?.per_sec ?? 0) * (whole?.total_duration_ms ?? 0))) / 1000,
  );
  expect(whole?.p95_response_time_ms).toBe(final?.values.p95);
  // Each restart is a round, which the baseline of main records.
  expect(scenario?.rounds.map((round) => round.head.capacity)).toEqual(restarts);
  expect(scalability?.plan?.factor).toBeCloseTo(1000 / value, 6);
  expect(stdout).toContain("capacity of the head");
}, 60_000);
