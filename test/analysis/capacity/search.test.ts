import { describe, expect, test } from "vitest";
import { armCapacity } from "../../../src/analysis/capacity/outcome.ts";
import { restartEstimates } from "../../../src/analysis/capacity/restartEstimates.ts";
import { nextStep, type SearchSettings } from "../../../src/analysis/capacity/search.ts";
import type { Arm } from "../../../src/model/plan.ts";
import type { Trial, TrialOrder } from "../../../src/model/trial.ts";
import { millis } from "../../../src/model/unit.ts";

const settings: SearchSettings = {
  arms: ["base", "head"],
  sla: { p95: 100, error_rate: 0.01 },
  budgetMs: millis(300_000),
  seed: 7,
  isPoisson: false,
  maxPerSec: 20_000,
  cores: 2,
};

type Service = (order: TrialOrder) => Partial<Trial>;

/** A service without any chance: the share of slow requests is a logistic curve around its capacity. */
const steady =
  (capacities: Readonly<Record<Arm, number>>): Service =>
  ({ arm, ratePerSec }) => {
    const share = 1 / (1 + Math.exp(-(Math.log(0.05 / 0.95) + 40 * Math.log(ratePerSec / capacities[arm]))));
    return { beyond: { p95: share * 10_000, error_rate: 0 } };
  };

const healthy = {
  due: 10_000,
  successful: 10_000,
  beyond: {},
  drainMs: millis(5),
  inService: 1,
  quickMs: millis(5),
  medianMs: millis(5),
  isGeneratorLate: false,
};

function search(service: Service, changed: Partial<SearchSettings> = {}) {
  const used = { ...settings, ...changed };
  const trials: Trial[] = [];
  let elapsedMs = 0;
  let restartedAtMs = 0;
  for (let restart = 0; trials.length < 1000; ) {
    const step = nextStep(
      { trials, restart, elapsedMs: millis(elapsedMs), restartedAtMs: millis(restartedAtMs) },
      used,
    );
    if (step.kind === "done") break;
    if (step.kind === "restart") {
      restart++;
      restartedAtMs = elapsedMs;
      continue;
    }
    const { order } = step;
    trials.push({ ...order, restart, ...healthy, finishedPerSec: order.playedPerSec, ...service(order) });
    elapsedMs += order.leadInMs + order.durationMs + 20;
  }
  return {
    trials,
    elapsedMs,
    outcome: (arm: Arm) => armCapacity(arm, trials, restartEstimates(trials, used), used, 2),
  };
}

describe("a search without noise", () => {
  test("finds both capacities to 1.5 %, with trials in turn", () => {
    const capacities = { base: 1840, head: 1500 };
    const { trials, elapsedMs, outcome } = search(steady(capacities));
    for (const arm of ["base", "head"] as const) {
      const { max_sustainable_per_sec: found, restarts } = outcome(arm);
      expect(Math.abs((found?.value ?? 0) / capacities[arm] - 1)).toBeLessThan(0.015);
      expect(found?.first_broken).toBe("p95");
      expect(restarts.length).toBeGreaterThanOrEqual(4);
    }
    expect(elapsedMs).toBeLessThanOrEqual(300_000);
    const samples = trials.filter(({ purpose }) => purpose === "sample");
    const counts = Map.groupBy(samples, ({ restart, arm }) => `${restart} ${arm}`);
    expect(Math.min(...[...counts.values()].map(({ length }) => length))).toBeGreaterThanOrEqual(5);
    // Each pair of trials has both arms.
    expect(samples.every(({ arm }, i) => i % 2 === 0 || arm !== samples[i - 1]?.arm)).toBe(true);
    const finals = trials.filter(({ purpose }) => purpose === "final");
    expect(finals.map(({ arm, durationMs }) => [arm, durationMs])).toEqual([
      ["base", 20_000],
      ["head", 20_000],
    ]);
  });

  test("the same seed gives the same trials", () => {
    const play = () => search(steady({ base: 300, head: 300 })).trials;
    expect(play()).toEqual(play());
  });

  test("keeps a short budget with shorter trials", () => {
    const { elapsedMs, outcome } = search(steady({ base: 1840, head: 1500 }), { budgetMs: millis(60_000) });
    expect(elapsedMs).toBeLessThanOrEqual(62_000);
    expect(outcome("head").outcome.kind).toBe("found");
  });
});

