import { expect, test } from "vitest";
import { Http1Parser } from "../../../../src/load/http/http1/parser.ts";
import type { WireRequest } from "../../../../src/model/http.ts";
import { mutated, type ValidResponse, validResponse } from "../../../support/httpResponses.ts";
import { llhttp, type Verdict } from "../../../support/llhttp.ts";
import { type Rng, rngOf } from "../../../support/rng.ts";

const requestOf = (isHead: boolean, keep: WireRequest["keep"] = "body"): WireRequest => ({
  method: isHead ? "HEAD" : "GET",
  path: "/",
  headers: [],
  keep,
});

/** All bytes from a buffer that is overwritten each time, as a connection reads them. Where the parser stopped. */
function readTorn(parser: Http1Parser, bytes: Buffer, rng: Rng): number {
  const most = rng.pick([1, 20, 100, 1000, 1000]);
  let at = 0;
  while (at < bytes.length && parser.outcome === undefined) {
    const chunk = Buffer.from(bytes.subarray(at, at + 1 + rng.below(most)));
    const read = parser.read(chunk, 0, chunk.length);
    if (parser.outcome === undefined && read !== chunk.length) throw new Error("the parser left bytes behind");
    chunk.fill("#");
    at += read;
    if (parser.heldBytes > 4 * bytes.length) throw new Error(`it holds ${parser.heldBytes} bytes of ${bytes.length}`);
  }
  return at;
}

function whatCameOf(parser: Http1Parser, bytes: Buffer, isHead: boolean, rng: Rng): Verdict {
  parser.begin(requestOf(isHead));
  const consumed = readTorn(parser, bytes, rng);
  if (parser.outcome === undefined) return { kind: "more" };
  if (parser.outcome !== "") return { kind: "invalid" };
  return { kind: "whole", status: parser.status, body: Buffer.from(parser.takeBody()).toString("latin1"), consumed };
}

test("forall valid responses, however torn: exactly what was sent", () => {
  const rng = rngOf(1);
  const parser = new Http1Parser();
  const check = ({ bytes, isHead, status, headers, body, untilClose }: ValidResponse) => {
    parser.begin(requestOf(isHead));
    const consumed = readTorn(parser, bytes, rng);
    if (untilClose) {
      expect(parser.outcome).toBe(undefined);
      parser.end();
    }
    const got = { outcome: parser.outcome, consumed, status: parser.status, headers: parser.headers };
    expect(got).toEqual({ outcome: "", consumed: bytes.length, status, headers });
    expect(Buffer.from(parser.takeBody()).toString("latin1")).toBe(body);
  };
  for (let i = 0; i < 20_000; i++) check(validResponse(rng));
});

/**
 * A status below 100 and an upgrade, which undici refuses as we do; and two CR, which llhttp takes for an end of the
 * status line.
 */
const isExempt = (text: string): boolean => /HTTP\/\d\.\d (0\d\d|101|[^\r\n]*\r\r)/.test(text);

/** Whether one of them only needs one more byte to see what the other sees. */
function agree(ours: Verdict, theirs: Verdict, bytes: Buffer, judge: (bytes: Buffer) => readonly Verdict[]): boolean {
  if (ours.kind === "whole" || theirs.kind === "whole") return JSON.stringify(ours) === JSON.stringify(theirs);
  if (ours.kind === theirs.kind) return true;
  return judge(Buffer.concat([bytes, Buffer.of(0, 0)])).every(({ kind }) => kind === "invalid");
}

test("forall of a million mutilated responses: refused, awaited and taken as llhttp does in strict mode", () => {
  const rng = rngOf(2);
  const parser = new Http1Parser();
  const strict = llhttp();
  const kinds = { whole: 0, invalid: 0, more: 0 };
  let sample = validResponse(rng);
  for (let i = 0; i < 1_000_000; i++) {
    if (i % 20 === 0) sample = validResponse(rng);
    const { isHead } = sample;
    const bytes = mutilated(sample.bytes, rng);
    const ours = whatCameOf(parser, bytes, isHead, rng);
    const theirs = strict(bytes, isHead);
    kinds[ours.kind]++;
    const judge = (more: Buffer) => [whatCameOf(parser, more, isHead, rng), strict(more, isHead)];
    if (agree(ours, theirs, bytes, judge) || isExempt(bytes.toString("latin1"))) continue;
    expect({ bytes: bytes.toString("latin1"), isHead, came: ours }).toEqual({
      bytes: bytes.toString("latin1"),
      isHead,
      came: theirs,
    });
  }
  // Or it would not have tried much.
  expect(Math.min(kinds.whole, kinds.invalid, kinds.more)).toBeGreaterThan(100_000);
});

function mutilated(bytes: Buffer, rng: Rng): Buffer {
  if (rng.oneIn(50)) return Buffer.from(Array.from({ length: rng.below(40) }, () => rng.below(256)));
  let made = mutated(bytes, rng);
  while (rng.oneIn(3)) made = mutated(made, rng);
  return made;
}
