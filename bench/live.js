// How often an unchanged service fails, and what is caught: duets of the sample service on this machine, against itself
// and against a head that was made slower, a run of each in turn. Nobody should see a red job for nothing.
//
//   npm run bench:live -- [runs] [budget] [--only unchanged,cpu,latency,tail] [--seed 1]     10 runs of at most 3m each
//
// Every run of a case takes its budget at most; all cases together take 15 of them. Nothing else should be busy
// meanwhile. Writes docs/method.md after 5 runs or more of every case, else it prints. Exits 1 when unchanged runs
// fail, beyond chance, more often than they may.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { machine } from "./engine/machine.js";
import { calibrate, casesOf } from "./live/cases.js";
import { play } from "./live/play.js";
import { caseTable, falseFailures, lineOf } from "./live/report.js";
import { writePassage } from "./method/document.js";
import { Random } from "./method/random.js";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: "string" }, seed: { type: "string", default: "1" } },
});
const [runsText = "10", budget = "3m"] = positionals;
const runs = Number(runsText);
if (!Number.isSafeInteger(runs) || runs < 1)
  throw new Error(`runs: expected a whole number of at least 1, got "${runsText}"`);

const place = mkdtempSync(join(tmpdir(), "loadgate-bench-"));
process.on("exit", () => rmSync(place, { recursive: true, force: true }));

const wanted = options.only?.split(",");
const costs = calibrate(place);
const cases = casesOf(costs).filter(({ title }) => wanted === undefined || wanted.some((word) => title.includes(word)));
if (cases.length === 0) throw new Error(`--only: expected parts of the cases' titles, got "${options.only}"`);
const random = new Random(Number(options.seed));
const played = new Map(cases.map((each) => [each, []]));
for (let run = 1; run <= runs; run++) {
  for (const each of shuffled(cases)) {
    played.get(each).push(play(each, budget, place));
    console.log(`${run} of ${runs}, ${each.title}: ${lineOf(each, played.get(each).at(-1))}`);
  }
}

const falsely = falseFailures(played);
const passage = [
  `${machine()}; the sample service, ${runs} runs a case of at most ${budget}: \`npm run bench:live -- ${process.argv.slice(2).map(quoted).join(" ")}\`.\n`,
  caseTable(played),
  `${falsely.text}\n`,
].join("\n");
console.log(`\n${passage}`);
if (runs >= 5) writePassage(join(import.meta.dirname, "../docs/method.md"), "live", passage);
process.exitCode = falsely.met ? 0 : 1;

function quoted(arg) {
  return /^[\w.-]+$/.test(arg) ? arg : `"${arg}"`;
}

/** Machines change their mood: no case should have the same neighbours every time. */
function shuffled(values) {
  const keyed = values.map((value) => ({ value, key: random.uniform() }));
  return keyed.toSorted((a, b) => a.key - b.key).map(({ value }) => value);
}
