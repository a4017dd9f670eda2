import type { ScenarioResult } from "../../model/results.ts";
import { formatNumber } from "../../util/format.ts";
import type { Phrase } from "../phrase.ts";
import { findingsOf } from "../why/findings.ts";
import { type SubjectTable, subjectHeader, subjectTables } from "../why/subjectTables.ts";
import { flameGraph } from "./flameGraph.ts";
import { type Markup, markup } from "./markup.ts";
import { sparklineTable } from "./sparklines.ts";

const mostRows = 40;

/** Everything that is known about why a scenario changed. Empty if nothing is. */
export function whySection(scenario: ScenarioResult): Markup | undefined {
  const { explanation, monitors } = scenario;
  const findings = findingsOf(scenario);
  const tables = subjectTables(explanation, mostRows);
  const sparklines = sparklineTable(monitors);
  if (findings.length + tables.length === 0 && sparklines === undefined) return undefined;
  return markup`<div class="why">
<h3>Why</h3>
<div class="findings">
${findings.map(({ title, items }) => markup`<div><h4>${title}</h4>\n<ul>\n${items.map((item) => markup`<li>${phraseHtml(item)}</li>\n`)}</ul></div>\n`)}</div>
${flame(scenario)}
${tables.map(subjectTable)}
${sparklines}
</div>`;
}

/** A service that waits has no slower function. Its flame graph would mislead. */
function flame({ explanation, comparisons }: ScenarioResult): Markup | undefined {
  if (explanation?.flame === undefined) return undefined;
  const cpu = comparisons.find(({ metric }) => metric === "cpu_per_request");
  if (cpu?.outcome === "unchanged" || cpu?.outcome === "not_worse") {
    return markup`<p class="soft">CPU time per request did not change, so there is no flame graph. Something else is what it waits for.</p>`;
  }
  return flameGraph(explanation.flame);
}

export function phraseHtml(sentence: Phrase): Markup {
  return markup`${sentence.map((part) => {
    if (typeof part === "string") return part;
    return "code" in part ? markup`<code>${part.code}</code>` : part.hash;
  })}`;
}

function subjectTable(found: SubjectTable): Markup {
  const { title, hasRequests, rows, others } = found;
  const isNumber = (name: string) => name === "base" || name === "head";
  const header = subjectHeader(found).map(
    (name) => markup`<th scope="col"${isNumber(name) ? markup` class="number"` : undefined}>${name}</th>`,
  );
  return markup`<div class="table subjects" tabindex="0" role="region" aria-label="${title}"><table>
<caption><b>${title}</b>${others > 0 ? ` ${formatNumber(others)} more in results.json` : undefined}</caption>
<thead><tr>${header}</tr></thead>
<tbody>
${rows.map(
  ({
    subject,
    place,
    request,
    state,
    base,
    head,
    change,
  }) => markup`<tr class="${state}"><th scope="row"><code>${subject}</code>${place === undefined ? undefined : markup`<small>${place}</small>`}</th>${hasRequests ? markup`<td>${request}</td>` : undefined}<td class="number">${base}</td><td class="number">${head}</td><td class="change">${change}</td><td class="state">${state}</td></tr>
`,
)}</tbody>
</table></div>`;
}
