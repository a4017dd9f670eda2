/** What is known of the connection that an error came over. */
export interface Wire {
  readonly socketFailure: string | undefined;
  readonly ended: boolean;
}

/** The failure's name, as client.ts has them. */
export function undiciFailure(error: (Error & { readonly code?: string }) | undefined, wire: Wire): string {
  if (wire.socketFailure !== undefined) return systemFailure(wire.socketFailure);
  if (error === undefined) return "connection closed";
  switch (error.code) {
    case "UND_ERR_CONNECT_TIMEOUT":
      return "timeout";
    case "UND_ERR_HEADERS_OVERFLOW":
      return "headers too large";
    case "UND_ERR_SOCKET":
      return error.message.startsWith("bad ") ? "invalid response" : "connection closed";
    case "UND_ERR_INFO":
      return "connection closed";
    case "UND_ERR_RES_CONTENT_LENGTH_MISMATCH":
      return wire.ended ? "connection closed" : "invalid response";
    case "ERR_ASSERTION":
    case "ERR_HTTP2_ERROR":
    case "ERR_HTTP2_SESSION_ERROR":
      return "invalid response";
    case "ERR_HTTP2_STREAM_ERROR":
      return "stream reset";
    default:
      return error.name === "HTTPParserError" ? parserFailure(error) : systemFailure(error.code ?? error.name);
  }
}

const parserFailure = ({ message }: Error): string =>
  message.includes("Invalid EOF state") ? "connection closed" : "invalid response";

/** A write to a connection that the server has reset says EPIPE, a read ECONNRESET: one name for one event. */
export const systemFailure = (code: string): string => (code === "EPIPE" ? "ECONNRESET" : code);
