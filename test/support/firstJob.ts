import { configHash } from "../../src/baseline/loadHash.ts";
import { parseConfig } from "../../src/config/parse.ts";
import { judge } from "../../src/gate/judge.ts";
import type { MeasuredScenario } from "../../src/model/results.ts";
import { encodeResults } from "../../src/results/codec.ts";
import { pullSha } from "./leftResults.ts";
import { config, sampleService, workspace } from "./loadgate.ts";
import { environment, measured, rounds, scenario, settings } from "./make.ts";

/** A duet of a service with itself. */
export const duetConfig = config({
  command: `'export FAULT_LATENCY_MS=10; exec ${process.execPath} ${sampleService}'`,
  rate: "50/s",
  top: ["gate: { budget: 20s, min_effect: { p50: 50% } }", "base: { directory: . }"],
});

/** What it would have measured of a head that is slower by that share, give or take a little. */
export function slowerBy(change: number): MeasuredScenario {
  const pairs = Array.from({ length: 8 }, (_, i): [number, number] => [
    10,
    10 * (1 + change) * (i % 2 === 0 ? 1.02 : 0.98),
  ]);
  return scenario({ id: "steady", rounds: rounds(...pairs), rounds_planned: 8, round_ms: 2000 });
}

/** What a first job of that configuration would have left: the head slower by that share. */
export function firstJob(change: number, sha = pullSha): string {
  const { plan } = parseConfig(duetConfig, "loadgate.yml", {});
  const given = measured([slowerBy(change)], {
    environment: environment({ config_hash: configHash(plan) }),
    settings: settings({ min_effect: { p50: 0.5 } }),
  });
  return encodeResults(
    judge({
      ...given,
      provenance: { ...given.provenance, base: { from: "directory ." }, head: { from: "service.command", sha } },
    }),
  );
}

/** A second job of a pull request, for which a first one has decided all: it tells and hands over, and measures nothing. */
export const decided = { mode: "confirm", results: "first/results.json" };

/** Where that runs; of a head that is not slower it passes, of one that is three times as slow it fails. */
export const decidedPlace = (change = 0, sha = pullSha) =>
  workspace({ "loadgate.yml": duetConfig, "first/results.json": firstJob(change, sha) });
