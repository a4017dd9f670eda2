import type { RoundRecord } from "../model/record.ts";

/** How many pairs of base and head run at once. */
export type PairCount = 1 | 2;

/** Splits a round into one record per pair. */
export function splitPairs({ index, phases }: RoundRecord, pairs: PairCount): readonly RoundRecord[] {
  if (pairs === 1) return [{ index, phases }];
  return [false, true].map((second, i) => ({
    index: pairs * index + i,
    phases: phases.filter(({ isSecond = false }) => isSecond === second),
  }));
}
