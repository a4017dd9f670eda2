import { max, sum } from "simple-statistics";
import type { PhaseRecord, UserLimitRecord } from "../model/record.ts";
import type { UserLimit } from "../model/userLimit.ts";

/** A shorter wait is not felt. */
const feltMs = 1;

/** How the limit of concurrent users delayed requests over several records; `undefined` if it did not. */
export function feltUserLimit(records: readonly PhaseRecord[]): UserLimit | undefined {
  const limits = records.flatMap(({ userLimit }) => userLimit ?? []);
  const felt = limits.filter(({ waited, longestWaitMs }) => waited > 0 && longestWaitMs >= feltMs);
  const [first] = felt;
  if (first === undefined) return undefined;
  const largest = (key: "longestWaitMs" | "needed") => max(felt.map((limit) => limit[key]));
  const total = (of: readonly UserLimitRecord[], key: "arrivals" | "waited") => sum(of.map((limit) => limit[key]));
  return {
    limit: first.limit,
    source: first.source,
    waited_ratio: total(felt, "waited") / total(limits, "arrivals"),
    longest_wait_ms: largest("longestWaitMs"),
    needed: largest("needed"),
  };
}
