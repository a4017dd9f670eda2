import type { Series } from "../../model/cause.ts";
import { formatNumber } from "../../util/format.ts";
import { causeValue } from "../../wording/causeText.ts";
import { shorten } from "../why/subject.ts";
import { type Markup, markup } from "./markup.ts";

/** The monitors' values over the rounds, one row a series, base and head in one small picture. */

const size = { width: 240, height: 28 } as const;
const mostRows = 40;

export function sparklineTable(monitors: readonly Series[] | undefined): Markup | undefined {
  const groups = [...Map.groupBy(monitors ?? [], ({ name }) => name).values()];
  const drawn = groups.filter((group) => group.some(({ points }) => points.length > 1));
  if (drawn.length === 0) return undefined;
  const others = drawn.length - mostRows;
  return markup`<div class="table monitors"><table>
<caption><b>Monitors</b> medians, and the values over all rounds${others > 0 ? `; ${formatNumber(others)} more in results.json` : undefined}</caption>
<thead><tr><th scope="col">what</th><th scope="col" class="number">base</th><th scope="col" class="number">head</th><th scope="col" class="plot">over the rounds</th></tr></thead>
<tbody>
${drawn.slice(0, mostRows).map(seriesRow)}</tbody>
</table></div>`;
}

function seriesRow(group: readonly Series[]): Markup {
  const [first] = group;
  if (first === undefined) return markup``;
  const medianOf = (arm: Series["arm"]) => {
    const values = group
      .filter((series) => series.arm === arm)
      .flatMap(({ points }) => points.map(([, , value]) => value));
    return values.length === 0 ? "–" : causeValue(median(values), first.unit);
  };
  const [base, head] = [medianOf("base"), medianOf("head")];
  const name = shorten(first.name, 120);
  return markup`<tr><th scope="row">${name}</th><td class="number">${base}</td><td class="number head">${head}</td><td class="plot">${sparkline(group, `${name} over the rounds: median ${base} in the base, ${head} in the head`)}</td></tr>
`;
}

function median(values: readonly number[]): number {
  const ascending = values.toSorted((a, b) => a - b);
  return ascending[Math.floor(ascending.length / 2)] ?? Number.NaN;
}

/** A value this many times as high as nearly all others is cut off: it would press them to the ground. */
const outlierFactor = 4;

function highEnd(values: readonly number[]): number {
  const ascending = values.toSorted((a, b) => a - b);
  const usual = ascending[Math.ceil(0.98 * ascending.length) - 1] ?? 0;
  const highest = ascending.at(-1) ?? 0;
  return usual > 0 && highest > outlierFactor * usual ? outlierFactor * usual : highest;
}

/** Rounds are equally wide, whatever they lasted. */
function sparkline(group: readonly Series[], label: string): Markup {
  const points = group.flatMap((series) => series.points);
  const rounds = 1 + Math.max(...points.map(([round]) => round));
  const longestMs = Math.max(1, ...points.map(([, atMs]) => atMs));
  const values = points.map(([, , value]) => value);
  const low = Math.min(0, ...values);
  const high = highEnd(values);
  const place = ([round, atMs, value]: readonly [number, number, number]) => {
    const x = ((round + atMs / (1.1 * longestMs)) / rounds) * size.width;
    const y =
      high === low ? size.height / 2 : 2 + (1 - (Math.min(high, value) - low) / (high - low)) * (size.height - 4);
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  };
  const lines = group.map(
    ({ arm, points: own }) => markup`<polyline class="line ${arm}" points="${own.map(place).join(" ")}" />`,
  );
  return markup`<svg class="chart spark" viewBox="0 0 ${size.width} ${size.height}" width="100%" height="${size.height}" preserveAspectRatio="none" role="img" aria-label="${label}"><title>${label}</title>${lines}</svg>`;
}
