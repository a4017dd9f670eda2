import { expect, test } from "vitest";
import { Http1Parser } from "../../../../src/load/http/http1/parser.ts";
import type { WireRequest } from "../../../../src/model/http.ts";
import { mutate, randomResponse, type ValidResponse } from "../../../support/httpResponses.ts";
import { llhttp, type ParseResult } from "../../../support/llhttp.ts";
import { createRng, type Rng } from "../../../support/rng.ts";

const requestOf = (isHead: boolean, keep: WireRequest["keep"] = "body"): WireRequest => ({
  method: isHead ? "HEAD" : "GET",
  path: "/",
  headers: [],
  keep,
});

/**
 * Parses the bytes in pieces from a buffer that is overwritten each time, as a connection does. Returns where it
 * stopped.
 */
function readInPieces(parser: Http1Parser, bytes: Buffer, rng: Rng): number {
  const most = rng.pick([1, 20, 100, 1000, 1000]);
  let at = 0;
  while (at < bytes.length && parser.outcome === undefined) {
    const chunk = Buffer.from(bytes.subarray(at, at + 1 + rng.below(most)));
    const read = parser.read(chunk, 0, chunk.length);
    if (parser.outcome === undefined && read !== chunk.length) throw new Error("the parser did not read all bytes");
    chunk.fill("#");
    at += read;
    if (parser.storedBytes > 4 * bytes.length)
      throw new Error(`the parser stores ${parser.storedBytes} bytes of ${bytes.length}`);
  }
  return at;
}

function parse(parser: Http1Parser, bytes: Buffer, isHead: boolean, rng: Rng): ParseResult {
  parser.startResponse(requestOf(isHead));
  const consumed = readInPieces(parser, bytes, rng);
  if (parser.outcome === undefined) return { kind: "more" };
  if (parser.outcome !== "") return { kind: "invalid" };
  return { kind: "whole", status: parser.status, body: Buffer.from(parser.takeBody()).toString("latin1"), consumed };
}

test("forall valid responses, in any pieces: the parser reads what was sent", () => {
  const rng = createRng(1);
  const parser = new Http1Parser();
  const check = ({ bytes, isHead, status, headers, body, untilClose }: ValidResponse) => {
    parser.startResponse(requestOf(isHead));
    const consumed = readInPieces(parser, bytes, rng);
    if (untilClose) {
      expect(parser.outcome).toBe(undefined);
      parser.end();
    }
    const got = { outcome: parser.outcome, consumed, status: parser.status, headers: parser.headers };
    expect(got).toEqual({ outcome: "", consumed: bytes.length, status, headers });
    expect(Buffer.from(parser.takeBody()).toString("latin1")).toBe(body);
  };
  for (let i = 0; i < 20_000; i++) check(randomResponse(rng));
});

/**
 * Known differences from llhttp. undici rejects a status below 100 and an upgrade, as we do. llhttp accepts two CR as
 * the end of the status line.
 */
const isExempt = (text: string): boolean => /HTTP\/\d\.\d (0\d\d|101|[^\r\n]*\r\r)/.test(text);

/**
 * What RFC 9112 and 9110 allow, and llhttp rejects in strict mode: LF without CR (2.2), a header on two lines (5.2), a
 * length beside an encoding (6.3) or in trailers (9110, 6.5.1), equal lengths (9110, 8.6), and a tab behind them (5.1).
 */
const isLenient = (text: string): boolean =>
  /(^|[^\r])\n|\n[ \t]/.test(text) ||
  /content-length:[^\r\n]*[,\t]|content-length.*content-length|^(?=.*content-length)(?=.*transfer-encoding)/is.test(
    text,
  );

/** True if both agree, or if one of them only needs more bytes to see what the other sees. */
function agree(
  ours: ParseResult,
  theirs: ParseResult,
  bytes: Buffer,
  parseBoth: (bytes: Buffer) => readonly ParseResult[],
): boolean {
  if (ours.kind === "whole" || theirs.kind === "whole") return JSON.stringify(ours) === JSON.stringify(theirs);
  if (ours.kind === theirs.kind) return true;
  return parseBoth(Buffer.concat([bytes, Buffer.of(0, 0)])).every(({ kind }) => kind === "invalid");
}

test("forall valid responses with bare LF, a length twice or beside chunks: the parser reads the same", () => {
  const rng = createRng(3);
  const parser = new Http1Parser();
  for (let i = 0; i < 5_000; i++) {
    const { bytes, isHead, status, body, untilClose } = randomResponse(rng);
    const text = bytes.toString("latin1");
    const head = text.slice(0, text.lastIndexOf("HTTP/1.1 ")).length;
    const end = text.indexOf("\r\n\r\n", head) + 4;
    const lines = text.slice(0, end).replaceAll(/Content-Length:.*\r\n/g, "$&$&");
    const both = lines.replace(/Transfer-Encoding:.*\r\n/, "$&Content-Length: 7\r\n");
    const lenient = Buffer.from(both.replaceAll("\r\n", "\n") + text.slice(end), "latin1");
    if (body.includes("HTTP/1.1")) continue;
    parser.startResponse(requestOf(isHead));
    readInPieces(parser, lenient, rng);
    if (untilClose) parser.end();
    expect([parser.outcome, parser.status, Buffer.from(parser.takeBody()).toString("latin1")]).toEqual([
      "",
      status,
      body,
    ]);
    if (both !== lines) expect(parser.isReusable).toBe(false);
  }
});

test("forall of a million mutated responses: the same result as llhttp in strict mode, or a leniency of the RFC", () => {
  const rng = createRng(2);
  const parser = new Http1Parser();
  const strict = llhttp();
  const kinds = { whole: 0, invalid: 0, more: 0 };
  let accepted = 0;
  let sample = randomResponse(rng);
  for (let i = 0; i < 1_000_000; i++) {
    if (i % 20 === 0) sample = randomResponse(rng);
    const { isHead } = sample;
    const bytes = mutateOften(sample.bytes, rng);
    const ours = parse(parser, bytes, isHead, rng);
    const theirs = strict(bytes, isHead);
    kinds[ours.kind]++;
    const parseBoth = (more: Buffer) => [parse(parser, more, isHead, rng), strict(more, isHead)];
    if (agree(ours, theirs, bytes, parseBoth) || isExempt(bytes.toString("latin1"))) continue;
    if (ours.kind !== "invalid" && theirs.kind === "invalid" && isLenient(bytes.toString("latin1"))) {
      accepted++;
      continue;
    }
    expect({ bytes: bytes.toString("latin1"), isHead, result: ours }).toEqual({
      bytes: bytes.toString("latin1"),
      isHead,
      result: theirs,
    });
  }
  // Every kind must occur often enough.
  expect(Math.min(kinds.whole, kinds.invalid, kinds.more)).toBeGreaterThan(100_000);
  // The exemption must stay one.
  expect(accepted).toBeLessThan(0.1 * kinds.invalid);
});

function mutateOften(bytes: Buffer, rng: Rng): Buffer {
  if (rng.oneIn(50)) return Buffer.from(Array.from({ length: rng.below(40) }, () => rng.below(256)));
  let mutant = mutate(bytes, rng);
  while (rng.oneIn(3)) mutant = mutate(mutant, rng);
  return mutant;
}
