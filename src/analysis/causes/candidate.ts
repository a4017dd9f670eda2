import type { CauseKind, Change } from "../../model/cause.ts";
import { omitUndefined } from "../../util/omitUndefined.ts";
import { adviceText, evidenceText } from "../../wording/evidenceText.ts";

/** Something that moved between the arms, and may be a cause. */
export interface Candidate {
  readonly kind: CauseKind;
  readonly subject?: string | undefined;
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  /** The request that has it, if that is known. */
  readonly request?: string | undefined;
  readonly unit: string;
  /** Absent if it has no figures. */
  readonly difference?: Difference;
  /** Times per request of what `difference` counts. */
  readonly times?: { readonly base: number; readonly head: number } | undefined;
  /** How much longer each request takes for it, in ms. Absent if it does not convert into time. */
  readonly addedMs?: number | undefined;
  /** The sentence, if it has no figures. */
  readonly evidence?: string;
}

interface Difference {
  readonly base: number;
  readonly head: number;
  readonly interval?: readonly [number, number] | undefined;
}

/** The change for results.json. `request`: the one that carries the leading change. */
export function changeOf(candidate: Candidate, explains: number | undefined, request: string | undefined): Change {
  const { kind, subject, file, line, unit, difference, times, evidence } = candidate;
  return {
    kind,
    ...omitUndefined({ request: candidate.request ?? request, subject, file, line }),
    ...(difference && figuresOf(unit, difference)),
    ...omitUndefined({ explains_ratio: explains }),
    evidence:
      evidence ?? evidenceText({ kind, isNamed: subject !== undefined, unit, base: 0, head: 0, ...difference, times }),
    advice: adviceText(kind),
  };
}

function figuresOf(unit: string, { base, head, interval }: Difference) {
  if (interval === undefined) return { unit, base, head };
  const [low, high] = interval;
  return { unit, base, head, interval: [low, high] as [number, number] };
}
