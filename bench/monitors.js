// Measures what the monitors cost: the sampler's CPU time at 10 Hz with two services under load, and how late the load
// generator sends with them and without. Phases with and without monitors take turns within one run. Needs Linux.
//
//   npm run bench:monitors -- [--rounds 6] [--seconds 4] [--rate 300]    about a minute
//
// PostgreSQL and Redis are read, too, if they are installed. It prints its figures, and fails if the sampler costs more
// than 2 % of a core.
import { fork } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startLoadGenerator } from "../src/load/loadGenerator.ts";
import { configuredMonitors } from "../src/monitors/configuredMonitors.ts";
import { roundMonitors } from "../src/monitors/serviceMonitors.ts";
import { systemClock } from "../src/shell/clock.ts";
import { decodeHistogram } from "../src/stats/histogram.ts";
import { machine } from "./engine/machine.js";
import { median } from "./engine/quantiles.js";
import { startPostgres, startRedis } from "./explain/servers.js";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "6" },
    seconds: { type: "string", default: "4" },
    rate: { type: "string", default: "300" },
  },
});
const [rounds, seconds, rate] = [Number(values.rounds), Number(values.seconds), Number(values.rate)];
const mostCores = 0.02;

const neighbour = createServer((socket) => socket.on("error", () => {}).resume()).listen(0, "127.0.0.1");
await once(neighbour, "listening");
const services = [await startService("base"), await startService("head")];
await using engine = startLoadGenerator(join(import.meta.dirname, "../src/index.ts"), 1, new AbortController().signal);
const destinations = services.map(({ origin }) => destinationOf(origin));
await engine.warmUp(destinations);
await using session = await engine.connect(destinations, streamOf());
await play(1);

const temporary = mkdtempSync(join(tmpdir(), "loadgate-monitors-"));
// PostgreSQL runs as another user.
chmodSync(temporary, 0o755);
process.on("exit", () => rmSync(temporary, { recursive: true, force: true }));
const databases = { postgres: await startPostgres(temporary), redis: await startRedis(temporary) };
const options = { intervalMs: 100, clock: systemClock, notify: (notice) => console.error(JSON.stringify(notice)) };
const addMonitors = configuredMonitors(monitorSpec(databases), { verify: true }, options);
const machineMonitors = roundMonitors(options);
const monitorsOf = (observed) => addMonitors(machineMonitors(observed), observed);
await measure("on");
const runs = { on: [], off: [] };
for (let round = 0; round < rounds; round++) {
  for (const mode of round % 2 === 0 ? ["off", "on"] : ["on", "off"]) runs[mode].push(await measure(mode));
}
report();
for (const { child } of services) child.kill();
for (const database of Object.values(databases)) await database?.stop();
neighbour.close();

function monitorSpec({ postgres, redis }) {
  const url = (arm) => `${postgres.address}/shop_${arm}`;
  return {
    intervalMs: 100,
    ...(postgres && { postgres: { url: { base: url("base"), head: url("head") } } }),
    ...(redis && { redis: { url: { base: `redis://${redis.address.base}`, head: `redis://${redis.address.head}` } } }),
  };
}

async function startService(arm) {
  const env = { ...process.env, NEIGHBOUR_PORT: `${neighbour.address().port}` };
  const child = fork(join(import.meta.dirname, "monitors/service.js"), { env });
  process.on("exit", () => child.kill());
  const [{ port }] = await once(child, "message");
  return { child, arm, origin: `http://127.0.0.1:${port}`, pids: () => [child.pid] };
}

function destinationOf(origin) {
  return { origin, http2: false, redirects: 0, timeoutMs: 10_000, keepAlive: true, tls: { verify: true } };
}

function streamOf() {
  const request = {
    name: "load",
    method: "GET",
    path: "/",
    headers: {},
    expect: { statuses: [], headers: {}, json: {} },
    extract: {},
    thinkTimeMs: { fromMs: 0, toMs: 0 },
    sla: {},
  };
  return { kind: "requests", seed: 1, flows: [{ steps: [request], weight: 1 }], feeds: {}, setup: [], teardown: [] };
}

function play(durationSeconds) {
  const pattern = { kind: "constant", ratePerSec: rate };
  return session.playPhase(
    { pattern, arrival: "even", durationMs: 1000 * durationSeconds, maxConcurrentUsers: 200 },
    1,
  );
}

async function measure(mode) {
  const { ofServices, ofMachine } = monitorsOf(services);
  const monitors = mode === "on" ? [...ofServices.flat(), ...ofMachine] : [];
  const samplings = await Promise.all(monitors.map((monitor) => monitor.start()));
  const before = process.threadCpuUsage();
  const startMs = performance.now();
  const records = await play(seconds);
  const { user, system } = process.threadCpuUsage(before);
  const cores = (user + system) / 1000 / (performance.now() - startMs);
  const readings = (await Promise.all(samplings.map((sampling) => sampling.stop()))).flat();
  const lag = records.map(({ sendLag }) => decodeHistogram(sendLag));
  return {
    cores,
    readings: readings.length,
    sockets: readings.filter(({ sockets }) => sockets !== undefined).length,
    databases: readings.filter(({ kind }) => kind === "postgres" || kind === "redis").length,
    p50: Math.max(...lag.map((histogram) => histogram.quantile(0.5))),
    p99: Math.max(...lag.map((histogram) => histogram.quantile(0.99))),
  };
}

function report() {
  const of = (mode, key) => median(runs[mode].map((run) => run[key]));
  const ratio = (key) => median(runs.on.map((run, i) => run[key] / runs.off[i][key]));
  const percent = (cores) => `${(100 * cores).toFixed(2)} %`;
  const cost = of("on", "cores") - of("off", "cores");
  console.log(`${machine()}. Two services at ${rate}/s each, ${rounds} rounds of ${seconds} s, monitors at 10 Hz.\n`);
  console.log("||without|with|ratio, median of the rounds|");
  console.log("|---|---:|---:|---:|");
  console.log(`|main thread, of a core|${percent(of("off", "cores"))}|${percent(of("on", "cores"))}||`);
  for (const key of ["p50", "p99"]) {
    const times = [of("off", key), of("on", key)].map((ms) => `${ms.toFixed(3)} ms`);
    console.log(`|sent late, ${key}|${times.join("|")}|${ratio(key).toFixed(2)}|`);
  }
  console.log(
    `\nThe sampler costs ${percent(cost)} of a core. ${of("on", "readings")} readings, ${of("on", "sockets")} with sockets, ${of("on", "databases")} of databases.`,
  );
  if (cost > mostCores) {
    console.error(`expected at most ${percent(mostCores)}`);
    process.exitCode = 1;
  }
}
