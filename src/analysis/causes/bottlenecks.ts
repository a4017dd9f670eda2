import { mean } from "simple-statistics";
import type { Bottleneck } from "../../model/cause.ts";
import type { ArmPhase, RoundRecord } from "../../model/record.ts";
import { formatPercent } from "../../util/format.ts";
import { worstThrottling } from "../cpuQuota.ts";
import { ownResourceUsage } from "../resourceUsage.ts";
import { generatorProblem } from "../rounds.ts";
import { measuredPhases } from "./serviceSignals.ts";

const fullCpu = 0.9;

/** What limits each arm. The first match is the answer: the runner, the load generator, the CPU. */
export function bottlenecks(rounds: readonly RoundRecord[], cores: number): readonly Bottleneck[] {
  return (["base", "head"] as const).flatMap((arm) => {
    const phases = rounds.flatMap((round) => measuredPhases(round, arm));
    return phases.length === 0 ? [] : [{ arm, ...limitOf(phases, cores) }];
  });
}

function limitOf(phases: readonly ArmPhase[], cores: number): Omit<Bottleneck, "arm"> {
  const throttling = worstThrottling(phases);
  if (throttling !== undefined)
    return {
      kind: "cgroup_throttling",
      confidence: 0.9,
      evidence: `the job waited for its CPU quota for ${formatPercent(throttling.ratio)} of the time`,
      advice: "raise the quota, or lower the rate",
    };
  const generator = generatorProblem(phases);
  if (generator !== undefined)
    return {
      kind: "generator",
      confidence: 0.8,
      evidence: generator,
      advice: "lower the rate, or use a larger machine",
    };
  const cpu = cpuRatio(phases, cores);
  if (cpu !== undefined && cpu >= fullCpu)
    return {
      kind: "cpu",
      confidence: 0.9,
      evidence: `the service used ${formatPercent(cpu)} of its ${cores} cores`,
      advice: "use less CPU time per request, or give it more cores",
    };
  const seen = cpu === undefined ? "no limit was seen" : `the service used ${formatPercent(cpu)} of its cores`;
  return { kind: "none", confidence: 0.7, evidence: seen };
}

function cpuRatio(phases: readonly ArmPhase[], cores: number): number | undefined {
  const shares = phases.flatMap((phase) => {
    const usage = ownResourceUsage(phase);
    return usage === undefined || usage.wallMs <= 0 ? [] : usage.cpuMs / usage.wallMs / cores;
  });
  return shares.length === 0 ? undefined : mean(shares);
}
