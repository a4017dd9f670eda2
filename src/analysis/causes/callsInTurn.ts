import { sum } from "simple-statistics";
import type { Arm } from "../../model/plan.ts";
import type { InstrumentedPhase } from "../../model/reading.ts";
import { callsInTurnText } from "../../wording/evidenceText.ts";
import type { Candidate } from "./candidate.ts";

/** Of the time of a call. Calls that wait for a connection of a pool wait longer. */
const shortQueue = 0.05;

/**
 * Fewer calls of another service at once, none of which waits for a connection: the pool is large enough, and the service
 * itself lets one wait for the other, as for a lock. Where nobody knows how long they wait, it is taken for a pool.
 */
export const withCallsInTurn = (
  candidates: readonly Candidate[],
  phases: readonly InstrumentedPhase[],
): readonly Candidate[] =>
  candidates.map((one) => {
    const { kind, subject, difference } = one;
    if (kind !== "pool_wait" || subject === undefined || difference === undefined) return one;
    const { base, head } = difference;
    const queue = queueGrowth(phases, subject);
    if (head > base || queue === undefined || queue > shortQueue) return one;
    return { kind: "lock_wait", subject, unit: one.unit, evidence: callsInTurnText({ base, head }) };
  });

/** How much longer a call waits for a connection on the head, of the time of a call. `undefined` if that is not known. */
function queueGrowth(phases: readonly InstrumentedPhase[], address: string): number | undefined {
  const [base, head] = [perCall(phases, "base", address), perCall(phases, "head", address)];
  return base === undefined || head === undefined ? undefined : (head.queuedMs - base.queuedMs) / head.timeMs;
}

function perCall(phases: readonly InstrumentedPhase[], arm: Arm, address: string) {
  const calls = phases
    .filter((phase) => phase.arm === arm)
    .flatMap(({ records }) => records.flatMap((record) => (record.kind === "outbound" ? record.calls : [])))
    .filter(({ host }) => portOf(host) === portOf(address));
  const known = calls.flatMap(({ calls: count = 0, timeMs, queuedMs }) =>
    queuedMs === undefined || count === 0 ? [] : [{ count, timeMs, queuedMs }],
  );
  const count = sum(known.map((one) => one.count));
  if (count === 0) return undefined;
  return {
    queuedMs: sum(known.map((one) => one.queuedMs)) / count,
    timeMs: sum(known.map((one) => one.timeMs)) / count,
  };
}

/** Calls are known by the name of the host, and connections by the address. */
const portOf = (address: string): string => /:(\d+)$/.exec(address)?.[1] ?? "80";
