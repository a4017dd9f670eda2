import type { CauseKind } from "../../model/cause.ts";
import type { Arm } from "../../model/plan.ts";
import type { ArmPhase, RoundRecord } from "../../model/record.ts";
import { cpuMsPerRequest, memoryGrowthPerRequest } from "../resourceUsage.ts";

/** One row for each thing that monitors see of a service in every round, per request. */
export interface ServiceSignal {
  readonly kind: CauseKind;
  readonly unit: string;
  /** Smaller changes matter to nobody: a share of the base, and an amount in the unit. */
  readonly smallest: { readonly ratio: number; readonly amount: number };
  /** True if the value is time that the response waits for. */
  readonly isTime: boolean;
  readonly value: (phases: readonly ArmPhase[]) => number | undefined;
  readonly advice: string;
}

export const serviceSignals: readonly ServiceSignal[] = [
  {
    kind: "cpu",
    unit: "ms/request",
    smallest: { ratio: 0.04, amount: 0.01 },
    isTime: true,
    value: cpuMsPerRequest,
    advice: "look at the functions that grew",
  },
  {
    kind: "memory_leak",
    unit: "bytes/request",
    smallest: { ratio: 0.5, amount: 8192 },
    isTime: false,
    value: memoryGrowthPerRequest,
    advice: "look for collections that only grow",
  },
];

export const measuredPhases = ({ phases }: RoundRecord, arm: Arm): readonly ArmPhase[] =>
  phases.filter((phase) => phase.arm === arm && !phase.warmup);
