// Whether the generator's memory grows: the last minute against the second.
import { setTimeout as sleep } from "node:timers/promises";
import { median } from "./numbers.js";
import { exitWithin, rssBytesOf, start } from "./process.js";
import { digits, outcome } from "./report.js";

const rate = 5000;
const atMost = 1.05;

/** At least 3 minutes of 5,000 requests/s; gives the result as a line. */
export async function memoryOf(tool, { server, minutes, core }) {
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
    if ((await exitWithin(run, 30_000)) !== 0) throw new Error("Loadgate failed");
  } finally {
    await run.stop();
  }
  const minute = (n) => median(samples.slice(60 * (n - 1), 60 * n)) / 2 ** 20;
  const ratio = minute(minutes) / minute(2);
  return (
    `${minutes} minutes at ${rate.toLocaleString("en")}/s: ${digits(minute(2))} MiB in the second minute, ` +
    `${digits(minute(minutes))} MiB in the last, ratio ${digits(ratio)}; target <= ${atMost}, met: ${outcome(ratio, atMost)}`
  );
}
