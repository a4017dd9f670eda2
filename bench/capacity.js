// Measures the errors of the capacity search on simulated services with known capacity, and the false alarms of its
// comparison of base and head. Uses the search's own code.
//
//   npm run bench:capacity -- [--runs 10] [--seed 1]     about 4 minutes; writes docs/method.md
//   npm run bench:capacity -- --runs 5                   a quick look; below the default it prints only
import { join } from "node:path";
import { parseArgs } from "node:util";
import { markdownTable } from "markdown-table";
import { modelErrorOf } from "../src/analysis/capacity/restartEstimates.ts";
import { differencesOf, pGreater, tInterval, withKnownError } from "../src/stats/paired.ts";
import { SimulatedService, services, trueCapacity } from "./capacity/queue.js";
import { bisectionSearch, loadgateSearch, rampSearch } from "./capacity/searches.js";
import { quantile } from "./engine/quantiles.js";
import { writeSection } from "./markdownSection.js";

const defaultRuns = 10;
const { values: options } = parseArgs({
  options: { runs: { type: "string", default: String(defaultRuns) }, seed: { type: "string", default: "1" } },
});
const [runs, seed] = [options.runs, options.seed].map(Number);
const budgetMs = 300_000;
const noises = ["quiet", "typical", "noisy"];
const minEffect = Math.log(1.05);
const falseAlarm = 0.01;

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const percent = (share) => `${Number((100 * share).toPrecision(2))} %`;
const times = (play) => Array.from({ length: runs }, (_, run) => play(run));
const logRates = (estimates) => estimates.map(({ logRate }) => logRate);

function errors(found, truth) {
  const sizes = found.map((value) => Math.abs(value / truth - 1)).sort((a, b) => a - b);
  return `${percent(quantile(sizes, 0.5))} / ${percent(quantile(sizes, 0.9))}`;
}

function holds(estimates, truth) {
  const [low, high] = tInterval(withKnownError(differencesOf(logRates(estimates)), modelErrorOf(estimates)), 0.95);
  return low <= Math.log(truth) && Math.log(truth) <= high;
}

/** The shifts of base against a head whose requests take `factor` times as long. */
function pairs(simulated, factor) {
  return times((run) => {
    const { base, head } = loadgateSearch(simulated(run), { factors: { base: 1, head: factor }, budgetMs, seed: run });
    return differencesOf(logRates(base).map((rate, i) => rate - logRates(head)[i]));
  });
}

const isRegression = (shift) => pGreater(shift) < falseAlarm && shift.mean >= minEffect;

/** One row: a service on one machine. */
function row(name, noise) {
  const service = services[name];
  const truth = trueCapacity(service);
  const simulated = (run) => new SimulatedService(service, noise, seed, run);
  const found = times((run) => loadgateSearch(simulated(run), { factors: { head: 1 }, budgetMs, seed: run }).head);
  const equal = pairs(simulated, 1);
  const share = (shifts, test) => percent(shifts.filter(test).length / runs);
  return [
    name,
    noise,
    errors(
      times((run) => rampSearch(simulated(run))),
      truth,
    ),
    errors(
      times((run) => bisectionSearch(simulated(run))),
      truth,
    ),
    errors(
      found.map((estimates) => Math.exp(mean(logRates(estimates)))),
      truth,
    ),
    percent(found.filter((estimates) => holds(estimates, truth)).length / runs),
    percent(Math.sqrt(mean(equal.map((shift) => shift.mean ** 2)))),
    share(equal, (shift) => pGreater(shift) < falseAlarm),
    share(equal, isRegression),
    share(pairs(simulated, 1 / 0.9), isRegression),
  ];
}

const startMs = performance.now();
const header = [
  "service",
  "noise",
  "ramp",
  "bisection",
  "Loadgate",
  "interval holds the truth",
  "SD of the ratio",
  "p < 1 %, equal pair",
  "fails, equal pair",
  "fails, a tenth slower",
];
const rows = Object.keys(services).flatMap((name) => noises.map((noise) => row(name, noise)));
const section = `**The capacity search in 5 minutes: error of the found rate, median / 90th percentile**

${markdownTable([header, ...rows], { align: header.map((_, i) => (i < 2 ? "l" : "r")) })}

${runs} searches per cell, seed ${seed}; \`npm run bench:capacity\` reproduces the table. The limit is on p95, 10 to 50 times the
service time. The truth is the rate at which the service reaches it in the long run, on a machine without noise. A noisy
machine is slower than that, and its errors include the difference. *Ramp* raises the rate every second until a second
breaks the limit. *Bisection* has 9 trials of 30 s. *A tenth slower*: each request takes 1 / 0.9 of the time. A head that is
a tenth faster is called improved as often.
`;
console.log(section);
if (runs >= defaultRuns) writeSection(join(import.meta.dirname, "../docs/method.md"), "capacity", section);
console.log(`took ${Math.round((performance.now() - startMs) / 1000)} s`);
