import type { WireRequest } from "../../model/http.ts";

/** True if it is exactly one request on the wire: no line break in a header, no space in the path. */
export function isValidRequest({ method, path, headers }: WireRequest): boolean {
  if (!token.test(method) || method === "CONNECT" || !pathBytes.test(path) || headers.length % 2 !== 0) return false;
  return headers.every((text, i) => (i % 2 === 0 ? token : valueBytes).test(text));
}

const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const pathBytes = /^\/[\x21-\xff]*$/;
const valueBytes = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Headers about the connection and the body, which the client writes itself. */
export function isClientHeader(name: string): boolean {
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

/** RFC 9110, 8.6: these methods send `content-length: 0` if they have no body. */
export function expectsBody(method: string): boolean {
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
