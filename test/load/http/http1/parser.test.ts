import { describe, expect, test } from "vitest";
import { Http1Parser } from "../../../../src/load/http/http1/parser.ts";
import type { WireRequest } from "../../../../src/model/http.ts";

const request: WireRequest = { method: "GET", path: "/", headers: [], keep: "body" };

interface ParsedResponse {
  readonly outcome: string | undefined;
  readonly status: number;
  readonly headers: readonly string[];
  readonly body: string;
  /** Bytes after the response, or after the failure. */
  readonly unread: number;
}

function parse(parser: Http1Parser, parts: readonly string[], of: Partial<WireRequest> = {}): ParsedResponse {
  parser.startResponse({ ...request, ...of });
  let unread = 0;
  for (const part of parts) {
    const bytes = Buffer.from(part, "latin1");
    unread += bytes.length - parser.read(bytes, 0, bytes.length);
  }
  const { outcome, status, headers } = parser;
  return { outcome, status, headers, body: Buffer.from(parser.takeBody()).toString("latin1"), unread };
}

const ok = "HTTP/1.1 200 OK\r\n";
const chunked = `${ok}Transfer-Encoding: chunked\r\n\r\n`;
const plain = `${ok}Server: s\r\nX-A:  b c \t\r\nContent-Length: 4\r\n\r\nabcd`;
const plainParsed: ParsedResponse = {
  outcome: "",
  status: 200,
  headers: ["server", "s", "x-a", "b c", "content-length", "4"],
  body: "abcd",
  unread: 0,
};

test("keeps only the requested parts", () => {
  const parser = new Http1Parser();
  expect(parse(parser, [plain])).toEqual(plainParsed);
  expect(parse(parser, [plain], { keep: "headers" })).toEqual({ ...plainParsed, body: "" });
  expect(parse(parser, [plain], { keep: "nothing" })).toEqual({ ...plainParsed, headers: [], body: "" });
  expect(parse(parser, [plain])).toEqual(plainParsed);
});

test("reads the same in any two parts, and byte by byte", () => {
  const parser = new Http1Parser();
  const cuts = Array.from({ length: plain.length + 1 }, (_, at) => [plain.slice(0, at), plain.slice(at)]);
  for (const parts of [...cuts, [...plain]]) expect(parse(parser, parts)).toEqual(plainParsed);
});

test("reads a head that differs from the last one in one byte", () => {
  const parser = new Http1Parser();
  expect(parse(parser, [plain])).toEqual(plainParsed);
  const longer = plain.replace("Content-Length: 4", "Content-Length: 6");
  expect(parse(parser, [`${longer}ef`])).toMatchObject({ outcome: "", body: "abcdef", unread: 0 });
  expect(parse(parser, [`${longer}ef`], { method: "HEAD" })).toMatchObject({ outcome: "", body: "", unread: 6 });
  expect(parse(parser, [plain])).toEqual(plainParsed);
});

test("keeps a head that it cached without keeping it", () => {
  const parser = new Http1Parser();
  parse(parser, [plain], { keep: "nothing" });
  expect(parse(parser, [plain])).toEqual(plainParsed);
});

test("does not confuse the trailers of one response with headers of the next", () => {
  const parser = new Http1Parser();
  parse(parser, [`${chunked}0\r\nConnection: close\r\n\r\n`]);
  parse(parser, [`${chunked}0\r\n\r\n`]);
  expect(parser.isReusable).toBe(true);
});

test("stops at the end of the response", () => {
  const parser = new Http1Parser();
  expect(parse(parser, [`${plain}surplus`])).toEqual({ ...plainParsed, unread: 7 });
  expect(parse(parser, [`${chunked}1\r\na\r\n0\r\n\r\nsurplus`])).toMatchObject({ outcome: "", body: "a", unread: 7 });
});

