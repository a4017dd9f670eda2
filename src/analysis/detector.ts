import type { Anomaly } from "../model/cause.ts";
import type { Notice } from "../model/notice.ts";
import type { AnomalyLimits, Phase } from "../model/plan.ts";
import type { ArmPhase, RoundRecord } from "../model/record.ts";
import type { Machine } from "./phases.ts";

/** Everything that was recorded of one scenario. */
export interface DetectorInput {
  readonly scenario: string;
  readonly rounds: readonly RoundRecord[];
  /** Names of GET requests for which the configuration expects no particular status. */
  readonly plainGets?: readonly string[];
}

/** Searches a scenario's records for one known problem. Pure: the same records give the same notices. */
export type Detector = (input: DetectorInput) => readonly Notice[];

/** One phase of one arm in one round, with what an anomaly is measured against. */
export interface PlayedPhase extends ArmPhase {
  readonly limits: AnomalyLimits;
  /** What the job may use. */
  readonly machine: Machine;
  /** The phase as loadgate.yml describes it. A cut of it may have been played. */
  readonly spec: Pick<Phase, "pattern"> | undefined;
}

/** An anomaly within a phase. Times are in ms since the phase's start. */
export type PhaseAnomaly = Omit<Anomaly, "arm" | "phase" | "round">;

/** Searches a phase for one kind of anomaly. Pure. */
export type AnomalyDetector = (phase: PlayedPhase) => readonly PhaseAnomaly[];
