import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { expect, test } from "vitest";
import { decodeContent } from "../../../src/load/http/contentEncoding.ts";

const text = JSON.stringify({ ok: true, pad: "x".repeat(3000) });
const plain = Buffer.from(text);
const gzip = gzipSync(plain);

/** The decoded text, or the failure's name. */
function decoded(body: Uint8Array, ...encodings: readonly string[]): string {
  const headers = ["content-type", "a", ...encodings.flatMap((encoding) => ["content-encoding", encoding])];
  const response = decodeContent({ status: 200, headers, body });
  return response.bodyFailure ?? Buffer.from(response.body).toString();
}

test.for([
  ["gzip", gzip],
  ["GZip", gzip],
  ["x-gzip", gzip],
  ["gzip", Buffer.concat([gzipSync(plain.subarray(0, 10)), gzipSync(plain.subarray(10))])],
  ["br", brotliCompressSync(plain)],
  ["zstd", zstdCompressSync(plain)],
  ["deflate", deflateSync(plain)],
  ["deflate", deflateRawSync(plain)],
  ["deflate", deflateRawSync(plain, { level: 0 })],
  ["deflate", deflateSync(plain, { level: constants.Z_BEST_SPEED, windowBits: 9 })],
  ["identity", plain],
  ["", plain],
  ["gzip, br", brotliCompressSync(gzip)],
  ["identity, gzip", gzip],
] as const)("%s gives the text", ([encoding, body]) => {
  expect(decoded(body, encoding)).toBe(text);
});

test("several headers are applied in their order", () => {
  expect(decoded(zstdCompressSync(brotliCompressSync(gzip)), "gzip, br", "zstd")).toBe(text);
});

test.for([
  ["gzip", gzip.subarray(0, 20), "content-encoding gzip is corrupt"],
  ["gzip", plain, "content-encoding gzip is corrupt"],
  ["br", gzip, "content-encoding br is corrupt"],
  ["zstd", zstdCompressSync(plain).subarray(0, 12), "content-encoding zstd is corrupt"],
  ["deflate", plain, "content-encoding deflate is corrupt"],
  ["br, gzip", gzip, "content-encoding br is corrupt"],
  ["dcb", plain, "content-encoding dcb is not supported"],
  ["gzip,".repeat(6), gzip, "content-encoding has more than 5 codings"],
  ["gzip", gzipSync(Buffer.alloc(65 * 1024 * 1024)), "body too large"],
] as const)("%s: a body that cannot be decoded has a failure's name", ([encoding, body, failure]) => {
  expect(decoded(body, encoding)).toBe(failure);
});

test("an empty body needs no decoding: HEAD, 304, and an empty 200", () => {
  expect(decoded(new Uint8Array(0), "gzip")).toBe("");
});
