/**
 * A random number in [0, 1) that depends on its arguments alone. The n-th draw of a stream does not need the draws
 * before it, so a schedule of any length is a formula. 32 random bits from the finaliser of MurmurHash3 (Appleby 2011).
 */
export function draw(seed: number, stream: number, n: number): number {
  const low = n >>> 0;
  const high = Math.floor(n / 0x1_0000_0000) >>> 0;
  let hash = mix(seed ^ 0x9e3779b9);
  hash = mix(hash ^ stream);
  hash = mix(hash ^ high);
  return mix(hash ^ low) / 0x1_0000_0000;
}

/** A copy of the values in an order that depends on `seed` and `stream` alone. Inside-out Fisher-Yates shuffle. */
export function shuffle(values: Float64Array, seed: number, stream: number): Float64Array {
  const order = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const other = Math.floor(draw(seed, stream, i) * (i + 1));
    order[i] = order[other] ?? 0;
    order[other] = values[i] ?? 0;
  }
  return order;
}

function mix(value: number): number {
  let hash = value + 0x6d2b79f5;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
