import type { WireRequest } from "../../../model/http.ts";
import { expectsBody, isClientHeader } from "../requestSyntax.ts";

/** A request as it goes on the wire: the head, then the body. */
export interface SerializedRequest {
  /** One character per byte. */
  readonly head: string;
  /** `undefined` if there is none, or if `head` already includes it. */
  readonly body: Uint8Array | undefined;
}

/** A shorter body is copied into the head. */
const maxCopiedBytes = 16 * 1024;

export interface SerializeOptions {
  readonly host: string;
  /** False: the server is asked to close the connection after its response. */
  readonly keepAlive: boolean;
}

export function serializeRequest(request: WireRequest, options: SerializeOptions): SerializedRequest {
  const { body } = request;
  const head = headOf(request, options);
  if (body === undefined || body.length === 0) {
    return { head: head + (expectsBody(request.method) ? "content-length: 0\r\n\r\n" : "\r\n"), body: undefined };
  }
  const bytes = typeof body === "string" ? Buffer.from(body) : body;
  const withLength = `${head}content-length: ${bytes.length}\r\n\r\n`;
  if (bytes.length > maxCopiedBytes) return { head: withLength, body: bytes };
  return { head: withLength + Buffer.from(bytes).toString("latin1"), body: undefined };
}

function headOf({ method, path, headers }: WireRequest, { host, keepAlive }: SerializeOptions): string {
  const connection = keepAlive ? "keep-alive" : "close";
  let head = `${method} ${path} HTTP/1.1\r\nhost: ${hostHeader(headers) ?? host}\r\nconnection: ${connection}\r\n`;
  for (let i = 0; i < headers.length; i += 2) {
    const name = headers[i] ?? "";
    if (!isClientHeader(name) && name.toLowerCase() !== "host") head += `${name}: ${headers[i + 1]}\r\n`;
  }
  return head;
}

function hostHeader(headers: readonly string[]): string | undefined {
  const index = headers.findIndex((text, i) => i % 2 === 0 && text.toLowerCase() === "host");
  return index < 0 ? undefined : headers[index + 1];
}
