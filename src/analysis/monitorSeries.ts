import type { Series } from "../model/cause.ts";
import type { Arm } from "../model/plan.ts";
import type { Reading } from "../model/reading.ts";
import type { ArmPhase, RoundRecord } from "../model/record.ts";
import type { PhaseSecond } from "./phaseSeconds.ts";
import { offeredSeconds } from "./phaseSeconds.ts";
import { prometheusSignals } from "./prometheusSignals.ts";
import { ownTimeMs } from "./resourceUsage.ts";
import type { Signal } from "./signals.ts";
import { signals } from "./signals.ts";

type Point = Series["points"][number];

interface Seen {
  readonly reading: Reading;
  readonly value: number;
}

interface LoadSignal {
  readonly name: string;
  readonly unit: string;
  readonly value: (second: PhaseSecond) => number | undefined;
}

/** Of one series. Ten scenarios with all series stay below half of 20 MB. */
const mostPoints = 120;

/** Further series are of runtimes with many of their own. */
const mostSeries = 50;

/** What the monitors and the load generator saw over time, for pictures. Machine-wide series are those of the head. */
export function monitorSeries(rounds: readonly RoundRecord[]): readonly Series[] {
  const shown = everyNth(rounds, Math.ceil(rounds.length / mostPoints));
  const perRound = Math.max(1, Math.floor(mostPoints / Math.max(1, shown.length)));
  const all = [...signals, ...prometheusSignals(rounds)];
  const ofMonitors = all.flatMap((signal) =>
    armsOf(signal).flatMap((arm) =>
      seriesOf(signal, arm, (round) => monitorPoints(signal, round, arm), shown, perRound),
    ),
  );
  const ofLoad = loadSignals.flatMap((signal) =>
    (["base", "head"] as const).flatMap((arm) =>
      seriesOf(signal, arm, (round) => loadPoints(signal, round, arm), shown, perRound),
    ),
  );
  return [...ofLoad, ...ofMonitors].slice(0, mostSeries);
}

const armsOf = ({ scope }: Signal): readonly Arm[] => (scope === "machine" ? ["head"] : ["base", "head"]);

function seriesOf(
  { name, unit }: { readonly name: string; readonly unit: string },
  arm: Arm,
  pointsOf: (round: RoundRecord) => readonly Point[],
  rounds: readonly RoundRecord[],
  perRound: number,
): Series | readonly [] {
  const points = rounds.flatMap((round) => average(pointsOf(round), perRound));
  return points.length === 0 ? [] : { name, unit, arm, points };
}

const everyNth = <T>(all: readonly T[], n: number): readonly T[] => all.filter((_, i) => n <= 1 || i % n === 0);

/** At most so many points: neighbours become their mean. */
function average(points: readonly Point[], most: number): readonly Point[] {
  const size = Math.ceil(points.length / most);
  return Array.from({ length: Math.ceil(points.length / Math.max(1, size)) }, (_, i): Point => {
    const part = points.slice(i * size, (i + 1) * size);
    const [round, atMs] = part[0] ?? [0, 0];
    return [round, Math.round(atMs), rounded(part.reduce((sum, [, , value]) => sum + value, 0) / part.length)];
  });
}

/** A picture shows no more digits. */
const rounded = (value: number): number => Number(value.toPrecision(4));
const phasesOf = ({ phases }: RoundRecord, arm: Arm): readonly ArmPhase[] =>
  phases.filter((phase) => phase.arm === arm && !phase.warmup);

function startOf(round: RoundRecord): number {
  return Math.min(...round.phases.map(({ record }) => record.startMs));
}

function monitorPoints(signal: Signal, round: RoundRecord, arm: Arm): readonly Point[] {
  const startMs = startOf(round);
  return phasesOf(round, arm).flatMap(({ readings, record }) => {
    const seen = readings.flatMap((reading) => {
      const value = signal.read(reading);
      return value === undefined ? [] : [{ reading, value }];
    });
    if (signal.form === "level")
      return seen.map(({ reading, value }): Point => [round.index, reading.atMs - startMs, value]);
    const timeOf = (reading: Reading) => (signal.scope === "machine" ? reading.atMs : ownTimeMs(reading.atMs, record));
    return valuesBetween(signal, seen, timeOf).map(({ atMs, value }): Point => [round.index, atMs - startMs, value]);
  });
}

/** A shorter time would show the clock's ticks. */
const shortestMs = 200;

/** A counter that goes back has been reset, and shows nothing there. */
function valuesBetween(
  { factor = 1000, between }: Signal,
  seen: readonly Seen[],
  timeOf: (reading: Reading) => number,
): readonly { readonly atMs: number; readonly value: number }[] {
  let [before] = seen;
  return seen.flatMap((one) => {
    if (before === undefined) return [];
    const ms = timeOf(one.reading) - timeOf(before.reading);
    if (ms < shortestMs) return [];
    const { reading, value: start } = before;
    const value = between === undefined ? ((one.value - start) / ms) * factor : between(reading, one.reading);
    before = one;
    return value === undefined || one.value < start ? [] : [{ atMs: reading.atMs, value }];
  });
}

/** What the load generator sees, second by second. */
const loadSignals: readonly LoadSignal[] = [
  { name: "responses", unit: "1/s", value: ({ successful }) => successful },
  { name: "p50", unit: "ms", value: ({ times }) => times.quantile(0.5) },
  { name: "p95", unit: "ms", value: ({ times }) => times.quantile(0.95) },
  {
    ...{ name: "errors", unit: "ratio" },
    value: ({ failed, successful }) => (failed + successful === 0 ? undefined : failed / (failed + successful)),
  },
  { name: "active connections", unit: "1", value: ({ activeConnections }) => activeConnections },
];

function loadPoints({ value }: LoadSignal, round: RoundRecord, arm: Arm): readonly Point[] {
  const startMs = startOf(round);
  return phasesOf(round, arm).flatMap(({ record }) =>
    offeredSeconds(record).flatMap((second): readonly Point[] => {
      const seen = value(second);
      return seen === undefined ? [] : [[round.index, record.startMs - startMs + second.atMs, seen]];
    }),
  );
}
