// The shape of a simulated round: as Loadgate itself would plan it for this load.
import { phasePieces } from "../../src/experiment/roundPlan.ts";
import { lengthening } from "../../src/experiment/stretches.ts";

/** Requests per second of each arm, by default. */
export const ratePerSec = 200;
/** Time to start and warm both arms, which happens at once. */
export const startSec = 4;
/** How long the scenario's phase lasts. */
const phaseMs = 60_000;

/**
 * How the arms share a round's load. `request`: both get it at the same moment. `slice`: one second each in turn,
 * without the first quarter of each second. Neighbouring slices share the state of the machine.
 */
const interleavings = { request: { stepSec: 1, requestShare: 1 }, slice: { stepSec: 2, requestShare: 0.75 } };

/** Steps of a round, with the requests of each arm in a step. */
export function shapeOf({ interleave, ratePerSec: rate = ratePerSec, budgetSec }) {
  const { stepSec, requestShare } = interleavings[interleave];
  const pieceSec = pieceMs(rate) / 1000;
  const firstRoundSec = startSec + stepSec * pieceSec;
  const longer =
    budgetSec === undefined
      ? 1
      : lengthening(1000 * (budgetSec - firstRoundSec), 1000 * startSec, 1000 * stepSec * pieceSec);
  const steps = Math.round(longer * pieceSec);
  return {
    stepSec,
    steps,
    requests: requestShare * rate,
    startSec,
    roundSec: startSec + stepSec * steps,
    firstRoundSec,
  };
}

function pieceMs(rate) {
  const phase = {
    id: "simulated",
    pattern: { kind: "constant", ratePerSec: rate },
    durationMs: phaseMs,
    cooldownMs: 0,
    warmup: false,
  };
  return phasePieces({ phases: [phase] }).find(({ warmup }) => !warmup).durationMs;
}
