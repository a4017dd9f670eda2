// Measures the error rates of Loadgate's procedure, and the changes it detects. Simulates thousands of pull requests on
// noisy machines and judges them with the gate's own code. Applies the rules of other tools to the same machines.
//
//   npm run bench:method -- [--runs 200] [--seed 1]      about 5 minutes on 2 cores; writes docs/method.md
//   npm run bench:method -- --runs 20                    a quick look; below the default it prints only
//
// The same seed gives the same tables. Exits with 1 if false failures exceed 1.2 times the allowed rate beyond chance,
// in any environment.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { writeSection } from "./markdownSection.js";
import {
  confirmedSentence,
  otherToolsTable,
  procedureTable,
  sensitiveSentence,
  sizeTable,
  sizeVerdict,
} from "./method/report.js";
import { tasksOf } from "./method/simulations.js";
import { WorkerPool } from "./method/workerPool.js";

const modelText = `The simulated machine: the log of a latency is a sum of five effects.

- A slow drift: Ornstein-Uhlenbeck, tau 60 s, SD 1, 2, 3 % (quiet, typical, noisy).
- Seconds: AR(1), rho 0.7, SD 2, 3, 5 %.
- Bursts of neighbours: 3.3 s long, 0.004, 0.008, 0.02 per second, +30, 40, 50 %.
- The start of the service. The table gives its CV; it counts times 1, 1.2 and 1.6 at p50, p95 and p99.
- The request: lognormal, sigma 0.45. 2 % of requests are slower by a Pareto factor of shape 2.5.

The load is 200 requests/s to three endpoints in turn; 0.1 % of the requests fail. A start takes 4 s, and a round 5 s per arm. With 20
requests/s it takes 6 s. Both arms share the machine's state. So do two pairs, which start in the same 4 s. A change affects one endpoint. MDE95 is the smallest change that is caught in 95 of 100 pull requests,
and at least 5 %.`;
const otherToolsText = `Requests: base, then head, 30 s each, one start each, on one runner. Stored runs: 30 s each, on
runners that differ by 10 %. Rounds: the p50 of all rounds of Loadgate's own duet, restarted and interleaved. Users of
these rules would have to build that first.`;

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

const startMs = performance.now();
await using workers = new WorkerPool();
const { procedure, size, sensitive, confirmed, otherTools } = tasksOf(runs, seed);
const tasks = [...procedure, ...size, ...sensitive, ...confirmed, ...otherTools];
const results = await workers.run(tasks);
const resultsOf = (group) => group.map((task) => ({ task, results: results[tasks.indexOf(task)] }));

const verdict = sizeVerdict(resultsOf(size), resultsOf(procedure));
const section = [
  `${modelText}\n`,
  `${runs} unchanged pull requests per row, seed ${seed}. \`npm run bench:method\` reproduces these tables exactly.\n`,
  procedureTable(resultsOf(procedure)),
  `${sensitiveSentence(resultsOf(sensitive))}\n`,
  sizeTable(resultsOf(size)),
  `${verdict.text}\n`,
  `${confirmedSentence(resultsOf(confirmed)[0])}\n`,
  otherToolsTable(resultsOf(otherTools), resultsOf(procedure)),
  `${otherToolsText}\n`,
].join("\n");
console.log(section);
if (runs >= defaultRuns) writeSection(join(import.meta.dirname, "../docs/method.md"), "method", section);
console.log(`took ${Math.round((performance.now() - startMs) / 1000)} s`);
process.exitCode = verdict.met ? 0 : 1;
