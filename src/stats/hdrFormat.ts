import { build, decodeFromCompressedBase64, encodeIntoCompressedBase64, JsHistogram } from "hdr-histogram-js";
import { bucketCount, bucketOf, bucketRange } from "./logLinear.ts";

/** The buckets of a histogram that have values, ascending, each with its count. */
export interface BucketCounts {
  readonly buckets: readonly number[];
  readonly counts: readonly number[];
}

/** Each power of two has 2^10 buckets: three significant digits, as HdrHistogram has them. */
export const bucketBits = 10;
export const maxUs = 3_600_000_000;

/** A longer payload is worth compressing. Starting the compressor takes a hundred times as long as a short one. */
const mostStoredBytes = 512;

/** The text of HdrHistogram: V2, compressed, base64. A short one is a zlib stream that is stored, not compressed. */
export function encodeHdr(values: BucketCounts): string {
  const payload = payloadOf(values);
  return payload.length > mostStoredBytes || payload.length === 0 ? encodeByLibrary(values) : encodeStored(payload);
}

/** Throws if the text is not such a histogram. */
export function decodeHdr(text: string): BucketCounts {
  const bytes = new Uint8Array(Buffer.from(text.slice(0, 4 * mostStoredBytes), "base64"));
  return isStored(bytes) ? decodeStored(bytes) : decodeByLibrary(text);
}

function encodeByLibrary({ buckets, counts }: BucketCounts): string {
  const hdr = build({
    bitBucketSize: 32,
    lowestDiscernibleValue: 1,
    highestTrackableValue: maxUs,
    numberOfSignificantValueDigits: 3,
  });
  for (const [i, bucket] of buckets.entries())
    hdr.recordValueWithCount(bucketRange(bucket, bucketBits).lowest, counts[i] ?? 0);
  return encodeIntoCompressedBase64(hdr);
}

function decodeByLibrary(text: string): BucketCounts {
  const hdr = decodeFromCompressedBase64(text, 32);
  if (!(hdr instanceof JsHistogram)) throw new Error("the library decoded a histogram of another kind");
  const end = hdr.totalCount === 0 ? 0 : hdr.countsArrayIndex(hdr.maxValue) + 1;
  const buckets: number[] = [];
  const counts: number[] = [];
  for (let index = 0; index < end; index++) {
    const count = hdr.getCountAtIndex(index);
    if (count === 0) continue;
    buckets.push(bucketOf(hdr.valueFromIndex(index), bucketBits));
    counts.push(count);
  }
  return { buckets, counts };
}

/** Counts are positive numbers, and runs of empty buckets negative ones, in ZigZag LEB128. */
function payloadOf({ buckets, counts }: BucketCounts): readonly number[] {
  const bytes: number[] = [];
  let next = 0;
  for (const [i, bucket] of buckets.entries()) {
    // A run of one is written as a count of 0.
    const empty = bucket - next;
    if (empty > 0) writeNumber(bytes, empty === 1 ? 0 : -empty);
    writeNumber(bytes, counts[i] ?? 0);
    next = bucket + 1;
  }
  return bytes;
}

function writeNumber(bytes: number[], value: number): void {
  let rest = value >= 0 ? 2 * value : -2 * value - 1;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  bytes.push(rest);
}

const headerBytes = 40;
/** Two cookies with lengths, and the wrapper of a zlib stream with one stored block. */
const storedBytes = { before: 15, after: 4 };

function encodeStored(payload: readonly number[]): string {
  const length = headerBytes + payload.length;
  const bytes = new Uint8Array(storedBytes.before + length + storedBytes.after);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x1c849314);
  view.setUint32(4, bytes.length - 8);
  bytes.set([0x78, 0x01, 0x01], 8);
  view.setUint16(11, length, true);
  view.setUint16(13, ~length, true);
  const content = bytes.subarray(storedBytes.before, storedBytes.before + length);
  writeHeader(content, payload.length);
  content.set(payload, headerBytes);
  view.setUint32(storedBytes.before + length, adler32(content));
  return Buffer.from(bytes).toString("base64");
}

function writeHeader(content: Uint8Array, payloadBytes: number): void {
  const view = new DataView(content.buffer, content.byteOffset);
  view.setUint32(0, 0x1c849313);
  view.setUint32(4, payloadBytes);
  view.setUint32(8, 1);
  view.setUint32(12, 3);
  view.setBigInt64(16, 1n);
  view.setBigInt64(24, BigInt(maxUs));
  view.setBigInt64(32, 1n);
}

/** RFC 1950. */
function adler32(bytes: Uint8Array): number {
  let [a, b] = [1, 0];
  for (const byte of bytes) {
    a = (a + byte) % 65_521;
    b = (b + a) % 65_521;
  }
  return b * 65_536 + a;
}

const isStored = (bytes: Uint8Array): boolean => bytes[8] === 0x78 && bytes[9] === 0x01 && bytes[10] === 0x01;

function decodeStored(bytes: Uint8Array): BucketCounts {
  const length = bytes.length - storedBytes.before - storedBytes.after;
  if (length < headerBytes) throw new Error("the histogram is cut off");
  const payload = bytes.subarray(storedBytes.before + headerBytes, storedBytes.before + length);
  const values = readPayload(payload);
  const again = encodeStored(payloadOf(values));
  if (again !== Buffer.from(bytes).toString("base64")) throw new Error("the histogram is corrupt");
  return values;
}

function readPayload(payload: Uint8Array): BucketCounts {
  const buckets: number[] = [];
  const counts: number[] = [];
  let bucket = 0;
  for (let at = 0; at < payload.length; ) {
    let [value, factor, byte] = [0, 1, 128];
    for (; byte >= 128 && at < payload.length; factor *= 128) {
      byte = payload[at++] ?? 0;
      value += (byte % 128) * factor;
    }
    const isCount = value % 2 === 0;
    if (isCount && value > 0) {
      buckets.push(bucket);
      counts.push(value / 2);
    }
    bucket += isCount ? 1 : (value + 1) / 2;
    if (bucket > bucketCount(bucketBits)) throw new Error("the histogram has values out of range");
  }
  return { buckets, counts };
}
