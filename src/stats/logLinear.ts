/**
 * The bucket of a value, as in HdrHistogram. Each whole number below 2^(bits+1) has its own bucket; each power of two
 * above has 2^bits buckets. Takes values from 0 to 2^32 - 1, and clamps others to that range.
 */
export function bucketOf(value: number, bits: number): number {
  const whole = Math.min(0xffff_ffff, Math.max(0, value)) >>> 0;
  if (whole < 2 << bits) return whole;
  const shift = 31 - Math.clz32(whole) - bits;
  return (shift << bits) + (whole >>> shift);
}

/** The lowest value of the bucket, and the number of whole values in it. */
export function bucketRange(bucket: number, bits: number): { readonly lowest: number; readonly width: number } {
  if (bucket < 2 << bits) return { lowest: bucket, width: 1 };
  const shift = (bucket >> bits) - 1;
  return { lowest: (bucket - (shift << bits)) * 2 ** shift, width: 2 ** shift };
}

/** The number of buckets. */
export const bucketCount = (bits: number): number => bucketOf(0xffff_ffff, bits) + 1;
