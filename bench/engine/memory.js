// Measures the growth of the load generator's memory: the last minute against the second.
import { setTimeout as sleep } from "node:timers/promises";
import { exitWithin, rssBytesOf, start } from "./process.js";
import { median } from "./quantiles.js";
import { digits, targetResult } from "./report.js";

const rate = 5000;
const maxRatio = 1.05;

/** Needs at least 3 minutes, at 5,000 requests/s. Returns the result as one line of text. */
export async function memoryLine(tool, { server, minutes, core }) {
  const mode = { bin: tool.bin, url: server.url, connections: 100, rate, seconds: 60 * minutes };
  const run = start(tool.command(mode), { core, file: "/dev/null" });
  const samples = [];
  try {
    while ((await server.count()) < 10) await sleep(50);
    const startMs = performance.now();
    for (let second = 1; second < 60 * minutes; second++) {
      await sleep(startMs + 1000 * second - performance.now());
      samples.push(rssBytesOf(run.pid));
    }
    if ((await exitWithin(run, 30_000)) !== 0) throw new Error("the load generator failed");
  } finally {
    await run.stop();
  }
  const minute = (n) => median(samples.slice(60 * (n - 1), 60 * n)) / 2 ** 20;
  const ratio = minute(minutes) / minute(2);
  return (
    `${minutes} minutes at ${rate.toLocaleString("en")}/s: ${digits(minute(2))} MiB in the second minute, ` +
    `${digits(minute(minutes))} MiB in the last, ratio ${digits(ratio)}; ` +
    `target <= ${maxRatio}, met: ${targetResult(ratio, maxRatio)}`
  );
}
