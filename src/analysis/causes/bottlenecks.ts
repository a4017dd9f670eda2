import { max, mean } from "simple-statistics";
import type { Bottleneck } from "../../model/cause.ts";
import type { Arm } from "../../model/plan.ts";
import type { TreeReading } from "../../model/reading.ts";
import type { ArmPhase, RoundRecord } from "../../model/record.ts";
import { formatPercent } from "../../util/format.ts";
import { worstThrottling } from "../cpuQuota.ts";
import { ownResourceUsage } from "../resourceUsage.ts";
import { generatorProblem } from "../rounds.ts";
import { measuredPhases } from "./serviceSignals.ts";

const fullCore = 0.9;
const fullCpu = 0.9;

/** What limits each arm, by the order of questions in docs/method.md. The first match is the answer. */
export function bottlenecks(rounds: readonly RoundRecord[], cores: number): readonly Bottleneck[] {
  return (["base", "head"] as const).flatMap((arm) => {
    const phases = rounds.flatMap((round) => measuredPhases(round, arm));
    return phases.length === 0 ? [] : [{ arm, ...limitOf(phases, cores, arm) }];
  });
}

function limitOf(phases: readonly ArmPhase[], cores: number, _arm: Arm): Omit<Bottleneck, "arm"> {
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
  const busiest = busiestThreadRatio(phases);
  const cpu = cpuRatio(phases, cores);
  if (cpu !== undefined && cpu >= fullCpu)
    return {
      kind: "cpu",
      confidence: 0.9,
      evidence: `the service used ${formatPercent(cpu)} of its ${cores} cores`,
      advice: "use less CPU time per request, or give it more cores",
    };
  if (busiest !== undefined && busiest >= fullCore)
    return {
      kind: "cpu_single_core",
      confidence: 0.9,
      evidence: `its busiest thread used ${formatPercent(busiest)} of one core`,
      advice: "spread the work over several threads or processes",
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

function busiestThreadRatio(phases: readonly ArmPhase[]): number | undefined {
  const shares = phases.flatMap(({ readings }) => {
    const ofTree = readings.filter((reading): reading is TreeReading => reading.kind === "process_tree");
    const [first, last] = [ofTree[0], ofTree.at(-1)];
    const busyMs = last?.busiestThreadMs;
    return first === undefined || last === undefined || busyMs === undefined || last.atMs <= first.atMs
      ? []
      : busyMs / (last.atMs - first.atMs);
  });
  return shares.length === 0 ? undefined : max(shares);
}
