import { markdownTable } from "markdown-table";
import { bytes, grouped, ms, percent, perSec, plural } from "../model/format.ts";
import { metricLabel, slaValue } from "../model/metric.ts";
import { allRequests } from "../model/plan.ts";
import type { Results, ScenarioResult } from "../model/results.ts";
import { driftParagraph } from "./drift.ts";
import { repetition, rules } from "./facts.ts";
import { furtherCauses, headline, type Tone } from "./headline.ts";
import {
  builds,
  failsFrom,
  logs,
  manner,
  outcomeSign,
  phaseTitle,
  type Row,
  rowsOf,
  shift,
  shownOutcome,
  subject,
  tally,
  value,
} from "./words.ts";

/**
 * The report as a pull request comment, a job summary or report.md shows it: the answer first, the rest folded. What
 * would make it longer than `longest` characters is left out from the end, and said.
 */
export function markdown(results: Results, longest = Number.POSITIVE_INFINITY): string {
  const blocks = blocksOf(results);
  const fits = (n: number) => joined([...blocks.slice(0, n), n < blocks.length ? leftOut : ""]).length <= longest;
  let kept = blocks.length;
  while (kept > 1 && !fits(kept)) kept--;
  return joined([...blocks.slice(0, kept), kept < blocks.length ? leftOut : ""]);
}

const leftOut = "_The rest is longer than GitHub allows here: it is in report.md and report.html._";

const joined = (blocks: readonly string[]): string => `${blocks.filter((block) => block !== "").join("\n\n")}\n`;

function blocksOf(results: Results): readonly string[] {
  const { tone, text } = headline(results);
  return [
    `### ${toneSign[tone]} ${escaped(text.slice(0, 500))}`,
    `${tally(results)} · ${manner(results)} · ${code(escaped(builds(results)))}`,
    noteworthy(results),
    escaped(driftParagraph(results) ?? ""),
    reasons(results),
    folded(`All percentiles · ${count(results)}`, percentiles(results)),
    folded(slaTitle(results), sla(results)),
    folded("How this was decided, where it ran, how to reproduce it", decided(results)),
  ];
}

const toneSign: Readonly<Record<Tone, string>> = {
  pass: "✅",
  fail: "❌",
  inconclusive: "❔",
  invalid: "⚠️",
  new: "🆕",
  accepted: "🆗",
};

/** What changed, or could not be said; what is unchanged stays folded. */
function noteworthy(results: Results): string {
  const rows = rowsOf(results).filter(({ gating, outcome }) => gating && !["unchanged", "new"].includes(outcome));
  return rows.length === 0 ? "" : comparisonTable(results, rows);
}

function comparisonTable(results: Results, rows: readonly Row[]): string {
  const several = results.scenarios.length > 1;
  const header = [
    "",
    ...(several ? ["scenario"] : []),
    "request",
    "metric",
    "base",
    "head",
    "change [95 %]",
    "fails from",
  ];
  const cells = rows.map((row) => [
    outcomeSign[shownOutcome(row)],
    ...(several ? [escaped(row.scenario)] : []),
    escaped(subject(results, row)),
    escaped(metricLabel(row.metric)),
    value(row.metric, row.base),
    value(row.metric, row.head),
    row.outcome === "regressed" ? emphasised(shift(row)) : shift(row),
    escaped(failsFrom(row)),
  ]);
  const numbers = several ? [4, 5] : [3, 4];
  return table([header, ...cells], numbers);
}

