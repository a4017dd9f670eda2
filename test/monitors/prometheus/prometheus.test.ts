import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { millis } from "../../../src/model/unit.ts";
import { pageAddress } from "../../../src/monitors/prometheus/fetchPage.ts";
import { prometheusSource } from "../../../src/monitors/prometheus/prometheus.ts";
import { remoteMonitor } from "../../../src/monitors/remoteMonitor.ts";
import { systemClock } from "../../../src/shell/clock.ts";

const expressions = {
  rate: { kind: "rate", selector: { metric: "spikes_total", labels: {} } },
} as const;

/** Samples the page of a real server for a while. */
async function monitor(answer: RequestListener, durationMs = 100, path = "/metrics") {
  const server = createServer(answer).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const origin = `http://127.0.0.1:${address !== null && typeof address === "object" ? address.port : 0}`;
  const reasons = new Set<string>();
  const source = prometheusSource({
    ...{ address: pageAddress(path, origin), series: expressions, isOwn: true, tls: { verify: true } },
    ...{ clock: systemClock, onFailure: (reason: string) => reasons.add(reason) },
  });
  const startMs = systemClock.nowMs();
  const sampling = await remoteMonitor(source, { intervalMs: millis(20), clock: systemClock }, { failures: 0 }).start();
  await sleep(durationMs);
  const readings = await sampling.stop();
  const tookMs = systemClock.nowMs() - startMs;
  server.closeAllConnections();
  server.close();
  return { readings, reasons: [...reasons], tookMs };
}

test("a Prometheus monitor reads its page at both borders, and once a second at most", async () => {
  let pages = 0;
  const { readings, reasons } = await monitor((_, response) => response.end(`spikes_total ${++pages}\n`), 1300);
  const values = readings.map((reading) => (reading.kind === "prometheus" ? reading.series : []));
  expect(values).toEqual([1, 2, 3].map((value) => [{ name: "rate", type: "counter", value }]));
  expect(reasons).toEqual([]);
});

test("the address of a page may have a user and a password", () => {
  expect(pageAddress("http://ann:p%40ss@host:9100/metrics?x=1", "http://service")).toEqual({
    origin: "http://host:9100",
    path: "/metrics?x=1",
    auth: "ann:p@ss",
  });
});

describe("a bad page is said, and gives no reading:", () => {
  test.each<[string, RequestListener, string]>([
    ["a refusal", (_, response) => response.writeHead(500).end("a 1\n"), "the page has the status 500"],
    ["another format", (_, response) => response.end("<html>"), "expected a sample in line 1"],
    [
      "protobuf",
      (_, response) => response.writeHead(200, { "content-type": "application/vnd.google.protobuf" }).end("x"),
      "expected text",
    ],
    [
      "half a page",
      (_, response) =>
        response.writeHead(200, { "content-length": 100 }).end("spikes_total 1\n", () => response.destroy()),
      "the page ends early",
    ],
    ["a closed connection", (request) => request.socket.destroy(), "socket hang up"],
    [
      "50 MB",
      (_, response) => response.end(Buffer.alloc(50_000_000, "series_of_one_label 1\n")),
      "the page has more than 8 MiB",
    ],
    ["no such series", (_, response) => response.end("other 1\n"), "the page has no sample of rate"],
  ])("%s", async (_, answer, reason) => {
    const { readings, reasons } = await monitor(answer);
    expect(readings.flatMap((reading) => (reading.kind === "prometheus" ? reading.series : []))).toEqual([]);
    expect(reasons).toEqual([expect.stringContaining(reason)]);
  });

  test("a slow page", async () => {
    const { readings, reasons, tookMs } = await monitor((_, response) => void response.write("spikes_total 1\n"));
    expect({ readings, reasons }).toEqual({ readings: [], reasons: ["the page took longer than 1.5 s"] });
    expect(tookMs).toBeLessThan(4000);
  });

  test("a counter of each process", async () => {
    let value = 10;
    const { reasons } = await monitor((_, response) => response.end(`spikes_total ${value--}\n`));
    expect(reasons).toEqual([expect.stringContaining("rate went back")]);
  });
});
