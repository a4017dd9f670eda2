import { expect, test } from "vitest";
import { requestBySeconds } from "../../src/analysis/causes/requestBySeconds.ts";
import type { RoundRecord } from "../../src/model/record.ts";
import { millis } from "../../src/model/unit.ts";
import { draw } from "../../src/stats/random.ts";
import { armPhase, phaseRecord, readings, requestRecord } from "../support/builders.ts";

const names = ["GET /orders", "GET /items", "GET /users"];

/** Rounds of 4 s with 60 requests a second, named by chance. The head's ones of the first name use `extraMs` more CPU. */
function rounds(seed: number, extraMs: number): readonly RoundRecord[] {
  let n = 0;
  const random = () => draw(seed, 3, n++);
  return Array.from({ length: 6 }, (_, index) => ({
    index,
    phases: (["base", "head"] as const).map((arm) => {
      let cpuMs = 0;
      const points: [number, number, number][] = [[0, 0, 50]];
      const slices = Array.from({ length: 4 }, (_, second) => {
        const counts = names.map(() => 0);
        for (let i = 0; i < 60; i++) {
          const chosen = Math.floor(random() * names.length);
          counts[chosen] = (counts[chosen] ?? 0) + 1;
        }
        cpuMs += 60 * (1 + 0.2 * random()) + (arm === "head" ? (counts[0] ?? 0) * extraMs : 0);
        points.push([1000 * (second + 1), cpuMs, 50]);
        return { requests: counts.map((ok) => ({ outcomes: { ok }, responseTimeUs: [] })) };
      });
      const records = names.map((name) => requestRecord(name, [1]));
      const record = phaseRecord(records, { slices, durationMs: millis(4000) });
      return armPhase({ arm, record, readings: readings(...points) });
    }),
  }));
}

const found = (seed: number, extraMs: number, direction = 1) =>
  requestBySeconds(rounds(seed, extraMs), ({ cpuMs }) => cpuMs, direction);

test("the request whose number goes with the growth is found, in either direction", () => {
  expect(Array.from({ length: 10 }, (_, seed) => found(seed, 2))).toEqual(Array(10).fill("GET /orders"));
  expect(found(1, -2, -1)).toBe("GET /orders");
});

test("chance names at most one of 50", () => {
  const named = Array.from({ length: 50 }, (_, seed) => found(seed, 0)).filter((name) => name !== undefined);
  expect(named.length).toBeLessThanOrEqual(1);
});
