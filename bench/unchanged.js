// How often an unchanged service fails: plays duets of the sample service against itself, and counts. Nobody should see
// a red job for nothing, so one failure in a handful of runs is already a finding.
//
//   npm run bench:unchanged -- [runs] [budget]      10 runs of 30s by default
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const [runs = "10", budget = "30s"] = process.argv.slice(2);
const place = mkdtempSync(join(tmpdir(), "loadgate-bench-"));
process.on("exit", () => rmSync(place, { recursive: true, force: true }));

writeFileSync(
  join(place, "loadgate.yml"),
  `version: 1
service:
  command: exec ${process.execPath} ${join(root, "fixtures/services/sample/server.js")}
  ready: /healthz
base: { directory: . }
gate: { budget: ${budget} }
scenarios:
  shop:
    phases:
      - { pattern: constant, rate: 100/s, duration: 30s }
    requests: [GET /orders, GET /items]
`,
);

const counts = new Map();
let failed = 0;
for (let n = 1; n <= Number(runs); n++) {
  const { status } = spawnSync(process.execPath, [join(root, "dist/index.js"), "run"], { cwd: place });
  const { verdict, scenarios } = JSON.parse(readFileSync(join(place, "loadgate-report/results.json"), "utf8"));
  const gating = scenarios.flatMap(({ comparisons }) => comparisons).filter((comparison) => comparison.gating);
  for (const { outcome } of gating) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  if (status !== 0) failed++;
  console.log(
    `${n} of ${runs}: exit ${status}, ${verdict.kind}${status === 0 ? "" : `: ${verdict.reasons.join("; ")}`}`,
  );
}
console.log(`\n${failed} of ${runs} unchanged runs failed`);
console.log([...counts].map(([outcome, count]) => `${count} ${outcome}`).join(", "));
process.exitCode = failed === 0 ? 0 : 1;
