import { type SlaMetric, slaRuleOf } from "../../model/metric.ts";
import type { ArmCapacity, Scalability } from "../../model/scalability.ts";
import { formatRate } from "../../util/format.ts";
import { metricLabel, metricValue } from "../../wording/metricText.ts";
import { linear, padded, type Range } from "./axis.ts";
import { type Markup, markup } from "./markup.ts";
import { type Axis, namedLog, plotBottom, plotFigure, plotLeft, plotRight, plotTop } from "./plotFrame.ts";

type ShownTrial = Scalability["trials"][number];

/** Fewer failures than this cannot be drawn on a logarithmic axis. */
const leastShare = 0.0005;

/** Every trial: its rate and the metric of a limit, with the limit and what was found. One figure for each limit. */
export function capacityCurves({ sla, arms, trials }: Scalability): readonly (Markup | undefined)[] {
  const limits = Object.entries(sla) as readonly (readonly [SlaMetric, number])[];
  return limits.map(([metric, limit]) => capacityCurve(metric, limit, arms, trials));
}

function capacityCurve(
  metric: SlaMetric,
  limit: number,
  arms: readonly ArmCapacity[],
  trials: readonly ShownTrial[],
): Markup | undefined {
  const isShare = slaRuleOf(metric).of.kind !== "quantile";
  const ofTrial = ({ values }: ShownTrial) => values[metric];
  const shown = trials.filter((trial) => (ofTrial(trial) ?? 0) > (isShare ? leastShare : 0));
  // A curve of errors without any error shows nothing.
  if (shown.length < 3) return undefined;
  const found = arms.flatMap(({ arm, max_sustainable_per_sec: max }) => (max === undefined ? [] : [{ arm, ...max }]));
  const ends = found.flatMap(({ interval }) => interval);
  const x = logAxis([...shown.map(({ per_sec }) => per_sec), ...ends], [plotLeft, plotRight], formatRate);
  const y = logAxis([...shown.map((trial) => ofTrial(trial) ?? limit), limit], [plotBottom, plotTop], (value) =>
    metricValue(metric, value),
  );
  const name = metricLabel(metric);
  const limitText = `limit ${metricValue(metric, limit)}`;
  const foundTexts = found.map(({ arm, value, interval: [low, high] }) => {
    const [middle, from, to] = [value, low, high].map((rate) => formatRate(Number(rate.toPrecision(3))));
    return `${arm} ${middle}, between ${from} and ${to}`;
  });
  return plotFigure({
    title: name,
    caption: "by rate, one dot for each trial",
    label: `${name} by rate in ${shown.length} trials; ${limitText}; capacity: ${foundTexts.join("; ") || "not found"}`,
    x,
    y,
    lines: [
      ...found.map(({ arm, interval: [low, high] }) => band(arm, x.at(low), x.at(high))),
      ...found.map(({ arm, value }) => upright(arm, x.at(value))),
      markup`<line class="threshold" x1="0" x2="100" y1="${y.at(limit)}" y2="${y.at(limit)}" vector-effect="non-scaling-stroke" />\n`,
    ],
    marks: [
      ...shown.map((trial) => dot(trial, x, y, ofTrial(trial) ?? limit)),
      markup`<text class="fails unit" x="100%" y="${y.at(limit) - 4}" text-anchor="end">${limitText}</text>\n`,
    ],
    legend: found.map(({ arm }, i) => [arm, foundTexts[i] ?? ""]),
  });
}

function logAxis(values: readonly number[], target: Range, text: Axis["text"]): Axis {
  const range = padded(values.map(Math.log10), 0.06);
  const at = linear(range, target);
  const named = namedLog([10 ** range[0], 10 ** range[1]]);
  return { at: (value) => at(Math.log10(value)), named, text: (value) => text(Number(value.toPrecision(3))) };
}

const band = (arm: string, from: number, to: number): Markup =>
  markup`<rect class="found ${arm}" x="${from}" y="${plotTop}" width="${Math.max(0.3, to - from)}" height="${plotBottom - plotTop}" />\n`;

const upright = (arm: string, x: number): Markup =>
  markup`<line class="line ${arm}" x1="${x}" x2="${x}" y1="${plotTop}" y2="${plotBottom}" />\n`;

function dot(trial: ShownTrial, x: Axis, y: Axis, value: number): Markup {
  const { arm, per_sec, purpose } = trial;
  return markup`<circle class="mark ${arm} ${purpose}" cx="${x.at(per_sec)}%" cy="${y.at(value)}" r="${purpose === "final" ? 5 : 3}"><title>${arm} at ${x.text(per_sec)}: ${y.text(value)}</title></circle>\n`;
}
