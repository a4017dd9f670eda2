import { sum } from "simple-statistics";
import type { Notice } from "../../model/notice.ts";
import type { Arm } from "../../model/plan.ts";
import type { ArmPhase, RequestRecord } from "../../model/record.ts";
import type { DetectorInput } from "../detector.ts";

/** A smaller share of delayed responses may be chance pauses of the service or the machine. */
const minRatio = 0.5;
/** With fewer responses, chance pauses may reach that share. */
const minResponses = 10;

interface DelayCounts {
  readonly responses: number;
  readonly delayed: number;
}

interface DelayedRequest extends DelayCounts {
  readonly name: string;
  /** The arm with delayed responses. `both` if every measured arm has them. */
  readonly arm: Arm | "both";
}

/** Finds requests whose responses seem to wait for a delayed acknowledgement. Warm-ups do not count. */
export function detectDelayedAcks({ scenario, rounds }: DetectorInput): readonly Notice[] {
  const measured = rounds.flatMap(({ phases }) => phases).filter(({ warmup }) => !warmup);
  const byArm = Map.groupBy(delayedRequests(measured), ({ arm }) => arm);
  return [...byArm].map(([arm, requests]) => ({
    kind: "delayed_ack",
    scenario,
    requests: requests.map(({ name }) => name),
    arm,
    ratio: sum(requests.map(({ delayed }) => delayed)) / sum(requests.map(({ responses }) => responses)),
  }));
}

function delayedRequests(phases: readonly ArmPhase[]): readonly DelayedRequest[] {
  const records = phases.flatMap(({ arm, record }) => record.requests.map((request) => ({ arm, request })));
  const byName = Map.groupBy(records, ({ request }) => request.name);
  return [...byName].flatMap(([name, recordsOfRequest]) => {
    const byArm = [...Map.groupBy(recordsOfRequest, ({ arm }) => arm)];
    const arms = byArm.map(([arm, recordsOfArm]) => ({
      arm,
      ...countDelays(recordsOfArm.map(({ request }) => request)),
    }));
    const affected = arms.filter(
      ({ responses, delayed }) => responses >= minResponses && delayed >= minRatio * responses,
    );
    const [first] = affected;
    if (first === undefined) return [];
    return {
      name,
      arm: affected.length === arms.length ? "both" : first.arm,
      responses: sum(affected.map(({ responses }) => responses)),
      delayed: sum(affected.map(({ delayed }) => delayed)),
    };
  });
}

function countDelays(records: readonly RequestRecord[]): DelayCounts {
  return {
    responses: sum(records.flatMap(({ statuses }) => Object.values(statuses))),
    delayed: sum(records.map(({ delayedAcks }) => delayedAcks)),
  };
}
