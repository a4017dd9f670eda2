import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { createHttp1Client, createUndiciClient } from "../../../src/load/http/createClient.ts";
import type { WireRequest } from "../../../src/model/http.ts";
import { millis } from "../../../src/model/unit.ts";
import { systemClock } from "../../../src/shell/clock.ts";
import { describeOutcome, destination, get, sendRequest, withoutTimes } from "../../support/sendRequest.ts";
import { type ReceivedRequest, sendInParts, tortureServer } from "../../support/tortureServer.ts";

const clients = [
  ["http1", createHttp1Client],
  ["undici", createUndiciClient],
] as const;

type Response = string | ((request: ReceivedRequest) => unknown);

interface Row {
  readonly name: string;
  /** The bytes that the server sends, or its behaviour. */
  readonly response: Response;
  readonly request?: Partial<WireRequest>;
  readonly timeoutMs?: number;
  /** `200 "body"`, or the failure's name. */
  readonly expected: string;
}

const respond = (response: Response, received: ReceivedRequest) =>
  typeof response === "string" ? received.socket.write(response, "latin1") : response(received);

/** The outcomes of both clients, each against a server of its own. */
async function outcomes({ response, request, timeoutMs = 10_000 }: Omit<Row, "expected">) {
  const of = async ([, createClient]: (typeof clients)[number]) => {
    await using server = await tortureServer((received) => respond(response, received));
    const client = createClient(destination(server.origin, { timeoutMs: millis(timeoutMs) }), systemClock);
    const outcome = await sendRequest(client, get("/", request));
    await client.close();
    return outcome;
  };
  const [http1, undici] = await Promise.all([of(clients[0]), of(clients[1])]);
  return { http1, undici };
}

const ok = "HTTP/1.1 200 OK\r\n";
const chunked = `${ok}Transfer-Encoding: chunked\r\n\r\n`;
const close =
  (text: string): Response =>
  ({ socket }) =>
    socket.end(text, "latin1");
const reset =
  (text: string): Response =>
  async ({ socket }) => {
    socket.write(text, "latin1");
    await sleep(30);
    socket.resetAndDestroy();
  };
const x = (count: number) => "x".repeat(count);
/** A head whose names and values have this many bytes. */
const headOf = (bytes: number) => `${ok}Content-Length: 0\r\na: ${x(bytes - "Content-Length0a".length)}\r\n\r\n`;
const limit = 64 * 1024;

