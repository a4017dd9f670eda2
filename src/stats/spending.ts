import { normalQuantile, normalUpperTail } from "./normal.ts";

/**
 * How much of a one-sided `alpha`, in (0, 1), may be spent by the time that `share` of the planned information is in, from 0
 * to 1: the spending function of Lan & DeMets (1983) that comes near the boundaries of O'Brien & Fleming (1979). Very little
 * early on, all of it at the end. R: gsDesign::sfLDOF(alpha, share)$spend.
 */
export function spent(alpha: number, share: number): number {
  if (share <= 0) return 0;
  if (share >= 1) return alpha;
  return 2 * normalUpperTail(-normalQuantile(alpha / 2) / Math.sqrt(share));
}
