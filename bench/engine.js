// Measures the cost and accuracy of Loadgate's load engine beside the other load generators that are installed. The
// tools take turns within one run, and every figure is the median of the rounds. Needs Linux with util-linux, cc and
// nginx.
//
//   npm run bench:engine -- [--rounds 3] [--seconds 4] [--only a,b,c,d] [--quick]    about 8 minutes
//   node bench/engine.js --memory [--minutes 10]                                     measures memory growth
//   LOADGATE_BENCH_BEFORE=DIRECTORY npm run bench:engine                             measures an older checkout beside it
//
// A whole run writes its tables to docs/engine.md. --only and --quick just print them.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { cores, machine } from "./engine/machine.js";
import { measure } from "./engine/measure.js";
import { memoryLine } from "./engine/memory.js";
import { parts } from "./engine/parts.js";
import { median } from "./engine/quantiles.js";
import { partTable, targetsTable } from "./engine/report.js";
import { compileTruth, startNginx, startTruth } from "./engine/servers.js";
import { findTools } from "./engine/tools.js";
import { writeSection } from "./markdownSection.js";

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
const directory = mkdtempSync(join(tmpdir(), "loadgate-bench-"));
process.on("exit", () => rmSync(directory, { recursive: true, force: true }));

const { tools, missing } = findTools();
let failed = 0;
if (options.memory) await runMemory();
else await runParts();

async function runMemory() {
  const server = await startTruth(compileTruth(directory), { delayMs: 5 }, cores.server);
  const line = await memoryLine(tools[0], { server, minutes: Number(options.minutes), core: cores.generator });
  await server.stop();
  console.log(line);
  writeSection(document, "memory", `${machine()}. ${line}.\n`);
}

async function runParts() {
  const only = options.only?.split(",");
  const selected = parts.filter(({ id }) => only === undefined || only.some((name) => id.startsWith(name)));
  const head = `${machine()}. ${tools.map(({ name, version }) => `${name} ${version ?? ""}`.trim()).join(", ")}.`;
  const absent = missing.length === 0 ? "" : ` Not installed, so not measured: ${missing.join(", ")}.`;
  console.log(`${head}${absent}\n`);

  const summaries = new Map();
  const tables = [];
  for (const part of selected) {
    const timed = { ...part, seconds: part.seconds ?? seconds };
    const server = await serverFor(part).catch((error) => reportSkipped(part, error));
    if (server === undefined) continue;
    const summary = await runPart(timed, server);
    await server.stop();
    summaries.set(part.id, summary);
    tables.push(partTable(timed, summary));
    console.log(tables.at(-1));
  }
  const verdicts = targetsTable((part, tool) => summaries.get(part)?.get(tool) ?? {});
  console.log(verdicts);
  if (failed > 0) process.exitCode = 1;
  if (only !== undefined || options.quick) return;
  const failures = failed === 0 ? "" : ` ${failed} runs or parts failed and are not included.`;
  const method = `Medians of ${rounds} rounds of ${seconds} s each.${failures}`;
  writeSection(document, "parts", [`${head}${absent} ${method}\n`, verdicts, ...tables].join("\n"));
}

async function serverFor({ nginx, truth, shared }) {
  const core = shared ? undefined : cores.server;
  return nginx ? await startNginx(directory, core) : await startTruth(compileTruth(directory), truth, core);
}

function reportSkipped({ title }, error) {
  failed++;
  console.error(`${title}: skipped: ${error.message}`);
}

/** Runs the tools in turn, round by round, and takes the median of each figure. */
async function runPart({ mode, shared, seconds, rounds: own }, server) {
  const core = shared ? undefined : cores.generator;
  const suitable = tools.filter(({ parse, onlyRated }) => (mode.rate === undefined ? !onlyRated : parse !== undefined));
  const runs = new Map(suitable.map(({ name }) => [name, []]));
  for (let round = 0; round < (own ?? rounds); round++) {
    for (const tool of suitable) {
      try {
        const run = await measure(tool, { directory, server, mode: { ...mode, seconds }, core });
        runs.get(tool.name).push(run);
      } catch (error) {
        failed++;
        console.error(error.message);
      }
    }
  }
  return new Map([...runs].filter(([, own]) => own.length > 0).map(([name, own]) => [name, summaryOf(own)]));
}

function summaryOf(runs) {
  const figures = Object.entries(runs[0]).filter(([, figure]) => figure === undefined || typeof figure === "number");
  const medians = figures.map(([name]) => [name, median(runs.map((run) => run[name]))]);
  const miscount = runs.reduce((sum, { sent, due }) => sum + Math.abs(sent - due), 0);
  return { ...Object.fromEntries(medians), miscount };
}
