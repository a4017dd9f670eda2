import type { WireRequest } from "../../model/http.ts";

/** Whether it is one request on the wire and nothing else: no line break in a header, no space in the path. */
export function isSendable({ method, path, headers }: WireRequest): boolean {
  if (!token.test(method) || method === "CONNECT" || !pathBytes.test(path) || headers.length % 2 !== 0) return false;
  return headers.every((text, i) => (i % 2 === 0 ? token : valueBytes).test(text));
}

const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const pathBytes = /^\/[\x21-\xff]*$/;
const valueBytes = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Headers that are the client's own business: what they would say of the connection or the body, it says itself. */
export function isOfClient(name: string): boolean {
  switch (name.toLowerCase()) {
    case "connection":
    case "content-length":
    case "keep-alive":
    case "transfer-encoding":
    case "upgrade":
      return true;
    default:
      return false;
  }
}

export function headerValue(headers: readonly string[], name: string): string | undefined {
  const at = headers.findIndex((text, i) => i % 2 === 0 && text.toLowerCase() === name);
  return at < 0 ? undefined : headers[at + 1];
}
