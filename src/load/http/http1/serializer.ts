import type { WireRequest } from "../../../model/http.ts";
import { headerValue, isOfClient } from "../requestSyntax.ts";

/** A request as it goes on the wire, one part behind the other. */
export interface Http1Bytes {
  /** Every character is a byte. */
  readonly head: string;
  /** `undefined` where there is none, or where it is short enough to be a part of the head. */
  readonly body: Uint8Array | undefined;
}

/** Longer bodies are not copied. */
const maxJoined = 16 * 1024;

export function http1Bytes(request: WireRequest, host: string): Http1Bytes {
  const { body } = request;
  const head = startOf(request, host);
  if (body === undefined || body.length === 0) {
    return { head: head + (expectsBody(request.method) ? "content-length: 0\r\n\r\n" : "\r\n"), body: undefined };
  }
  const bytes = typeof body === "string" ? Buffer.from(body) : body;
  const framed = `${head}content-length: ${bytes.length}\r\n\r\n`;
  if (bytes.length > maxJoined) return { head: framed, body: bytes };
  return { head: framed + Buffer.from(bytes).toString("latin1"), body: undefined };
}

function startOf({ method, path, headers }: WireRequest, host: string): string {
  const named = headerValue(headers, "host") ?? host;
  let start = `${method} ${path} HTTP/1.1\r\nhost: ${named}\r\nconnection: keep-alive\r\n`;
  for (let i = 0; i < headers.length; i += 2) {
    const name = headers[i] ?? "";
    if (!isOfClient(name) && name.toLowerCase() !== "host") start += `${name}: ${headers[i + 1]}\r\n`;
  }
  return start;
}

/** RFC 9110, 8.6: where they have no body, they say so. */
function expectsBody(method: string): boolean {
  switch (method) {
    case "POST":
    case "PUT":
    case "PATCH":
    case "QUERY":
    case "PROPFIND":
    case "PROPPATCH":
      return true;
    default:
      return false;
  }
}
