import type { Interleave, Phase, Scenario } from "../model/plan.ts";
import { type Millis, millis } from "../model/unit.ts";
import { draw } from "../stats/random.ts";

/** A stretch of load that a round plays: a phase of the scenario, cut to size. */
export interface Stretch
  extends Pick<Phase, "pattern" | "arrival" | "durationMs" | "maxConcurrentUsers" | "warmup" | "cooldownMs"> {
  readonly phaseId: string;
  /** How the load is dealt where two arms share it. */
  readonly interleave: Interleave;
}

/** More rounds than this gain nothing that is worth the time. */
const mostRounds = 100;

/** Length of a cut: more rounds beat longer rounds, but a round's percentiles want requests to be computed from. */
const cut = { shortestMs: 3000, longestMs: 6000, requests: 300 } as const;
/** Each fresh start is warmed for a second, by this many requests a second at least. */
const warmupPerSec = 20;

/** What each round of a duet plays: the warm-up, then a cut of every measured phase. */
export function stretchesOfRound({ phases }: Scenario): readonly Stretch[] {
  const measured = phases.filter(({ warmup }) => !warmup).map(cutOf);
  const configured = phases.filter(({ warmup }) => warmup).map(warmupCutOf);
  const [first] = measured;
  if (first === undefined) return [];
  return [...(configured.length > 0 ? configured : [warmupOf(first)]), ...measured];
}

/** What a scenario plays as a whole. */
export function stretchesOfScenario({ phases }: Scenario): readonly Stretch[] {
  return phases.map((phase) => ({ ...phase, phaseId: phase.id, interleave: "request" }));
}

function cutOf({ id, pattern, durationMs, ...phase }: Phase): Stretch {
  const enoughMs = pattern.kind === "constant" ? (1000 * cut.requests) / pattern.ratePerSec : cut.longestMs;
  const cutMs = Math.min(Math.max(enoughMs, cut.shortestMs), cut.longestMs, durationMs);
  return { ...phase, phaseId: id, pattern, durationMs: millis(cutMs), cooldownMs: millis(0), interleave: "request" };
}

/** A warm-up of the scenario's own, as it stands, but no longer than a cut may be: it comes back in every round. */
function warmupCutOf({ id, durationMs, ...phase }: Phase): Stretch {
  const cutMs = millis(Math.min(durationMs, cut.longestMs));
  return { ...phase, phaseId: id, durationMs: cutMs, cooldownMs: millis(0), interleave: "request" };
}

function warmupOf(measured: Stretch): Stretch {
  const { pattern } = measured;
  const ratePerSec = pattern.kind === "constant" ? Math.max(pattern.ratePerSec, warmupPerSec) : warmupPerSec;
  return {
    ...measured,
    phaseId: "warm-up",
    pattern: { kind: "constant", ratePerSec },
    durationMs: millis(Math.min(1000, measured.durationMs)),
    warmup: true,
  };
}

/** The same load dealt in another way, and how much longer it then takes: in slices the arms take turns. */
export function dealt(stretches: readonly Stretch[], interleave: Interleave) {
  const moreMs = (stretch: Stretch) => (!stretch.warmup && interleave === "slice" ? stretch.durationMs : 0);
  return {
    stretches: stretches.map((stretch) => (stretch.warmup ? stretch : { ...stretch, interleave })),
    moreMs: millis(stretches.reduce((sum, stretch) => sum + moreMs(stretch), 0)),
  };
}

/** How many rounds there are to be, with those that were played: fixed before looking at any result, from what one took. */
export function roundsWithin(leftMs: Millis, roundMs: Millis, played = 0): number {
  return Math.max(1, Math.min(mostRounds, played + Math.max(0, Math.floor(leftMs / roundMs))));
}

/** Whether the base starts first: balanced over each two rounds, in random order. */
export function baseStartsFirst(seed: number, round: number): boolean {
  const even = draw(seed, 7, Math.floor(round / 2)) < 0.5;
  return (round % 2 === 0) === even;
}

/** A seed of its own for every stretch of every round: both arms share it, no two stretches do. */
export function seedOf(seed: number, round: number, stretch: number): number {
  return Math.floor(draw(seed, 11, round * 1000 + stretch) * 0x1_0000_0000);
}
