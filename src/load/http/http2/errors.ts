import { http2NotSpoken } from "../../../model/failure.ts";
import { socketFailureName } from "../socketErrors.ts";

/** How a connection ended. */
export interface ConnectionEnd {
  /** The error's code, if the socket or the session failed. */
  readonly code: string | undefined;
  /** The code of the server's last GOAWAY frame. */
  readonly goaway: number | undefined;
  /** The server sent bytes, and they were no SETTINGS frame: it must come first (RFC 9113, 3.4). */
  readonly isOtherProtocol: boolean;
}

/** The failure's name, as client.ts lists them. */
export function connectionFailureName({ code, goaway, isOtherProtocol }: ConnectionEnd): string {
  if (isOtherProtocol || code === noCommonProtocol) return http2NotSpoken;
  if (goaway !== undefined && goaway > 0) return `GOAWAY ${errorCodes[goaway] ?? goaway}`;
  if (code === undefined) return "connection closed";
  return code.startsWith("ERR_HTTP2_") ? "invalid response" : socketFailureName(code);
}

/** The alert of a TLS server that has none of the offered protocols. */
const noCommonProtocol = "ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL";

/** RFC 9113, 7. */
const errorCodes = [
  "NO_ERROR",
  "PROTOCOL_ERROR",
  "INTERNAL_ERROR",
  "FLOW_CONTROL_ERROR",
  "SETTINGS_TIMEOUT",
  "STREAM_CLOSED",
  "FRAME_SIZE_ERROR",
  "REFUSED_STREAM",
  "CANCEL",
  "COMPRESSION_ERROR",
  "CONNECT_ERROR",
  "ENHANCE_YOUR_CALM",
  "INADEQUATE_SECURITY",
  "HTTP_1_1_REQUIRED",
] as const;
