import type { ArmOverload, OverloadKind, OverloadStep } from "../model/overload.ts";
import { formatDuration, formatMs, formatNumber, formatPercent } from "../util/format.ts";

interface EvidenceFacts {
  readonly steps: readonly OverloadStep[];
  readonly recoveryMs?: number;
  readonly isAsBefore: boolean;
  readonly isStuck: boolean;
  readonly died?: string;
}

const kindTexts: Readonly<Record<OverloadKind, string>> = {
  graceful: "degrades gracefully",
  degrading: "gets slow or loses goodput",
  collapse: "collapses",
  hysteresis: "does not recover",
};

/** Below this share of its capacity, a service did not keep its goodput. */
export const keptShare = 0.9;

/** What was seen, in one sentence. */
export function overloadEvidence(
  { steps, recoveryMs, isAsBefore, isStuck, died }: EvidenceFacts,
  lowest: number,
): string {
  if (died !== undefined) return `it ended under overload: ${died}`;
  // A goodput that was kept everywhere is most telling at the highest factor.
  const worst = lowest >= keptShare ? steps.at(-1) : steps.find(({ goodput_ratio }) => goodput_ratio === lowest);
  const atWorst =
    worst === undefined
      ? ""
      : `at ${formatNumber(worst.factor)} times its capacity it did ${formatPercent(worst.goodput_ratio)} of it${endings(worst)}; `;
  return `${atWorst}${recoveryText(recoveryMs, isAsBefore, isStuck)}`;
}

/** , refused 47 %, let 3 % time out, and answered the others within 45 ms (p95) */
function endings({ refused_ratio, timeout_ratio, failed_ratio, p95_ms }: OverloadStep): string {
  const parts = [
    [refused_ratio, "refused"],
    [timeout_ratio, "let time out"],
    [failed_ratio, "failed"],
  ] as const;
  const shown = parts.filter(([share]) => share >= 0.001).map(([share, verb]) => `${verb} ${formatPercent(share)}`);
  const answered = p95_ms === undefined ? [] : [`answered the others within ${formatMs(p95_ms)} (p95)`];
  return [...shown, ...answered].map((part) => `, ${part}`).join("");
}

function recoveryText(recoveryMs: number | undefined, isAsBefore: boolean, isStuck: boolean): string {
  if (!isAsBefore) return "afterwards it stayed worse, although it had nothing left to work off";
  if (isStuck) return "it got no better under the usual load, and recovered only without load";
  if (recoveryMs === undefined) return "it recovered only without load";
  return recoveryMs === 0 ? "it recovered within 1 s" : `it recovered after ${formatDuration(recoveryMs)}`;
}

/** overload: the head degrades gracefully: at 2 times … */
export function armOverloadText(arm: "base" | "head", overload: ArmOverload): string {
  if (overload.kind === "not_measured") return `overload of the ${arm} was not measured: ${overload.evidence}`;
  return `beyond its capacity the ${arm} ${kindTexts[overload.kind]}: ${overload.evidence}`;
}
