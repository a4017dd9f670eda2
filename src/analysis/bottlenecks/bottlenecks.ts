import type { Bottleneck } from "../../model/cause.ts";
import type { InstrumentedPhase } from "../../model/reading.ts";
import type { RoundRecord } from "../../model/record.ts";
import { omitUndefined } from "../../util/omitUndefined.ts";
import { limitAdvice, limitEvidence } from "../../wording/limitText.ts";
import { measuredPhases } from "../causes/roundSignals.ts";
import type { Machine } from "../phases.ts";
import type { ArmEvidence } from "./armEvidence.ts";
import { cpuRatio } from "./armEvidence.ts";
import type { ReachedLimit } from "./questions.ts";
import { limitQuestions } from "./questions.ts";

export interface BottleneckSearch {
  /** The rounds that decided. */
  readonly rounds: readonly RoundRecord[];
  readonly machine: Machine;
  /** What instruments and databases counted. */
  readonly instrumented: readonly InstrumentedPhase[];
}

/** Later answers mostly follow from earlier ones. */
const mostLimits = 3;

/** What limits each arm, the first answer first. `none` if nothing does. */
export function bottlenecks({ rounds, machine, instrumented }: BottleneckSearch): readonly Bottleneck[] {
  return (["base", "head"] as const).flatMap((arm) => {
    const phases = rounds.flatMap((round) => measuredPhases(round, arm));
    if (phases.length === 0) return [];
    const own = instrumented.filter((one) => one.arm === arm);
    const evidence: ArmEvidence = { arm, phases, machine, instrumented: own };
    const answers = limitQuestions.flatMap((question) => question(evidence) ?? []).slice(0, mostLimits);
    return (answers.length === 0 ? [noLimit(evidence)] : answers).map((limit) => bottleneckOf(evidence, limit));
  });
}

/** Less sure without the CPU time of the service. */
function noLimit(evidence: ArmEvidence): ReachedLimit {
  const ratio = cpuRatio(evidence);
  return { facts: { kind: "none", cpuRatio: ratio }, confidence: ratio === undefined ? 0.3 : 0.7 };
}

function bottleneckOf({ arm }: ArmEvidence, { facts, subject, confidence }: ReachedLimit): Bottleneck {
  const { kind } = facts;
  return {
    kind,
    arm,
    ...omitUndefined({ subject }),
    confidence,
    evidence: limitEvidence(facts),
    ...omitUndefined({ advice: limitAdvice(kind) }),
  };
}
