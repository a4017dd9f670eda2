import { metricLabel } from "../../model/metric.ts";
import { allRequests } from "../../model/plan.ts";
import type { Results, ScenarioResult } from "../../model/results.ts";
import type { Comparison } from "../../model/verdict.ts";
import { bytes, grouped, minutes, plural, shortSha } from "../../util/format.ts";
import { comparisonTable } from "../comparisonTable.ts";
import { driftParagraph } from "../drift.ts";
import { changes, repetition, rules } from "../explanation.ts";
import { headline, type Tone } from "../headline.ts";
import { builds, causes, logs, manner, tally } from "../wording.ts";
import { failureTable, phaseTable, slaTable } from "./htmlTables.ts";
import { type Markup, markup, textOf } from "./markup.ts";
import { percentileChart } from "./percentileChart.ts";
import { roundsChart } from "./roundsChart.ts";
import { style } from "./style.ts";

/** The report as a page of its own: nothing is loaded, nothing runs, and its policy would not let it. */
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
${answer(results)}
<main>
${reasons(results)}${drift(results)}
${comparisonTable(results)}
${results.scenarios.map(scenarioSection)}
${facts(results)}
</main>
</body>
</html>`;
}

const signs: Readonly<Record<Tone, string>> = {
  pass: "M9.5 16.5 L14 21 L22.5 11.5",
  fail: "M11 11 L21 21 M21 11 L11 21",
  inconclusive: "M12.5 12.5 C12.5 8 19.5 8 19.5 12.5 C19.5 15.5 16 15.5 16 18.5 M16 22.5 L16 22.6",
  invalid: "M16 9 L16 17.5 M16 22.5 L16 22.6",
  new: "M16 10 L16 22 M10 16 L22 16",
  accepted: "M9.5 17.5 C11.5 13.5 14.5 13.5 16 16 C17.5 18.5 20.5 18.5 22.5 14.5",
};

function answer(results: Results): Markup {
  const { tone, text } = headline(results);
  return markup`<header class="${tone}">
<svg class="sign" viewBox="0 0 32 32" role="img" aria-label="${tone}"><circle cx="16" cy="16" r="16" /><path d="${signs[tone]}" /></svg>
<div>
<h1>${text}</h1>
<p>${tally(results)} · ${manner(results)} · ${builds(results)}</p>
</div>
</header>`;
}

/** What neither the headline nor a row of a table tells, what to mind, and what a service said as it broke off. */
function reasons(results: Results): Markup {
  const { warnings } = results;
  const { tone, text } = headline(results);
  const told = causes({ ...results, warnings: [] }).filter((cause) => !text.endsWith(cause));
  return markup`${
    told.length === 0
      ? undefined
      : markup`<ul class="reasons ${tone}">\n${told.map((cause) => markup`<li>${cause}</li>\n`)}</ul>`
  }
${logs(results).map((log) => markup`<pre class="log">${log}</pre>\n`)}
${warnings.map((warning) => markup`<p class="warning">${warning}</p>\n`)}`;
}

/** What main has become little by little. */
function drift(results: Results): Markup | undefined {
  const paragraph = driftParagraph(results);
  return paragraph === undefined ? undefined : markup`\n<p class="warning">${paragraph}</p>`;
}

function scenarioSection(scenario: ScenarioResult): Markup {
  const { id, mode, phases, rounds, rounds_planned } = scenario;
  const planned = rounds_planned === undefined ? undefined : ` of ${rounds_planned} planned`;
  return markup`<section class="scenario">
