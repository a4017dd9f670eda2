import { allRequests, comparedMetrics, type Plan } from "../model/plan.ts";
import type { MeasuredScenario, Results } from "../model/results.ts";
import type { Acceptance, Comparison } from "../model/verdict.ts";
import { defined } from "../util/omitUndefined.ts";
import type { Subject } from "./gatedMetrics.ts";

/** Longer ones are refused: the reason stands in the report's headline. */
const longestReason = 200;

/** What an acceptance may be about. */
export interface Known {
  readonly id: string;
  /** Of its requests; absent where they are not known beforehand. */
  readonly requests?: readonly string[];
}

export function knownInPlan({ scenarios }: Plan): readonly Known[] {
  return scenarios.map(({ id, flows }) => {
    const requests = flows.flatMap(({ steps }) => steps.map(({ name }) => name));
    return requests.length === 0 ? { id } : { id, requests };
  });
}

export function knownInResults({ scenarios }: Results): readonly Known[] {
  return scenarios.map(({ id, comparisons, phases }) => {
    const named = [...comparisons.map(({ request }) => request), ...phases.flatMap(namesOf)];
    const requests = [...new Set(named)].filter((name) => name !== allRequests);
    return requests.length === 0 ? { id } : { id, requests };
  });
}

const namesOf = ({ requests }: Results["scenarios"][number]["phases"][number]) => requests.map(({ name }) => name);

/** The lines of a text, or the labels, that somebody gave to a pull request. */
export interface Notes {
  readonly lines: readonly string[];
  readonly labels: readonly string[];
}

export interface Acceptances {
  readonly accepted: readonly Acceptance[];
  /** What was meant to accept something and does not, as sentences. */
  readonly problems: readonly string[];
}

/**
 * `loadgate: accept <metric> <scenario> ["<request>" because] "<reason>"`, each on a line of its own, perhaps as an item of a
 * list; as a label `loadgate: accept <metric> <scenario>`. Nothing else may begin with `loadgate:`.
 */
export function acceptancesIn({ lines, labels }: Notes, known: readonly Known[]): Acceptances {
  const read = [
    ...lines.flatMap((line) => directiveIn(line.replace(/^ {0,3}(?:[-*+] {1,4})?/, ""), "body", known)),
    ...labels.flatMap((label) => directiveIn(label, "label", known)),
  ];
  return {
    accepted: read.filter((one) => typeof one !== "string"),
    problems: read.filter((one) => typeof one === "string"),
  };
}

function directiveIn(line: string, by: "body" | "label", known: readonly Known[]): Acceptance | string | readonly [] {
  const [, directive] = /^loadgate:(.*)$/is.exec(line) ?? [];
  return directive === undefined ? [] : acceptanceOf(directive, by, known);
}

const shape =
  /^accept (?<metric>[^\s"]+) (?:"(?<quoted>[^"]+)"|(?<plain>[^\s"]+))(?: "(?<request>[^"]+)" because)?(?: "(?<reason>[^"]*[^\s"][^"]*)")?$/;

const wanted: Readonly<Record<Acceptance["by"], string>> = {
  body: 'loadgate: accept <metric> <scenario> "<reason>", or <metric> <scenario> "<request>" because "<reason>"',
  label: "loadgate: accept <metric> <scenario>",
  option: '<metric> <scenario> "<reason>", or <metric> <scenario> "<request>" because "<reason>"',
};

const source: Readonly<Record<Acceptance["by"], string>> = {
  body: "the pull request's text",
  label: "a label of the pull request",
  option: "--accept",
};

/** `accept p95 steady "reason"`, as an option without its verb -> what it accepts, or a sentence about what is wrong. */
export function acceptanceOf(text: string, by: Acceptance["by"], known: readonly Known[]): Acceptance | string {
  const told = text.replace(/\s+/g, " ").replace(/[“”„]/g, '"').trim();
  const problem = (expected: string, got: string) =>
    `${source[by]}: expected ${expected}, got ${JSON.stringify(got.slice(0, 100))}; it accepts nothing`;
  const parts = partsOf(told, by);
  if (parts === undefined) return problem(wanted[by], told);
  const { id, request, reason } = parts;
  const metric = comparedMetrics.find((one) => one === parts.metric);
  if (metric === undefined) return problem(`one of ${comparedMetrics.join(", ")}`, parts.metric);
  const scenario = known.find((one) => one.id === id);
  if (scenario === undefined) return problem(`one of the scenarios ${known.map((one) => one.id).join(", ")}`, id);
  const { requests = request === undefined ? [] : [request] } = scenario;
  if (request !== undefined && !requests.includes(request))
    return problem(`one of the requests ${requests.join(", ")}`, request);
  const wantedReason = request === undefined && requests.includes(reason) ? wanted[by] : reasonFor(reason);
  if (wantedReason !== undefined) return problem(wantedReason, reason);
  return { metric, scenario: id, ...defined({ request }), reason, by };
}

interface Parts {
  readonly metric: string;
  readonly id: string;
  readonly request?: string;
  readonly reason: string;
}

/** A label has no reason of its own, everything else must have one. */
function partsOf(told: string, by: Acceptance["by"]): Parts | undefined {
  const groups = shape.exec(by === "option" ? `accept ${told}` : told)?.groups;
  const id = groups?.["quoted"] ?? groups?.["plain"];
  const { metric, request, reason } = groups ?? {};
  if (metric === undefined || id === undefined || (reason === undefined) !== (by === "label")) return undefined;
  return { metric, id, ...defined({ request }), reason: reason ?? "label" };
}

/** What a reason should have been; `undefined` where it is one. */
function reasonFor(reason: string): string | undefined {
  if (!/[^\s\p{Default_Ignorable_Code_Point}\p{Cc}]/u.test(reason)) return "a reason that can be read";
  return reason.length > longestReason ? `a reason of at most ${longestReason} characters` : undefined;
}

/** The first of the acceptances that covers a comparison. */
export function acceptanceFor(
  { scenario: id, request, metric }: Pick<Subject, "scenario" | "request" | "metric">,
  { rounds }: MeasuredScenario,
  accepted: readonly Acceptance[],
): Acceptance | undefined {
  // Where a scenario has one request, what is told of all of them is told of it.
  const names = new Set(rounds.flatMap(({ head }) => Object.keys(head.requests)));
  const covered = request === allRequests && names.size <= 2 ? [...names] : [request];
  return accepted.find(
    (one) =>
      one.scenario === id && one.metric === metric && (one.request === undefined || covered.includes(one.request)),
  );
}

/** A gating regression that is accepted stays one, and says so. */
export function withAccepted(
  comparisons: readonly Comparison[],
  scenario: MeasuredScenario,
  accepted: readonly Acceptance[],
): readonly Comparison[] {
  return comparisons.map((comparison) => {
    if (comparison.outcome !== "regressed" || !comparison.gating) return comparison;
    const found = acceptanceFor({ scenario: scenario.id, ...comparison }, scenario, accepted);
    return found === undefined ? comparison : { ...comparison, accepted: found.reason };
  });
}
