import type { Millis } from "../../model/unit.ts";
import type { Moment } from "../pace.ts";

/** The monitors of both arms read at the same time, one right after the other. */
const longestGapMs = 20;

/** Reads a source once for the monitors of both arms. `read` gives `undefined` if there is nothing now. */
export function sharedSource<T>(
  read: (moment: Moment) => T | undefined,
  { intervalMs, nowMs }: { readonly intervalMs: Millis; readonly nowMs: () => Millis },
): (moment: Moment) => T | undefined {
  let lastMs = Number.NEGATIVE_INFINITY;
  let lastMoment: Moment | undefined;
  let last: T | undefined;
  return (moment) => {
    if (moment !== lastMoment || nowMs() - lastMs >= Math.min(longestGapMs, intervalMs / 2)) {
      last = read(moment);
      lastMs = nowMs();
      lastMoment = moment;
    }
    return last;
  };
}
