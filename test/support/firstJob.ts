import { configHash } from "../../src/baseline/loadHash.ts";
import { parseConfig } from "../../src/config/parse.ts";
import { judge } from "../../src/gate/judge.ts";
import type { MeasuredScenario } from "../../src/model/results.ts";
import { encodeResults } from "../../src/results/codec.ts";
import { environment, measuredResults, rounds, scenario, settings } from "./builders.ts";
import { sampleConfig, workspace } from "./loadgate.ts";
import { pullSha } from "./uploadedResults.ts";

/** A configuration that compares a service with itself. */
export const duetConfig = sampleConfig({
  latencyMs: 40,
  rate: "50/s",
  duration: "250ms",
  top: ["gate: { budget: 25s, min_effect: { p50: 50% } }", "base: { directory: . }"],
});

/** Its result for a head that is slower by the ratio `change`, with a little noise. */
export function slowerDuet(change: number): MeasuredScenario {
  const pairs = Array.from({ length: 8 }, (_, i): [number, number] => [
    10,
    10 * (1 + change) * (i % 2 === 0 ? 1.02 : 0.98),
  ]);
  return scenario({ id: "steady", rounds: rounds(...pairs), rounds_planned: 8, round_ms: 2000 });
}

/** results.json of a first job with that configuration and a head that is slower by `change`. */
export function firstJobResults(change: number, sha = pullSha): string {
  const { plan } = parseConfig(duetConfig, "loadgate.yml", {});
  const results = measuredResults([slowerDuet(change)], {
    environment: environment({ config_hash: configHash(plan) }),
    settings: settings({ min_effect: { p50: 0.5 } }),
  });
  return encodeResults(
    judge({
      ...results,
      provenance: { ...results.provenance, base: { from: "directory ." }, head: { from: "service.command", sha } },
    }),
  );
}

/** Inputs of a second job whose first job has already decided everything. It only publishes and measures nothing. */
export const confirmInputs = { mode: "confirm", results: "first/results.json" };

/** The workspace of that job. It passes with a head that is not slower, and fails with one three times as slow. */
export const confirmWorkspace = (change = 0, sha = pullSha) =>
  workspace({ "loadgate.yml": duetConfig, "first/results.json": firstJobResults(change, sha) });
