import type { LoadPattern, Plan } from "../../model/plan.ts";
import type { PerSec } from "../../model/unit.ts";
import { unreachable } from "../../util/assertNever.ts";

/** What one worker sends easily: a third of what it can at most, since bursts and a busy machine want room. */
const perWorkerPerSec = 20_000;

/** How many threads send: what the highest rate asks for, and never as many as there are cores. */
export function workersFor({ load, scenarios }: Plan, cores: number): number {
  if (load.workers !== "auto") return load.workers;
  const patterns = scenarios.flatMap(({ phases }) => phases.map(({ pattern }) => pattern));
  // A duet sends to two targets.
  const asked = Math.ceil((2 * Math.max(0, ...patterns.map(peakPerSec))) / perWorkerPerSec);
  return Math.max(1, Math.min(asked, cores - 1));
}

function peakPerSec(pattern: LoadPattern): PerSec {
  switch (pattern.kind) {
    case "constant":
      return pattern.ratePerSec;
    case "ramp":
      return Math.max(pattern.fromPerSec, pattern.toPerSec);
    case "spike":
      return Math.max(pattern.basePerSec, pattern.peakPerSec);
    case "burst":
      return (1000 * pattern.size) / pattern.intervalMs;
    case "steps":
      return Math.max(...pattern.ratesPerSec);
    case "sine":
      return pattern.meanPerSec + pattern.amplitudePerSec;
    case "users":
      // How long an answer takes is not known yet: 5 ms is a guess.
      return (1000 * pattern.users) / (5 + (pattern.thinkTimeMs.fromMs + pattern.thinkTimeMs.toMs) / 2);
    default:
      return unreachable(pattern);
  }
}
