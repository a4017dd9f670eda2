// The simulated world: what a machine does to latencies, and what a start, a request and a clump of errors do. The log
// of a latency is the sum of the machine's runner effect, slow drift, seconds and bursts, of the start and of the
// request.
import { normalCdf } from "../../src/stats/normal.ts";

/** Standard deviations of logs; bursts are entered per second. */
export const environments = {
  quiet: { driftSd: 0.01, secondSd: 0.02, burstPerSec: 0.004, burst: Math.log(1.3) },
  typical: { driftSd: 0.02, secondSd: 0.03, burstPerSec: 0.008, burst: Math.log(1.4) },
  noisy: { driftSd: 0.03, secondSd: 0.05, burstPerSec: 0.02, burst: Math.log(1.5) },
};

/** Ornstein-Uhlenbeck drift, AR(1) seconds and bursts of neighbours. */
const driftTauSec = 60;
const secondRho = 0.7;
const burstSec = 3.3;

/** From one runner to another. */
export const runnerSd = 0.1;

/** A request: lognormal, and some take a slow path, which makes them Pareto times as slow. */
const requestSd = 0.45;
const slow = { share: 0.02, shape: 2.5 };

/** What a start is worth to the quantiles of a latency. */
const loading = { p50: 1, p95: 1.2, p99: 1.6 };

/** One machine, from a moment on. Nothing but `advance` moves its time. */
export class Machine {
  #random;
  #noise;
  #drift;
  #second;
  #bursting;

  constructor(noise, random) {
    this.#random = random;
    this.#noise = noise;
    this.#drift = noise.driftSd * random.normal();
    this.#second = noise.secondSd * random.normal();
    this.#bursting = random.uniform() < noise.burstPerSec * burstSec;
  }

  /** What the machine adds to the log of a latency, so many whole seconds later. */
  advance(seconds) {
    const { driftSd, secondSd, burstPerSec, burst } = this.#noise;
    this.#drift = this.#later(this.#drift, driftSd, Math.exp(-seconds / driftTauSec));
    this.#second = this.#later(this.#second, secondSd, secondRho ** seconds);
    for (let i = 0; i < seconds; i++) {
      const u = this.#random.uniform();
      this.#bursting = this.#bursting ? u >= 1 / burstSec : u < burstPerSec;
    }
    return this.#drift + this.#second + (this.#bursting ? burst : 0);
  }

  #later(value, sd, rho) {
    return value * rho + sd * Math.sqrt(1 - rho * rho) * this.#random.normal();
  }
}

/** The log of what a request takes, beside the median. */
export function requestNoise(random) {
  const noise = requestSd * random.normal();
  return random.uniform() < slow.share ? noise + random.exponential() / slow.shape : noise;
}

/** P(request noise <= x): a normal, and for the slow path one with an exponential added. */
function noiseCdf(x) {
  const z = x / requestSd;
  const rate = slow.shape;
  const withExponential =
    normalCdf(z) - Math.exp((rate * requestSd) ** 2 / 2 - rate * x) * normalCdf(z - rate * requestSd);
  return (1 - slow.share) * normalCdf(z) + slow.share * withExponential;
}

function noiseQuantile(p) {
  let [low, high] = [-10, 10];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (noiseCdf(middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

const [x50, x90, x95, x99] = [0.5, 0.9, 0.95, 0.99].map(noiseQuantile);

/** Whether a request is among the slowest tenth of its kind. */
export const isTail = (noise) => noise > x90;

/** How many times the start's effect a request of that noise has: named at three quantiles, in between by lines. */
export function loadingOf(noise) {
  if (noise <= x50) return loading.p50;
  if (noise <= x95) return loading.p50 + ((loading.p95 - loading.p50) * (noise - x50)) / (x95 - x50);
  if (noise <= x99) return loading.p95 + ((loading.p99 - loading.p95) * (noise - x95)) / (x99 - x95);
  return loading.p99;
}
