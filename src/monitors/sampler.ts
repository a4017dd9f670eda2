import type { Reading } from "../model/reading.ts";
import { type Millis, millis } from "../model/unit.ts";
import type { Clock } from "../shell/clock.ts";
import type { Sampling } from "./monitor.ts";
import type { Moment } from "./pace.ts";

export interface SamplerOptions {
  /** Time between two readings. */
  readonly intervalMs: Millis;
  readonly clock: Clock;
}

/**
 * Reads a source now, once per interval, and once more on stop. A reading that takes longer than the interval skips the
 * times it missed. `read` resolves to `undefined` if the source has nothing to read. If it rejects, so does `stop`.
 */
export async function startSampler(
  read: (moment: Moment) => Promise<Reading | undefined>,
  { intervalMs, clock }: SamplerOptions,
): Promise<Sampling> {
  const startMs = clock.nowMs();
  const readings: Reading[] = [];
  const sample = async (moment: Moment) => {
    const reading = await read(moment);
    if (reading !== undefined) readings.push(reading);
  };
  await sample("first");
  const stopped = new AbortController();
  const loop = sampleUntil(stopped.signal, () => sample("next"), startMs, { intervalMs, clock });
  // The caller sees a failure when it stops the sampler.
  loop.catch(() => {});
  return {
    async stop() {
      stopped.abort();
      await loop;
      await sample("last");
      return readings;
    },
  };
}

async function sampleUntil(
  stopped: AbortSignal,
  sample: () => Promise<void>,
  startMs: Millis,
  { intervalMs, clock }: SamplerOptions,
): Promise<void> {
  for (let dueMs = startMs + intervalMs; ; ) {
    await clock.sleepUntil(millis(dueMs), stopped).catch(() => {});
    if (stopped.aborted) return;
    await sample();
    const intervals = Math.floor((clock.nowMs() - dueMs) / intervalMs);
    dueMs += Math.max(1, intervals + 1) * intervalMs;
  }
}

/** The same sampling. `close` runs after its last reading. */
export function closingAfter(sampling: Sampling, close: () => void): Sampling {
  return {
    async stop() {
      try {
        return await sampling.stop();
      } finally {
        close();
      }
    },
  };
}
