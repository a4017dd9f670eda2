import { overloadKinds } from "../model/overload.ts";
import type { ScenarioResult } from "../model/results.ts";
import { armOverloadText } from "../wording/overloadText.ts";

interface OverloadFinding {
  readonly failure: "overload" | "sla" | "invalid";
  readonly reason: string;
}

/** A head that takes an overload worse than `sla.overload` allows, or worse than the base. */
export function overloadFindings({ id, scalability }: ScenarioResult): readonly OverloadFinding[] {
  const overload = scalability?.overload;
  if (overload === undefined) return [];
  const { base, worst_allowed: worst } = overload;
  const reason = `${id}: ${armOverloadText("head", overload)}`;
  if (overload.kind === "not_measured") return worst === undefined ? [] : [{ failure: "invalid", reason }];
  const rank = overloadKinds.indexOf(overload.kind);
  const findings: OverloadFinding[] = [];
  if (worst !== undefined && rank > overloadKinds.indexOf(worst))
    findings.push({ failure: "sla", reason: `${reason}; sla.overload allows ${worst}` });
  if (base !== undefined && base.kind !== "not_measured" && rank > overloadKinds.indexOf(base.kind))
    findings.push({ failure: "overload", reason: `${reason}; the base was ${base.kind}` });
  return findings;
}
