// Measures how often an unchanged service fails and which slowdowns are caught, on this machine. Runs duets of the
// sample service against itself and against a slower head, one run of each case in turn.
//
//   npm run bench:live -- [runs] [budget] [--only unchanged,cpu,latency,tail] [--seed 1]     10 runs of at most 3m each
//
// A run takes at most its budget, and there are 15 cases. The machine should be idle otherwise. Writes docs/method.md
// after 5 or more runs of every case; below that it prints only. Exits with 1 if unchanged runs fail beyond chance more
// often than allowed.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { machine } from "./engine/machine.js";
import { calibrate, casesOf } from "./live/cases.js";
import { caseTable, falseFailures, lineOf } from "./live/report.js";
import { runLoadgate } from "./live/runLoadgate.js";
import { writeSection } from "./markdownSection.js";
import { Random } from "./method/random.js";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: "string" }, seed: { type: "string", default: "1" } },
});
const [runsText = "10", budget = "3m"] = positionals;
const runs = Number(runsText);
if (!Number.isSafeInteger(runs) || runs < 1)
  throw new Error(`runs: expected a whole number of at least 1, got "${runsText}"`);

const directory = mkdtempSync(join(tmpdir(), "loadgate-bench-"));
process.on("exit", () => rmSync(directory, { recursive: true, force: true }));

const only = options.only?.split(",");
const costs = calibrate(directory);
const cases = casesOf(costs).filter(({ title }) => only === undefined || only.some((word) => title.includes(word)));
if (cases.length === 0) throw new Error(`--only: expected parts of the cases' titles, got "${options.only}"`);
const random = new Random(Number(options.seed));
const runsByCase = new Map(cases.map((each) => [each, []]));
for (let run = 1; run <= runs; run++) {
  for (const each of shuffled(cases)) {
    runsByCase.get(each).push(runLoadgate(each, budget, directory));
    console.log(`${run} of ${runs}, ${each.title}: ${lineOf(each, runsByCase.get(each).at(-1))}`);
  }
}

const unchanged = falseFailures(runsByCase);
const command = `npm run bench:live -- ${process.argv.slice(2).map(quoted).join(" ")}`;
const section = [
  `${machine()}; the sample service, ${runs} runs per case of at most ${budget} each: \`${command}\`.\n`,
  caseTable(runsByCase),
  `${unchanged.text}\n`,
].join("\n");
console.log(`\n${section}`);
if (runs >= 5) writeSection(join(import.meta.dirname, "../docs/method.md"), "live", section);
process.exitCode = unchanged.met ? 0 : 1;

function quoted(arg) {
  return /^[\w.-]+$/.test(arg) ? arg : `"${arg}"`;
}

/** A random order, because a machine's speed drifts: a case must not always follow the same other case. */
function shuffled(values) {
  const keyed = values.map((value) => ({ value, key: random.uniform() }));
  return keyed.toSorted((a, b) => a.key - b.key).map(({ value }) => value);
}
