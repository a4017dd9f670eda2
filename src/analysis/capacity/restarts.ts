import type { Arm } from "../../model/plan.ts";
import type { Trial } from "../../model/trial.ts";

/** With fewer trials, a restart says nothing. */
export const minSamples = 5;
/** So many of them, or pairs of them, suffice if the others were disturbed. */
export const minClear = 3;

/** The trials of one arm in one restart that an estimate uses. */
export interface Restart {
  readonly arm: Arm;
  readonly restart: number;
  readonly trials: readonly Trial[];
  /** The place of each trial among those of its arm and restart. Base and head play the same place in turn. */
  readonly places: readonly number[];
}

export function restartsIn(trials: readonly Trial[]): readonly Restart[] {
  const samples = trials.filter((one) => one.purpose === "sample" && isMeasured(one));
  return [...Map.groupBy(samples, ({ arm, restart }) => `${arm} ${restart}`).values()].flatMap((all) => {
    const own = undisturbed(all);
    const [first] = own;
    return first === undefined || all.length < minSamples
      ? []
      : [{ arm: first.arm, restart: first.restart, trials: own, places: own.map((one) => all.indexOf(one)) }];
  });
}

/** Without the trials in which other processes worked, if they are few enough that the others suffice. */
function undisturbed(trials: readonly Trial[]): readonly Trial[] {
  const clear = trials.filter(({ limits }) => limits?.includes("runner") !== true);
  return clear.length >= Math.max(minClear, trials.length / 2) ? clear : trials;
}

export const isMeasured = ({ due, died }: Trial): boolean => due > 0 && died === undefined;
