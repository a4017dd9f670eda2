// Simulated services: a queue in front of one or several servers, on a machine with noise.
import { environments, Machine } from "../method/machineModel.js";
import { Random } from "../method/random.js";

/** `meanSec`: of the service time. `isFixed`: every request takes the same time (M/D/c), otherwise exponential (M/M/c). */
export const services = {
  "M/D/1, 5 ms": { servers: 1, meanSec: 0.005, isFixed: true, limitSec: 0.1 },
  "M/M/1, 1 ms": { servers: 1, meanSec: 0.001, isFixed: false, limitSec: 0.05 },
  "M/M/2, 10 ms": { servers: 2, meanSec: 0.01, isFixed: false, limitSec: 0.1 },
  "M/D/4, 20 ms": { servers: 4, meanSec: 0.02, isFixed: true, limitSec: 0.2 },
};
/** The limit is on p95. */
export const allowed = 0.05;

/** A service on a machine whose speed changes from second to second. Its time goes on from trial to trial. */
export class SimulatedService {
  #random;
  #machine;
  #speed = 1;

  /** @param {object} service @param {string | undefined} noise @param {...number} seeds */
  constructor(service, noise, ...seeds) {
    this.service = service;
    this.#random = new Random(...seeds, 1);
    this.#machine = noise === undefined ? undefined : new Machine(environments[noise], new Random(...seeds, 2));
  }

  /** Plays independent arrivals. `factor`: how much longer each request takes. Gives the measured response times. */
  play({ playedPerSec, leadInMs, durationMs }, factor = 1) {
    const { servers, meanSec, isFixed } = this.service;
    const loadSec = (leadInMs + durationMs) / 1000;
    const count = Math.max(1, Math.round(playedPerSec * loadSec));
    const dueAt = Float64Array.from({ length: count }, () => this.#random.uniform() * loadSec).sort();
    const freeAt = new Float64Array(servers);
    const times = [];
    let second = -1;
    let lastSec = 0;
    for (const due of dueAt) {
      let next = 0;
      for (let i = 1; i < servers; i++) if (freeAt[i] < freeAt[next]) next = i;
      const start = Math.max(due, freeAt[next]);
      for (; second < Math.floor(start); second++) this.#advance();
      const work = meanSec * factor * (isFixed ? 1 : this.#random.exponential());
      freeAt[next] = start + work * this.#speed;
      lastSec = Math.max(lastSec, freeAt[next]);
      if (due >= leadInMs / 1000) times.push(freeAt[next] - due);
    }
    return { dueAt, times: times.sort((a, b) => a - b), count, drainSec: Math.max(0, lastSec - loadSec), lastSec };
  }

  #advance() {
    if (this.#machine !== undefined) this.#speed = Math.exp(this.#machine.advance(1));
  }
}

/** The rate at which the limit is reached in the long run, without noise. */
export function trueCapacity(service) {
  let [low, high] = [0.5, 1].map((share) => (share * service.servers) / service.meanSec);
  for (let i = 0; i < 12; i++) {
    const middle = (low + high) / 2;
    const quiet = new SimulatedService(service, undefined, 5);
    const { times } = quiet.play({ playedPerSec: middle, leadInMs: 10_000, durationMs: (1_000_000 / middle) * 1000 });
    if (shareBeyond(times, service.limitSec) > allowed) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}

export const shareBeyond = (times, limit) => times.filter((time) => time > limit).length / times.length;
