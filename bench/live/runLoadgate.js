import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");
const service = join(root, "fixtures/services/sample/server.js");
const ratePerSec = 80;

/**
 * One run of Loadgate in its own process: exit code, verdict, comparisons, valid rounds, and its duration in seconds.
 */
export function runLoadgate({ base, head, minEffect }, budget, directory) {
  writeFileSync(join(directory, "loadgate.yml"), configOf(base, head, minEffect, budget));
  const report = join(directory, "loadgate-report");
  rmSync(report, { recursive: true, force: true });
  const startMs = performance.now();
  const { PATH } = process.env;
  const entry = join(root, "src/index.ts");
  const { status, stderr } = spawnSync(process.execPath, [entry, "run"], {
    cwd: directory,
    env: { PATH },
    encoding: "utf8",
  });
  const file = join(report, "results.json");
  if (!existsSync(file)) throw new Error(`expected results.json, got exit code ${status}: ${stderr}`);
  const { verdict, scenarios } = JSON.parse(readFileSync(file, "utf8"));
  const [scenario] = scenarios;
  const gating = scenario.comparisons.filter((comparison) => comparison.gating);
  return {
    status,
    verdict,
    comparisons: scenario.comparisons,
    gating,
    rounds: scenario.rounds.filter(({ invalid }) => invalid === undefined),
    seconds: (performance.now() - startMs) / 1000,
  };
}

function configOf(base, head, minEffect, budget) {
  const names = [...new Set([...Object.keys(base), ...Object.keys(head)])];
  const env = names.map((name) => `    ${name}: { base: "${base[name] ?? ""}", head: "${head[name] ?? ""}" }`);
  const effects = Object.entries(minEffect ?? {}).map(([metric, ratio]) => `${metric}: ${100 * ratio}%`);
  return `version: 1
service:
  command: exec ${process.execPath} ${service}
  ready: /healthz
  env:
${env.join("\n")}
base: { directory: . }
gate: { budget: ${budget}, min_effect: { ${effects.join(", ")} } }
scenarios:
  shop:
    phases:
      - { pattern: constant, rate: ${ratePerSec}/s, duration: 30s }
    requests: [GET /orders, GET /items]
`;
}
