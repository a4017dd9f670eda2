import type { Anomaly } from "../model/cause.ts";
import type { AnomalyLimits, Phase } from "../model/plan.ts";
import type { RoundRecord } from "../model/record.ts";
import { millis } from "../model/unit.ts";
import type { AnomalyDetector, PhaseAnomaly } from "./detector.ts";
import { detectCpuSpikes } from "./detectors/cpuSpike.ts";
import { detectErrorBursts } from "./detectors/errorBurst.ts";
import { detectLatencyDrift } from "./detectors/latencyDrift.ts";
import { detectMemoryGrowth } from "./detectors/memoryGrowth.ts";
import { detectHighMemory } from "./detectors/memoryHigh.ts";
import { detectHighResponseTimes } from "./detectors/responseTimeHigh.ts";
import { detectSteal, detectThrottledPhases } from "./detectors/runnerTime.ts";
import { detectStalls } from "./detectors/stall.ts";
import { detectThroughputVariation } from "./detectors/throughputVariation.ts";
import type { Machine } from "./phases.ts";

/** Every detector of anomalies. The runner's own come first: they explain others. */
const detectors: readonly AnomalyDetector[] = [
  detectThrottledPhases,
  detectSteal,
  detectStalls,
  detectErrorBursts,
  detectHighResponseTimes,
  detectLatencyDrift,
  detectThroughputVariation,
  detectCpuSpikes,
  detectHighMemory,
  detectMemoryGrowth,
];

/** Of each kind on each arm. A service that is odd all the time would fill the file. */
const mostOfKind = 30;

export interface AnomalySearch {
  readonly phases: readonly Pick<Phase, "id" | "pattern">[];
  readonly rounds: readonly RoundRecord[];
  readonly limits: AnomalyLimits;
  readonly machine: Machine;
}

/** The anomalies of a scenario in the order of the detectors, then of time. Warm-ups do not count. */
export function findAnomalies({ phases, rounds, limits, machine }: AnomalySearch): readonly Anomaly[] {
  const played = rounds.flatMap((round) =>
    round.phases
      .filter(({ warmup }) => !warmup)
      .map((phase) => ({
        ...{ ...phase, round: round.index, limits, machine },
        spec: phases.find(({ id }) => id === phase.phaseId),
      })),
  );
  return detectors.flatMap((detect) => {
    const found = played.flatMap((phase) => {
      const { arm, phaseId, round } = phase;
      return detect(phase).map((one): Anomaly => {
        const { kind, ...anomaly } = sincePhaseStart(one);
        return { kind, arm, phase: phaseId, round, ...anomaly };
      });
    });
    return (["base", "head"] as const).flatMap((arm) => found.filter((one) => one.arm === arm).slice(0, mostOfKind));
  });
}

/** The first reading is before the phase's start. */
function sincePhaseStart(anomaly: PhaseAnomaly): PhaseAnomaly {
  const { at_ms, duration_ms } = anomaly;
  const beforeMs = Math.max(0, -at_ms);
  return { ...anomaly, at_ms: millis(at_ms + beforeMs), duration_ms: millis(Math.max(0, duration_ms - beforeMs)) };
}
