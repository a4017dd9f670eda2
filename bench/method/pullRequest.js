// One simulated pull request: the rounds of a duet as Loadgate would measure them, and runs of a single arm.
import { tailIndex } from "../../src/stats/tail.ts";
import { environments, isTail, loadingOf, Machine, requestNoise, runnerSd } from "./machineModel.js";
import { Random } from "./random.js";

/** Requests per second of each arm. They go to three endpoints in turn, with these median latencies in ms. */
const ratePerSec = 200;
export const endpoints = { a: 40, b: 80, c: 160 };
const names = Object.keys(endpoints);
const mediansMs = Object.values(endpoints);

/** Time to start and warm both arms, which happens at once. */
const startSec = 4;

/**
 * How the arms share a round's load. `request`: both get it at the same moment. `slice`: one second each in turn,
 * without the first quarter of each second. Neighbouring slices share the state of the machine.
 */
export const interleavings = {
  request: { stepSec: 1, steps: 3, requests: ratePerSec },
  slice: { stepSec: 2, steps: 3, requests: 0.75 * ratePerSec },
};

export const roundSec = (interleave) => startSec + interleavings[interleave].stepSec * interleavings[interleave].steps;

/**
 * Metrics other than latency. CPU time per request in ms, with the SD of one request; peak memory, with the SD of a
 * start.
 */
const cpu = { ms: 20, requestSd: 0.3 };
const memory = { bytes: 400 * 1024 ** 2, startSd: 0.01 };
/** Errors come in clumps: their share of the requests, and the mean size of a clump. */
const errors = { share: 0.001, clump: 2 };

/** @param {{ noise: string, restartCv: number, interleave: string, interaction?: number }} conditions */
export class PullRequest {
  #conditions;
  #random;
  #machine;
  #rounds = [];
  /** How this machine shifts the log metrics of the head's build: one value for each endpoint, and one for CPU time. */
  #headShifts;

  constructor(conditions, ...seeds) {
    this.#conditions = conditions;
    this.#random = new Random(...seeds);
    this.#machine = new Machine(environments[conditions.noise], this.#random);
    this.#headShifts = [...names, "cpu"].map(() => (conditions.interaction ?? 0) * this.#random.normal());
  }

  /** The first n rounds, with one endpoint of the head slower by `effect`. */
  rounds(n, effect) {
    while (this.#rounds.length < n) this.#rounds.push(this.#simulateRound(this.#rounds.length));
    return this.#rounds.slice(0, n).map(({ index, base, head, slowTail }) => ({
      index,
      base,
      head: { ...head, requests: { ...head.requests, a: withEffect(head.requests.a, slowTail, effect) } },
    }));
  }

  #simulateRound(index) {
    const { steps, stepSec, requests } = interleavings[this.#conditions.interleave];
    this.#machine.advance(startSec);
    const starts = this.#starts();
    const arms = [0, 1].map(() => armOf(Math.ceil((steps * requests) / names.length)));
    for (let step = 0; step < steps; step++) {
      const machineEffect = this.#machine.advance(stepSec);
      for (const arm of arms) arm.machineEffects.push(machineEffect);
      for (let i = 0; i < 2 * requests; i++) this.#request(arms[i % 2], machineEffect, starts[i % 2]);
    }
    const [base, head] = arms.map((arm, i) => this.#metricsOf(arm, starts[i], i === 0 ? undefined : this.#headShifts));
    const slowTail = latencies(arms[1].slowTail.sort(), mediansMs[0], this.#headShifts[0]);
    return { index, base, head, slowTail };
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
    const due = logs.reduce((sum, { length }) => sum + length, 0);
    const machineEffect = machineEffects.reduce((sum, each) => sum + each, 0) / machineEffects.length;
    const cpuNoise = (cpu.requestSd / Math.sqrt(due)) * random.normal();
    let failed = 0;
    for (let clumps = random.poisson((due * errors.share) / errors.clump); clumps > 0; clumps--) {
      failed += random.geometric(errors.clump);
    }
    const requests = logs.map((own, i) => [names[i], latencies(own.sort(), mediansMs[i], shifts[i])]);
    return {
      cpu_per_request: cpu.ms * Math.exp(machineEffect + start + cpuNoise + shifts[3]),
      memory_peak: memory.bytes * Math.exp(memory.startSd * random.normal()),
      requests: { all: { due, failed }, ...Object.fromEntries(requests) },
    };
  }
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
  return { due, failed: 0, p50: quantile(0.5), p95: quantile(0.95), tail: tailIndex({ quantile }) };
}

/** The endpoint with all latencies slower by `effect`, or with only its tail slower by a fifth. */
function withEffect(plain, slowTail, effect) {
  if (effect === "tail") return slowTail;
  const times = 1 + effect;
  return { ...plain, p50: times * plain.p50, p95: times * plain.p95, tail: times * plain.tail };
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
