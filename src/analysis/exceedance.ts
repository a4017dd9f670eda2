import type { Millis } from "../model/unit.ts";

/** A value over a span of time, in ms since the phase's start. */
export interface TimedValue {
  readonly fromMs: Millis;
  readonly toMs: Millis;
  readonly value: number;
}

export interface Exceedance {
  readonly at_ms: Millis;
  readonly duration_ms: Millis;
  /** The largest one. */
  readonly value: number;
  readonly limit: number;
}

/** The spans in which the values are above the limit. Spans that touch or overlap are one. */
export function exceedances(values: readonly TimedValue[], limit: number): readonly Exceedance[] {
  const found: Exceedance[] = [];
  for (const { fromMs, toMs, value } of values) {
    if (value <= limit) continue;
    const last = found.at(-1);
    if (last !== undefined && last.at_ms + last.duration_ms >= fromMs) {
      const largest = Math.max(last.value, value);
      found[found.length - 1] = { ...last, duration_ms: Math.max(last.duration_ms, toMs - last.at_ms), value: largest };
    } else found.push({ at_ms: fromMs, duration_ms: toMs - fromMs, value, limit });
  }
  return found;
}
