import { largestBurst, peakPerSec } from "../load/schedule/peakRate.ts";
import type { StreamSpec } from "../model/http.ts";
import type { Scenario } from "../model/plan.ts";

/**
 * The input of the request stream: the same values in every phase of the round, and for both arms. `isTraced`: each
 * request gets a traceparent header.
 */
export function streamSpec(
  { phases, flows, generator, feeds, setup, teardown }: Scenario,
  seed: number,
  isTraced = false,
): StreamSpec {
  const patterns = phases.map(({ pattern }) => pattern);
  const usersReturn = patterns.some(({ kind }) => kind === "users");
  const parts = { seed, flows, usersReturn, feeds, setup, teardown, ...(isTraced && { isTraced }) };
  if (generator === undefined) return { kind: "requests", ...parts };
  return {
    ...parts,
    ...generator,
    peakPerSec: Math.max(...patterns.map(peakPerSec)),
    largestBurst: Math.max(...patterns.map(largestBurst)),
  };
}
