import type { Scalability } from "../../model/scalability.ts";
import { formatNumber, formatRate } from "../../util/format.ts";
import { linear, ticks } from "./axis.ts";
import { type Markup, markup } from "./markup.ts";
import { type Axis, linePath, plotBottom, plotFigure, plotLeft, plotRight, plotTop } from "./plotFrame.ts";

const rounded = (value: number): number => Number(value.toPrecision(3));

/** Finished requests by load, with the USL curve of the head and its band. `undefined` without a fit. */
export function uslChart({ usl, trials }: Scalability): Markup | undefined {
  if (usl === undefined) return undefined;
  const { curve, largest_load: largest, peak, ceiling_per_sec: ceiling } = usl;
  const points = trials.filter(({ arm, in_service }) => arm === "head" && in_service > 0 && in_service <= largest);
  const highest = Math.max(...points.map((point) => point.finished_per_sec), ...curve.map(({ per_sec }) => per_sec));
  const farthest = curve.at(-1)?.load ?? largest;
  const x = axis(farthest, [plotLeft, plotRight], (value) => formatNumber(rounded(value)));
  const y = axis(1.1 * highest, [plotBottom, plotTop], (value) => formatRate(rounded(value)));
  const band = [
    ...curve.map(({ load, interval }) => [load, Math.min(1.1 * highest, interval[1])] as const),
    ...curve.toReversed().map(({ load, interval }) => [load, interval[0]] as const),
  ];
  const line = curve.map(({ load, per_sec }) => [load, per_sec] as const);
  return plotFigure({
    title: "Scalability (USL)",
    caption: "finished requests per second by requests in the service, head",
    label: `Universal Scalability Law: ${points.length} trials up to ${x.text(largest)} requests at once, ${mostText(peak, ceiling)}`,
    x,
    y,
    lines: [
      markup`<polygon class="found head" points="${linePath(band, x, y)}" />\n`,
      markup`<polyline class="line head" points="${linePath(
        line.filter(([load]) => load <= largest),
        x,
        y,
      )}" />\n`,
      markup`<polyline class="line head predicted" points="${linePath(
        line.filter(([load]) => load >= largest),
        x,
        y,
      )}" />\n`,
    ],
    marks: [
      ...points.map(
        ({ in_service, finished_per_sec }) =>
          markup`<circle class="mark base" cx="${x.at(in_service)}%" cy="${y.at(finished_per_sec)}" r="3"><title>${x.text(in_service)} at once: ${y.text(finished_per_sec)}</title></circle>\n`,
      ),
      peak !== undefined && peak.load <= farthest
        ? markup`<circle class="peak" cx="${x.at(peak.load)}%" cy="${y.at(peak.per_sec)}" r="6"><title>${mostText(peak, ceiling)}</title></circle>\n`
        : undefined,
    ],
    legend: [["head", `curve with 95 % band, dashed beyond the data; ${mostText(peak, ceiling)}`]],
  });
}

function axis(highest: number, target: readonly [number, number], text: Axis["text"]): Axis {
  return { at: linear([0, highest], target), named: ticks([0, highest], 4).slice(1), text };
}

type UslValues = NonNullable<Scalability["usl"]>;

function mostText(peak: UslValues["peak"], ceiling: number | undefined): string {
  if (peak !== undefined)
    return `peak ${formatRate(rounded(peak.per_sec))} at ${formatNumber(rounded(peak.load))} requests at once`;
  return ceiling === undefined ? "no maximum" : `ceiling ${formatRate(rounded(ceiling))}`;
}
