import { noFreePort, tooManyFiles } from "../../model/failure.ts";

/** The failure's name for a socket's error code. */
export function socketFailureName(code: string): string {
  switch (code) {
    // A write to a reset connection gives EPIPE, a read ECONNRESET: one event.
    case "EPIPE":
      return "ECONNRESET";
    case "EADDRNOTAVAIL":
      return noFreePort;
    case "EMFILE":
    case "ENFILE":
      return tooManyFiles;
    default:
      return code;
  }
}
