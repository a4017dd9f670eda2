import { inflateSync } from "node:zlib";
import { histogram } from "../stats/histogram.ts";

/**
 * Whether the text is, by its size and by its header, a histogram as Loadgate encodes them. Another one may unpack to any number
 * of bytes, or ask for as many counters as it likes.
 */
export function isOwnHistogram(text: string): boolean {
  if (text.length > longestText) return false;
  const header = headerOf(text);
  return header !== undefined && header === own;
}

/** One that counts something in each of its 23,000 counters has less. */
const longestText = 128 * 1024;
const mostBytes = 512 * 1024;

/** All of it but its length: version, range and digits (HdrHistogram, V2). */
function headerOf(text: string): string | undefined {
  try {
    const packed = Buffer.from(text, "base64").subarray(8);
    const plain = inflateSync(packed, { maxOutputLength: mostBytes });
    return `${plain.toString("hex", 0, 4)} ${plain.toString("hex", 8, 40)}`;
  } catch {
    return undefined;
  }
}

const own = headerOf(histogram().encode());
