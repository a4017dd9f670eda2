// One run of one load generator against one server.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { cpuNsOf, exitWithin, start } from "./process.js";
import { percentiles } from "./quantiles.js";

/**
 * CPU time and throughput in the steady state: from one second after the first request (a quarter of a short run) until
 * shortly before the end, by the server's count. Start-up is excluded. At a fixed rate, latency and lateness too.
 */
export async function measure(tool, { directory, server, mode, core }) {
  const options = { ...mode, bin: tool.bin, url: server.url };
  const file = join(directory, "out");
  const errors = join(directory, "err");
  await server.reset();
  const run = start(tool.command(options), { core, stdin: tool.stdin?.(options), file, errors });
  try {
    const steady = await measureSteadyState(run, server, mode.seconds);
    const code = await exitWithin(run, 1000 * mode.seconds + 30_000);
    if (code !== 0) throw new Error(`exit code ${code}`);
    if (mode.rate === undefined) return steady;
    const reported = tool.parse({ ...options, stdout: readFileSync(file) });
    return { ...steady, ...reported, ...compareWithLog(await server.log(), reported, mode) };
  } catch (cause) {
    throw new Error(`${tool.name}: ${cause.message}: ${readFileSync(errors, "utf8").trim().slice(0, 500)}`, { cause });
  } finally {
    await run.stop();
  }
}

async function measureSteadyState(run, server, seconds) {
  const startUpMs = Math.min(1000, 250 * seconds);
  for (let tries = 0; (await server.count()) < 10; tries++) {
    if (tries === 1000 || run.hasEnded()) throw new Error("sent no requests");
    await sleep(20);
  }
  await sleep(startUpMs);
  const from = await reading(run, server);
  await sleep(1000 * seconds - startUpMs - 300);
  const to = await reading(run, server);
  if (run.hasEnded()) throw new Error("ended too early");
  const requests = to.count - from.count;
  const wallMs = to.atMs - from.atMs;
  const cpuMs = (to.cpuNs - from.cpuNs) / 1e6;
  return { perSec: (1000 * requests) / wallMs, cpuUs: (1000 * cpuMs) / requests, cores: cpuMs / wallMs };
}

async function reading(run, server) {
  return { atMs: performance.now(), cpuNs: cpuNsOf(run.pid), count: await server.count() };
}

/** Compares the percentiles that the generator reported with the server's log of the same run. */
function compareWithLog(log, { p50, p99, dueMs, startMs }, { rate, seconds }) {
  const completed = log.filter(({ responseMs }) => responseMs !== undefined);
  const actual = percentiles(completed.map(({ arrivalMs, responseMs }) => responseMs - arrivalMs));
  const arrivals = log.map(({ arrivalMs }) => arrivalMs);
  const due = rate * seconds;
  const late = latenessOf(arrivals, dueMs ?? evenTimes(rate, due), startMs);
  return {
    sent: log.length,
    due,
    errorP50: p50 - actual.p50,
    errorP99: p99 - actual.p99,
    lateP50: late?.p50,
    lateP99: late?.p99,
  };
}

const evenTimes = (rate, count) => Array.from({ length: count }, (_, n) => (1000 * n) / rate);

/**
 * Percentiles of arrival time less due time, in ms. The n-th arrival is paired with the n-th due time. If the generator
 * reports no start time, its earliest request counts as on time. Undefined if the count is off by more than 1 %.
 */
function latenessOf(arrivals, dueMs, startMs) {
  if (Math.abs(arrivals.length / dueMs.length - 1) > 0.01) return undefined;
  const offsets = arrivals.slice(0, dueMs.length).map((arrivalMs, n) => arrivalMs - dueMs[n]);
  const sinceMs = startMs ?? offsets.reduce((least, offset) => Math.min(least, offset), Number.POSITIVE_INFINITY);
  return percentiles(offsets.map((offset) => offset - sinceMs));
}
