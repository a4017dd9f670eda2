import { normalQuantile, normalUpperTail } from "./normal.ts";

/**
 * The part of a one-sided `alpha`, in (0, 1), that interim looks may spend up to `share` of the planned information, in
 * [0, 1]. It is very little early on and all of alpha at the end. The spending function of Lan & DeMets (1983), close
 * to the boundaries of O'Brien & Fleming (1979). R: gsDesign::sfLDOF(alpha, share)$spend.
 */
export function alphaSpent(alpha: number, share: number): number {
  if (share <= 0) return 0;
  if (share >= 1) return alpha;
  return 2 * normalUpperTail(-normalQuantile(alpha / 2) / Math.sqrt(share));
}
