import type { OverloadRecord } from "../model/overloadRecord.ts";
import type { Arm, GateSpec, Interleave, Scenario } from "../model/plan.ts";
import type { ArmPhase, RoundRecord } from "../model/record.ts";
import type { InterleavingChoice, ScenarioResult } from "../model/results.ts";
import type { Trial, TrialOrder } from "../model/trial.ts";
import type { Millis } from "../model/unit.ts";
import type { StartableArm } from "./arm.ts";
import type { RoundContext } from "./round.ts";

/** The comparison of a scenario: its kind and the reason for it. */
export type Mode = ScenarioResult["mode"];

/** Decides a capacity search from its trials. analysis/capacity has it. */
export interface CapacitySearch {
  summarize(played: {
    readonly order: TrialOrder;
    readonly restart: number;
    readonly phase: ArmPhase;
    readonly arrivalsMs: Float32Array;
  }): Trial;
  /** Requests per second; `undefined` if the trials found no capacity. */
  capacityOf(arm: Arm, trials: readonly Trial[]): number | undefined;
  /** True if the service is as before the overload. */
  hasRecovered(overload: OverloadRecord): boolean;
  /** The trial of a service that ended under this load. */
  dead(order: TrialOrder, restart: number, died: string): Trial;
  nextStep(history: {
    readonly trials: readonly Trial[];
    readonly restart: number;
    readonly elapsedMs: Millis;
    readonly restartedAtMs: Millis;
  }): { readonly kind: "trial"; readonly order: TrialOrder } | { readonly kind: "restart" } | { readonly kind: "done" };
}

/** Creates the search of a scenario with `capacity`. */
export type CapacitySearchFor = (scenario: Scenario, arms: readonly Arm[], budgetMs: Millis) => CapacitySearch;

/** The measured rounds of one scenario. Complete or not: a failure is part of it. */
export interface Measurement {
  readonly rounds: readonly RoundRecord[];
  /** The number of rounds that were planned. */
  readonly planned: number;
  /** Duration of one round. */
  readonly roundMs?: Millis;
  /** How the arms shared the load of a duet. */
  readonly dealing?: InterleavingChoice;
  /** Of a capacity search, which has no rounds. */
  readonly trials?: readonly Trial[];
  /** Of a scenario with `overload`, by arm. */
  readonly overloads?: readonly OverloadRecord[];
  /** The reason if measuring ended early: an error, or an interruption. */
  readonly failure?: unknown;
}

export interface ScenarioMeasurement {
  readonly scenario: Scenario;
  readonly mode: Mode;
  readonly measurement: Measurement;
}

/** The plan of a scenario's rounds. It is fixed before the first of them. */
export interface RoundsPlan {
  readonly planned: number;
  readonly dealing?: InterleavingChoice;
}

/** Decides from the rounds while they are measured. */
export interface StoppingRule {
  /** Chooses how the arms of a duet share the load, from a rehearsal that shared it request by request. */
  chooseInterleaving(rehearsal: RoundRecord): InterleavingChoice;
  /** The reason against a second pair of base and head on the machine that played this rehearsal; `undefined` if none. */
  obstacleToTwoPairs(rehearsal: RoundRecord): string | undefined;
  /** True if two pairs at once show a problem that the rehearsal with one pair did not have. */
  isDisturbed(opening: readonly RoundRecord[], rehearsal: RoundRecord): boolean;
  /** Must get every round, in order. Returns true if further rounds would not change the verdict. */
  shouldStop(round: RoundRecord, plan: RoundsPlan): boolean;
}

export interface MeasureOptions {
  /** Wall time for the scenario. */
  readonly budgetMs: Millis;
  readonly interleave: "auto" | Interleave;
  readonly pairs: GateSpec["pairs"];
  /** The reason for one pair if monitors read counters that are not the service's own, in a clause. */
  readonly sharedCounters?: string | undefined;
  readonly stoppingRule: StoppingRule;
  readonly capacitySearchFor: CapacitySearchFor;
}

export interface MeasuredArms {
  /** Absent if there is no base to start. */
  readonly base?: StartableArm | undefined;
  readonly head: StartableArm;
}

/** How one kind of comparison is measured. The judging side is gate/strategies.ts. */
export interface MeasuringStrategy {
  /** Never throws because of a service: a failure is part of the measurement. */
  measure(scenario: Scenario, arms: MeasuredArms, options: MeasureOptions, context: RoundContext): Promise<Measurement>;
}
