// One simulated pull request: the rounds of a duet as Loadgate would measure them, and runs of a single arm.
import { middleHalf, tailIndex } from "../../src/stats/tail.ts";
import { environments, isTail, loadingOf, Machine, requestNoise, runnerSd } from "./machineModel.js";
import { Random } from "./random.js";
import { ratePerSec, shapeOf, startSec } from "./roundShape.js";

/** Three endpoints in turn, with these median latencies in ms. */
export const endpoints = { a: 40, b: 80, c: 160 };
const names = Object.keys(endpoints);
const mediansMs = Object.values(endpoints);

/**
 * Metrics other than latency. CPU time per request in ms, with the SD of one request; peak memory, with the SD of a
 * start.
 */
const cpu = { ms: 20, requestSd: 0.3 };
const memory = { bytes: 400 * 1024 ** 2, startSd: 0.01 };
/** Errors come in clumps: their share of the requests, and the mean size of a clump. */
const errors = { share: 0.001, clump: 2 };

/**
 * @param {{ noise: string, restartCv: number, interleave: string, interaction?: number, ratePerSec?: number, pairs?: number }} conditions
 */
export class PullRequest {
  #conditions;
  #shape;
  #random;
  #machine;
  #rounds = [];
  /** How this machine shifts the log metrics of the head's build: one value for each endpoint, and one for CPU time. */
  #headShifts;

  constructor(conditions, ...seeds) {
    this.#conditions = conditions;
    this.#shape = shapeOf(conditions);
    this.#random = new Random(...seeds);
    this.#machine = new Machine(environments[conditions.noise], this.#random);
    this.#headShifts = [...names, "cpu"].map(() => (conditions.interaction ?? 0) * this.#random.normal());
  }

