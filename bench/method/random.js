/** Seeded random numbers: the same seeds give the same numbers. Algorithm: sfc32 (Doty-Humphrey, PractRand). */
export class Random {
  #a = 0x9e3779b9;
  #b = 0x243f6a88;
  #c;
  #counter = 1;
  #spare = Number.NaN;

  /** @param {...number} seeds whole numbers that identify a stream together */
  constructor(...seeds) {
    this.#c = seeds.length;
    for (const seed of seeds) {
      this.#c = (this.#c ^ seed) >>> 0;
      for (let i = 0; i < 12; i++) this.#next();
    }
  }

  #next() {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    return sum >>> 0;
  }

  /** Uniform in (0, 1). */
  uniform() {
    return (this.#next() + 0.5) / 0x1_0000_0000;
  }

  /** Standard normal, by Marsaglia's polar method. */
  normal() {
    if (!Number.isNaN(this.#spare)) {
      const spare = this.#spare;
      this.#spare = Number.NaN;
      return spare;
    }
    for (;;) {
      const x = 2 * this.uniform() - 1;
      const y = 2 * this.uniform() - 1;
      const square = x * x + y * y;
      if (square >= 1 || square === 0) continue;
      const scale = Math.sqrt((-2 * Math.log(square)) / square);
      this.#spare = y * scale;
      return x * scale;
    }
  }

  /** Exponential with mean 1. */
  exponential() {
    return -Math.log(this.uniform());
  }

  /** Poisson, by Knuth's method, which suits small means. */
  poisson(mean) {
    const end = Math.exp(-mean);
    let product = this.uniform();
    let count = 0;
    for (; product > end; count++) product *= this.uniform();
    return count;
  }

  /** Geometric on 1, 2, 3, … with that mean. */
  geometric(mean) {
    return 1 + Math.floor(Math.log(this.uniform()) / Math.log(1 - 1 / mean));
  }
}
