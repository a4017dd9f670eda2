import { comparedMetrics } from "../model/metric.ts";
import { allRequests, type Plan } from "../model/plan.ts";
import type { MeasuredScenario, Results } from "../model/results.ts";
import type { Acceptance, Comparison } from "../model/verdict.ts";
import { omitUndefined } from "../util/omitUndefined.ts";
import type { MetricKey } from "./gatedMetrics.ts";

/** In characters. A longer reason would not fit into the report's headline. */
const longestReason = 200;

/** A scenario that an acceptance may name. */
export interface KnownScenario {
  readonly id: string;
  /** The names of its requests. Absent if they are not known before the run. */
  readonly requests?: readonly string[];
}

export function scenariosInPlan({ scenarios }: Plan): readonly KnownScenario[] {
  return scenarios.map(({ id, flows }) => {
    const requests = flows.flatMap(({ steps }) => steps.map(({ name }) => name));
    return requests.length === 0 ? { id } : { id, requests };
  });
}

export function scenariosInResults({ scenarios }: Results): readonly KnownScenario[] {
  return scenarios.map(({ id, comparisons, phases }) => {
    const inPhases = phases.flatMap((phase) => phase.requests.map(({ name }) => name));
    const names = [...comparisons.map(({ request }) => request), ...inPhases];
    const requests = [...new Set(names)].filter((name) => name !== allRequests);
    return requests.length === 0 ? { id } : { id, requests };
  });
}

/** The lines of a pull request's text, and its labels. */
export interface AcceptanceSources {
  readonly lines: readonly string[];
  readonly labels: readonly string[];
}

export interface ParsedAcceptances {
  readonly accepted: readonly Acceptance[];
  /** One sentence for each directive that is not valid. */
  readonly problems: readonly string[];
}

/**
 * Reads every `loadgate: accept <metric> <scenario> ["<request>" because] "<reason>"`. In a text, each stands on a line
 * of its own, or is an item of a list. As a label: `loadgate: accept <metric> <scenario>`. Anything else after
 * `loadgate:` is a problem.
 */
export function readAcceptances(
  { lines, labels }: AcceptanceSources,
  known: readonly KnownScenario[],
): ParsedAcceptances {
  const parsed = [
    ...lines.flatMap((line) => parseDirective(line.replace(/^ {0,3}(?:[-*+] {1,4})?/, ""), "body", known)),
    ...labels.flatMap((label) => parseDirective(label, "label", known)),
  ];
  return {
    accepted: parsed.filter((one) => typeof one !== "string"),
    problems: parsed.filter((one) => typeof one === "string"),
  };
}

function parseDirective(
  line: string,
  by: "body" | "label",
  known: readonly KnownScenario[],
): Acceptance | string | readonly [] {
  const [, directive] = /^loadgate:(.*)$/is.exec(line) ?? [];
  return directive === undefined ? [] : parseAcceptance(directive, by, known);
}

const pattern =
  /^accept (?<metric>[^\s"]+) (?:"(?<quoted>[^"]+)"|(?<plain>[^\s"]+))(?: "(?<request>[^"]+)" because)?(?: "(?<reason>[^"]*[^\s"][^"]*)")?$/;

const syntax: Readonly<Record<Acceptance["by"], string>> = {
  body: 'loadgate: accept <metric> <scenario> "<reason>", or <metric> <scenario> "<request>" because "<reason>"',
  label: "loadgate: accept <metric> <scenario>",
  option: '<metric> <scenario> "<reason>", or <metric> <scenario> "<request>" because "<reason>"',
};

const source: Readonly<Record<Acceptance["by"], string>> = {
  body: "the pull request's text",
  label: "a label of the pull request",
  option: "--accept",
};

/** Parses `accept p95 steady "reason"`; as an option, without the verb. A string describes the problem. */
export function parseAcceptance(
  text: string,
  by: Acceptance["by"],
  known: readonly KnownScenario[],
): Acceptance | string {
  const directive = text.replace(/\s+/g, " ").replace(/[“”„]/g, '"').trim();
  const problem = (expected: string, got: string) =>
    `${source[by]}: expected ${expected}, got ${JSON.stringify(got.slice(0, 100))}; it accepts nothing`;
  const parts = partsOf(directive, by);
  if (parts === undefined) return problem(syntax[by], directive);
  const { id, request, reason } = parts;
  const metric = comparedMetrics.find((one) => one === parts.metric);
  if (metric === undefined) return problem(`one of ${comparedMetrics.join(", ")}`, parts.metric);
  const scenario = known.find((one) => one.id === id);
  if (scenario === undefined) return problem(`one of the scenarios ${known.map((one) => one.id).join(", ")}`, id);
  const { requests = request === undefined ? [] : [request] } = scenario;
  if (request !== undefined && !requests.includes(request))
    return problem(`one of the requests ${requests.join(", ")}`, request);
  // Without "because", a request's name would be taken for the reason.
  const expectedReason = request === undefined && requests.includes(reason) ? syntax[by] : reasonProblem(reason);
  if (expectedReason !== undefined) return problem(expectedReason, reason);
  return { metric, scenario: id, ...omitUndefined({ request }), reason, by };
}

interface DirectiveParts {
  readonly metric: string;
  readonly id: string;
  readonly request?: string;
  readonly reason: string;
}

/** A label has no reason. Every other acceptance must have one. */
function partsOf(directive: string, by: Acceptance["by"]): DirectiveParts | undefined {
  const groups = pattern.exec(by === "option" ? `accept ${directive}` : directive)?.groups;
  const id = groups?.["quoted"] ?? groups?.["plain"];
  const { metric, request, reason } = groups ?? {};
  if (metric === undefined || id === undefined || (reason === undefined) !== (by === "label")) return undefined;
  return { metric, id, ...omitUndefined({ request }), reason: reason ?? "label" };
}

/** The kind of reason that is expected; `undefined` if the reason is valid. */
function reasonProblem(reason: string): string | undefined {
  if (!/[^\s\p{Default_Ignorable_Code_Point}\p{Cc}]/u.test(reason)) return "a reason with visible characters";
  return reason.length > longestReason ? `a reason of at most ${longestReason} characters` : undefined;
}

/** The first acceptance that covers a comparison. */
export function coveringAcceptance(
  { scenario: id, request, metric }: Pick<MetricKey, "scenario" | "request" | "metric">,
  { rounds }: MeasuredScenario,
  accepted: readonly Acceptance[],
): Acceptance | undefined {
  // In a scenario with a single request, "all" means that request.
  const names = new Set(rounds.flatMap(({ head }) => Object.keys(head.requests)));
  const covered = request === allRequests && names.size <= 2 ? [...names] : [request];
  return accepted.find(
    (one) =>
      one.scenario === id && one.metric === metric && (one.request === undefined || covered.includes(one.request)),
  );
}

/** Adds the reason to each gating regression that is accepted. Its outcome stays `regressed`. */
export function withAcceptances(
  comparisons: readonly Comparison[],
  scenario: MeasuredScenario,
  accepted: readonly Acceptance[],
): readonly Comparison[] {
  return comparisons.map((comparison) => {
    if (comparison.outcome !== "regressed" || !comparison.gating) return comparison;
    const acceptance = coveringAcceptance({ scenario: scenario.id, ...comparison }, scenario, accepted);
    return acceptance === undefined ? comparison : { ...comparison, accepted: acceptance.reason };
  });
}
