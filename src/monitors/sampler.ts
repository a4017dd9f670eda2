import type { Reading } from "../model/reading.ts";
import { Metronome, type MetronomeOptions } from "./metronome.ts";
import type { Sampling } from "./monitor.ts";
import type { Moment } from "./pace.ts";

export interface SamplerOptions extends MetronomeOptions {
  /** Shared with other samplers, so that all read at the same times. Default: its own. */
  readonly metronome?: Metronome;
}

/**
 * Reads a source now, once per interval, and once more on stop. A reading that takes longer than the interval skips the
 * times it missed. `read` resolves to `undefined` if the source has nothing to read. If it rejects, so does `stop`.
 */
export async function startSampler(
  read: (moment: Moment) => Promise<Reading | undefined>,
  { metronome, ...options }: SamplerOptions,
): Promise<Sampling> {
  const readings: Reading[] = [];
  const sample = async (moment: Moment) => {
    const reading = await read(moment);
    if (reading !== undefined) readings.push(reading);
  };
  const ticks = metronome ?? new Metronome(options);
  let current: Promise<void> | undefined;
  // Joins first: the times count from the start of the first reading.
  const leave = ticks.join(() => {
    current ??= sample("next").then(() => {
      current = undefined;
    });
    // The caller sees a failure when it stops the sampler. No other reading follows it.
    current.catch(() => {});
  });
  current = sample("first");
  try {
    await current;
    current = undefined;
  } catch (error) {
    leave();
    throw error;
  }
  return {
    async stop() {
      leave();
      await current;
      await sample("last");
      return readings;
    },
  };
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
