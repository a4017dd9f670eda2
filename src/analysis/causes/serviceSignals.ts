import type { Arm } from "../../model/plan.ts";
import type { TreeReading } from "../../model/reading.ts";
import type { RoundRecord } from "../../model/record.ts";
import { omitUndefined } from "../../util/omitUndefined.ts";
import { requestNames } from "./answerDifferences.ts";
import { type Candidate, type Difference, scaledDifference } from "./candidate.ts";
import { latencyDifference, mostChanged, shareOfRequests } from "./latencyPerRequest.ts";
import { requestBySeconds } from "./requestBySeconds.ts";
import { measuredPhases, stallRhythm } from "./roundSignals.ts";

/** What grows with each request of one name, and how to read it. */
const growing: Readonly<Partial<Record<Candidate["kind"], (reading: TreeReading) => number | undefined>>> = {
  file_descriptors: ({ fileDescriptors }) => fileDescriptors,
  memory_leak: ({ rssBytes }) => rssBytes,
  event_loop: ({ busiestThreadMs }) => busiestThreadMs,
};

/** Signals of the service as a whole, with what the rounds further say of them: the request, or how often. */
export const withDetails = (candidates: readonly Candidate[], rounds: readonly RoundRecord[]): readonly Candidate[] =>
  candidates.map((one) => {
    if (one.kind === "stall") return { ...withRhythm(one, rounds), isOfEveryRequest: !isOneSlower(rounds) };
    // Opening connections costs CPU time, which is therefore no other cause.
    return isOfEveryRequest(one) ? { ...one, isOfEveryRequest: true, hasMoreCalls: true } : withRequest(one, rounds);
  });

/** Connections of clients per request. */
const nearlyAll = 0.9;

const isOfEveryRequest = ({ kind, subject, difference: { base, head } = { base: 0, head: 0 } }: Candidate): boolean =>
  kind === "connections" && subject === undefined && Math.max(base, head) >= nearlyAll;

/** A stall of the whole service makes all requests wait alike. */
const isOneSlower = (rounds: readonly RoundRecord[]): boolean => mostChanged(rounds, requestNames(rounds)).length === 1;

function withRequest(one: Candidate, rounds: readonly RoundRecord[]): Candidate {
  const read = growing[one.kind];
  const { difference } = one;
  if (read === undefined || difference === undefined) return one;
  const bySeconds = requestBySeconds(rounds, read, Math.sign(difference.head - difference.base));
  const request = bySeconds ?? (one.kind === "event_loop" ? onlyLongEnough(rounds, difference) : undefined);
  const share = request === undefined ? 0 : shareOfRequests(rounds, request);
  // All of them may wait for a thread that one of them keeps busy.
  if (one.kind === "event_loop" && request === undefined) return { ...one, isOfEveryRequest: !isOneSlower(rounds) };
  return share === 0 ? one : { ...one, request, difference: scaledDifference(difference, 1 / share) };
}

/** A request takes at least as long as the CPU time in it. `undefined` if none or several do. */
function onlyLongEnough(rounds: readonly RoundRecord[], { base, head }: Difference): string | undefined {
  const arm: Arm = head > base ? "head" : "base";
  const [first, ...others] = requestNames(rounds).filter((name) => {
    const share = shareOfRequests(rounds, name);
    const latencyMs = latencyDifference(rounds, name)?.[arm] ?? 0;
    return share > 0 && latencyMs >= Math.abs(head - base) / share;
  });
  return others.length === 0 ? first : undefined;
}

function withRhythm(one: Candidate, rounds: readonly RoundRecord[]): Candidate {
  const { base = 0, head = 0 } = one.difference ?? {};
  const arm: Arm = head > base ? "head" : "base";
  return { ...one, ...omitUndefined({ rhythm: stallRhythm(rounds.flatMap((round) => measuredPhases(round, arm))) }) };
}
