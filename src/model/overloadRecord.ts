import type { Arm } from "./plan.ts";
import type { PhaseRecord } from "./record.ts";
import type { Millis, PerSec } from "./unit.ts";

/** The plan of an overload: steps of equal length, the usual load first and last. */
export interface OverloadPlan {
  readonly capacityPerSec: number;
  readonly stepMs: Millis;
  /** Multiples of the capacity, in the order played. */
  readonly factors: readonly number[];
  readonly usualPerSec: PerSec;
  /** Steps with the usual load after the overload. */
  readonly backSteps: number;
}

/** An overload of one arm as it was measured. */
export interface OverloadRecord {
  readonly arm: Arm;
  readonly plan: OverloadPlan;
  /** The steps, in one piece. Absent if the service ended. */
  readonly record?: PhaseRecord;
  /** The usual load again, after a pause. */
  readonly after?: PhaseRecord;
  /** The service ended: how. */
  readonly died?: string;
}
