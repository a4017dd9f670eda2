import type { CauseKind, Change } from "../../model/cause.ts";
import type { Millis } from "../../model/unit.ts";
import { omitUndefined } from "../../util/omitUndefined.ts";
import { isOfOneRequest } from "../../wording/causeText.ts";
import { adviceText, evidenceText } from "../../wording/evidenceText.ts";

/** Something that moved between the arms, and may be a cause. */
export interface Candidate {
  readonly kind: CauseKind;
  readonly subject?: string | undefined;
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  /** The request that has it, if that is known. */
  readonly request?: string | undefined;
  /** Every request has it, whichever of them is slowed down most. */
  readonly isOfEveryRequest?: boolean;
  readonly unit: string;
  /** Absent if it has no figures. */
  readonly difference?: Difference;
  /** Share of each request in the rounds that it was counted in, if those are not the rounds that decided. */
  readonly shareOfRequest?: (request: string) => number | undefined;
  /** Times per request of what `difference` counts. */
  readonly times?: { readonly base: number; readonly head: number } | undefined;
  /** How much longer each request takes for it, in ms. Absent if it does not convert into time. */
  readonly addedMs?: number | undefined;
  /** There are far more of these calls. Each costs more than the time that was counted for it, such as the way there. */
  readonly hasMoreCalls?: boolean;
  /** Of stalls: how long one lasts, and the time from one to the next. */
  readonly rhythm?: { readonly lastsMs: Millis; readonly everyMs: Millis } | undefined;
  /** It may follow from something that nobody counted, so that it is no cause by itself. */
  readonly isWeak?: boolean;
  /** A function that explains CPU time which surely grew, and is not sure by itself. */
  readonly isLikeliest?: boolean;
  /** It reached a hard limit, so that nothing else comes before it. */
  readonly isAtLimit?: boolean;
  /** The sentence, if it has no figures. */
  readonly evidence?: string;
}

export interface Difference {
  readonly base: number;
  readonly head: number;
  readonly interval?: readonly [number, number] | undefined;
}

/** The request that carries the leading change, and its share of all requests. */
interface Carrier {
  readonly request?: string | undefined;
  readonly requestShare?: number | undefined;
  /** Several that carry it. */
  readonly requests?: readonly string[] | undefined;
}

/** The change for results.json. */
export function changeOf(candidate: Candidate, explains: number | undefined, carrier: Carrier): Change {
  const { isOfEveryRequest } = candidate;
  const request = isOfEveryRequest === true ? undefined : (candidate.request ?? carrier.request);
  const requests = isOfEveryRequest === true || request !== undefined ? undefined : carrier.requests;
  const { kind, subject, file, line, unit, difference, times, evidence, rhythm } = ofCarrier(candidate, carrier);
  return {
    kind,
    ...omitUndefined({ request, requests: requests && [...requests], subject, file, line }),
    ...(difference && figuresOf(unit, difference)),
    ...omitUndefined({ explains_ratio: explains, lasts_ms: rhythm?.lastsMs, every_ms: rhythm?.everyMs }),
    evidence:
      evidence ?? evidenceText({ kind, isNamed: subject !== undefined, unit, base: 0, head: 0, ...difference, times }),
    advice: adviceText(kind),
  };
}

/** What has a name, or is left behind, is taken to be of that request only: its values are per such a request. */
function ofCarrier(candidate: Candidate, { request, requestShare = 1 }: Carrier): Candidate {
  const { difference, times, subject, unit, shareOfRequest } = candidate;
  const isNamed = subject !== undefined || isOfOneRequest(candidate.kind);
  const isPerAny = isNamed && candidate.request === undefined && unit.endsWith("/request");
  if (!isPerAny || request === undefined || difference === undefined) return candidate;
  const share = shareOfRequest?.(request) ?? requestShare;
  if (share === 0) return candidate;
  return {
    ...candidate,
    difference: scaledDifference(difference, 1 / share),
    ...(times && { times: scaledDifference(times, 1 / share) }),
  };
}

export function scaledDifference<T extends Difference>({ base, head, interval, ...others }: T, factor: number) {
  return {
    ...others,
    base: base * factor,
    head: head * factor,
    ...(interval && { interval: [interval[0] * factor, interval[1] * factor] as const }),
  };
}

function figuresOf(unit: string, { base, head, interval }: Difference) {
  if (interval === undefined) return { unit, base, head };
  const [low, high] = interval;
  return { unit, base, head, interval: [low, high] as [number, number] };
}

/** One arm has at least twice as much as the other. */
export const isDoubled = ({ base, head }: { readonly base: number; readonly head: number }): boolean =>
  Math.max(base, head) >= 2 * Math.min(base, head);
