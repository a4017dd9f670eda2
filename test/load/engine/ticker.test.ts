import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { startTicker, type Timekeeper, timerTimekeeper } from "../../../src/load/engine/ticker.ts";
import { millis } from "../../../src/model/unit.ts";
import { draw } from "../../../src/stats/random.ts";

const entry = fileURLToPath(new URL("../../../src/index.ts", import.meta.url));

/** Rings at these moments from now, in this order of asking; tells which had rung, and whether any rang early. */
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

async function rungAfter(timekeeper: Timekeeper, set: (alarm: ReturnType<Timekeeper["alarm"]>) => void) {
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
  test("rings in time: never early, and once each time that it is set", async () => {
    const timekeeper = await start();
    expect(timekeeper.kind).toBe(kind);
    for (const afterMs of [0, 0.2, 3, 20]) {
      expect(await rings(timekeeper, [afterMs])).toEqual({ order: [afterMs], early: 0 });
    }
    await timekeeper.close();
  });

  test("rings at the earliest of the times that it was set to, and not again", async () => {
    const timekeeper = await start();
    const now = timekeeper.nowMs();
    const count = await rungAfter(timekeeper, (alarm) => {
      for (const afterMs of [60_000, 20, 40]) alarm.setTo(millis(now + afterMs));
    });
    expect(count).toBe(1);
    await timekeeper.close();
  });

  test("does not ring once it was cancelled", async () => {
    const timekeeper = await start();
    const count = await rungAfter(timekeeper, (alarm) => {
      alarm.setTo(millis(timekeeper.nowMs() + 20));
      alarm.cancel();
      alarm.setTo(millis(timekeeper.nowMs() + 30));
    });
    expect(count).toBe(0);
    await timekeeper.close();
  });
});

test("no ring is lost, however the times come in: nobody looks after a ring in this test", async () => {
  const hourMs = millis(3_600_000);
  const timekeeper = await startTicker(entry, hourMs);
  const { promise, resolve } = Promise.withResolvers<void>();
  const random = (n: number) => draw(1, 1, n);
  const wanted = 10_000;
  let rung = 0;
  let thenMs = timekeeper.nowMs();
  const alarm = timekeeper.alarm(() => {
    rung++;
    if (rung === wanted) resolve();
    else setNext();
  });
  function setNext(): void {
    // Often too late for the time that was told before; sometimes another time; sometimes two, the earlier one last.
    const chance = random(rung);
    while (chance < 0.5 && timekeeper.nowMs() < thenMs + chance / 5);
    const atMs = chance > 0.9 ? timekeeper.nowMs() + random(10_000 + rung) - 0.2 : thenMs;
    thenMs = millis(Math.max(atMs, timekeeper.nowMs()) + random(20_000 + rung) / 4);
    if (random(30_000 + rung) < 0.1) alarm.setTo(millis(atMs + 5));
    alarm.setTo(millis(atMs), random(40_000 + rung) < 0.1 ? millis(Number.POSITIVE_INFINITY) : thenMs);
  }
  setNext();
  await promise;
  expect(rung).toBe(wanted);
  await timekeeper.close();
});

describe("where the second thread cannot run", () => {
  test("there is a timer instead, and it says so", async () => {
    const timekeeper = await startTicker("/nowhere/index.js");
    expect(timekeeper.kind).toBe("timer");
    expect(await rings(timekeeper, [5])).toEqual({ order: [5], early: 0 });
  });

  test("and where it dies later, the alarm rings all the same", async () => {
    const timekeeper = await startTicker(entry);
    await timekeeper.close();
    expect(await rings(timekeeper, [5])).toEqual({ order: [5], early: 0 });
  });
});
