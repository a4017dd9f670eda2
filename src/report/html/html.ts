import { isCounted } from "../../model/metric.ts";
import { allRequests } from "../../model/plan.ts";
import type { Results, ScenarioResult } from "../../model/results.ts";
import type { Comparison } from "../../model/verdict.ts";
import { formatBytes, formatDuration, formatNumber, plural, shortSha } from "../../util/format.ts";
import { metricLabel } from "../../wording/metricText.ts";
import { failureLogs } from "../causes.ts";
import { measuringTime, modeText } from "../comparisonMethod.ts";
import { requestLabel } from "../comparisonRows.ts";
import { driftParagraph } from "../drift.ts";
import { decisionRules } from "../explanation.ts";
import { furtherCauses, headline, type Tone } from "../headline.ts";
import { plainText } from "../phrase.ts";
import { rerunCommand } from "../rerun.ts";
import { summaryLine } from "../summaryLine.ts";
import { whyRemarks } from "../why/remark.ts";
import { capacitySection } from "./capacitySection.ts";
import { comparisonTable } from "./comparisonTable.ts";
import { failureTable, phaseTable, slaTable } from "./htmlTables.ts";
import { type Markup, markup, textOf } from "./markup.ts";
import { percentileChart } from "./percentileChart.ts";
import { roundsChart } from "./roundsChart.ts";
import { style } from "./style.ts";
import { phraseHtml, whySection } from "./whySection.ts";

/** The report as one self-contained page. It loads nothing and runs no script, and its security policy forbids both. */
export function html(results: Results): string {
  return `<!DOCTYPE html>\n${textOf(page(results))}\n`;
}

function page(results: Results): Markup {
  return markup`<html lang="en">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:" />
<title>${headline(results).text} · Loadgate</title>
<link rel="icon" href="data:," />
<style>${style}</style>
</head>
<body>
${pageHeader(results)}
<main>
${remarks(results)}${causesSection(results)}${driftWarning(results)}
${comparisonTable(results)}
${results.scenarios.map(scenarioSection)}
${explanationSection(results)}
</main>
</body>
</html>`;
}

/** SVG paths in a square of 32 by 32. */
const tonePath: Readonly<Record<Tone, string>> = {
  pass: "M9.5 16.5 L14 21 L22.5 11.5",
  fail: "M11 11 L21 21 M21 11 L11 21",
  inconclusive: "M12.5 12.5 C12.5 8 19.5 8 19.5 12.5 C19.5 15.5 16 15.5 16 18.5 M16 22.5 L16 22.6",
  invalid: "M16 9 L16 17.5 M16 22.5 L16 22.6",
  new: "M16 10 L16 22 M10 16 L22 16",
  accepted: "M9.5 17.5 C11.5 13.5 14.5 13.5 16 16 C17.5 18.5 20.5 18.5 22.5 14.5",
};

function pageHeader(results: Results): Markup {
  const { tone, text } = headline(results);
  return markup`<header class="${tone}">
<svg class="sign" viewBox="0 0 32 32" role="img" aria-label="${tone}"><circle cx="16" cy="16" r="16" /><path d="${tonePath[tone]}" /></svg>
<div>
<h1>${text}</h1>
<p>${plainText(summaryLine(results))}</p>
</div>
</header>`;
}

/** Why it is slower or faster, one line a scenario. */
function remarks(results: Results): readonly Markup[] {
  return whyRemarks(results).map(
    ({ title, text }) => markup`<p class="remark"><b>${title}:</b> ${phraseHtml(text)}</p>\n`,
  );
}

/** The causes that neither the headline nor a table row gives, logs of failed services, and warnings. */
function causesSection(results: Results): Markup {
  const { warnings } = results;
  const { tone } = headline(results);
  const causes = furtherCauses({ ...results, warnings: [] });
  return markup`${
    causes.length === 0
      ? undefined
      : markup`<ul class="reasons ${tone}">\n${causes.map((cause) => markup`<li>${plainText(cause)}</li>\n`)}</ul>`
  }
${failureLogs(results).map((log) => markup`<pre class="log">${log}</pre>\n`)}
${warnings.map(({ message }) => markup`<p class="warning">${message}</p>\n`)}`;
}

function driftWarning(results: Results): Markup | undefined {
  const paragraph = driftParagraph(results);
  return paragraph === undefined ? undefined : markup`\n<p class="warning">${plainText(paragraph)}</p>`;
}

