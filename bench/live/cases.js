// The cases. The base is slow, so that a few per cent exceed the smallest change that ever counts: 0.2 ms of latency,
// and 0.05 ms of CPU time. The head costs more by the percentage of the case.
import { median } from "../engine/quantiles.js";
import { runLoadgate } from "./runLoadgate.js";

/** How long each slow request computes and waits. GET /items without faults takes less than a millisecond. */
const cpuMs = 3;
const latencyMs = 16;
const slow = { FAULT_CPU_MS: cpuMs, FAULT_LATENCY_MS: latencyMs };

/** Slow requests by base: all of them, those of one endpoint, or one in eight of that endpoint. */
const bases = {
  all: slow,
  one: { ...slow, FAULT_ROUTE: "/orders" },
  tail: { ...slow, FAULT_ROUTE: "/orders", FAULT_LATENCY_SHARE: 0.12 },
};
const endpoint = "GET /orders";

/** Values of `min_effect`: the gate's defaults, or half of an effect, to detect smaller ones. */
const defaults = undefined;
const half = (effect) => ({ p50: effect / 2, p95: effect / 2, tail: effect / 2, cpu_per_request: effect / 2 });

/** The measured cost of a request on each base: p50 and p95 in ms, and the mean CPU time in ms. */
export function calibrate(directory) {
  return Object.fromEntries(
    Object.entries(bases).map(([name, base]) => {
      const { rounds } = runLoadgate({ base, head: base }, "40s", directory);
      if (rounds.length === 0) throw new Error(`calibration: expected rounds of the base ${name}, got none`);
      const of = (metric) => median(rounds.map((round) => round.base.requests[endpoint]?.[metric]));
      const cpu = median(rounds.map((round) => round.base.cpu_per_request));
      console.log(`base ${name}: ${endpoint} p50 ${of("p50")} ms, p95 ${of("p95")} ms, ${cpu} ms of CPU per request`);
      return [name, { p50: of("p50"), p95: of("p95"), cpu }];
    }),
  );
}

/** `expected` is the comparison that should show the change. */
export function casesOf(costs) {
  const add = (name, changes, rest) => ({ base: bases[name], head: { ...bases[name], ...changes }, ...rest });
  const cpu = (name, effect, minEffect) => {
    const head = { FAULT_CPU_MS: (cpuMs + effect * costs.all.cpu).toFixed(3) };
    const where = name === "all" ? "all requests" : "one endpoint";
    return add(name, head, {
      title: `cpu +${100 * effect} %, ${where}`,
      expected: { metric: "cpu_per_request", request: "all" },
      minEffect,
    });
  };
  const latency = (name, effect, minEffect) => {
    const head = { FAULT_LATENCY_MS: (latencyMs + effect * costs[name].p50).toFixed(3) };
    const where = name === "all" ? "all requests" : "one endpoint";
    return add(name, head, {
      title: `latency +${100 * effect} %, ${where}`,
      expected: { metric: "p50", request: endpoint },
      minEffect,
    });
  };
  const unchanged = { expected: { metric: "p50", request: endpoint }, isUnchanged: true };
  const tail = { FAULT_LATENCY_MS: (latencyMs + 0.2 * costs.tail.p95).toFixed(3) };
  return [
    add("all", {}, { ...unchanged, title: "unchanged", minEffect: defaults }),
    add("all", {}, { ...unchanged, title: "unchanged, stricter limit", minEffect: half(0.03) }),
    ...[cpu, latency].flatMap((kind) => [
      kind("all", 0.03, half(0.03)),
      kind("all", 0.05, defaults),
      kind("all", 0.1, defaults),
      kind("all", 0.2, defaults),
      kind("one", 0.1, defaults),
      kind("one", 0.2, defaults),
    ]),
    add("tail", tail, {
      title: "tail +20 %, one endpoint",
      expected: { metric: "p95", request: endpoint },
      minEffect: defaults,
    }),
  ];
}
