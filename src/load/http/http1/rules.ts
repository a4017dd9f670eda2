/** Failures of a response that is not HTTP/1.1 (RFC 9112). Each names the rule that the response breaks. */
export const broken = {
  notHttp: "invalid response: not HTTP",
  statusLine: "invalid response: malformed status line",
  version: "invalid response: unknown HTTP version",
  status: "invalid response: status below 100",
  upgrade: "invalid response: status 101 without a request for it",
  headerName: "invalid response: invalid character in a header name",
  noColon: "invalid response: header without a colon",
  spaceInName: "invalid response: space in a header name",
  headerValue: "invalid response: invalid character in a header value",
  foldedHeader: "invalid response: Content-Length or Transfer-Encoding on two lines",
  lineEnd: "invalid response: CR without LF",
  length: "invalid response: Content-Length is not a number",
  twoLengths: "invalid response: two different Content-Length",
  chunkSize: "invalid response: malformed chunk size",
  chunkEnd: "invalid response: chunk longer than its size",
} as const;
