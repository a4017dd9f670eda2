import type { Change } from "../../model/cause.ts";
import { type Candidate, changeOf } from "./candidates.ts";

/** The change that the causes must explain. */
export interface Effect {
  readonly kind: "latency" | "cpu" | "memory";
  /** In ms per request, or in bytes for memory. Negative for an improvement. */
  readonly added: number;
}

/** Waits come before the CPU time that they cause, and what is countable before what is not. */
const order: Readonly<Partial<Record<Candidate["kind"], number>>> = {
  database_statements: 0,
  database_slow_statement: 0,
  redis: 0,
  outbound_calls: 0,
  dependency: 1,
  pool_wait: 1,
  stall: 1,
  connections: 1,
  response_size: 1,
  gc: 2,
  run_queue: 3,
  disk: 3,
  lock_wait: 4,
  memory_leak: 4,
  file_descriptors: 4,
  network: 4,
};
const cpuRank = 5;

/** No single cause is named first if none explains at least this share. */
const explainedShare = 0.5;
/** A cause that explains less is none. */
const smallestShare = 0.05;
const mostChanges = 10;

/** The causes, the most explaining first. The list begins with `unexplained` if none explains half of the change. */
export function rankChanges(candidates: readonly Candidate[], effect: Effect): readonly Change[] {
  const hasFunction = candidates.some(({ kind, subject }) => kind === "cpu" && subject !== undefined);
  const ranked = candidates
    // The functions say where the CPU time goes.
    .filter(({ kind, subject }) => kind !== "cpu" || subject !== undefined || !hasFunction)
    .filter((candidate) => canCause(candidate, effect))
    .map((candidate) => ({ candidate, share: shareOf(candidate, effect) }))
    .filter(
      ({ candidate, share }) =>
        hasEffectsDirection(candidate, effect) && (share === undefined || share >= smallestShare),
    )
    .toSorted(
      (a, b) =>
        Number(explainsEnough(b.share)) - Number(explainsEnough(a.share)) ||
        rankOf(a.candidate) - rankOf(b.candidate) ||
        (b.share ?? 0) - (a.share ?? 0),
    )
    .slice(0, mostChanges);
  const [first] = ranked;
  const changes = ranked.map(({ candidate, share }) => changeOf(candidate, share));
  return first !== undefined && explainsEnough(first.share) ? changes : [unexplained(ranked.length), ...changes];
}

/** Growth of memory has no share of a time. It is only asked for where memory itself is the effect. */
const explainsEnough = (share: number | undefined): boolean => share === undefined || share >= explainedShare;

/** A growing heap makes no request slower by itself, and a wait uses no CPU time. */
function canCause({ kind, addedMs }: Candidate, effect: Effect): boolean {
  switch (effect.kind) {
    case "latency":
      return addedMs !== undefined;
    case "cpu":
      return kind === "cpu" || kind === "gc";
    case "memory":
      return kind === "memory_leak";
  }
}

const rankOf = ({ kind, subject }: Candidate): number => order[kind] ?? (subject === undefined ? cpuRank + 1 : cpuRank);

function shareOf({ addedMs }: Candidate, effect: Effect): number | undefined {
  return addedMs === undefined ? undefined : Math.min(1, addedMs / effect.added);
}

/** A head that is slower is not slower because of something that it does less. */
const hasEffectsDirection = ({ difference }: Candidate, { added }: Effect): boolean =>
  difference.head > difference.base === added > 0;

const unexplained = (moved: number): Change => ({
  kind: "unexplained",
  evidence:
    moved === 0 ? "nothing that was measured moved with it" : "no cause that was measured accounts for half of it",
});
