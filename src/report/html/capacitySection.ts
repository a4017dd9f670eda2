import type { ScenarioResult } from "../../model/results.ts";
import { scalabilityLines } from "../../wording/capacityText.ts";
import { capacityCurves } from "./capacityCurve.ts";
import { limitsTable } from "./limitsChart.ts";
import { type Markup, markup } from "./markup.ts";
import { overloadChart } from "./overloadChart.ts";
import { overloadTimes } from "./overloadTimes.ts";
import { uslChart } from "./uslChart.ts";

/** How far the service scales: the trials, the curve, the limits, the overload, and the same in words. */
export function capacitySection({ scalability }: ScenarioResult): Markup | undefined {
  if (scalability === undefined) return undefined;
  const { overload } = scalability;
  return markup`<h3>How far it scales</h3>
<ul class="findings-list">
${scalabilityLines(scalability).map((line) => markup`<li>${line}</li>\n`)}</ul>
<div class="charts">
${capacityCurves(scalability)}
${uslChart(scalability)}
${overload?.base && overloadChart("base", overload.base)}
${overload && overloadChart("head", overload)}
${overload && overloadTimes(overload)}
</div>
${limitsTable(scalability)}`;
}
