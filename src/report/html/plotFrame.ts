import { logTicks, type Range, type Scale, ticks } from "./axis.ts";
import { type Markup, markup } from "./markup.ts";

/** An axis of a plot: where a value is, and which values are named. */
export interface Axis {
  readonly at: Scale;
  readonly named: readonly number[];
  readonly text: (value: number) => string;
}

export interface Plot {
  readonly title: string;
  readonly caption: string;
  /** The whole content in words. */
  readonly label: string;
  readonly x: Axis;
  readonly y: Axis;
  /** In a coordinate system of 100 by the height, stretched to the width. */
  readonly lines: readonly (Markup | undefined)[];
  /** Dots and texts, at percent of the width. */
  readonly marks: readonly (Markup | undefined)[];
  readonly legend?: readonly (readonly [name: string, text: string])[];
}

/** In px from the top of the plot. */
export const plotTop = 18;
export const plotBottom = 196;
const plotHeight = 222;
/** In percent of the width. */
export const plotLeft = 12;
export const plotRight = 97;

export function plotFigure({ title, caption, label, x, y, lines, marks, legend = [] }: Plot): Markup {
  return markup`<figure>
<figcaption><b>${title}</b> ${caption}</figcaption>
<svg class="chart" width="100%" height="${plotHeight}" role="img" aria-label="${label}">
${y.named.map((value) => row(y, value))}${x.named.map((value) => column(x, value))}
<svg x="0" y="0" width="100%" height="${plotHeight}" viewBox="0 0 100 ${plotHeight}" preserveAspectRatio="none">
${lines}</svg>
${marks}
</svg>
${legend.length === 0 ? undefined : legendList(legend)}</figure>`;
}

const row = (y: Axis, value: number): Markup =>
  markup`<line class="grid" x1="0" x2="100%" y1="${y.at(value)}" y2="${y.at(value)}" />
<text class="unit" x="0" y="${y.at(value) - 4}">${y.text(value)}</text>
`;

const column = (x: Axis, value: number): Markup =>
  markup`<text x="${x.at(value)}%" y="${plotBottom + 18}" text-anchor="middle">${x.text(value)}</text>
`;

const legendList = (legend: NonNullable<Plot["legend"]>): Markup => markup`<ul class="legend series">
${legend.map(([name, text]) => markup`<li><i class="${name}"></i>${text}</li>\n`)}</ul>
`;

const mostNamed = 6;

/** Round values of a logarithmic axis; of a narrow one, evenly spaced. */
export function namedLog(range: Range): readonly number[] {
  const named = logTicks(range);
  return named.length >= 3 ? named : ticks(range, mostNamed - 1);
}

/** Points of a line. */
export const linePath = (points: readonly (readonly [x: number, y: number])[], x: Axis, y: Axis): string =>
  points.map(([px, py]) => `${x.at(px)},${y.at(py)}`).join(" ");
