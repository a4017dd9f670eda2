import type { ArmOverload, MeasuredOverload, OverloadResult } from "../../model/overload.ts";
import { formatMs } from "../../util/format.ts";
import { linear, padded, ticks } from "./axis.ts";
import { type Markup, markup } from "./markup.ts";
import { type Axis, linePath, namedLog, plotBottom, plotFigure, plotLeft, plotRight, plotTop } from "./plotFrame.ts";

interface ShownArm {
  readonly arm: "base" | "head";
  readonly overload: MeasuredOverload;
  /** The middle of a second, and the median of the requests that were answered in it. */
  readonly points: readonly (readonly [number, number])[];
}

/** How long the answered requests took, second by second: what a service that answers all of them makes them pay. */
export function overloadTimes({ base, ...head }: OverloadResult): Markup | undefined {
  const shown = [...shownArm("base", base), ...shownArm("head", head)];
  const times = shown.flatMap(({ points }) => points.map(([, ms]) => ms));
  if (times.length === 0) return undefined;
  const last = Math.max(...shown.map(({ overload }) => overload.seconds.length));
  const range = padded(times.map(Math.log10), 0.1);
  const y = linear(range, [plotBottom, plotTop]);
  const xAxis: Axis = {
    at: linear([0, last], [plotLeft, plotRight]),
    named: ticks([0, last], 5),
    text: (value) => `${value} s`,
  };
  const yAxis: Axis = {
    at: (value) => y(Math.log10(value)),
    named: namedLog([10 ** range[0], 10 ** range[1]]),
    text: formatMs,
  };
  const legend = shown.map(({ arm, overload, points }) => [arm, legendText(overload, points)] as const);
  return plotFigure({
    title: "Overload, response time",
    caption: "median of the answered requests",
    label: `response time in the overload, second by second: ${legend.map((entry) => entry.join(" ")).join("; ")}`,
    x: xAxis,
    y: yAxis,
    lines: shown.map(
      ({ arm, points }) => markup`<polyline class="line ${arm}" points="${linePath(points, xAxis, yAxis)}" />\n`,
    ),
    marks: [],
    legend: legend.map(([arm, text]) => [arm, `${arm} ${text}`]),
  });
}

function shownArm(arm: "base" | "head", overload: ArmOverload | undefined): readonly ShownArm[] {
  if (overload === undefined || overload.kind === "not_measured") return [];
  const points = overload.seconds.flatMap(({ median_ms: ms }, i) =>
    ms === undefined || ms <= 0 ? [] : [[i + 0.5, ms] as const],
  );
  return points.length < 2 ? [] : [{ arm, overload, points }];
}

/** 5 ms before, up to 1,250 ms, 6 ms afterwards */
function legendText({ before_ms, after_ms }: MeasuredOverload, points: ShownArm["points"]): string {
  const most = `up to ${formatMs(Math.max(...points.map(([, ms]) => ms)))}`;
  const before = before_ms === undefined ? [] : [`${formatMs(before_ms)} before`];
  const after = after_ms === undefined ? [] : [`${formatMs(after_ms)} afterwards`];
  return [...before, most, ...after].join(", ");
}
