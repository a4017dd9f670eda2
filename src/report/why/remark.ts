import type { Change } from "../../model/cause.ts";
import { allRequests } from "../../model/plan.ts";
import type { Results, ScenarioResult } from "../../model/results.ts";
import { formatMs, formatPercent } from "../../util/format.ts";
import { causeValue, causeWords, isOfOneRequest, isPerRequest, isTimeUnit } from "../../wording/causeText.ts";
import { type Phrase, phrase } from "../phrase.ts";
import { shorten, subjectPhrase } from "./subject.ts";

/** Why a scenario is slower or faster, in one line. */
export interface Remark {
  /** Why, or Why (scenario) if there are several. */
  readonly title: string;
  readonly text: Phrase;
}

/** One remark for each scenario with known changes, in their order. */
export function whyRemarks({ scenarios }: Results): readonly Remark[] {
  return scenarios.flatMap((scenario) => {
    const text = remarkOn(scenario);
    if (text === undefined) return [];
    const title = isOfGate(scenario) ? "Why" : "Seen, but not gated";
    return { title: scenarios.length > 1 ? `${title} (${shorten(scenario.id, 80)})` : title, text };
  });
}

/** False for a leak that no gating metric shows. */
const isOfGate = ({ changes = [], comparisons }: ScenarioResult): boolean =>
  changes[0]?.kind !== "memory_leak" ||
  comparisons.some(({ gating, outcome }) => gating && (outcome === "regressed" || outcome === "improved"));

/** Causes after the first one. A comment has no room for more. */
const mostOthers = 2;

function remarkOn(scenario: ScenarioResult): Phrase | undefined {
  const [first, ...others] = scenario.changes ?? [];
  if (first === undefined) return undefined;
  if (first.kind === "unexplained") return unexplainedRemark(scenario, others);
  const further = others.slice(0, mostOthers).map((change) => {
    // The other's time is then a part of the first one's.
    const isPart = (first.explains_ratio ?? 0) + (change.explains_ratio ?? 0) > 1;
    return isPart ? clauseOf(change, scenario) : withShare(clauseOf(change, scenario), change);
  });
  return [
    ...clauseOf(first, scenario),
    first.explains_ratio === undefined ? "." : `, which is ${formatPercent(first.explains_ratio)} of it.`,
    ...(further.length === 0 ? [] : phrase` Also: ${joined(further)}.`),
    ...cpuRemark(scenario),
  ];
}

/** Names no single cause. What moved may still help. */
function unexplainedRemark({ not_seen = [], ...scenario }: ScenarioResult, moved: readonly Change[]): Phrase {
  const clauses = moved.slice(0, mostOthers).map((change) => withShare(clauseOf(change, scenario), change));
  return [
    "not explained: what was measured accounts for less than half of it.",
    ...(clauses.length === 0 ? [] : phrase` It moved together with: ${joined(clauses)}.`),
    ...(not_seen.length === 0
      ? []
      : [
          ` Not seen: ${not_seen
            .slice(0, 2)
            .map((text) => shorten(text, 160))
            .join("; ")}.`,
        ]),
    ...(moved.some(({ kind }) => kind === "cpu") ? [] : cpuRemark(scenario)),
  ];
}

const joined = (clauses: readonly Phrase[]): Phrase =>
  clauses.flatMap((clause, i) => (i === 0 ? clause : ["; ", ...clause]));

const withShare = (clause: Phrase, { explains_ratio }: Change): Phrase =>
  explains_ratio === undefined ? clause : [...clause, `, ${formatPercent(explains_ratio)} of it`];

/** 41 SQL statements per request instead of 3 (`SELECT …`). Without figures: the evidence. */
export function clauseOf(change: Change, scenario: ScenarioResult): Phrase {
  const { base, head, unit, evidence } = change;
  const carrier = carrierOf(change, scenario);
  if (base === undefined || head === undefined)
    return [evidenceClause(evidence), ...inBrackets(change), ...requestsOf(change, carrier)];
  const isOfCarrier = carrier !== undefined && isOfNamedRequest(change);
  const per = isPerRequest(unit) ? ` per ${isOfCarrier ? carrier : "request"}` : "";
  return [
    `${amount(head, unit, causeWords(change.kind))}${per} instead of ${amountBefore(change, base, head)}`,
    ...inBrackets(change),
    ...rhythmOf(change),
    ...requestsOf(change, isOfCarrier ? undefined : carrier),
  ];
}

/** The request that is not said yet, or several. */
function requestsOf({ kind, requests = [] }: Change, carrier: string | undefined): Phrase {
  const slower = requests.length > 0 && requests.length <= mostRequests ? requests : [];
  const names = carrier === undefined ? slower.map((name) => shorten(name, 60)) : [carrier];
  if (names.length === 0) return [];
  return [isOfOneRequest(kind) ? `, of ${list.format(names)}` : `, with ${list.format(names)} slowed down most`];
}

const list = new Intl.ListFormat("en");

/** More requests than these say no more than the table. */
const mostRequests = 3;

/** Of stalls: how long, and how often. */
const rhythmOf = ({ lasts_ms, every_ms }: Change): Phrase =>
  lasts_ms === undefined || every_ms === undefined ? [] : [`, about ${formatMs(lasts_ms)} every ${formatMs(every_ms)}`];

/** The request that has it, if there are several. */
function carrierOf({ request = allRequests }: Change, { phases }: ScenarioResult): string | undefined {
  const names = new Set(phases.flatMap(({ requests }) => requests.map(({ name }) => name)));
  return request === allRequests || names.size < 2 ? undefined : shorten(request, 80);
}

/** Values of the service as a whole are per request of any kind. */
const isOfNamedRequest = ({ kind, subject, unit }: Change): boolean =>
  isPerRequest(unit) && (subject !== undefined || kind === "response_size" || isOfOneRequest(kind));

function amount(value: number, unit: string | undefined, { count, time }: ReturnType<typeof causeWords>): string {
  const text = causeValue(value, unit);
  if (isTimeUnit(unit)) return `${text} of ${time}`;
  if (unit?.startsWith("bytes")) return `${text} of ${count}`;
  return `${text} ${text === "1" ? count.replace(/s\b/, "") : count}`;
}

/** Fewer calls than one in so many of the head's are nearly none. */
const fewCalls = 1 / 50;

function amountBefore({ unit }: Change, base: number, head: number): string {
  if (base === 0) return "none";
  return unit?.startsWith("1/") && base < fewCalls * head ? "almost none" : causeValue(base, unit);
}

const evidenceClause = (evidence: string): string => shorten(evidence, 300).replace(/\.$/, "");

function inBrackets(change: Change): Phrase {
  const subject = subjectPhrase(change);
  return subject.length === 0 ? [] : phrase` (${subject})`;
}

/** Whether CPU time moved is the reader's next question. */
function cpuRemark({ comparisons, changes = [] }: ScenarioResult): Phrase {
  const cpu = comparisons.find(({ metric, request }) => metric === "cpu_per_request" && request === allRequests);
  const isStill = cpu?.outcome === "unchanged" || cpu?.outcome === "not_worse";
  return isStill && !changes.some(({ kind }) => kind === "cpu") ? [" CPU per request unchanged."] : [];
}
