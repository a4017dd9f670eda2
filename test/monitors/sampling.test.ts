import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { startLoadGenerator } from "../../src/load/loadGenerator.ts";
import type { TreeReading } from "../../src/model/reading.ts";
import { bytes, millis } from "../../src/model/unit.ts";
import { startSampler } from "../../src/monitors/sampler.ts";
import { nowMs, systemClock } from "../../src/shell/clock.ts";
import { decodeHistogram } from "../../src/stats/histogram.ts";
import { loadPlan } from "../support/builders.ts";
import { loggingServer } from "../support/loggingServer.ts";

const entry = fileURLToPath(new URL("../../src/index.ts", import.meta.url));

/** Blocks the main thread for a second from the second reading on, as no real monitor does. */
function slowSource(): () => Promise<TreeReading> {
  const reads: number[] = [];
  return async () => {
    reads.push(nowMs());
    if (reads.length > 1) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);
    return { kind: "process_tree", atMs: nowMs(), cpuMs: millis(0), rssBytes: bytes(0) };
  };
}

test("a monitor that blocks the main thread makes no request late", async () => {
  await using server = await loggingServer();
  await using engine = startLoadGenerator(entry, 1, new AbortController().signal);
  const [{ connection, flows, phases }] = loadPlan({ kind: "constant", ratePerSec: 100 }).scenarios;
  const destination = { ...connection, origin: server.origin, tls: { verify: true } };
  const stream = { kind: "requests" as const, seed: 1, flows, usersReturn: false, feeds: {}, setup: [], teardown: [] };
  await engine.warmUp([destination]);
  await using session = await engine.connect([destination], stream);
  const sampling = await startSampler(slowSource(), { intervalMs: millis(20), clock: systemClock });
  const [record] = await session.playPhase({ ...phases[0], durationMs: millis(1000) }, 1);
  await sampling.stop();
  // From the main thread, half of the requests would leave about 500 ms late or later.
  expect(decodeHistogram(record?.sendLag ?? "").quantile(0.5)).toBeLessThan(100);
});
