import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { startTicker, type Timekeeper, timerTimekeeper } from "../../../src/load/engine/ticker.ts";
import { millis } from "../../../src/model/unit.ts";
import { draw } from "../../../src/stats/random.ts";

const entry = fileURLToPath(new URL("../../../src/index.ts", import.meta.url));

/** Sets an alarm for each of these times from now. Returns the order of the rings, and how many were early. */
async function rings(timekeeper: Timekeeper, moments: readonly number[]) {
  const order: number[] = [];
  let early = 0;
  await Promise.all(
    moments.map(async (afterMs) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      const atMs = timekeeper.nowMs() + afterMs;
      const alarm = timekeeper.alarm(() => {
        if (timekeeper.nowMs() < atMs) early++;
        order.push(afterMs);
        resolve();
      });
      alarm.setTo(millis(atMs));
      await promise;
    }),
  );
  return { order, early };
}

async function countRings(timekeeper: Timekeeper, set: (alarm: ReturnType<Timekeeper["alarm"]>) => void) {
  let count = 0;
  const alarm = timekeeper.alarm(() => count++);
  set(alarm);
  await new Promise((resolve) => setTimeout(resolve, 150));
  return count;
}

describe.each([
  { kind: "ticker", start: () => startTicker(entry) },
  { kind: "timer", start: async () => timerTimekeeper },
])("a $kind", ({ kind, start }) => {
  test("rings on time: never early, and once per setting", async () => {
    const timekeeper = await start();
    expect(timekeeper.kind).toBe(kind);
    for (const afterMs of [0, 0.2, 3, 20]) {
      expect(await rings(timekeeper, [afterMs])).toEqual({ order: [afterMs], early: 0 });
    }
    await timekeeper.close();
  });

  test("rings at the earliest of the times it was set to, and only once", async () => {
    const timekeeper = await start();
    const now = timekeeper.nowMs();
    const count = await countRings(timekeeper, (alarm) => {
      for (const afterMs of [60_000, 20, 40]) alarm.setTo(millis(now + afterMs));
    });
    expect(count).toBe(1);
    await timekeeper.close();
  });

  test("does not ring after it was cancelled", async () => {
    const timekeeper = await start();
    const count = await countRings(timekeeper, (alarm) => {
      alarm.setTo(millis(timekeeper.nowMs() + 20));
      alarm.cancel();
      alarm.setTo(millis(timekeeper.nowMs() + 30));
    });
    expect(count).toBe(0);
    await timekeeper.close();
  });
});

test("no ring is lost in any sequence of settings, without the watchdog", async () => {
  const hourMs = millis(3_600_000);
  const timekeeper = await startTicker(entry, hourMs);
  const { promise, resolve } = Promise.withResolvers<void>();
  const random = (n: number) => draw(1, 1, n);
  const total = 10_000;
  let rung = 0;
  let thenMs = timekeeper.nowMs();
  const alarm = timekeeper.alarm(() => {
    rung++;
    if (rung === total) resolve();
    else setNext();
  });
  function setNext(): void {
    // Often later than the announced time. Sometimes another time. Sometimes two, the earlier one last.
    const chance = random(rung);
    while (chance < 0.5 && timekeeper.nowMs() < thenMs + chance / 5);
    const atMs = chance > 0.9 ? timekeeper.nowMs() + random(10_000 + rung) - 0.2 : thenMs;
    thenMs = millis(Math.max(atMs, timekeeper.nowMs()) + random(20_000 + rung) / 4);
    if (random(30_000 + rung) < 0.1) alarm.setTo(millis(atMs + 5));
    alarm.setTo(millis(atMs), random(40_000 + rung) < 0.1 ? millis(Number.POSITIVE_INFINITY) : thenMs);
  }
  setNext();
  await promise;
  expect(rung).toBe(total);
  await timekeeper.close();
});

describe("without the ticker thread", () => {
  test("a timer takes over, and reports its kind", async () => {
    const timekeeper = await startTicker("/nowhere/index.js");
    expect(timekeeper.kind).toBe("timer");
    expect(await rings(timekeeper, [5])).toEqual({ order: [5], early: 0 });
  });

  test("an alarm still rings if the thread dies later", async () => {
    const timekeeper = await startTicker(entry);
    await timekeeper.close();
    expect(await rings(timekeeper, [5])).toEqual({ order: [5], early: 0 });
  });
});
