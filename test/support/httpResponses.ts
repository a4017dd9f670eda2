import type { Rng } from "./rng.ts";

/** A valid HTTP response and its parsed content. */
export interface ValidResponse {
  readonly bytes: Buffer;
  readonly isHead: boolean;
  readonly status: number;
  readonly headers: readonly string[];
  readonly body: string;
  /** The end of the connection ends the body. */
  readonly untilClose: boolean;
}

const names = ["Server", "x-a", "SET-COOKIE", "Vary", "Keep-Alive", "Connection", "!#$%&'*+-.^_`|~9"] as const;
const values = ["", "nginx/1.2", "a=b; c", "\xe9 \t\xff", "timeout=5", "keep-alive"] as const;
const spaces = ["", " ", "\t", "  \t "] as const;
const extensions = ["", ";a", ";a=b", ';a="b;\\"c"', ";a=b;c"] as const;

export function randomResponse(rng: Rng): ValidResponse {
  const isHead = rng.oneIn(10);
  const status = rng.pick([200, 200, 200, 404, 500, 204, 304, 999]);
  const hasBody = !isHead && status !== 204 && status !== 304;
  const body = hasBody ? textOf(rng) : "";
  const framing = rng.pick(["length", "length", "chunked", "close"] as const);
  const fields = Array.from({ length: rng.below(4) }, () => [rng.pick(names), rng.pick(values)] as const);
  const allFields = [...fields, ...framingOf(framing, body)];
  const lines = allFields.map(([name, value]) => `${name}:${rng.pick(spaces)}${value}${trailing(rng, name)}\r\n`);
  const statusLine = `HTTP/1.1 ${status}${rng.pick(["", " ", " OK", " Not \xe9 it"])}\r\n`;
  const head = `${interim(rng)}${statusLine}${lines.join("")}\r\n`;
  const text = head + (hasBody && framing === "chunked" ? chunksOf(body, rng) : body);
  return {
    bytes: Buffer.from(text, "latin1"),
    isHead,
    status,
    headers: allFields.flatMap(([name, value]) => [name.toLowerCase(), value]),
    body,
    untilClose: hasBody && framing === "close",
  };
}

const textOf = (rng: Rng): string =>
  Array.from({ length: rng.below(30) }, () => rng.pick(["a", "\r\n", "0", "\0", "\xff", "HTTP/1.1"])).join("");

const interim = (rng: Rng): string => (rng.oneIn(8) ? rng.pick(["HTTP/1.1 103 E\r\nLink: </a>\r\n\r\n", "\r\n"]) : "");

/** llhttp accepts no tab behind a length. */
const trailing = (rng: Rng, name: string): string => (name === "Content-Length" ? "" : rng.pick(["", "", " "]));

function framingOf(framing: "length" | "chunked" | "close", body: string): readonly (readonly [string, string])[] {
  switch (framing) {
    case "length":
      return [["Content-Length", String(body.length)]];
    case "chunked":
      return [["Transfer-Encoding", "chunked"]];
    case "close":
      return [];
  }
}

function chunksOf(body: string, rng: Rng): string {
  let text = "";
  for (let at = 0; at < body.length; ) {
    const size = Math.min(body.length - at, 1 + rng.below(20));
    text += `${rng.pick(["", "0"])}${size.toString(16)}${rng.pick(extensions)}\r\n${body.slice(at, at + size)}\r\n`;
    at += size;
  }
  return `${text}0${rng.pick(extensions)}\r\n${rng.oneIn(4) ? "Digest: x\r\n" : ""}\r\n`;
}

const insertedBytes = [
  "\r\n",
  "\n",
  "\r",
  "\r\n\r\n",
  " ",
  "\t",
  ":",
  ";",
  '"',
  "\\",
  "=",
  ",",
  "\0",
  "\xff",
  "HTTP/",
] as const;
const insertedLines = [
  "HTTP/1.0 200 OK\r\n",
  "HTTP/1.1 100 Continue\r\n\r\n",
  "Content-Length: 3\r\n",
  "content-length:12 \r\n",
  "Transfer-Encoding: chunked\r\n",
  "Transfer-Encoding: chunked, gzip\r\n",
  "Connection: close\r\n",
  "3\r\nabc\r\n",
  "0\r\n\r\n",
] as const;

/** The bytes with one random change: a byte replaced, text inserted, bytes removed, or the end cut off. */
export function mutate(bytes: Buffer, rng: Rng): Buffer {
  if (bytes.length === 0) return bytes;
  const at = rng.below(bytes.length);
  switch (rng.below(5)) {
    case 0: {
      const changed = Buffer.from(bytes);
      changed[at] = rng.below(256);
      return changed;
    }
    case 1:
      return splice(bytes, at, at, rng.pick(insertedBytes));
    case 2:
      return splice(bytes, at, at, rng.pick(insertedLines));
    case 3:
      return splice(bytes, at, at + 1 + rng.below(4), "");
    default:
      return bytes.subarray(0, at);
  }
}

const splice = (bytes: Buffer, from: number, to: number, text: string): Buffer =>
  Buffer.concat([bytes.subarray(0, from), Buffer.from(text, "latin1"), bytes.subarray(to)]);
