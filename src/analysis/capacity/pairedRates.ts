import { hodgesLehmann } from "../../stats/paired.ts";
import type { QueueFit } from "./queueEstimate.ts";
import { minClear, type Restart } from "./restarts.ts";

/**
 * Base and head of a restart differ by the Hodges-Lehmann estimate of the differences of their trials in turn: neighbours
 * share the state of the machine. Their mean stays.
 */
export function pairedRates(
  restarts: readonly Restart[],
  { logRates, ofTrials }: Pick<QueueFit, "logRates" | "ofTrials">,
): readonly number[] {
  const rateAt = (i: number, place: number) => ofTrials[i]?.[restarts[i]?.places.indexOf(place) ?? -1];
  return restarts.map(({ arm, restart, places }, i) => {
    const logRate = logRates[i] ?? Number.NaN;
    const other = restarts.findIndex((one) => one.restart === restart && one.arm !== arm);
    const differences = places.flatMap((place) => {
      const [own, neighbour] = [rateAt(i, place), rateAt(other, place)];
      return own === undefined || neighbour === undefined ? [] : [own - neighbour];
    });
    if (differences.length < minClear) return logRate;
    const unpaired = logRate - (logRates[other] ?? Number.NaN);
    return logRate + (hodgesLehmann(differences) - unpaired) / 2;
  });
}
