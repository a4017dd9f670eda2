import { inflateSync } from "node:zlib";
import { histogram } from "../stats/histogram.ts";

/**
 * True if the text has the size and the header of a histogram that Loadgate encodes. Any other histogram could
 * decompress to any number of bytes, or allocate any number of counters.
 */
export function isValidHistogram(text: string): boolean {
  if (text.length > maxTextLength) return false;
  const header = readHeader(text);
  return header !== undefined && header === expectedHeader;
}

/** A histogram with a count in each of its 23,000 counters is shorter. */
const maxTextLength = 128 * 1024;
const maxBytes = 512 * 1024;

/** The header without its length field: version, range and digits (HdrHistogram, V2). */
function readHeader(text: string): string | undefined {
  try {
    const packed = Buffer.from(text, "base64").subarray(8);
    const plain = inflateSync(packed, { maxOutputLength: maxBytes });
    return `${plain.toString("hex", 0, 4)} ${plain.toString("hex", 8, 40)}`;
  } catch {
    return undefined;
  }
}

const expectedHeader = readHeader(histogram().encode());