const rows: readonly Row[] = [
  { name: "content-length", response: `${ok}Content-Length: 2\r\n\r\nab`, expected: '200 "ab"' },
  { name: "no body", response: `${ok}Content-Length: 0\r\n\r\n`, expected: '200 ""' },
  { name: "lower-case names", response: `${ok}content-length: 2\r\n\r\nab`, expected: '200 "ab"' },
  { name: "an empty reason", response: "HTTP/1.1 404 \r\nContent-Length: 2\r\n\r\nab", expected: '404 "ab"' },
  { name: "no reason", response: "HTTP/1.1 500\r\nContent-Length: 2\r\n\r\nab", expected: '500 "ab"' },
  { name: "line breaks before it", response: `\r\n\r\n${ok}Content-Length: 2\r\n\r\nab`, expected: '200 "ab"' },
  {
    name: "connection: close",
    response: close(`${ok}Connection: close\r\nContent-Length: 2\r\n\r\nab`),
    expected: '200 "ab"',
  },
  { name: "HTTP/1.0", response: close("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nab"), expected: '200 "ab"' },
  { name: "HTTP/1.0 until close", response: close("HTTP/1.0 200 OK\r\n\r\nab"), expected: '200 "ab"' },
  { name: "until close", response: close(`${ok}\r\nab`), expected: '200 "ab"' },
  { name: "until close, empty", response: close(`${ok}\r\n`), expected: '200 ""' },
  { name: "until close, kept open", response: `${ok}\r\nab`, timeoutMs: 300, expected: "timeout" },
  {
    name: "unknown encoding until close",
    response: close(`${ok}Transfer-Encoding: x\r\n\r\nab`),
    expected: '200 "ab"',
  },
  { name: "chunks", response: `${chunked}2\r\nab\r\n3\r\ncde\r\n0\r\n\r\n`, expected: '200 "abcde"' },
  { name: "chunk extensions", response: `${chunked}2;a=b;c="d;\\"e"\r\nab\r\n0;f\r\n\r\n`, expected: '200 "ab"' },
  { name: "trailers", response: `${chunked}2\r\nab\r\n0\r\nDigest: x\r\nb: c\r\n\r\n`, expected: '200 "ab"' },
  {
    name: "bad trailer",
    response: `${chunked}2\r\nab\r\n0\r\nDigest\r\n\r\n`,
    expected: "invalid response: header without a colon",
  },
  { name: "bad chunk size", response: `${chunked}g\r\n`, expected: "invalid response: malformed chunk size" },
  {
    name: "chunk longer than its size",
    response: `${chunked}2\r\nabc\r\n0\r\n\r\n`,
    expected: "invalid response: chunk longer than its size",
  },
  {
    name: "chunk size too large",
    response: `${chunked}${"f".repeat(17)}\r\n`,
    expected: "invalid response: malformed chunk size",
  },
  { name: "chunks cut short", response: close(`${chunked}5\r\nab`), expected: "connection closed" },
  { name: "no last chunk", response: close(`${chunked}2\r\nab\r\n`), expected: "connection closed" },
  {
    name: "gzip and chunked",
    response: `${ok}Transfer-Encoding: gzip, chunked\r\n\r\n1\r\na\r\n0\r\n\r\n`,
    expected: '200 "a"',
  },
  {
    name: "103 first",
    response: `HTTP/1.1 103 Early\r\nLink: </a>\r\n\r\n${ok}Content-Length: 2\r\n\r\nab`,
    expected: '200 "ab"',
  },
  {
    name: "102 twice",
    response: `${"HTTP/1.1 102 P\r\n\r\n".repeat(2)}${ok}Content-Length: 1\r\n\r\na`,
    expected: '200 "a"',
  },
  {
    name: "101",
    response: "HTTP/1.1 101 S\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n",
    expected: "invalid response: status 101 without a request for it",
  },
  {
    name: "101 without an upgrade",
    response: "HTTP/1.1 101 S\r\n\r\nabc",
    expected: "invalid response: status 101 without a request for it",
  },
  { name: "204", response: "HTTP/1.1 204 No Content\r\n\r\n", expected: '204 ""' },
  { name: "204 with a length", response: "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n", expected: '204 ""' },
  { name: "304 with a length", response: "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n", expected: '304 ""' },
  { name: "304 with chunks", response: "HTTP/1.1 304 N\r\nTransfer-Encoding: chunked\r\n\r\n", expected: '304 ""' },
  { name: "HEAD", response: `${ok}Content-Length: 5\r\n\r\n`, request: { method: "HEAD" }, expected: '200 ""' },
  { name: "HEAD of chunks", response: chunked, request: { method: "HEAD" }, expected: '200 ""' },
  { name: "HEAD without a length", response: `${ok}\r\n`, request: { method: "HEAD" }, expected: '200 ""' },
  { name: "more than its length", response: `${ok}Content-Length: 2\r\n\r\nabcdef`, expected: '200 "ab"' },
  { name: "two responses", response: `${ok}Content-Length: 1\r\n\r\na`.repeat(2), expected: '200 "a"' },
  { name: "less than its length", response: close(`${ok}Content-Length: 5\r\n\r\nab`), expected: "connection closed" },
  { name: "less, kept open", response: `${ok}Content-Length: 5\r\n\r\nab`, timeoutMs: 300, expected: "timeout" },
  {
    name: "two lengths",
    response: `${ok}Content-Length: 2\r\nContent-Length: 3\r\n\r\nabc`,
    expected: "invalid response: two different Content-Length",
  },
  {
    name: "a negative length",
    response: `${ok}Content-Length: -1\r\n\r\n`,
    expected: "invalid response: Content-Length is not a number",
  },
  { name: "headers just within the limit", response: headOf(limit - 1), expected: '200 ""' },
  { name: "headers at the limit", response: headOf(limit), expected: "headers too large" },
  { name: "headers without end", response: `${ok}a: ${x(2 * limit)}`, expected: "headers too large" },
  { name: "bare CR", response: `${ok}a: b\rc: d\r\n\r\n`, expected: "invalid response: CR without LF" },
  {
    name: "space before the colon",
    response: `${ok}a : b\r\n\r\n`,
    expected: "invalid response: space in a header name",
  },
  { name: "no colon", response: `${ok}a\r\n\r\n`, expected: "invalid response: header without a colon" },
  {
    name: "NUL in a header",
    response: `${ok}a: b\0c\r\n\r\n`,
    expected: "invalid response: invalid character in a header value",
  },
  { name: "another protocol", response: "SSH-2.0-OpenSSH_9.2\r\n", expected: "invalid response: not HTTP" },
  { name: "another version", response: "HTTP/3.0 200 OK\r\n\r\n", expected: "invalid response: unknown HTTP version" },
  {
    name: "a status of two digits",
    response: "HTTP/1.1 20 OK\r\n\r\n",
    expected: "invalid response: malformed status line",
  },
  {
    name: "a status below 100",
    response: "HTTP/1.1 099 OK\r\nContent-Length: 0\r\n\r\n",
    expected: "invalid response: status below 100",
  },
  { name: "closed without a byte", response: close(""), expected: "connection closed" },
  { name: "closed within the status line", response: close("HTTP/1.1 20"), expected: "connection closed" },
  { name: "closed within the headers", response: close(`${ok}Content-Le`), expected: "connection closed" },
  { name: "closed after 103", response: close("HTTP/1.1 103 E\r\n\r\n"), expected: "connection closed" },
  { name: "reset without a byte", response: reset(""), expected: "ECONNRESET" },
  { name: "reset within the headers", response: reset(`${ok}Content-Le`), expected: "ECONNRESET" },
  { name: "reset within the body", response: reset(`${ok}Content-Length: 5\r\n\r\nab`), expected: "ECONNRESET" },
  { name: "reset within a chunk", response: reset(`${chunked}5\r\nab`), expected: "ECONNRESET" },
  { name: "reset until close", response: reset(`${ok}\r\nab`), expected: "ECONNRESET" },
  {
    name: "reset with connection: close",
    response: reset(`${ok}Connection: close\r\nContent-Length: 5\r\n\r\nab`),
    expected: "ECONNRESET",
  },
  { name: "reset after the response", response: reset(`${ok}Content-Length: 2\r\n\r\nab`), expected: '200 "ab"' },
  { name: "half-closed after the response", response: close(`${ok}Content-Length: 2\r\n\r\nab`), expected: '200 "ab"' },
  { name: "no response", response: () => {}, timeoutMs: 300, expected: "timeout" },
  {
    name: "slow loris",
    response: async ({ socket }) => {
      for (const byte of `${ok}a: ${x(100)}`) {
        if (socket.destroyed) return;
        socket.write(byte);
        await sleep(20);
      }
    },
    timeoutMs: 300,
    expected: "timeout",
  },
  {
    name: "slow loris in the body",
    response: async ({ socket }) => {
      socket.write(`${ok}Content-Length: 1000\r\n\r\n`);
      for (let i = 0; i < 100 && !socket.destroyed; i++) {
        socket.write("x");
        await sleep(20);
      }
    },
    timeoutMs: 300,
    expected: "timeout",
  },
  {
    name: "a header with a line break",
    response: close(""),
    request: { headers: ["a", "b\r\nc: d"] },
    expected: "invalid request",
  },
  { name: "a path with a space", response: close(""), request: { path: "/a b" }, expected: "invalid request" },
  {
    name: "an invalid header name",
    response: close(""),
    request: { headers: ["a b", "c"] },
    expected: "invalid request",
  },
  {
    name: "a response before the request's body has arrived",
    response: ({ socket }) => socket.write(`${ok}Content-Length: 2\r\n\r\nab`),
    request: { method: "POST", body: x(300_000) },
    expected: '200 "ab"',
  },
];

