import type { LeadingChange } from "./leadingChange.ts";
import type { InstrumentedPhase } from "./reading.ts";
import type { RoundRecord } from "./record.ts";
import type { Millis } from "./unit.ts";

/** What the extra rounds of one scenario gave. They decide nothing. */
export interface ExtraRounds {
  /** The change that they explain. */
  readonly change: LeadingChange;
  readonly rounds: readonly RoundRecord[];
  /** One for each arm of each round. */
  readonly instrumented: readonly InstrumentedPhase[];
  readonly durationMs: Millis;
  /** Why there are fewer rounds or records than there could be, each reason once. */
  readonly failures: readonly string[];
}
