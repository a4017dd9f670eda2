import { sum } from "simple-statistics";
import type { Notice } from "../../model/notice.ts";
import type { Arm } from "../../model/plan.ts";
import type { ArmPhase, PhaseRecord } from "../../model/record.ts";
import { perSec } from "../../model/unit.ts";
import { omitUndefined } from "../../util/omitUndefined.ts";
import type { DetectorInput } from "../detector.ts";
import { ownResourceUsage } from "../resourceUsage.ts";

/** A service that answers less of its load than this, while the load lasts, falls behind for good. */
const enoughRatio = 0.9;
/** Responses that are still on their way at the end are no overload if they take no longer than this share of the phase. */
const lateShare = 0.25;
/** Share of what the service handles that leaves it a reserve. */
const reserve = 0.7;

/** Finds scenarios whose service answers fewer requests per second than it is sent. Warm-ups do not count. */
export function detectOverload({ scenario, rounds }: DetectorInput): readonly Notice[] {
  const measured = rounds.flatMap(({ phases }) => phases).filter(({ warmup }) => !warmup);
  const overloads = (["base", "head"] as const).flatMap((arm) => overloadOf(arm, measured) ?? []);
  const [worst] = overloads.toSorted((a, b) => a.handled_per_sec - b.handled_per_sec);
  if (worst === undefined) return [];
  const arm = overloads.length > 1 ? "both" : worst.arm;
  return [{ kind: "overloaded", scenario, ...worst, arm }];
}

function overloadOf(arm: Arm, measured: readonly ArmPhase[]) {
  const phases = measured.filter((phase) => phase.arm === arm);
  const offeredSec = sum(phases.map(({ record }) => record.offeredMs)) / 1000;
  const due = sum(phases.flatMap(({ record }) => record.requests.filter(isAnswered).map((request) => request.due)));
  const halves = phases.map(({ record }) => answersByHalf(record));
  const [early, late, lateSec] = (["early", "late", "lateSec"] as const).map((key) =>
    sum(halves.map((one) => one[key])),
  );
  // A service whose first answers take half of the phase is slow. Nothing shows whether it is overloaded, too.
  if (offeredSec === 0 || due === 0 || early === undefined || late === undefined || !lateSec || early === 0)
    return undefined;
  const offered = due / offeredSec;
  const handled = late / lateSec;
  if (handled >= enoughRatio * offered || !phases.some(({ record }) => outlastsItsLoad(record))) return undefined;
  const usages = phases.flatMap((phase) => ownResourceUsage(phase) ?? []);
  const wallMs = sum(usages.map((usage) => usage.wallMs));
  return {
    arm,
    offered_per_sec: perSec(offered),
    handled_per_sec: perSec(handled),
    ...omitUndefined({ cores: wallMs > 0 ? sum(usages.map(({ cpuMs }) => cpuMs)) / wallMs : undefined }),
    advised_per_sec: perSec(reserve * handled),
  };
}

/**
 * Answers while load was offered. Whatever takes less than the early half is answered at the rate of the load in the late
 * half, unless the service falls behind.
 */
function answersByHalf({ slices, offeredMs }: PhaseRecord) {
  const whole = slices.slice(0, Math.floor(offeredMs / 1000));
  const lateSec = Math.floor(whole.length / 2);
  const split = whole.length - lateSec;
  return { early: answersIn(whole.slice(0, split)), late: answersIn(whole.slice(split)), lateSec };
}

/** Every answer counts, whatever its status and content. A refusal is one, too; a timeout is none. */
const isAnswer = (outcome: string): boolean =>
  /^(ok$|status |unexpected |slower than |invalid response|content-encoding |body too large)/.test(outcome);

/** A request that never gets an answer hangs for another reason than the load. */
const isAnswered = ({ outcomes }: { readonly outcomes: Readonly<Record<string, number>> }): boolean =>
  Object.keys(outcomes).some(isAnswer);

function answersIn(slices: PhaseRecord["slices"]): number {
  return sum(
    slices.flatMap(({ requests }) =>
      requests.flatMap(({ outcomes }) => Object.entries(outcomes).map(([name, n]) => (isAnswer(name) ? n : 0))),
    ),
  );
}

/** The backlog of an overloaded service takes long to clear, or ends in timeouts. */
const outlastsItsLoad = ({ durationMs, offeredMs }: PhaseRecord): boolean =>
  durationMs - offeredMs > Math.max(500, lateShare * offeredMs);