/** undici names the rules in its own words. */
const withoutRule = (outcome: string): string => outcome.replace(/^(invalid response): .+/, "$1");

describe("both clients give the same outcome", () => {
  test.concurrent.for(rows)("$name: $expected", async ({ expected, ...row }) => {
    const { http1, undici } = await outcomes(row);
    expect({ http1: describeOutcome(http1), undici: withoutRule(describeOutcome(undici)) }).toEqual({
      http1: expected,
      undici: withoutRule(expected),
    });
    if (http1.failure === undefined) expect(withoutTimes(http1)).toEqual(withoutTimes(undici));
  });
});

/** All known differences between the clients, with the reason to keep them. */
const differences: readonly (Omit<Row, "expected"> & { readonly http1: string; readonly undici: string })[] = [
  {
    name: "100 without a request for it: undici rejects it as an attack, RFC 9110 15.2 says to skip it",
    response: `HTTP/1.1 100 Continue\r\n\r\n${ok}Content-Length: 1\r\n\r\na`,
    http1: '200 "a"',
    undici: "invalid response: bad response",
  },
  {
    name: "a space after the length: undici treats it as a digit",
    response: `${ok}Content-Length: 2 \r\n\r\nab`,
    http1: '200 "ab"',
    undici: "invalid response: Content-Length contradicts the response",
  },
  {
    name: "equal lengths: RFC 9110 8.6 allows to read them as one",
    response: `${ok}Content-Length: 2\r\nContent-Length: 2\r\n\r\nab`,
    http1: '200 "ab"',
    undici: "invalid response: Content-Length contradicts the response",
  },
  {
    name: "a list of equal lengths: the same",
    response: `${ok}Content-Length: 2, 2\r\n\r\nab`,
    http1: '200 "ab"',
    undici: "invalid response: Content-Length contradicts the response",
  },
  {
    name: "a length before chunks: RFC 9112 6.3 says that the chunks count, and so does curl",
    response: `${ok}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n`,
    http1: '200 "ab"',
    undici: "invalid response: Content-Length contradicts the response",
  },
  {
    name: "a length after chunks: the same",
    response: `${ok}Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n2\r\nab\r\n0\r\n\r\n`,
    http1: '200 "ab"',
    undici: "invalid response: Content-Length can't be present with Transfer-Encoding",
  },
  {
    name: "a header on two lines: RFC 9112 5.2 says to join them",
    response: `${ok}a: b\r\n \t c\r\nContent-Length: 0\r\n\r\n`,
    http1: '200 ""',
    undici: "invalid response: Unexpected whitespace after header value",
  },
  {
    name: "LF without CR: RFC 9112 2.2 allows it, and curl reads it",
    response: "HTTP/1.1 200 OK\nContent-Length: 2\n\nab",
    http1: '200 "ab"',
    undici: "invalid response: Missing expected CR after response line",
  },
];