test.for([
  ["", "connection closed"],
  ["HTTP/1.1 2", "connection closed"],
  [`${ok}Content-Length: 3\r\n\r\nab`, "connection closed"],
  [`${chunked}1\r\na\r\n`, "connection closed"],
  [`${chunked}0\r\n`, "connection closed"],
  [`${ok}\r\nab`, ""],
  [`${ok}Transfer-Encoding: chunked, x\r\n\r\nab`, ""],
] as const)("%j and the end of the connection: %j", ([text, outcome]) => {
  const parser = new Http1Parser();
  expect(parse(parser, [text]).outcome).toBe(undefined);
  parser.end();
  expect(parser.outcome).toBe(outcome);
});

test.for([
  [plain, true],
  [`${ok}Connection: Close\r\nContent-Length: 0\r\n\r\n`, false],
  [`${ok}Connection: x, close\r\nContent-Length: 0\r\n\r\n`, false],
  [`${ok}Connection: Keep-Alive\r\nContent-Length: 0\r\n\r\n`, true],
  ["HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n", false],
  ["HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 0\r\n\r\n", true],
  [`${chunked}0\r\n\r\n`, true],
  [`${ok}Transfer-Encoding: identity\r\nContent-Length: 0\r\n\r\n`, true],
  ["HTTP/1.1 204 N\r\n\r\n", true],
  ["HTTP/1.1 204 N\r\nContent-Length: 3\r\n\r\n", false],
  ["HTTP/1.1 304 N\r\nTransfer-Encoding: chunked\r\n\r\n", false],
] as const)("another response may follow %j: %s", ([text, isReusable]) => {
  const parser = new Http1Parser();
  expect(parse(parser, [text]).outcome).toBe("");
  expect(parser.isReusable).toBe(isReusable);
});

describe("stores little", () => {
  const piece = "x".repeat(10_000);
  const kibibytes = 1024;

  /** The outcome of reading this many times, and the most bytes stored meanwhile. */
  function flood(start: string, part: string, times: number, keep: WireRequest["keep"] = "body") {
    const parser = new Http1Parser();
    parse(parser, [start], { keep });
    const bytes = Buffer.from(part, "latin1");
    let most = 0;
    for (let i = 0; i < times && parser.outcome === undefined; i++) {
      parser.read(bytes, 0, bytes.length);
      most = Math.max(most, parser.storedBytes);
    }
    return { outcome: parser.outcome, most };
  }

  test.for([
    ["a name", ok, piece, "headers too large"],
    ["a value", `${ok}a: `, piece, "headers too large"],
    ["headers", ok, "a: bcdefghij\r\n".repeat(100), "headers too large"],
    ["trailers", `${chunked}0\r\n`, "a: bcdefghij\r\n".repeat(100), "headers too large"],
    ["a reason", "HTTP/1.1 200 ", piece, undefined],
    ["line breaks", "", "\r\n".repeat(1000), undefined],
    ["interim responses", "", "HTTP/1.1 102 P\r\na: b\r\n\r\n".repeat(100), undefined],
    ["a chunk extension", `${chunked}1;`, piece, undefined],
    ["the zeros of a chunk size", chunked, "0".repeat(1000), undefined],
    ["empty quotes", `${chunked}1;a="`, piece, undefined],
  ] as const)("%s without end", ([, start, part, expected]) => {
    const { outcome, most } = flood(start, part, 500);
    expect(outcome).toBe(expected);
    expect(most).toBeLessThan(80 * kibibytes);
  });

  test("a body that is not kept", () => {
    const { outcome, most } = flood(`${ok}\r\n`, piece, 1000, "headers");
    expect([outcome, most]).toEqual([undefined, 0]);
  });

  test("a body that is kept, byte by byte in chunks", () => {
    const { outcome, most } = flood(chunked, "1\r\na\r\n".repeat(1000), 1000);
    expect(outcome).toBe(undefined);
    expect(most).toBeLessThan(2_100_000);
  });

  test("a kept body of more than 64 MiB", () => {
    const { outcome, most } = flood(`${ok}\r\n`, "x".repeat(1_000_000), 100);
    expect(outcome).toBe("body too large");
    expect(most).toBe(64 * 1024 * kibibytes);
  });
});
