import { sum } from "simple-statistics";
import type { RequestRecord, RoundRecord } from "../../model/record.ts";
import type { Candidate } from "./candidate.ts";
import { measuredRequests } from "./latencyPerRequest.ts";
import { pairsOf, type RoundDifference, roundDifference } from "./roundDifference.ts";

const level = 0.01;

/** Smaller differences of an answer's size matter to nobody. */
const smallestSizeRatio = 0.05;
/** Numbers may have one digit more. */
const smallestSizeBytes = 64;

/** Of all requests. */
const smallestErrorShare = 0.01;

/** Answers of one request that differ between the arms: their size, their type, and how many of them are failures. */
export function answerCandidates(rounds: readonly RoundRecord[]): readonly Candidate[] {
  return requestNames(rounds).flatMap((name) => [
    ...sizeCandidate(name, rounds),
    ...typeCandidate(name, rounds),
    ...errorCandidate(name, rounds),
  ]);
}

export const requestNames = (rounds: readonly RoundRecord[]): readonly string[] => [
  ...new Set(rounds.flatMap((round) => measuredRequests(round, "head").map(({ name }) => name))),
];

function sizeCandidate(request: string, rounds: readonly RoundRecord[]): readonly Candidate[] {
  const difference = answerSizes(request, rounds);
  return difference === undefined ? [] : [{ kind: "response_size", request, unit: "bytes/request", difference }];
}

/** Bytes of an answer. `undefined` if the arms hardly differ. */
export function answerSizes(request: string, rounds: readonly RoundRecord[]): RoundDifference | undefined {
  const difference = roundDifference(
    pairsOf(rounds, (round, arm) => bytesPerAnswer(measuredRequests(round, arm, request))),
  );
  if (difference === undefined || difference.p > level) return undefined;
  const { base, head } = difference;
  return Math.abs(head - base) <= Math.max(smallestSizeBytes, smallestSizeRatio * base) ? undefined : difference;
}

function bytesPerAnswer(records: readonly RequestRecord[]): number | undefined {
  const known = records.flatMap(({ bodyBytes }) => bodyBytes ?? []);
  const answers = sum(records.map(({ outcomes }) => outcomes["ok"] ?? 0));
  return known.length < records.length || answers === 0 ? undefined : sum(known) / answers;
}

/** The arms answer most requests with another media type. */
function typeCandidate(request: string, rounds: readonly RoundRecord[]): readonly Candidate[] {
  const types = answerTypes(request, rounds);
  if (types === undefined) return [];
  const evidence = `the answer is ${types.head} instead of ${types.base}`;
  return [{ kind: "response_size", request, subject: types.head, unit: "1", evidence }];
}

/** `undefined` if they are the same. */
export function answerTypes(
  request: string,
  rounds: readonly RoundRecord[],
): { readonly base: string; readonly head: string } | undefined {
  const [base, head] = (["base", "head"] as const).map((arm) =>
    mostFrequent(
      rounds.flatMap((round) => measuredRequests(round, arm, request).map(({ contentTypes = {} }) => contentTypes)),
    ),
  );
  return base === undefined || head === undefined || base === head ? undefined : { base, head };
}

function mostFrequent(counts: readonly Readonly<Record<string, number>>[]): string | undefined {
  const totals = new Map<string, number>();
  for (const [name, count] of counts.flatMap((one) => Object.entries(one)))
    totals.set(name, (totals.get(name) ?? 0) + count);
  const [most] = [...totals].toSorted((a, b) => b[1] - a[1]);
  return most?.[0];
}

function errorCandidate(request: string, rounds: readonly RoundRecord[]): readonly Candidate[] {
  const difference = roundDifference(
    pairsOf(rounds, (round, arm) => errorShare(measuredRequests(round, arm, request))),
  );
  if (difference === undefined || difference.p > level) return [];
  if (Math.abs(difference.head - difference.base) < smallestErrorShare) return [];
  const more = difference.head > difference.base ? "head" : "base";
  const failures = rounds.flatMap((round) => measuredRequests(round, more, request).map(({ outcomes }) => outcomes));
  const subject = mostFrequent(failures.map(({ ok: _, ...failed }) => failed));
  return [{ kind: "errors", request, unit: "1/request", difference, ...(subject !== undefined && { subject }) }];
}

/** Of the largest change. */
const farFewerErrors = 0.25;

/**
 * The only request whose share of failures changed much. If several fail alike in the end, the first round with failures
 * may tell. `undefined` if several fail alike there, too.
 */
export function failingRequest(rounds: readonly RoundRecord[], direction: number): string | undefined {
  const first = rounds.find((round) => changesOfErrors([round], direction).some(({ change }) => change > 0));
  const onlyOf = (some: readonly RoundRecord[]) => onlyFailing(changesOfErrors(some, direction));
  return onlyOf(rounds) ?? (first && onlyOf([first]));
}

interface ErrorChange {
  readonly request: string;
  readonly change: number;
}

function changesOfErrors(rounds: readonly RoundRecord[], direction: number): readonly ErrorChange[] {
  return requestNames(rounds).flatMap((request) => {
    const shares = (["base", "head"] as const).map((arm) =>
      errorShare(rounds.flatMap((round) => measuredRequests(round, arm, request))),
    );
    const [base, head] = shares;
    return base === undefined || head === undefined ? [] : [{ request, change: direction * (head - base) }];
  });
}

function onlyFailing(changes: readonly ErrorChange[]): string | undefined {
  const [first, second] = changes.toSorted((a, b) => b.change - a.change);
  if (first === undefined || first.change < smallestErrorShare) return undefined;
  return (second?.change ?? 0) > farFewerErrors * first.change ? undefined : first.request;
}

function errorShare(records: readonly RequestRecord[]): number | undefined {
  const due = sum(records.map((record) => record.due));
  return due === 0 ? undefined : 1 - sum(records.map(({ outcomes }) => outcomes["ok"] ?? 0)) / due;
}