describe("known differences", () => {
  test.for(differences)("$name", async ({ http1, undici, ...row }) => {
    const got = await outcomes(row);
    expect({ http1: describeOutcome(got.http1), undici: describeOutcome(got.undici) }).toEqual({ http1, undici });
  });
});

const splitResponses: readonly (readonly [string, string])[] = [
  ["chunks", `${chunked}4;a="b"\r\nabcd\r\n0\r\nd: e\r\n\r\n`],
  ["a length", `HTTP/1.1 103 E\r\nl: m\r\n\r\n${ok}Server: s\r\nContent-Length: 4\r\n\r\nabcd`],
];

describe.for(clients)("%s", ([, createClient]) => {
  test.for(splitResponses)("reads %s in any two parts", async ([, text]) => {
    await using server = await tortureServer(({ socket, nthOfAll }) =>
      sendInParts(socket, [text.slice(0, nthOfAll + 1), text.slice(nthOfAll + 1)]),
    );
    const client = createClient(destination(server.origin), systemClock);
    const got: string[] = [];
    for (let cut = 1; cut < text.length; cut++) got.push(describeOutcome(await sendRequest(client, get())));
    await client.close();
    expect(got).toEqual(got.map(() => '200 "abcd"'));
    expect(server.connections).toBe(1);
  });

  test.for(splitResponses)("reads %s byte by byte", async ([, text]) => {
    await using server = await tortureServer(({ socket }) => sendInParts(socket, [...text]));
    const client = createClient(destination(server.origin), systemClock);
    const outcome = await sendRequest(client, get());
    await client.close();
    expect(describeOutcome(outcome)).toBe('200 "abcd"');
  });
});
