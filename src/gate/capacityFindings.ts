import type { ScenarioResult } from "../model/results.ts";
import type { ArmCapacity } from "../model/scalability.ts";
import { capacityText } from "../wording/capacityText.ts";

/** Like every finding of the verdict. */
interface CapacityFinding {
  readonly failure: "regression" | "sla" | "invalid" | "inconclusive";
  readonly reason: string;
}

/** A search that found no capacity of the head, or of the base beside it. `undefined` if both were found. */
export function capacityFindings({ id, scalability }: ScenarioResult): readonly CapacityFinding[] | undefined {
  if (scalability === undefined) return undefined;
  const [base, head] = (["base", "head"] as const).map((arm) => scalability.arms.find((one) => one.arm === arm));
  // Only an overload was played: the capacity is known.
  if (scalability.arms.length === 0 && scalability.overload !== undefined) return [];
  if (head === undefined) return [{ failure: "invalid", reason: `${id}: the head had no trial` }];
  const finding = (failure: CapacityFinding["failure"]): readonly CapacityFinding[] => [
    { failure, reason: `${id}: ${capacityText(head)}` },
  ];
  switch (head.outcome.kind) {
    case "found":
      return base === undefined || base.outcome.kind === "found" ? undefined : besideBase(id, base, head);
    case "fails_at_lowest":
    case "died":
      return finding("sla");
    case "irregular":
    case "not_sustained":
    case "too_little_time":
      return finding("inconclusive");
    case "beyond_reach":
      return [];
  }
}

/** The base's capacity is unknown. Where it is beyond reach, the head's is at least known to be lower. */
function besideBase(id: string, base: ArmCapacity, head: ArmCapacity): readonly CapacityFinding[] {
  const found = head.max_sustainable_per_sec;
  const reason = `${id}: ${capacityText(head)}; ${capacityText(base)}`;
  if (base.outcome.kind === "beyond_reach" && found !== undefined)
    return [{ failure: found.interval[1] < base.outcome.per_sec ? "regression" : "inconclusive", reason }];
  // A base that fails where the head does not is no reason to fail.
  const isWorse = base.outcome.kind === "fails_at_lowest" || base.outcome.kind === "died";
  return isWorse ? [] : [{ failure: "inconclusive", reason }];
}
