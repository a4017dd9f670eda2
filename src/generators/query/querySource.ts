import type { KeyDistribution, QuerySpec } from "../../model/generator.ts";
import { draw } from "../../stats/random.ts";
import { assertNever } from "../../util/assertNever.ts";
import { type ArrivalSource, weightedSelector } from "../requests/requestStream.ts";

/** The first random stream of the parameters. Each has one. */
const parameterStream = 0x4000_0000;

/** Reads and writes whose parameters are keys from 1 on. The flow is chosen by weight. */
export function querySource({ parameters }: QuerySpec, seed: number): ArrivalSource {
  const samplers = Object.entries(parameters).map(([name, distribution]) => [name, keySampler(distribution)] as const);
  return {
    valuesOf: ({ iteration }) =>
      Object.fromEntries(samplers.map(([name, keyOf], i) => [name, keyOf(draw(seed, parameterStream + i, iteration))])),
  };
}

/** Maps a number in [0, 1) to a key. */
export function keySampler(distribution: KeyDistribution): (uniform: number) => number {
  const { keys } = distribution;
  switch (distribution.kind) {
    case "uniform":
      return (uniform) => 1 + Math.floor(uniform * keys);
    case "zipf": {
      const { exponent } = distribution;
      const rank = weightedSelector(Float64Array.from({ length: keys }, (_, i) => (i + 1) ** -exponent));
      return (uniform) => 1 + rank(uniform);
    }
    case "hot_set": {
      const { hotKeys, hotShare } = distribution;
      return (uniform) =>
        uniform < hotShare
          ? 1 + Math.floor((uniform / hotShare) * hotKeys)
          : 1 + hotKeys + Math.floor(((uniform - hotShare) / (1 - hotShare)) * (keys - hotKeys));
    }
    default:
      return assertNever(distribution);
  }
}
