import { draw } from "./random.ts";

/** How the events of a train follow each other. Every kind has the same mean rate. */
export type TrainSpec = { readonly eventsPerSec: number } & (
  | { readonly kind: "regular" }
  /** A Poisson process with a dead time: no event comes within it after another. */
  | { readonly kind: "poisson"; readonly deadTimeMs: number }
  /** Groups of `size` events, `intervalMs` apart. The pause between two groups is that interval and a random time. */
  | { readonly kind: "bursty"; readonly size: number; readonly intervalMs: number }
  /** All trains of a seed have their events together, each at most half of `jitterMs` before or after. */
  | { readonly kind: "synchronous"; readonly jitterMs: number }
);

/** The events of one train, one at a time. The same seed and train number give the same events. */
export interface EventTrain {
  /** When the next event comes, since the start. */
  readonly nextMs: number;
  next(): void;
}

/** Random streams: one for all trains together, then one per train. */
const sharedStream = 0x2000_0000;

/** Each train is stationary: its start is no event, but a random moment of an endless train. */
export function eventTrain(spec: TrainSpec, seed: number, train: number): EventTrain {
  const intervalMs = 1000 / spec.eventsPerSec;
  const stream = sharedStream + 1 + train;
  let draws = 0;
  const uniform = () => draw(seed, stream, draws++);
  switch (spec.kind) {
    case "regular":
      return periodicTrain(uniform(), (n) => n * intervalMs);
    case "synchronous": {
      const phase = Math.max(draw(seed, sharedStream, 0), spec.jitterMs / intervalMs / 2);
      return periodicTrain(phase, (n) => n * intervalMs + (draw(seed, stream, Math.floor(n)) - 0.5) * spec.jitterMs);
    }
    case "poisson": {
      const pause = { leastMs: spec.deadTimeMs, randomMs: intervalMs - spec.deadTimeMs };
      return renewalTrain(residualMs(pause, uniform), () => drawMs(pause, uniform));
    }
    case "bursty":
      return burstyTrain(spec.size, spec.intervalMs, intervalMs, uniform);
  }
}

/** The n-th event comes at `timeMs(phase + n)`. A formula, so that no error adds up. */
function periodicTrain(phase: number, timeMs: (n: number) => number): EventTrain {
  let n = 0;
  return {
    get nextMs() {
      return timeMs(phase + n);
    },
    next: () => void n++,
  };
}

function renewalTrain(firstMs: number, intervalMs: () => number): EventTrain {
  let nextMs = firstMs;
  return {
    get nextMs() {
      return nextMs;
    },
    next: () => {
      nextMs += intervalMs();
    },
  };
}

function burstyTrain(size: number, withinMs: number, meanMs: number, uniform: () => number): EventTrain {
  const burstMs = (size - 1) * withinMs;
  const pause = { leastMs: withinMs, randomMs: size * meanMs - burstMs - withinMs };
  // The start falls into a burst or a pause, by their mean lengths.
  const startMs = uniform() * size * meanMs;
  const isInBurst = startMs < burstMs;
  /** Events that the burst still has after the next one. */
  let left = isInBurst ? size - 2 - Math.floor(startMs / withinMs) : size - 1;
  const firstMs = isInBurst ? withinMs - (startMs % withinMs) : residualMs(pause, uniform);
  return renewalTrain(firstMs, () => {
    if (left-- > 0) return withinMs;
    left = size - 1;
    return drawMs(pause, uniform);
  });
}

/** A fixed time, then an exponentially distributed one with that mean. */
interface Pause {
  readonly leastMs: number;
  readonly randomMs: number;
}

const exponential = (uniform: () => number): number => -Math.log(1 - uniform());

const drawMs = ({ leastMs, randomMs }: Pause, uniform: () => number): number =>
  leastMs + randomMs * exponential(uniform);

/** The rest of a pause from a random moment in it on. Its density is P(pause > t) / mean (Cox 1962, 5.4). */
function residualMs({ leastMs, randomMs }: Pause, uniform: () => number): number {
  const share = (uniform() * (leastMs + randomMs)) / leastMs;
  return share < 1 ? share * leastMs : leastMs + randomMs * exponential(uniform);
}
