import { sum } from "simple-statistics";
import type { CauseKind, Change } from "../../model/cause.ts";
import { unexplainedText } from "../../wording/evidenceText.ts";
import type { Candidate } from "./candidate.ts";
import { changeOf, isDoubled } from "./candidate.ts";
import { isOfPackage } from "./frameOwner.ts";

/** The change that the causes must explain. */
export interface Effect {
  readonly kind: "latency" | "cpu" | "dependency_cpu" | "memory" | "errors";
  /** Per request, in ms, bytes or failures. Negative for an improvement. */
  readonly added: number;
  /** Relative to the base. Infinite if that has none. */
  readonly ratio: number;
  /** The request that carries it. Absent if it is of the service as a whole. */
  readonly request?: string | undefined;
  /** That request's share of all. */
  readonly requestShare?: number | undefined;
  /** Those that carry it, if they are several, and not all. */
  readonly requests?: readonly string[] | undefined;
  /** Not the leading change itself: the wait behind more CPU time, or the other way round. Shares would mislead. */
  readonly isBehindLead?: boolean;
}

interface Ranked {
  readonly candidate: Candidate;
  /** Absent if the value does not convert into the effect. */
  readonly share: number | undefined;
}

/** Causes come before what follows from them, and waits before CPU time: the order of questions in docs/method.md. */
const order: readonly (readonly CauseKind[])[] = [
  ["database_locks"],
  ["database_statements", "database_slow_statement", "redis", "outbound_calls"],
  ["pool_wait", "stall", "connections", "response_size", "dependency"],
  ["gc"],
  ["run_queue", "disk"],
  // Threads also sleep while they wait for the one that does it all.
  ["event_loop"],
  ["lock_wait", "memory_leak", "memory", "file_descriptors", "network"],
  ["cpu"],
  ["errors"],
];

/** What can explain each effect by itself. Waits use no CPU, and a slow request is no failed one. */
const explaining: Readonly<Record<Effect["kind"], (candidate: Candidate) => boolean>> = {
  latency: ({ kind }) => kind !== "errors" && kind !== "memory_leak",
  cpu: ({ kind, unit }) => kind === "cpu" || kind === "gc" || (costsCpu.includes(kind) && !unit.startsWith("ms")),
  dependency_cpu: ({ kind }) => worksForService.includes(kind),
  memory: ({ kind }) => ["memory_leak", "memory", "file_descriptors", "response_size"].includes(kind),
  errors: ({ kind }) =>
    ["errors", "connections", "file_descriptors", "pool_wait", "database_locks", "stall", "memory_leak"].includes(kind),
};

/** By their number or size. Their time is a wait. */
const costsCpu: readonly CauseKind[] = [
  ...(["database_statements", "redis", "outbound_calls", "connections"] as const),
  ...(["response_size", "dependency", "disk", "network"] as const),
];

/** What a service lets others do for it. */
const worksForService: readonly CauseKind[] = [
  ...(["database_statements", "database_slow_statement", "redis", "outbound_calls", "dependency"] as const),
];

/** Sizes and the work of others explain a change at most in proportion. Twice the bytes may take twice as long. */
const proportional: readonly CauseKind[] = ["response_size", "dependency"];

/** No single cause is named first if none explains at least this share. */
const explainedShare = 0.5;

/** A cause that explains less is none. */
const smallestShare = 0.05;
const mostChanges = 10;

/** The causes, the most explaining first. The list begins with `unexplained` if none explains half of the change. */
export function rankChanges(candidates: readonly Candidate[], effect: Effect): readonly Change[] {
  const hasFunction = candidates.some(({ kind, subject }) => kind === "cpu" && subject !== undefined);
  const ranked = withoutOverlap(
    candidates
      // The functions say where the CPU time goes.
      .filter(({ kind, subject }) => kind !== "cpu" || subject !== undefined || !hasFunction)
      .filter((candidate) => candidate.isAtLimit === true || explaining[effect.kind](candidate))
      .filter((candidate) => hasEffectsDirection(candidate, effect))
      .map((candidate): Ranked => ({ candidate, share: shareOf(candidate, effect) }))
      .filter(
        ({ candidate, share }) => share === undefined || (share >= smallestShare && isPossible(candidate, effect)),
      ),
  );
  const sorted = ranked
    .map((one) => ({ ...one, isEnough: isEnough(one, effect, ranked) }))
    .toSorted(
      (a, b) =>
        Number(b.isEnough) - Number(a.isEnough) ||
        rankOf(a.candidate) - rankOf(b.candidate) ||
        (b.share ?? 0) - (a.share ?? 0),
    )
    .slice(0, mostChanges);
  const [first] = sorted;
  const changes = sorted
    .filter((one) => !(first !== one && first?.isEnough === true && followsFrom(one, first, effect)))
    .map(({ candidate, share }) => {
      const isOfItself = candidate.subject === undefined && isSameAs(effect, candidate);
      return changeOf(candidate, effect.isBehindLead === true || isOfItself ? undefined : share, effect);
    });
  if (first?.isEnough === true) return changes;
  return [{ kind: "unexplained", evidence: unexplainedText(ranked.length) }, ...changes];
}