test("no trial holds more requests in flight than make each of them miss the limits", () => {
  const { trials } = search(steady({ base: 6000, head: 6000 }), { arms: ["head"], sla: { p95: 100, p99: 200 } });
  const atMost = (perSec: number) => trials.find(({ ratePerSec }) => ratePerSec === perSec)?.mostUsers;
  expect([160, 5120, 10_240].map(atMost)).toEqual([200, 1536, 3072]);
});

describe("a trial that a neighbour of the machine disturbed", () => {
  const capacity = steady({ base: 1000, head: 1000 });
  const once = (disturbed: number, changed: Partial<Trial>): Service => {
    let isOver = false;
    return (order) => {
      const isHit = !isOver && order.ratePerSec >= disturbed;
      isOver ||= isHit;
      return isHit ? changed : capacity(order);
    };
  };

  test.each([20, 40, 640])("at %i/s does not end the search for the order of magnitude", (rate) => {
    const { trials, outcome } = search(once(rate, { beyond: { p95: 9000 } }), { arms: ["head"] });
    expect(Math.abs((outcome("head").max_sustainable_per_sec?.value ?? 0) / 1000 - 1)).toBeLessThan(0.01);
    const samples = trials.filter(({ purpose }) => purpose === "sample");
    expect(Math.min(...samples.map(({ ratePerSec }) => ratePerSec))).toBeGreaterThan(800);
  });
});

describe("no number that was not found", () => {
  const alone = { arms: ["head"] as const };
  const failing = { beyond: { p95: 10_000, error_rate: 0 } };
  const headOutcome = (service: Service, changed: Partial<SearchSettings> = alone) =>
    search(service, changed).outcome("head");

  test("limits that break at the lowest rate", () => {
    expect(headOutcome(() => failing).outcome).toEqual({ kind: "fails_at_lowest", per_sec: 1 });
  });

  test("limits that break at the lowest rate once are tried again, unless most of the requests break them", () => {
    const atLowest = (beyond: number) =>
      search(() => ({ beyond: { p95: beyond, error_rate: 0 } }), alone).trials.filter(
        ({ ratePerSec }) => ratePerSec === 1,
      );
    expect([9000, 900].map((beyond) => atLowest(beyond).length)).toEqual([1, 2]);
  });

  test("limits that hold at the highest rate, or at the load generator's limit", () => {
    expect(headOutcome(() => ({})).outcome).toEqual({ kind: "beyond_reach", per_sec: 20_000, by: "max_rate" });
    const late: Service = ({ ratePerSec }) => (ratePerSec > 1000 ? { ...failing, isGeneratorLate: true } : {});
    expect(headOutcome(late).outcome).toEqual({ kind: "beyond_reach", per_sec: 640, by: "generator" });
  });

  test("a service that ends at its limit", () => {
    const died: Service = ({ ratePerSec }) => (ratePerSec > 500 ? { due: 0, died: "exit code 1" } : {});
    const { outcome, max_sustainable_per_sec: found } = headOutcome(died);
    expect(outcome).toMatchObject({ kind: "died", reason: "exit code 1" });
    expect(outcome.kind === "died" && outcome.kept_per_sec).toBeGreaterThan(300);
    expect(found).toBeUndefined();
  });

  test("a service that leaks: the long trial fails below the estimate", () => {
    const capacity = steady({ base: 1000, head: 1000 });
    const leaky: Service = (order) =>
      order.purpose === "final" ? { ...failing, trendMs: [millis(5), millis(80)] } : capacity(order);
    expect(headOutcome(leaky).outcome).toEqual({
      kind: "not_sustained",
      reason:
        "100 % of the requests were beyond p95 at 95 % of the estimate for 20 s; its median grew from 5 ms to 80 ms",
    });
  });

  test("a load generator that is late wherever a limit breaks, also after the bracket", () => {
    const capacity = steady({ base: 1000, head: 1000 });
    const late: Service = (order) => {
      const result = capacity(order);
      return { ...result, isGeneratorLate: order.purpose === "sample" && (result.beyond?.p95 ?? 0) > 500 };
    };
    expect(headOutcome(late).outcome).toMatchObject({ kind: "beyond_reach", by: "generator" });
  });

  test("restarts that contradict each other", () => {
    const { trials } = search(steady({ base: 1000, head: 1000 }), alone);
    const estimates = [500, 2000, 600, 1900].map((rate, restart) => ({
      ...{ arm: "head" as const, restart, logRate: Math.log(rate), firstBroken: "p95" as const, modelError: 0 },
    }));
    const { outcome, max_sustainable_per_sec: found } = armCapacity("head", trials, estimates, settings, 2);
    expect([outcome, found]).toEqual([{ kind: "irregular" }, undefined]);
  });

  test("other processes of the machine in the final trial are no leak", () => {
    const capacity = steady({ base: 1000, head: 1000 });
    const shared: Service = (order) =>
      order.purpose === "final"
        ? { ...failing, limits: ["runner"], trendMs: [millis(40), millis(50)] }
        : capacity(order);
    expect(headOutcome(shared).outcome).toEqual({ kind: "found" });
  });

  test("too little time", () => {
    const { outcome } = headOutcome(steady({ base: 1840, head: 1840 }), { ...alone, budgetMs: millis(3000) });
    expect(outcome.kind).toBe("too_little_time");
  });
});

