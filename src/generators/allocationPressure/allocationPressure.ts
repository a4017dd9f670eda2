import type { AllocationPattern, AllocationPressureSpec } from "../../model/generator.ts";
import type { GeneratorLoad } from "../../model/http.ts";
import { draw } from "../../stats/random.ts";
import type { ArrivalSource } from "../requests/requestStream.ts";

/** One kind of request: its share, the size of its buffers, their number, and how long it holds them. */
export interface AllocationClass {
  readonly share: number;
  /** Bytes of a buffer. Their logarithm is uniformly distributed. */
  readonly fromBytes: number;
  readonly toBytes: number;
  /** Buffers of a request. */
  readonly count: number;
  /** Mean hold time, relative to the other classes. */
  readonly hold: number;
}

const kib = 1024;
const mib = 1024 * kib;

export const allocationClasses: Readonly<Record<AllocationPattern, readonly AllocationClass[]>> = {
  small_frequent: [{ share: 1, fromBytes: 64, toBytes: 4 * kib, count: 16, hold: 1 }],
  /** One large request in eight. The others are tiny, so its buffers come at once. */
  large_burst: [
    { share: 0.125, fromBytes: 128 * kib, toBytes: mib, count: 4, hold: 1 },
    { share: 0.875, fromBytes: 64, toBytes: kib, count: 1, hold: 1 },
  ],
  mixed: [
    { share: 0.9, fromBytes: 64, toBytes: 4 * kib, count: 4, hold: 1 },
    { share: 0.09, fromBytes: 4 * kib, toBytes: 64 * kib, count: 2, hold: 1 },
    { share: 0.01, fromBytes: 256 * kib, toBytes: mib, count: 1, hold: 1 },
  ],
  /** Small buffers live eight times as long as the larger ones between them, so that freed memory has holes. */
  fragmented: [
    { share: 0.5, fromBytes: 64, toBytes: 512, count: 32, hold: 8 },
    { share: 0.5, fromBytes: 8 * kib, toBytes: 32 * kib, count: 2, hold: 1 },
  ],
};

/** Random streams. */
const streams = { class: 0x4800_0000, size: 0x4800_0001, hold: 0x4800_0002 } as const;

/**
 * Allocations whose held bytes are the wanted pressure on average, at the load's highest rate. By Little's law these are
 * rate · E[bytes · hold time]. A hold time is uniformly distributed between half and one and a half times its mean.
 * Values: ${bytes} of a buffer, ${count} of buffers, ${hold_ms}.
 */
export function allocationPressure(
  { pattern, pressureBytes }: AllocationPressureSpec,
  { seed, peakPerSec }: GeneratorLoad & { readonly seed: number },
): ArrivalSource {
  const classes = allocationClasses[pattern];
  const unitMs = (1000 * pressureBytes) / (peakPerSec * meanBytesHeld(classes));
  return {
    valuesOf: ({ iteration }) => {
      const { fromBytes, toBytes, count, hold } = classAt(classes, draw(seed, streams.class, iteration));
      const bytes = Math.round(fromBytes * (toBytes / fromBytes) ** draw(seed, streams.size, iteration));
      const holdMs = unitMs * hold * (0.5 + draw(seed, streams.hold, iteration));
      return { bytes, count, hold_ms: Math.max(1, Math.round(holdMs)) };
    },
  };
}

function classAt(classes: readonly AllocationClass[], uniform: number): AllocationClass {
  let end = 0;
  const found = classes.find(({ share }) => {
    end += share;
    return uniform < end;
  });
  const chosen = found ?? classes.at(-1);
  if (chosen === undefined) throw new Error("a pattern has at least one class");
  return chosen;
}

/** Bytes of a request, times its relative hold time. Mean of a log-uniform size: (b - a) / ln(b / a). */
function meanBytesHeld(classes: readonly AllocationClass[]): number {
  const means = classes.map(({ share, fromBytes, toBytes, count, hold }) => {
    return (share * count * hold * (toBytes - fromBytes)) / Math.log(toBytes / fromBytes);
  });
  return means.reduce((sum, mean) => sum + mean, 0);
}