/** Times of functions and collections add up to no more than the whole effect. */
function withoutOverlap(ranked: readonly Ranked[]): readonly Ranked[] {
  const isPart = ({ candidate, share }: Ranked) =>
    share !== undefined && (candidate.kind === "gc" || (candidate.kind === "cpu" && !isUnnamedCpu(candidate)));
  const total = sum(ranked.filter(isPart).map(({ share = 0 }) => share));
  return total <= 1 ? ranked : ranked.map((one) => (isPart(one) ? { ...one, share: (one.share ?? 0) / total } : one));
}

/** Threads that wait for work sleep like those that wait for a lock. Far more such time than the effect is theirs. */
const mostLockShare = 1.5;
const isPossible = ({ kind, subject, addedMs = 0 }: Candidate, effect: Effect): boolean =>
  kind !== "lock_wait" || subject !== undefined || effect.kind !== "latency" || addedMs / effect.added <= mostLockShare;

const isUnnamedCpu = ({ kind, subject }: Candidate): boolean => kind === "cpu" && subject === undefined;

/** That the CPU time, the memory or the errors grew is no explanation of itself. */
const isSameAs = ({ kind }: Effect, candidate: Candidate): boolean =>
  (kind === "cpu" && isUnnamedCpu(candidate)) ||
  (kind === "dependency_cpu" && candidate.kind === "dependency") ||
  (kind === "memory" && candidate.kind === "memory_leak") ||
  (kind === "errors" && candidate.kind === "errors");

/**
 * The CPU time of the service as a whole, behind a cause that uses it, threads that sleep behind one they wait for,
 * files that stay open behind a slower service, bytes behind the time that they take, calls that come one at a time
 * behind a lock, or what drivers and other packages work for the cause.
 */
const followsFrom = ({ candidate }: Ranked, first: Ranked, { kind, isBehindLead }: Effect): boolean =>
  candidate.kind === "lock_wait" ||
  (candidate.kind === "file_descriptors" && kind === "latency") ||
  (candidate.kind === "disk" && first.candidate.kind === "disk") ||
  (candidate.kind === "pool_wait" && first.candidate.kind === "lock_wait") ||
  (candidate.kind === "cpu" && (first.candidate.kind === "connections" || isOfPackage(candidate))) ||
  (isUnnamedCpu(candidate) && (kind === "cpu" || isBehindLead === true || first.candidate.kind === "gc"));

const rankOf = ({ kind, isAtLimit }: Candidate): number =>
  isAtLimit === true ? -1 : order.findIndex((kinds) => kinds.includes(kind));

function shareOf({ kind, addedMs, difference, hasMoreCalls }: Candidate, effect: Effect): number | undefined {
  const added = effect.kind === "latency" || effect.kind === "cpu" ? addedMs : undefined;
  const isSame =
    (effect.kind === "errors" && kind === "errors") ||
    (effect.kind === "dependency_cpu" && kind === "dependency") ||
    (effect.kind === "memory" && kind === "memory_leak");
  const value = isSame && difference !== undefined ? difference.head - difference.base : added;
  // The CPU time that a statement or a call costs the service is not known.
  if (value === undefined || (effect.kind === "cpu" && kind !== "cpu" && kind !== "gc")) return undefined;
  const share = Math.min(1, value / effect.added);
  // It is a lower bound.
  return hasMoreCalls === true && share > 0 && share < explainedShare ? undefined : share;
}

/**
 * A cause without a share stands for itself, unless others explain the effect, or it moved too little for it. More calls
 * and far more writes need CPU time, so that only something with a name explains the effect instead of them.
 */
function isEnough({ candidate, share }: Ranked, effect: Effect, all: readonly Ranked[]): boolean {
  const { kind, difference, isWeak, isAtLimit } = candidate;
  const usesCpu =
    candidate.hasMoreCalls === true || (kind === "disk" && difference !== undefined && isDoubled(difference));
  if (isAtLimit === true) return true;
  if (isWeak === true) return false;
  if (share !== undefined) return share >= explainedShare;
  const explaining = all.filter(
    (one) => (one.share ?? 0) >= explainedShare && one.candidate.isWeak !== true && !isSameAs(effect, one.candidate),
  );
  if (usesCpu) return explaining.every((one) => one.candidate.subject === undefined);
  if (!proportional.includes(kind)) return explaining.length === 0;
  if (difference === undefined) return false;
  return difference.base === 0 || (difference.head / difference.base - 1) / effect.ratio >= explainedShare;
}

/** A head that is slower is not slower because of something that it does less. A smaller pool is the exception. */
function hasEffectsDirection({ kind, difference }: Candidate, { added }: Effect): boolean {
  if (difference === undefined) return true;
  const grows = difference.head > difference.base;
  return (kind === "pool_wait" ? !grows : grows) === added > 0;
}
