// How often Loadgate's procedure is wrong, and what it sees: thousands of simulated pull requests on noisy machines,
// decided by the gate's own code, beside the rules of others on the same machines. The same seed gives the same tables.
//
//   npm run bench:method -- [--runs 200] [--seed 1]      about 3 minutes on 2 cores; writes docs/method.md
//   npm run bench:method -- --runs 20                    a glance; below the default the tables are only printed
//
// Exits 1 when false failures are beyond chance more frequent than 1.2 times what they may be, in any environment.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Crew } from "./method/crew.js";
import { writePassage } from "./method/document.js";
import { confirmedSentence, peersTable, procedureTable, sizeTable, sizeVerdict } from "./method/report.js";
import { tasksOf } from "./method/worlds.js";

const worldText = `The machine: the log of a latency is the sum of a slow drift (Ornstein-Uhlenbeck, tau 60 s), AR(1)
seconds (rho 0.7), bursts of neighbours (3.3 s), one effect of each start (its CV is named; times 1, 1.2 and 1.6 at
p50, p95 and p99) and the request itself (lognormal, sigma 0.45, 2 % of them Pareto 2.5 times as slow). Quiet, typical,
noisy: drift SD 1, 2, 3 %; seconds 2, 3, 5 %; bursts 0.004, 0.008, 0.02 a second of +30, 40, 50 %. 200 requests/s to
three endpoints in turn, 4 s a start, rounds of 3 s an arm, both arms in the same mood. A change is one endpoint's;
MDE95 is the smallest one that 95 of 100 pull requests are caught with, 5 % at least.`;
const peersText = `Requests: base, then head, 30 s each, one start each, on one runner. Stored runs: 30 s each, on
runners that differ by 10 %. Rounds: the p50 of all the rounds of Loadgate's own duet, restarted and interleaved, which
these rules' users would have to build first.`;

const defaultRuns = 200;
const { values: options } = parseArgs({
  options: { runs: { type: "string", default: String(defaultRuns) }, seed: { type: "string", default: "1" } },
});
const [runs, seed] = [options.runs, options.seed].map(Number);
if (![runs, seed].every((value) => Number.isSafeInteger(value) && value > 0)) {
  throw new Error(
    `--runs and --seed: expected whole numbers of at least 1, got "${options.runs}" and "${options.seed}"`,
  );
}

const begun = performance.now();
await using crew = new Crew();
const { procedure, size, confirmed, peers } = tasksOf(runs, seed);
const tasks = [...procedure, ...size, ...confirmed, ...peers];
const results = await crew.play(tasks);
const resultsOf = (some) => some.map((task) => ({ task, results: results[tasks.indexOf(task)] }));

const verdict = sizeVerdict(resultsOf(size), resultsOf(procedure));
const passage = [
  `${worldText}\n`,
  `${runs} unchanged pull requests a row, seed ${seed}, always the same: \`npm run bench:method\`.\n`,
  procedureTable(resultsOf(procedure)),
  sizeTable(resultsOf(size)),
  `${verdict.text}\n`,
  `${confirmedSentence(resultsOf(confirmed)[0])}\n`,
  peersTable(resultsOf(peers), resultsOf(procedure)),
  `${peersText}\n`,
].join("\n");
console.log(passage);
if (runs >= defaultRuns) writePassage(join(import.meta.dirname, "../docs/method.md"), "method", passage);
console.log(`took ${Math.round((performance.now() - begun) / 1000)} s`);
process.exitCode = verdict.met ? 0 : 1;
