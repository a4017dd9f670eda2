// What Loadgate's load engine costs and how true it is, beside the other load generators that are installed:
// interleaved, in one run, medians of the rounds. Linux only, with util-linux, cc and nginx.
//
//   npm run bench:engine -- [--rounds 3] [--seconds 4] [--only a,b,c,d] [--quick]    about 8 minutes
//   node bench/engine.js --memory [--minutes 10]                                     does its memory grow?
//
// A whole run writes its tables to docs/engine.md; --only and --quick just print them.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { cores, machine } from "./engine/machine.js";
import { measure } from "./engine/measure.js";
import { memoryOf } from "./engine/memory.js";
import { median } from "./engine/numbers.js";
import { parts } from "./engine/parts.js";
import { partTable, replaced, targetsTable } from "./engine/report.js";
import { compileTruth, startNginx, startTruth } from "./engine/servers.js";
import { findTools } from "./engine/tools.js";

const { values: options } = parseArgs({
  options: {
    rounds: { type: "string" },
    seconds: { type: "string" },
    only: { type: "string" },
    quick: { type: "boolean", default: false },
    memory: { type: "boolean", default: false },
    minutes: { type: "string", default: "10" },
  },
});
const rounds = Number(options.rounds ?? (options.quick ? 1 : 3));
const seconds = Number(options.seconds ?? (options.quick ? 2 : 4));
const document = join(import.meta.dirname, "../docs/engine.md");
const place = mkdtempSync(join(tmpdir(), "loadgate-bench-"));
process.on("exit", () => rmSync(place, { recursive: true, force: true }));

const { tools, missing } = findTools();
let failed = 0;
if (options.memory) await playMemory();
else await playParts();

async function playMemory() {
  const server = await startTruth(compileTruth(place), { delayMs: 5 }, cores.server);
  const line = await memoryOf(tools[0], { server, minutes: Number(options.minutes), core: cores.generator });
  await server.stop();
  console.log(line);
  write("memory", `${machine()}. ${line}.\n`);
}

async function playParts() {
  const wanted = options.only?.split(",");
  const chosen = parts.filter(({ id }) => wanted === undefined || wanted.some((name) => id.startsWith(name)));
  const head = `${machine()}. ${tools.map(({ name, version }) => `${name} ${version ?? ""}`.trim()).join(", ")}.`;
  const absent = missing.length === 0 ? "" : ` Not installed, so not measured: ${missing.join(", ")}.`;
  console.log(`${head}${absent}\n`);

  const summaries = new Map();
  const tables = [];
  for (const part of chosen) {
    const timed = { ...part, seconds: part.seconds ?? seconds };
    const server = await serverFor(part).catch((error) => skipped(part, error));
    if (server === undefined) continue;
    const summary = await playPart(timed, server);
    await server.stop();
    summaries.set(part.id, summary);
    tables.push(partTable(timed, summary));
    console.log(tables.at(-1));
  }
  const verdicts = targetsTable((part, tool) => summaries.get(part)?.get(tool) ?? {});
  console.log(verdicts);
  if (failed > 0) process.exitCode = 1;
  if (wanted !== undefined || options.quick) return;
  const without = failed === 0 ? "" : ` ${failed} runs or parts failed and are left out.`;
  const how = `Medians of ${rounds} rounds of ${seconds} s each.${without}`;
  write("parts", [`${head}${absent} ${how}\n`, verdicts, ...tables].join("\n"));
}

async function serverFor({ nginx, truth, shared }) {
  const core = shared ? undefined : cores.server;
  return nginx ? await startNginx(place, core) : await startTruth(compileTruth(place), truth, core);
}

function skipped({ title }, error) {
  failed++;
  console.error(`${title}: skipped: ${error.message}`);
}

/** Round robin over the tools, and the median of each figure. */
async function playPart({ mode, shared, seconds, rounds: own }, server) {
  const core = shared ? undefined : cores.generator;
  const able = tools.filter(({ parse, onlyRated }) => (mode.rate === undefined ? !onlyRated : parse !== undefined));
  const runs = new Map(able.map(({ name }) => [name, []]));
  for (let round = 0; round < (own ?? rounds); round++) {
    for (const tool of able) {
      try {
        const run = await measure(tool, { place, server, mode: { ...mode, seconds }, core });
        runs.get(tool.name).push(run);
      } catch (error) {
        failed++;
        console.error(error.message);
      }
    }
  }
  return new Map([...runs].filter(([, of]) => of.length > 0).map(([name, of]) => [name, summaryOf(of)]));
}

function summaryOf(runs) {
  const figures = Object.entries(runs[0]).filter(([, figure]) => figure === undefined || typeof figure === "number");
  const medians = figures.map(([name]) => [name, median(runs.map((run) => run[name]))]);
  const miscount = runs.reduce((sum, { sent, asked }) => sum + Math.abs(sent - asked), 0);
  return { ...Object.fromEntries(medians), miscount };
}

function write(name, passage) {
  writeFileSync(document, replaced(readFileSync(document, "utf8"), name, passage));
  console.log("written to docs/engine.md");
}