/** +31 % [24, 39] with its estimate in bold. */
function emphasised(text: string): string {
  return text.replace(/^([^[]+?)( \[|$)/, "**$1**$2");
}

function reasons(results: Results): string {
  const told = furtherCauses(results).map((cause) => `- ${escaped(cause)}`);
  return [told.join("\n"), ...logs(results).map(fenced)].filter((part) => part !== "").join("\n\n");
}

function percentiles(results: Results): string {
  const rows = rowsOf(results);
  const comparisons = rows.length === 0 ? "" : comparisonTable(results, rows);
  return [comparisons, ...results.scenarios.map(phaseTable)].filter((part) => part !== "").join("\n\n");
}

function phaseTable({ id, phases }: ScenarioResult): string {
  if (phases.length === 0) return "";
  const header = [
    escaped(id),
    "arm",
    "due",
    "failed",
    "mean",
    "p50",
    "p90",
    "p95",
    "p99",
    "p99.9",
    "max",
    "rate",
    "CPU",
    "memory",
  ];
  const rows = phases.map((phase) => {
    const used = phase.resource_utilization;
    const times = phase.response_time_ms;
    const time = (name: keyof NonNullable<typeof times>) => (times === undefined ? "–" : ms(times[name]));
    return [
      escaped(phaseTitle(phase)),
      phase.arm,
      grouped(phase.due_requests),
      grouped(phase.failed_requests + phase.dropped_requests),
      ...(["mean", "p50", "p90", "p95", "p99", "p999", "max"] as const).map(time),
      phase.throughput_per_sec === undefined ? "–" : perSec(phase.throughput_per_sec),
      used === undefined ? "–" : percent(used.cpu_ratio),
      used === undefined ? "–" : bytes(used.memory_bytes),
    ];
  });
  return table(
    [header, ...rows],
    Array.from({ length: 12 }, (_, i) => i + 2),
  );
}

function slaTitle({ scenarios }: Results): string {
  const checks = scenarios.flatMap((scenario) => scenario.sla);
  if (checks.length === 0) return "";
  const unmet = checks.filter(({ outcome }) => outcome !== "met").length;
  return unmet === 0 ? "SLA met" : `SLA: ${unmet} of ${checks.length} limits not met`;
}

function sla({ scenarios }: Results): string {
  const rows = scenarios.flatMap((scenario) =>
    scenario.sla.map((check) => [
      check.outcome === "met" ? "✅" : "❌",
      escaped(scenario.id),
      check.request === allRequests ? "all" : escaped(check.request),
      escaped(metricLabel(check.metric)),
      `${check.metric === "throughput" ? "≥" : "≤"} ${slaValue(check.metric, check.limit)}`,
      check.value === undefined ? "not measured" : slaValue(check.metric, check.value),
    ]),
  );
  return table([["", "scenario", "request", "metric", "limit", "measured"], ...rows], [4, 5]);
}

function decided(results: Results): string {
  const { environment, provenance } = results;
  const { cpu_model, cores, memory_bytes, kernel, image, node, config_hash } = environment;
  const machine = [
    cpu_model,
    plural(cores, "core"),
    bytes(memory_bytes),
    kernel,
    ...(image === undefined ? [] : [image]),
    `Node ${node}`,
  ];
  const lines = [
    ...rules(results).map(escaped),
    `${machine.map(escaped).join(", ")}.`,
    `Loadgate ${escaped(provenance.loadgate)}, settings ${escaped(config_hash)}, started ${escaped(provenance.started_at)}.`,
    `To send the same requests again, on this commit: \`${repetition(results)}\``,
  ];
  return lines.map((line) => `- ${line}`).join("\n");
}

function count({ scenarios }: Results): string {
  const n = scenarios.reduce((sum, { comparisons }) => sum + comparisons.length, 0);
  return `${n} comparison${n === 1 ? "" : "s"}`;
}

function folded(title: string, body: string): string {
  return title === "" || body === "" ? "" : `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}

function table(rows: readonly (readonly string[])[], right: readonly number[]): string {
  const align = (rows[0] ?? []).map((_, i) => (right.includes(i) ? "r" : "l"));
  return markdownTable(
    rows.map((row) => [...row]),
    { align, padding: true, alignDelimiters: false },
  );
}

const code = (text: string): string => text.replace(/\b[0-9a-f]{7}\b/g, "`$&`");

/** A fence longer than any in the text, so that nothing inside can close it. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}\n${text}\n${fence}`;
}

/** Text of others as plain text: no markup, no mention, no link, no emoji, no comment marker, on one line. */
export function escaped(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/[\\`*_{}[\]()#!|~]/g, "\\$&")
    .replace(/@(?=\w)/g, "@\u200b")
    .replace(/:(?=\/\/|[a-z][\w+-]*:)/gi, ":\u200b")
    .replace(/www\.|GH-(?=\d)|\b[0-9a-f]{7}(?=[0-9a-f]{33}\b)/gi, "$&\u200b")
    .replace(/#(?=\d)/g, "#\u200b");
}
