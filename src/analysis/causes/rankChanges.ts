import type { Change } from "../../model/cause.ts";
import { type Candidate, changeOf } from "./candidates.ts";

/** The change that the causes must explain. */
export interface Effect {
  /** By how much longer a request takes, or its CPU time is, in ms. Negative for an improvement. */
  readonly addedMs: number;
  /** CPU time only: waits do not count. */
  readonly isCpu: boolean;
  readonly request?: string | undefined;
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
  const changes = ranked.map(({ candidate, share }) => changeOf(candidate, share, effect.request));
  return first !== undefined && explainsEnough(first.share) ? changes : [unexplained(ranked.length), ...changes];
}

/** Counts and sizes have no share. They stand for themselves. */
const explainsEnough = (share: number | undefined): boolean => share === undefined || share >= explainedShare;

const rankOf = ({ kind, subject }: Candidate): number => order[kind] ?? (subject === undefined ? cpuRank + 1 : cpuRank);

function shareOf({ addedMs }: Candidate, effect: Effect): number | undefined {
  return addedMs === undefined ? undefined : Math.min(1, addedMs / effect.addedMs);
}

/** A head that is slower is not slower because of something that it does less. A smaller pool is the exception. */
function hasEffectsDirection({ kind, difference }: Candidate, { addedMs }: Effect): boolean {
  const grows = difference.head > difference.base;
  return (kind === "pool_wait" ? !grows : grows) === addedMs > 0;
}

const unexplained = (moved: number): Change => ({
  kind: "unexplained",
  evidence:
    moved === 0 ? "nothing that was measured moved with it" : "no cause that was measured accounts for half of it",
});
