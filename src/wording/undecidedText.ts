import { type Comparison, isBeyondMinimum } from "../model/verdict.ts";
import { formatDuration } from "../util/format.ts";
import { metricThreshold } from "./metricText.ts";

/** What keeps a comparison undecided, and what would decide it. */
export interface Doubt {
  /** As the end of a sentence: is neither shown nor ruled out. */
  readonly state: string;
  /** As a sentence of its own: about 4 min more measuring would decide it. */
  readonly remedy: string;
  /** Both in a few words, for a table. */
  readonly short: string;
}

export function doubtOn(comparison: Comparison): Doubt {
  const { outcome, settle_ms, mde_ratio, metric } = comparison;
  const isBeyond = isBeyondMinimum(comparison);
  const state = isBeyond ? "needs more rounds to be sure" : "is neither shown nor ruled out";
  if (settle_ms !== undefined) {
    const time = formatDuration(wholeMinutes(settle_ms));
    return {
      state,
      remedy: `about ${time} more measuring would decide it`,
      short: `needs about ${time} more measuring`,
    };
  }
  if (isBeyond) return { state, remedy: "raise gate.budget", short: "probably worse, needs more rounds" };
  if (outcome === "unstable") {
    const isHopeless = mde_ratio === undefined || Math.abs(mde_ratio) > 1;
    const hidden = isHopeless ? "too noisy" : `noise hides changes below ${metricThreshold(metric, mde_ratio)}`;
    return { state, remedy: `${hidden}: use a quieter machine, or a higher rate`, short: hidden };
  }
  return {
    state,
    remedy: "it is close to the smallest change that fails; raise gate.budget, or set another gate.min_effect",
    short: "too close to decide",
  };
}

/** At least one minute. */
const wholeMinutes = (valueMs: number): number => Math.max(1, Math.ceil(valueMs / 60_000)) * 60_000;
