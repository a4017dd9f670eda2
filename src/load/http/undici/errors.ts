import { socketFailureName } from "../socketErrors.ts";

/** State of the connection on which an error occurred. */
export interface ConnectionState {
  /** The system's error code, if the socket failed. */
  readonly socketFailure: string | undefined;
  /** True if the server has closed its side. */
  readonly ended: boolean;
}

/** The failure's name, as client.ts lists them. */
export function undiciFailureName(
  error: (Error & { readonly code?: string }) | undefined,
  connection: ConnectionState,
): string {
  if (connection.socketFailure !== undefined) return socketFailureName(connection.socketFailure);
  if (error === undefined) return "connection closed";
  switch (error.code) {
    case "UND_ERR_CONNECT_TIMEOUT":
      return "timeout";
    case "UND_ERR_HEADERS_OVERFLOW":
      return "headers too large";
    case "UND_ERR_SOCKET":
      return error.message.startsWith("bad ") ? ruleOf(error) : "connection closed";
    case "UND_ERR_INFO":
      return "connection closed";
    case "UND_ERR_RES_CONTENT_LENGTH_MISMATCH":
      return connection.ended ? "connection closed" : "invalid response: Content-Length contradicts the response";
    case "ERR_ASSERTION":
      return ruleOf(error);
    default:
      return error.name === "HTTPParserError" ? parserFailureName(error) : socketFailureName(error.code ?? error.name);
  }
}

const parserFailureName = (error: Error): string =>
  error.message.includes("Invalid EOF state") ? "connection closed" : ruleOf(error);

/** Ends with the reason as undici or its parser gives it, such as `Content-Length already present`. */
function ruleOf({ message }: Error): string {
  const [, reason = message] = /\((.+)\)/.exec(message) ?? [];
  return `invalid response: ${reason.split("\n", 1)[0]?.slice(0, mostLetters)}`;
}

const mostLetters = 80;
