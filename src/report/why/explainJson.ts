import type { Explanation, SubjectChange } from "../../model/cause.ts";
import { allRequests } from "../../model/plan.ts";
import type { Results, ScenarioResult } from "../../model/results.ts";
import { headline } from "../headline.ts";
import { plainText } from "../phrase.ts";
import { whyRemarks } from "./remark.ts";
import { shorten } from "./subject.ts";

/** Long texts cost a reader of JSON more than they give. */
const maxText = 2000;
const mostRows = 30;

/** What is known about why, as JSON for programs. It has no histograms, flame graph or series. */
export function explainJson(results: Results): string {
  const { verdict, provenance, scenarios } = results;
  const remarks = whyRemarks(results).map(({ title, text }) => `${title}: ${plainText(text)}`);
  const facts = {
    schema: 1,
    verdict: { kind: verdict.kind, failing: verdict.failing },
    headline: headline(results).text,
    why: remarks,
    base: provenance.base,
    head: provenance.head,
    scenarios: scenarios.map(scenarioFacts),
  };
  return `${JSON.stringify(facts, (_, value) => (typeof value === "string" ? shorten(value, maxText) : value), 2)}\n`;
}

function scenarioFacts(scenario: ScenarioResult): object {
  const { id, comparisons, changes = [], bottlenecks = [], anomalies = [], not_seen = [], explanation } = scenario;
  const changed = comparisons.filter(({ gating, outcome }) => gating && isChange.has(outcome));
  return {
    id,
    changed: changed.map(({ metric, request, outcome, base, head, change_ratio, interval }) => ({
      metric,
      request: request === allRequests ? undefined : request,
      outcome,
      base,
      head,
      change_ratio,
      interval,
    })),
    causes: changes,
    bottlenecks,
    anomalies: anomalies.slice(0, mostRows),
    not_seen,
    ...(explanation && { extra_rounds: extraRoundFacts(explanation) }),
  };
}

const isChange: ReadonlySet<string> = new Set(["regressed", "improved"]);

function extraRoundFacts({ flame: _, ...explanation }: Explanation): object {
  const first = (rows: readonly SubjectChange[] | undefined) => rows?.slice(0, mostRows);
  const { functions, allocations, statements, outbound, spans, runtime, waits } = explanation;
  return {
    ...explanation,
    functions: first(functions),
    allocations: first(allocations),
    statements: first(statements),
    outbound: first(outbound),
    spans: first(spans),
    runtime: first(runtime),
    waits: first(waits),
  };
}