test("a service that queues up is limited by what it finishes, although no request is slow yet", () => {
  const queued: Service = ({ playedPerSec, leadInMs, durationMs }) => {
    const drainMs = Math.max(0, (playedPerSec / 2000 - 1) * (leadInMs + durationMs));
    const finishedPerSec = Math.min(2000, playedPerSec);
    if (drainMs === 0) return {};
    return {
      drainMs: millis(drainMs),
      quickMs: millis(0.2 * drainMs),
      medianMs: millis(0.5 * drainMs),
      finishedPerSec,
    };
  };
  const { max_sustainable_per_sec: found } = search(queued, { arms: ["head"], sla: { p95: 5000 } }).outcome("head");
  expect(Math.abs((found?.value ?? 0) / 2000 - 1)).toBeLessThan(0.01);
  expect(found?.first_broken).toBe("backlog");
});

test("a trial with little load follows where the others do not tell one place from several", () => {
  const handles =
    (places: number, cpuCores: number): Service =>
    ({ purpose, ratePerSec, playedPerSec, durationMs }) => {
      const isQueued = ratePerSec > 103;
      return {
        beyond: { p95: isQueued ? 9000 : 0 },
        cpuCores,
        busiestThread: cpuCores,
        due: purpose === "calm" ? 250 : 60,
        finishedPerSec: Math.min(playedPerSec, 105),
        inService: (places * playedPerSec) / 105,
        ...(isQueued ? { drainMs: millis(durationMs / 2), medianMs: millis(durationMs / 3) } : {}),
      };
    };
  const calm = (places: number, cpuCores = 0.1) =>
    search(handles(places, cpuCores), { arms: ["head"] }).trials.filter(({ purpose }) => purpose === "calm");
  expect([1.7, 3].map((places) => calm(places).length)).toEqual([1, 0]);
  expect(calm(1.7, 0.99)).toEqual([]);
  const [trial] = calm(1.7);
  expect((trial?.ratePerSec ?? 0) / 100).toBeCloseTo(0.3, 1);
  expect(search(handles(1.7, 0.1), { arms: ["head"] }).elapsedMs).toBeLessThanOrEqual(300_000);
});
