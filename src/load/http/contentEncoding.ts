import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync, zstdDecompressSync } from "node:zlib";
import type { WireResponse } from "../../model/http.ts";
import { maxBodyBytes } from "./pooledConnection.ts";

/** curl follows as many codings on top of each other. */
const mostCodings = 5;
/** The name comes from the service, and a report shows it. */
const mostLetters = 40;

/**
 * The response with its body decoded as `Content-Encoding` says (RFC 9110, 8.4). A body that cannot be decoded is left out,
 * and `bodyFailure` says why. Call it after the response's time was taken, because it takes time itself.
 */
export function decodeContent(response: WireResponse): WireResponse {
  const codings = codingsOf(response.headers);
  if (codings.length === 0 || response.body.length === 0) return response;
  const decoded = decodeAll(response.body, codings);
  return typeof decoded === "string"
    ? { ...response, body: new Uint8Array(0), bodyFailure: decoded }
    : { ...response, body: decoded };
}

/** In the order in which the service applied them, in lower case. */
function codingsOf(headers: readonly string[]): readonly string[] {
  const values = headers.filter((_, i) => i % 2 === 1 && headers[i - 1] === "content-encoding");
  return values
    .flatMap((value) => value.split(","))
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== "" && coding !== "identity");
}

/** The decoded bytes, or the failure's name. */
function decodeAll(body: Uint8Array, codings: readonly string[]): Uint8Array | string {
  if (codings.length > mostCodings) return `content-encoding has more than ${mostCodings} codings`;
  let decoded = body;
  for (const coding of codings.toReversed()) {
    const decode = decoders.get(coding);
    if (decode === undefined) return `content-encoding ${coding.slice(0, mostLetters)} is not supported`;
    try {
      decoded = decode(decoded, { maxOutputLength: maxBodyBytes });
    } catch (error) {
      return isTooLarge(error) ? "body too large" : `content-encoding ${coding} is corrupt`;
    }
  }
  return decoded;
}

const isTooLarge = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";

type Decoder = (bytes: Uint8Array, options: { readonly maxOutputLength: number }) => Uint8Array;

const decoders: ReadonlyMap<string, Decoder> = new Map<string, Decoder>([
  ["gzip", gunzipSync],
  ["x-gzip", gunzipSync],
  ["deflate", inflateAny],
  ["br", brotliDecompressSync],
  ["zstd", zstdDecompressSync],
]);

/** `deflate` means the zlib format. Some servers send the bare one, and browsers read both. */
function inflateAny(bytes: Uint8Array, options: { readonly maxOutputLength: number }): Uint8Array {
  return isZlib(bytes) ? inflateSync(bytes, options) : inflateRawSync(bytes, options);
}

/** RFC 1950, 2.2: the method is 8, and the first two bytes are a multiple of 31. */
function isZlib([first = 0, second = 0]: Uint8Array): boolean {
  return (first & 0x0f) === 8 && ((first << 8) | second) % 31 === 0;
}
