import type { ArmOverload, OverloadSecond } from "../../model/overload.ts";
import { formatRate } from "../../util/format.ts";
import { armOverloadText } from "../../wording/overloadText.ts";
import { linear, ticks } from "./axis.ts";
import { type Markup, markup } from "./markup.ts";
import { type Axis, linePath, plotBottom, plotFigure, plotLeft, plotRight, plotTop } from "./plotFrame.ts";

type Series = readonly [name: string, text: string, of: (second: OverloadSecond) => number];

/** What is not seen is left out of the legend. */
const series: readonly Series[] = [
  ["offered", "offered", ({ offered_per_sec }) => offered_per_sec],
  ["good", "answered", ({ goodput_per_sec }) => goodput_per_sec],
  ["refused", "refused (429, 503)", ({ refused_per_sec }) => refused_per_sec],
  ["late", "timed out", ({ timeout_per_sec }) => timeout_per_sec],
  ["broken", "failed", ({ failed_per_sec }) => failed_per_sec],
];

/** The requests per second that were offered, answered, refused and lost, second by second. */
export function overloadChart(arm: "base" | "head", overload: ArmOverload): Markup | undefined {
  if (overload.kind === "not_measured" || overload.seconds.length === 0) return undefined;
  const { seconds, capacity_per_sec: capacity, kind } = overload;
  const shown = series.filter(([, , of]) => seconds.some((second) => of(second) > 0));
  const highest = 1.1 * Math.max(...shown.flatMap(([, , of]) => seconds.map(of)));
  const x: Axis = {
    at: linear([0, seconds.length], [plotLeft, plotRight]),
    named: ticks([0, seconds.length], 5),
    text: (value) => `${value} s`,
  };
  const y: Axis = {
    at: linear([0, highest], [plotBottom, plotTop]),
    named: ticks([0, highest], 4).slice(1),
    text: (value) => formatRate(Number(value.toPrecision(3))),
  };
  const capacityText = `capacity ${y.text(capacity)}`;
  return plotFigure({
    title: `Overload, ${arm}: ${kind}`,
    caption: "requests per second",
    label: armOverloadText(arm, overload),
    x,
    y,
    lines: [
      markup`<line class="zero" x1="0" x2="100" y1="${y.at(capacity)}" y2="${y.at(capacity)}" stroke-dasharray="2 4" vector-effect="non-scaling-stroke" />\n`,
      ...shown.map(
        ([name, , of]) =>
          markup`<polyline class="line ${name}" points="${linePath(stepsOf(seconds.map(of)), x, y)}" />\n`,
      ),
    ],
    marks: [markup`<text class="unit" x="100%" y="${y.at(capacity) - 4}" text-anchor="end">${capacityText}</text>\n`],
    legend: shown.map(([name, text]) => [name, text]),
  });
}

/** A level for each second. */
const stepsOf = (values: readonly number[]): readonly (readonly [number, number])[] =>
  values.flatMap((value, i) => [[i, value] as const, [i + 1, value] as const]);
