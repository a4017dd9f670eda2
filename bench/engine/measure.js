// One run of one generator against one server.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { percentiles } from "./numbers.js";
import { cpuNsOf, exitWithin, start } from "./process.js";

/**
 * What it cost and how fast it was while it was under way: from one second after its first request (a quarter of a
 * short run) until shortly before its end, by the server's count. So nobody is billed for starting up.
 */
export async function measure(tool, { place, server, mode, core }) {
  const asked = { ...mode, bin: tool.bin, url: server.url };
  const file = join(place, "out");
  const errors = join(place, "err");
  await server.reset();
  const run = start(tool.command(asked), { core, stdin: tool.stdin?.(asked), file, errors });
  try {
    const under = await whileUnderWay(run, server, mode.seconds);
    const code = await exitWithin(run, 1000 * mode.seconds + 30_000);
    if (code !== 0) throw new Error(`exit code ${code}`);
    if (mode.rate === undefined) return under;
    const told = tool.parse({ ...asked, stdout: readFileSync(file) });
    return { ...under, ...told, ...againstTruth(await server.truth(), told, mode) };
  } catch (cause) {
    throw new Error(`${tool.name}: ${cause.message}: ${readFileSync(errors, "utf8").trim().slice(0, 500)}`, { cause });
  } finally {
    await run.stop();
  }
}

async function whileUnderWay(run, server, seconds) {
  const settleMs = Math.min(1000, 250 * seconds);
  for (let tries = 0; (await server.count()) < 10; tries++) {
    if (tries === 1000 || run.hasEnded()) throw new Error("sent nothing");
    await sleep(20);
  }
  await sleep(settleMs);
  const from = await reading(run, server);
  await sleep(1000 * seconds - settleMs - 300);
  const to = await reading(run, server);
  if (run.hasEnded()) throw new Error("ended too soon");
  const requests = to.count - from.count;
  const wallMs = to.atMs - from.atMs;
  const cpuMs = (to.cpuNs - from.cpuNs) / 1e6;
  return { perSec: (1000 * requests) / wallMs, cpuUs: (1000 * cpuMs) / requests, cores: cpuMs / wallMs };
}

async function reading(run, server) {
  return { atMs: performance.now(), cpuNs: cpuNsOf(run.pid), count: await server.count() };
}

function againstTruth(log, { p50, p99, dueMs, startMs }, { rate, seconds }) {
  const answered = log.filter(({ answerMs }) => answerMs !== undefined);
  const truth = percentiles(answered.map(({ arrivalMs, answerMs }) => answerMs - arrivalMs));
  const arrivals = log.map(({ arrivalMs }) => arrivalMs);
  const asked = rate * seconds;
  const late = lateOf(arrivals, dueMs ?? evenly(rate, asked), startMs);
  return {
    sent: log.length,
    asked,
    errorP50: p50 - truth.p50,
    errorP99: p99 - truth.p99,
    lateP50: late?.p50,
    lateP99: late?.p99,
  };
}

const evenly = (rate, count) => Array.from({ length: count }, (_, n) => (1000 * n) / rate);

/**
 * How long after it was due each came: the n-th to come was the n-th to be due. Where it is not told since when, the
 * earliest is taken to have been on time; where the count is off by more than 1 %, nothing can be said.
 */
function lateOf(arrivals, dueMs, startMs) {
  if (Math.abs(arrivals.length / dueMs.length - 1) > 0.01) return undefined;
  const offsets = arrivals.slice(0, dueMs.length).map((arrivalMs, n) => arrivalMs - dueMs[n]);
  const sinceMs = startMs ?? offsets.reduce((least, offset) => Math.min(least, offset), Number.POSITIVE_INFINITY);
  return percentiles(offsets.map((offset) => offset - sinceMs));
}
