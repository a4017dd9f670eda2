// The noise model. The log of a latency is a sum of effects: the machine's runner, slow drift, seconds and bursts, then
// the start of the service, and the request.
import { normalCdf } from "../../src/stats/normal.ts";

/** Standard deviations are of logs. `burstPerSec` is the chance per second that a burst begins. */
export const environments = {
  quiet: { driftSd: 0.01, secondSd: 0.02, burstPerSec: 0.004, burst: Math.log(1.3) },
  typical: { driftSd: 0.02, secondSd: 0.03, burstPerSec: 0.008, burst: Math.log(1.4) },
  noisy: { driftSd: 0.03, secondSd: 0.05, burstPerSec: 0.02, burst: Math.log(1.5) },
};

/**
 * Time constant of the Ornstein-Uhlenbeck drift, correlation of the AR(1) seconds, mean length of a neighbour's burst.
 */
const driftTauSec = 60;
const secondRho = 0.7;
const burstSec = 3.3;

/** The standard deviation of logs between runners. */
export const runnerSd = 0.1;

/**
 * A request is lognormal. A share takes a slow path, which multiplies its latency by a Pareto variate of that shape.
 */
const requestSd = 0.45;
const slow = { share: 0.02, shape: 2.5 };

/** How strongly the effect of a start acts on each quantile of the latency. */
const loading = { p50: 1, p95: 1.2, p99: 1.6 };

/** The state of one machine. Only `advance` moves its time. */
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

  /** Advances by whole seconds. Returns the machine's effect on the log of a latency. */
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

/** The log of a request's latency, relative to the median. */
export function requestNoise(random) {
  const noise = requestSd * random.normal();
  return random.uniform() < slow.share ? noise + random.exponential() / slow.shape : noise;
}

/** P(request noise <= x): a normal, and for the slow path a normal plus an exponential. */
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

/** True for the slowest tenth of an endpoint's requests. */
export const isTail = (noise) => noise > x90;

/** The factor of the start's effect for a request with that noise: given at three quantiles, linear between them. */
export function loadingOf(noise) {
  if (noise <= x50) return loading.p50;
  if (noise <= x95) return loading.p50 + ((loading.p95 - loading.p50) * (noise - x50)) / (x95 - x50);
  if (noise <= x99) return loading.p95 + ((loading.p99 - loading.p95) * (noise - x95)) / (x99 - x95);
  return loading.p99;
}
