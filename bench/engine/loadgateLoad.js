// Loadgate's own load engine as a process. It plays one phase and prints the latencies it measured.
//
//   node bench/engine/loadgateLoad.js '{"url": "http://127.0.0.1:8080/", "connections": 50, "seconds": 4, "rate": 1000}'
//
// Without a rate it runs one user per connection, without think time. Preload forceUndici.js to use the general client.
import { join } from "node:path";
import { startLoadGenerator } from "../../src/load/loadGenerator.ts";
import { arrivalsOf } from "../../src/load/schedule/arrivals.ts";
import { decodeHistogram } from "../../src/stats/histogram.ts";

const { url, connections, seconds, rate } = JSON.parse(process.argv[2]);
const entry = join(import.meta.dirname, "../../src/index.ts");
const seed = 1;
const noPause = { fromMs: 0, toMs: 0 };
const { origin, pathname } = new URL(url);

const request = {
  name: "load",
  method: "GET",
  path: pathname,
  headers: {},
  expect: { statuses: [], headers: {}, json: {} },
  extract: {},
  thinkTimeMs: noPause,
  sla: {},
};
const stream = { kind: "requests", seed, flows: [{ steps: [request], weight: 1 }], feeds: {}, setup: [], teardown: [] };
const destination = { origin, http2: false, redirects: 0, timeoutMs: 10_000, keepAlive: true, tls: { verify: true } };
const pattern =
  rate === undefined
    ? { kind: "users", users: connections, thinkTimeMs: noPause }
    : { kind: "constant", ratePerSec: rate };
const phase = { pattern, arrival: "even", durationMs: 1000 * seconds, maxConcurrentUsers: 10 * connections };

await using engine = startLoadGenerator(entry, 1, new AbortController().signal);
await engine.warmUp([destination]);
await using session = await engine.connect([destination], stream);
const [record] = await session.playPhase(phase, seed);
const [{ due, outcomes, responseTime }] = record.requests;
const latencies = decodeHistogram(responseTime);
console.log(
  JSON.stringify({
    client: record.generator.client,
    requests: due,
    outcomes,
    p50: latencies.quantile(0.5),
    p99: latencies.quantile(0.99),
    p999: latencies.quantile(0.999),
    cpu_ms: record.generator.cpuMs,
    ...(rate === undefined ? {} : { startMs: record.startMs, dueMs: dueTimes() }),
  }),
);

/** Due times in ms since the phase began. */
function dueTimes() {
  const arrivals = arrivalsOf({ pattern, arrival: phase.arrival, durationMs: phase.durationMs, seed, targets: 1 });
  const cursor = arrivals.cursor(0);
  return Array.from({ length: arrivals.count }, () => {
    const { dueMs } = cursor;
    cursor.next();
    return dueMs;
  });
}
