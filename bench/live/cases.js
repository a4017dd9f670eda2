// What is played: a base that is slow enough for a few per cent to be more than the smallest change that ever counts
// (0.2 ms, and 0.05 ms of processor time), and a head that costs so much more.
import { median } from "../engine/numbers.js";
import { play } from "./play.js";

/** Each request waits and computes for so long; /items, without the faults, takes less than a millisecond. */
const cpuMs = 3;
const latencyMs = 16;
const slow = { FAULT_CPU_MS: cpuMs, FAULT_LATENCY_MS: latencyMs };

/** Which requests are slow: all of them, those of one endpoint, or one in eight of those. */
const bases = {
  all: slow,
  one: { ...slow, FAULT_ROUTE: "/orders" },
  tail: { ...slow, FAULT_ROUTE: "/orders", FAULT_LATENCY_SHARE: 0.12 },
};
const endpoint = "GET /orders";

/** The gate's own default, and what has to be asked for to see less. */
const usual = undefined;
const half = (effect) => ({ p50: effect / 2, p95: effect / 2, tail: effect / 2, cpu_per_request: effect / 2 });

/** What a request costs each base, measured: p50 and p95 in ms, and processor time of its average request. */
export function calibrate(place) {
  return Object.fromEntries(
    Object.entries(bases).map(([name, base]) => {
      const { rounds } = play({ base, head: base }, "40s", place);
      if (rounds.length === 0) throw new Error(`calibrating: expected rounds of the base ${name}, got none`);
      const of = (metric) => median(rounds.map((round) => round.base.requests[endpoint]?.[metric]));
      const cpu = median(rounds.map((round) => round.base.cpu_per_request));
      console.log(`base ${name}: ${endpoint} p50 ${of("p50")} ms, p95 ${of("p95")} ms, ${cpu} ms of CPU a request`);
      return [name, { p50: of("p50"), p95: of("p95"), cpu }];
    }),
  );
}

/** `found` is the comparison in which the change should show. */
export function casesOf(costs) {
  const add = (name, changes, rest) => ({ base: bases[name], head: { ...bases[name], ...changes }, ...rest });
  const cpu = (name, effect, minEffect) => {
    const head = { FAULT_CPU_MS: (cpuMs + effect * costs.all.cpu).toFixed(3) };
    const where = name === "all" ? "all requests" : "one endpoint";
    return add(name, head, {
      title: `cpu +${100 * effect} %, ${where}`,
      found: { metric: "cpu_per_request", request: "all" },
      minEffect,
    });
  };
  const latency = (name, effect, minEffect) => {
    const head = { FAULT_LATENCY_MS: (latencyMs + effect * costs[name].p50).toFixed(3) };
    const where = name === "all" ? "all requests" : "one endpoint";
    return add(name, head, {
      title: `latency +${100 * effect} %, ${where}`,
      found: { metric: "p50", request: endpoint },
      minEffect,
    });
  };
  const nothing = { found: { metric: "p50", request: endpoint }, isUnchanged: true };
  const tail = { FAULT_LATENCY_MS: (latencyMs + 0.2 * costs.tail.p95).toFixed(3) };
  return [
    add("all", {}, { ...nothing, title: "unchanged", minEffect: usual }),
    add("all", {}, { ...nothing, title: "unchanged, seen closely", minEffect: half(0.03) }),
    ...[cpu, latency].flatMap((kind) => [
      kind("all", 0.03, half(0.03)),
      kind("all", 0.05, usual),
      kind("all", 0.1, usual),
      kind("all", 0.2, usual),
      kind("one", 0.1, usual),
      kind("one", 0.2, usual),
    ]),
    add("tail", tail, {
      title: "tail +20 %, one endpoint",
      found: { metric: "p95", request: endpoint },
      minEffect: usual,
    }),
  ];
}
