import { expect, test } from "vitest";
import { uslOf } from "../../../src/analysis/capacity/uslOfTrials.ts";
import type { Trial } from "../../../src/model/trial.ts";
import { millis } from "../../../src/model/unit.ts";
import { draw } from "../../../src/stats/random.ts";

/** Trials of a service with that coherency, whose throughput chance moves by 5 %. */
const trialsWith = (kappa: number): readonly Trial[] =>
  Array.from({ length: 40 }, (_, i) => {
    const load = 1 + 2 * i;
    const perSec = (100 * load) / (1 + 0.5 * (load - 1) + kappa * load * (load - 1));
    return {
      ...{ arm: "head", purpose: "sample", restart: 0, seed: 1, ratePerSec: perSec, playedPerSec: perSec },
      ...{ leadInMs: millis(500), durationMs: millis(2000), due: 200, successful: 200, beyond: {} },
      ...{ finishedPerSec: perSec * (0.95 + 0.1 * draw(3, 1, i)), inService: load, isGeneratorLate: false },
      ...{ quickMs: millis(10), medianMs: millis(20), drainMs: millis(0) },
    };
  });

test("a curve has a peak only if its throughput falls beyond chance", () => {
  const [flat, falling] = [0.00001, 0.004].map((kappa) => uslOf(trialsWith(kappa)).usl);
  expect(flat?.peak).toBeUndefined();
  expect(Math.abs((flat?.ceiling_per_sec ?? 0) / 200 - 1)).toBeLessThan(0.1);
  expect(Math.abs((falling?.peak?.load ?? 0) / Math.sqrt(0.5 / 0.004) - 1)).toBeLessThan(0.2);
});