function scenarioSection(scenario: ScenarioResult): Markup {
  const { id, mode, phases, rounds, rounds_planned } = scenario;
  const planned = rounds_planned === undefined ? undefined : ` of ${formatNumber(rounds_planned)} planned`;
  return markup`<section class="scenario">
<h2>${id}</h2>
<p class="soft">${modeText[mode.kind]} (${mode.reason}) · ${plural(rounds.length, "round")}${planned}</p>
<div class="charts">
${percentileCharts(scenario)}
${roundsCharts(scenario)}
</div>
${capacitySection(scenario)}
${whySection(scenario)}
${slaTable(scenario)}
${phaseTable(phases)}
${failureTable(phases)}
</section>`;
}

/** All requests together, and each request that regressed: its tail may not show among the others. */
function percentileCharts(scenario: ScenarioResult): readonly (Markup | undefined)[] {
  const regressed = scenario.comparisons.filter(({ gating, outcome }) => gating && outcome === "regressed");
  const requests = new Set([allRequests, ...regressed.map(({ request }) => request)]);
  return [...requests].map((request) => percentileChart(scenario.phases, request, requestLabel(scenario, request)));
}

function roundsCharts(scenario: ScenarioResult): readonly (Markup | undefined)[] {
  return chartedComparisons(scenario).map((comparison) => {
    const title = `${requestLabel(scenario, comparison.request)} ${metricLabel(comparison.metric)}`;
    return roundsChart(scenario.rounds, comparison, title);
  });
}

/** The comparisons whose rounds are drawn: those that regressed, or else the one that came closest to regressing. */
function chartedComparisons({ comparisons }: ScenarioResult): readonly Comparison[] {
  const gating = comparisons.filter((comparison) => comparison.gating);
  const regressed = gating.filter(({ outcome }) => outcome === "regressed");
  if (regressed.length > 0) return regressed;
  const [closest] = gating.filter(isDrawable).toSorted((a, b) => closeness(b) - closeness(a));
  const comparison = closest ?? gating.find(({ metric }) => metric === "p95");
  return comparison === undefined ? [] : [comparison];
}

/** Error rates are mostly 0 in every round: nothing to see. */
const isDrawable = ({ metric, interval }: Comparison): boolean => !isCounted(metric) && interval !== undefined;

/** 1 if the interval just reaches the smallest change that fails. */
const closeness = ({ interval, min_effect_ratio }: Comparison): number =>
  interval === undefined || min_effect_ratio === undefined
    ? 0
    : interval[min_effect_ratio < 0 ? 0 : 1] / min_effect_ratio;

function explanationSection(results: Results): Markup {
  return markup`<section class="facts">
<div><h2>How this was decided</h2>
${rulesList(results)}</div>
<div><h2>Where it ran</h2>
${environmentList(results)}</div>
<div><h2>How to reproduce it</h2>
${reproductionList(results)}</div>
</section>`;
}

function rulesList(results: Results): Markup {
  return markup`<ul>
${decisionRules(results).map((rule) => markup`<li>${plainText(rule)}</li>\n`)}</ul>`;
}

function environmentList({ environment, provenance, settings }: Results): Markup {
  const { cpu_model, cores, memory_bytes, cpu_limit, memory_limit_bytes, kernel, image, node } = environment;
  return definitionList([
    ["Processor", cpu_model],
    ["Cores", formatNumber(cores)],
    ["Cores for the job", cpu_limit === undefined ? undefined : formatNumber(cpu_limit)],
    ["Memory", formatBytes(memory_bytes)],
    ["Memory for the job", memory_limit_bytes === undefined ? undefined : formatBytes(memory_limit_bytes)],
    ["Kernel", kernel],
    ["Image", image],
    ["Node", node],
    ["Started", provenance.started_at.replace(/T(\d\d:\d\d):.*Z$/, " $1 UTC")],
    ["Took", `${formatDuration(measuringTime(provenance))}, of a budget of ${formatDuration(settings.budget_ms)}`],
    ["Builds took", provenance.build_ms === undefined ? undefined : formatDuration(provenance.build_ms)],
  ]);
}

function reproductionList(results: Results): Markup {
  const { environment, provenance } = results;
  const { base, head, seed, loadgate } = provenance;
  return markup`${definitionList([
    ["Base", base && buildText(base)],
    ["Head", buildText(head)],
    ["Loadgate", loadgate],
    ["Settings", environment.config_hash],
    ["Seed", String(seed)],
  ])}
<pre>${rerunCommand(results)}</pre>`;
}

function buildText({ sha, from, changed }: Results["provenance"]["head"]): string {
  const commit = sha === undefined ? "" : `${shortSha(sha)}, `;
  return `${commit}${from}${changed === true ? ", with uncommitted changes" : ""}`;
}

/** Terms without a text are left out. */
function definitionList(pairs: readonly (readonly [string, string | undefined])[]): Markup {
  const known = pairs.filter(([, text]) => text !== undefined);
  return markup`<dl>
${known.map(([term, text]) => markup`<dt>${term}</dt><dd>${text}</dd>\n`)}</dl>`;
}
