import type { ResourceLimit, Scalability } from "../../model/scalability.ts";
import { formatRate } from "../../util/format.ts";
import { limitRows } from "../../wording/capacityText.ts";
import { linear, padded, type Scale } from "./axis.ts";
import { type Markup, markup } from "./markup.ts";

const rounded = (value: number): string => formatRate(Number(value.toPrecision(3)));

interface KnownLimit {
  readonly value: number;
  readonly interval: readonly [number, number];
}

const isKnown = (limit: KnownLimit | ResourceLimit): limit is KnownLimit => "value" in limit;

/** The rates at which the limits of the head and of its resources are reached. */
export function limitsTable({ limits }: Scalability): Markup | undefined {
  const rows = limitRows(limits);
  const known = rows.flatMap(({ limit }) => (isKnown(limit) ? [limit] : []));
  if (rows.length === 0) return undefined;
  const ends = known.flatMap(({ value, interval }) => [value, ...interval.map((end) => Math.max(end, value / 10))]);
  const range = known.length === 0 ? ([0, 1] as const) : padded(ends.map(Math.log10), 0.15);
  const x = linear(range, [2, 98]);
  return markup`<div class="table narrow limits" role="region" aria-label="Limits" tabindex="0"><table>
<caption><b>Limits</b> of the head: at which rate each is reached</caption>
<thead><tr><th scope="col">limit</th><th scope="col" class="number">rate</th><th scope="col">95 %</th><th scope="col" class="plot"></th></tr></thead>
<tbody>
${rows.map(({ name, limit }) => row(name, limit, (value) => x(Math.log10(Math.max(value, 1e-9)))))}</tbody>
</table></div>`;
}

function row(name: string, limit: KnownLimit | ResourceLimit, x: Scale): Markup {
  if (!isKnown(limit)) {
    const reason = limit.kind === "out_of_reach" ? limit.reason : "";
    return markup`<tr><th scope="row">${name}</th><td colspan="3" class="soft">out of reach of the data: ${reason}</td></tr>\n`;
  }
  const [low, high] = limit.interval;
  return markup`<tr><th scope="row">${name}</th><td class="number">${rounded(limit.value)}</td><td>${rounded(low)} to ${rounded(high)}</td>
<td class="plot"><svg class="chart" width="100%" height="16" aria-hidden="true"><line class="line head thick" x1="${Math.max(0, x(low))}%" x2="${Math.min(100, x(high))}%" y1="8" y2="8" /><circle class="mark head" cx="${x(limit.value)}%" cy="8" r="4" /></svg></td></tr>\n`;
}
