import { mean, sum } from "simple-statistics";
import type { Arm } from "../../model/plan.ts";
import type { TreeReading } from "../../model/reading.ts";
import type { ArmPhase, RoundRecord } from "../../model/record.ts";
import { isTreeReading } from "../resourceUsage.ts";
import { measuredPhases } from "./roundSignals.ts";

/** One second: how much a value grew, and how many requests of each name ended. Less the phase's means. */
interface Second {
  readonly growth: number;
  readonly counts: ReadonlyMap<string, number>;
  readonly total: number;
}

interface Slope {
  readonly slope: number;
  readonly variance: number;
}

/** Standard errors. Several requests are tried. */
const clearly = 3;
const fewestSeconds = 12;

/**
 * The request that a growing value of the service belongs to. Chance makes some seconds have more requests of one name:
 * if the value then grows more, on the head by more than on the base, that name is it. `direction`: of the change.
 */
export function requestBySeconds(
  rounds: readonly RoundRecord[],
  read: (reading: TreeReading) => number | undefined,
  direction: number,
): string | undefined {
  const secondsOf = (arm: Arm) =>
    rounds.flatMap((round) => measuredPhases(round, arm)).flatMap((one) => seconds(one, read));
  const arms = { base: secondsOf("base"), head: secondsOf("head") };
  const names = [...new Set(arms.head.flatMap(({ counts }) => [...counts.keys()]))];
  const [first] = names
    .flatMap((name) => {
      const [base, head] = [slopeOf(arms.base, name), slopeOf(arms.head, name)];
      if (base === undefined || head === undefined) return [];
      const error = Math.sqrt(base.variance + head.variance);
      return [{ name, errors: (direction * (head.slope - base.slope)) / error }];
    })
    .toSorted((a, b) => b.errors - a.errors);
  return first !== undefined && first.errors >= clearly ? first.name : undefined;
}

/** Empty if load was dealt in slices, or the phase has no readings. */
function seconds(
  { readings, record }: ArmPhase,
  read: (reading: TreeReading) => number | undefined,
): readonly Second[] {
  const points = readings.filter(isTreeReading).flatMap((reading) => {
    const value = read(reading);
    return value === undefined ? [] : [{ atMs: reading.atMs - record.startMs, value }];
  });
  if (record.idle.length > 0 || points.length < 2) return [];
  const raw = record.slices.slice(0, Math.floor(record.offeredMs / 1000)).flatMap(({ requests }, i) => {
    const [from, to] = [valueAt(points, 1000 * i), valueAt(points, 1000 * (i + 1))];
    if (from === undefined || to === undefined) return [];
    const counts = requests.map(
      ({ outcomes }, j) => [record.requests[j]?.name ?? "", sum(Object.values(outcomes))] as const,
    );
    return [{ growth: to - from, counts: new Map(counts), total: sum(counts.map(([, count]) => count)) }];
  });
  return raw.length < 2 ? [] : centred(raw);
}

/** Linear between two readings. */
function valueAt(
  points: readonly { readonly atMs: number; readonly value: number }[],
  atMs: number,
): number | undefined {
  const i = points.findIndex((point) => point.atMs >= atMs);
  const [before, after] = [points[i - 1], points[i]];
  if (after === undefined || before === undefined) return undefined;
  return before.value + ((after.value - before.value) * (atMs - before.atMs)) / (after.atMs - before.atMs);
}

function centred(raw: readonly Second[]): readonly Second[] {
  const meanOf = (value: (second: Second) => number) => mean(raw.map(value));
  const names = [...new Set(raw.flatMap(({ counts }) => [...counts.keys()]))];
  const means = new Map(names.map((name) => [name, meanOf(({ counts }) => counts.get(name) ?? 0)]));
  const [growth, total] = [meanOf((one) => one.growth), meanOf((one) => one.total)];
  return raw.map((one) => ({
    growth: one.growth - growth,
    total: one.total - total,
    counts: new Map(names.map((name) => [name, (one.counts.get(name) ?? 0) - (means.get(name) ?? 0)])),
  }));
}

/** Least squares of the growth on the number of such requests and of all: what one of them adds beyond any other. */
function slopeOf(all: readonly Second[], name: string): Slope | undefined {
  if (all.length < fewestSeconds) return undefined;
  const x = all.map(({ counts }) => counts.get(name) ?? 0);
  const t = all.map(({ total }) => total);
  const y = all.map(({ growth }) => growth);
  const product = (a: readonly number[], b: readonly number[]) => sum(a.map((one, i) => one * (b[i] ?? 0)));
  const [xx, xt, tt, xy, ty] = [product(x, x), product(x, t), product(t, t), product(x, y), product(t, y)];
  const isSteady = tt === 0;
  const determinant = isSteady ? xx : xx * tt - xt * xt;
  if (!(determinant > 0)) return undefined;
  const slope = isSteady ? xy / xx : (xy * tt - ty * xt) / determinant;
  const ofTotal = isSteady ? 0 : (ty * xx - xy * xt) / determinant;
  const residuals = y.map((one, i) => one - slope * (x[i] ?? 0) - ofTotal * (t[i] ?? 0));
  const variance = product(residuals, residuals) / (all.length - 2);
  return { slope, variance: isSteady ? variance / xx : (variance * tt) / determinant };
}