<h2>${id}</h2>
<p class="soft">${mode.kind}: ${mode.reason} · ${plural(rounds.length, "round")}${planned}</p>
<div class="charts">
${latencyCharts(scenario)}
${evidenceCharts(scenario)}
</div>
${slaTable(scenario)}
${phaseTable(phases)}
${failureTable(phases)}
</section>`;
}

/** All requests, and each that regressed: an endpoint's tail drowns in the others'. */
function latencyCharts(scenario: ScenarioResult): readonly (Markup | undefined)[] {
  const regressed = scenario.comparisons.filter(({ gating, outcome }) => gating && outcome === "regressed");
  const requests = new Set([allRequests, ...regressed.map(({ request }) => request)]);
  return [...requests].map((request) => percentileChart(scenario.phases, request, nameOf(request, scenario)));
}

function evidenceCharts(scenario: ScenarioResult): readonly (Markup | undefined)[] {
  return telling(scenario).map((comparison) => {
    const title = `${nameOf(comparison.request, scenario)} ${metricLabel(comparison.metric)}`;
    return roundsChart(scenario.rounds, comparison, title);
  });
}

/** All of a scenario's requests may be just one. */
function nameOf(request: string, { phases }: ScenarioResult): string {
  if (request !== allRequests) return request;
  const [only, ...others] = phases[0]?.requests ?? [];
  return only === undefined || others.length > 0 ? "all requests" : only.name;
}

/** The comparisons that a reader wants the rounds of: those that regressed, else the one that came nearest to it. */
function telling({ comparisons }: ScenarioResult): readonly Comparison[] {
  const gating = comparisons.filter((comparison) => comparison.gating);
  const regressed = gating.filter(({ outcome }) => outcome === "regressed");
  if (regressed.length > 0) return regressed;
  const [nearest] = gating.filter(hasPicture).toSorted((a, b) => nearness(b) - nearness(a));
  const one = nearest ?? gating.find(({ metric }) => metric === "p95");
  return one === undefined ? [] : [one];
}

/** Rounds without an error are no picture. */
const hasPicture = ({ metric, interval }: Comparison): boolean => metric !== "error_rate" && interval !== undefined;

/** 1 where the interval just reaches what fails. */
const nearness = ({ interval, min_effect_ratio }: Comparison): number =>
  interval === undefined || min_effect_ratio === undefined ? 0 : interval[1] / min_effect_ratio;

function facts(results: Results): Markup {
  return markup`<section class="facts">
<div><h2>How this was decided</h2>
${decided(results)}</div>
<div><h2>Where it ran</h2>
${place(results)}</div>
<div><h2>How to reproduce it</h2>
${again(results)}</div>
</section>`;
}

function decided(results: Results): Markup {
  return markup`<ul>
${rules(results).map((rule) => markup`<li>${rule}</li>\n`)}</ul>`;
}

function place({ environment, provenance, settings }: Results): Markup {
  const { cpu_model, cores, memory_bytes, kernel, image, node } = environment;
  return definitions([
    ["Processor", cpu_model],
    ["Cores", grouped(cores)],
    ["Memory", bytes(memory_bytes)],
    ["Kernel", kernel],
    ["Image", image],
    ["Node", node],
    ["Started", provenance.started_at.replace(/T(\d\d:\d\d):.*Z$/, " $1 UTC")],
    ["Took", `${minutes(provenance.duration_ms)}, of a budget of ${minutes(settings.budget_ms)}`],
  ]);
}

function again(results: Results): Markup {
  const { environment, provenance } = results;
  const { base, head, seed, loadgate } = provenance;
  return markup`${definitions([
    ["Base", base && buildOf(base)],
    ["Head", buildOf(head) + changes(results)],
    ["Loadgate", loadgate],
    ["Settings", environment.config_hash],
    ["Seed", String(seed)],
  ])}
<pre>${repetition(results)}</pre>`;
}

function buildOf({ sha, from }: Results["provenance"]["head"]): string {
  return sha === undefined ? from : `${shortSha(sha)}, ${from}`;
}

/** Terms with what is known of them. */
function definitions(pairs: readonly (readonly [string, string | undefined])[]): Markup {
  const known = pairs.filter(([, text]) => text !== undefined);
  return markup`<dl>
${known.map(([term, text]) => markup`<dt>${term}</dt><dd>${text}</dd>\n`)}</dl>`;
}
