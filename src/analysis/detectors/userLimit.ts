import type { Notice } from "../../model/notice.ts";
import { omitUndefined } from "../../util/omitUndefined.ts";
import type { DetectorInput } from "../detector.ts";
import { feltUserLimit } from "../userLimitDelay.ts";

/** Finds phases in which arrivals waited for a free user. Warm-ups do not count. */
export function detectUserLimits({ scenario, rounds }: DetectorInput): readonly Notice[] {
  const measured = rounds.flatMap(({ phases }) => phases).filter(({ warmup }) => !warmup);
  return [...Map.groupBy(measured, ({ phaseId }) => phaseId)].flatMap(([phase, played]) => {
    const felt = feltUserLimit(played.map(({ record }) => record));
    if (felt === undefined) return [];
    const arms = [...Map.groupBy(played, ({ arm }) => arm)];
    const limited = arms.filter(([, ofArm]) => feltUserLimit(ofArm.map(({ record }) => record)) !== undefined);
    const only = limited.length < arms.length ? limited[0]?.[0] : undefined;
    return [{ kind: "user_limit_reached", scenario, phase, ...omitUndefined({ arm: only }), ...felt }];
  });
}
