// One pull request in the simulated world: rounds of a duet as Loadgate would have measured them, and runs of one arm
// alone.
import { tailIndex } from "../../src/stats/tail.ts";
import { Random } from "./random.js";
import { environments, isTail, loadingOf, Machine, requestNoise, runnerSd } from "./world.js";

/** Requests per second, of each arm; they go to three endpoints in turn, whose medians are these. */
const ratePerSec = 200;
export const endpoints = { a: 40, b: 80, c: 160 };
const names = Object.keys(endpoints);
const mediansMs = Object.values(endpoints);

/** Both arms are started at once and warmed. */
const startSec = 4;

/**
 * How a round's load is dealt to the arms. `request`: both get it at the same moment. `slice`: a second each in turn,
 * of which the first quarter is thrown away; neighbouring slices share the machine's mood.
 */
export const dealings = {
  request: { stepSec: 1, steps: 3, requests: ratePerSec },
  slice: { stepSec: 2, steps: 3, requests: 0.75 * ratePerSec },
};

export const roundSec = (dealing) => startSec + dealings[dealing].stepSec * dealings[dealing].steps;

/** Of what is measured beside the latencies. */
const cpu = { ms: 20, requestSd: 0.3 };
const memory = { bytes: 400 * 1024 ** 2, startSd: 0.01 };
/** They come in clumps: of the requests, and how many at a time. */
const errors = { share: 0.001, clump: 2 };

/** @param {{ noise: string, restartCv: number, dealing: string, interaction?: number }} world */
export class PullRequest {
  #world;
  #random;
  #machine;
  #rounds = [];
  /** How much better this machine likes the head's build, by endpoint; and for its processor time. */
  #likes;

  constructor(world, ...seeds) {
    this.#world = world;
    this.#random = new Random(...seeds);
    this.#machine = new Machine(environments[world.noise], this.#random);
    this.#likes = [...names, "cpu"].map(() => (world.interaction ?? 0) * this.#random.normal());
  }

  /** The first n rounds, in which the head is that much slower. */
  rounds(n, effect) {
    while (this.#rounds.length < n) this.#rounds.push(this.#play(this.#rounds.length));
    return this.#rounds.slice(0, n).map(({ index, base, head, slowTail }) => ({
      index,
      base,
      head: { ...head, requests: { ...head.requests, a: affected(head.requests.a, slowTail, effect) } },
    }));
  }

  #play(index) {
    const { steps, stepSec, requests } = dealings[this.#world.dealing];
    this.#machine.advance(startSec);
    const starts = this.#starts();
    const arms = [0, 1].map(() => armOf(Math.ceil((steps * requests) / names.length)));
    for (let step = 0; step < steps; step++) {
      const mood = this.#machine.advance(stepSec);
      for (const arm of arms) arm.moods.push(mood);
      for (let i = 0; i < 2 * requests; i++) this.#request(arms[i % 2], mood, starts[i % 2]);
    }
    const [base, head] = arms.map((arm, i) => this.#measured(arm, starts[i], i === 0 ? undefined : this.#likes));
    const slowTail = latencies(arms[1].slowTail.sort(), mediansMs[0], this.#likes[0]);
    return { index, base, head, slowTail };
  }

  #starts() {
    return [0, 1].map(() => this.#world.restartCv * this.#random.normal());
  }

  /** The next one of the arm: to each endpoint in turn. */
  #request(arm, mood, start) {
    const endpoint = arm.sent % names.length;
    const nth = Math.floor(arm.sent++ / names.length);
    const noise = requestNoise(this.#random);
    const log = mood + noise + start * loadingOf(noise);
    arm.logs[endpoint][nth] = log;
    if (endpoint === 0) arm.slowTail[nth] = isTail(noise) ? log + Math.log(1.2) : log;
  }

  #measured({ logs, moods }, start, likes = [0, 0, 0, 0]) {
    const random = this.#random;
    const due = logs.reduce((sum, { length }) => sum + length, 0);
    const mood = moods.reduce((sum, each) => sum + each, 0) / moods.length;
    const cpuNoise = (cpu.requestSd / Math.sqrt(due)) * random.normal();
    let failed = 0;
    for (let clumps = random.poisson((due * errors.share) / errors.clump); clumps > 0; clumps--) {
      failed += random.geometric(errors.clump);
    }
    const requests = logs.map((own, i) => [names[i], latencies(own.sort(), mediansMs[i], likes[i])]);
    return {
      cpu_per_request: cpu.ms * Math.exp(mood + start + cpuNoise + likes[3]),
      memory_peak: memory.bytes * Math.exp(memory.startSd * random.normal()),
      requests: { all: { due, failed }, ...Object.fromEntries(requests) },
    };
  }
}

const armOf = (perEndpoint) => ({
  sent: 0,
  logs: names.map(() => new Float64Array(perEndpoint)),
  slowTail: new Float64Array(perEndpoint),
  moods: [],
});

/** What is gated of an endpoint, by the same order statistics as Loadgate's, of the values themselves. */
function latencies(ascending, medianMs, like) {
  const due = ascending.length;
  const quantile = (share) => medianMs * Math.exp(like + ascending[Math.max(0, Math.ceil(share * due) - 1)]);
  return { due, failed: 0, p50: quantile(0.5), p95: quantile(0.95), tail: tailIndex({ quantile }) };
}

/** The endpoint when all of it is that much slower, or only its tail is slower by a fifth. */
function affected(plain, slowTail, effect) {
  if (effect === "tail") return slowTail;
  const times = 1 + effect;
  return { ...plain, p50: times * plain.p50, p95: times * plain.p95, tail: times * plain.tail };
}

/** Latencies by endpoint of one start alone, on a machine as it comes or on the one given. */
export function soloRun({ noise, restartCv }, seconds, random, machine = undefined) {
  const runner = machine === undefined ? runnerSd * random.normal() : 0;
  const on = machine ?? new Machine(environments[noise], random);
  on.advance(startSec);
  const start = restartCv * random.normal();
  const perEndpoint = Math.floor((ratePerSec * seconds) / names.length);
  const values = names.map(() => new Float64Array(perEndpoint));
  let mood = 0;
  for (let i = 0; i < perEndpoint * names.length; i++) {
    if (i % ratePerSec === 0) mood = on.advance(1);
    const request = requestNoise(random);
    values[i % names.length][Math.floor(i / names.length)] = Math.exp(
      runner + mood + request + start * loadingOf(request),
    );
  }
  return values;
}

export const machineOf = ({ noise }, random) => new Machine(environments[noise], random);