  /** The first n rounds, with one endpoint of the head slower by `effect`. */
  rounds(n, effect) {
    while (this.#rounds.length < n) this.#rounds.push(...this.#simulateRounds(this.#rounds.length));
    return this.#rounds.slice(0, n).map(({ index, base, head, slowTail, all }) => {
      const a = withEffect(head.requests.a, slowTail, effect);
      return { index, base, head: { ...head, requests: { ...head.requests, a, ...all?.(effect) } } };
    });
  }

  /** The rounds that one start of all pairs gives, on the same seconds of the machine. */
  #simulateRounds(index) {
    const { steps, stepSec, requests, startSec } = this.#shape;
    const { pairs = 1 } = this.#conditions;
    this.#machine.advance(startSec);
    const simulated = Array.from({ length: pairs }, () => ({
      starts: this.#starts(),
      arms: [0, 1].map(() => armOf(Math.ceil((steps * requests) / names.length))),
    }));
    for (let step = 0; step < steps; step++) {
      const machineEffect = this.#machine.advance(stepSec);
      for (const { arms, starts } of simulated) {
        for (const arm of arms) arm.machineEffects.push(machineEffect);
        for (let i = 0; i < 2 * requests; i++) this.#request(arms[i % 2], machineEffect, starts[i % 2]);
      }
    }
    return simulated.map((pair, i) => this.#roundOf(index + i, pair));
  }

  #roundOf(index, { arms, starts }) {
    const [base, head] = arms.map((arm, i) => this.#metricsOf(arm, starts[i], i === 0 ? undefined : this.#headShifts));
    const slowTail = latencies(arms[1].slowTail.sort(), mediansMs[0], this.#headShifts[0]);
    return { index, base, head, slowTail, all: this.#ofAllRequests(arms[1], head) };
  }

  /** Where endpoints have few requests, all of them together gate. With one endpoint slower by `effect`. */
  #ofAllRequests({ logs, slowTail }, { requests }) {
    if (logs[0].length >= fewestPerEndpoint) return () => ({});
    return (effect) => {
      const first = effect === "tail" ? slowTail : logs[0].map((log) => log + Math.log(1 + effect));
      return { all: { ...requests.all, ...mixedLatencies([first, ...logs.slice(1)], this.#headShifts) } };
    };
  }

  #starts() {
    return [0, 1].map(() => this.#conditions.restartCv * this.#random.normal());
  }

  /** Simulates the arm's next request. The endpoints take turns. */
  #request(arm, machineEffect, start) {
    const endpoint = arm.sent % names.length;
    const nth = Math.floor(arm.sent++ / names.length);
    const noise = requestNoise(this.#random);
    const log = machineEffect + noise + start * loadingOf(noise);
    arm.logs[endpoint][nth] = log;
    if (endpoint === 0) arm.slowTail[nth] = isTail(noise) ? log + Math.log(1.2) : log;
  }

  #metricsOf({ logs, machineEffects }, start, shifts = [0, 0, 0, 0]) {
    const random = this.#random;
    const { errorShare = errors.share } = this.#conditions;
    const due = logs.reduce((sum, { length }) => sum + length, 0);
    const machineEffect = machineEffects.reduce((sum, each) => sum + each, 0) / machineEffects.length;
    const cpuNoise = (cpu.requestSd / Math.sqrt(due)) * random.normal();
    let failed = 0;
    for (let clumps = random.poisson((due * errorShare) / errors.clump); clumps > 0; clumps--) {
      failed += random.geometric(errors.clump);
    }
    const mixed = logs[0].length < fewestPerEndpoint ? mixedLatencies(logs, shifts) : { p50: mediansMs[1] };
    const requests = logs.map((own, i) => [names[i], latencies(own.sort(), mediansMs[i], shifts[i])]);
    return {
      cpu_per_request: cpu.ms * Math.exp(machineEffect + start + cpuNoise + shifts[3]),
      memory_peak: memory.bytes * Math.exp(memory.startSd * random.normal()),
      requests: { all: { ...mixed, due, failed }, ...Object.fromEntries(requests) },
    };
  }
}

/** With fewer requests of an endpoint in a round, p95 and tail of all requests gate; see model/metric.ts. */
const fewestPerEndpoint = 100;

/** The latencies of all endpoints together. */
function mixedLatencies(logs, shifts) {
  const all = logs.flatMap((own, i) => Array.from(own, (log) => log + Math.log(mediansMs[i]) + shifts[i]));
  return latencies(Float64Array.from(all).sort(), 1, 0);
}

const armOf = (perEndpoint) => ({
  sent: 0,
  logs: names.map(() => new Float64Array(perEndpoint)),
  slowTail: new Float64Array(perEndpoint),
  machineEffects: [],
});

/** The gated metrics of an endpoint. Uses the same order statistics as Loadgate, on exact values. */
function latencies(ascending, medianMs, shift) {
  const due = ascending.length;
  const quantile = (share) => medianMs * Math.exp(shift + ascending[Math.max(0, Math.ceil(share * due) - 1)]);
  return {
    due,
    failed: 0,
    p50: quantile(0.5),
    middle: middleHalf({ quantile }),
    p95: quantile(0.95),
    tail: tailIndex({ quantile }),
  };
}

/** The endpoint with all latencies slower by `effect`, or with only its tail slower by a fifth. */
function withEffect(plain, slowTail, effect) {
  if (effect === "tail") return slowTail;
  const times = 1 + effect;
  return {
    ...plain,
    p50: times * plain.p50,
    middle: times * plain.middle,
    p95: times * plain.p95,
    tail: times * plain.tail,
  };
}

/** Latencies by endpoint of a single start, on `machine` or on a random other runner. */
export function soloRun({ noise, restartCv }, seconds, random, machine = undefined) {
  const runner = machine === undefined ? runnerSd * random.normal() : 0;
  const on = machine ?? new Machine(environments[noise], random);
  on.advance(startSec);
  const start = restartCv * random.normal();
  const perEndpoint = Math.floor((ratePerSec * seconds) / names.length);
  const values = names.map(() => new Float64Array(perEndpoint));
  let machineEffect = 0;
  for (let i = 0; i < perEndpoint * names.length; i++) {
    if (i % ratePerSec === 0) machineEffect = on.advance(1);
    const request = requestNoise(random);
    values[i % names.length][Math.floor(i / names.length)] = Math.exp(
      runner + machineEffect + request + start * loadingOf(request),
    );
  }
  return values;
}

export const machineOf = ({ noise }, random) => new Machine(environments[noise], random);
