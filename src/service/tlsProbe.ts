import { connect as connectPlain, type Socket } from "node:net";
import { connect } from "node:tls";
import type { TlsSpec } from "../model/plan.ts";
import { tlsContextOf } from "../shell/tlsContext.ts";

interface Address {
  readonly host: string;
  readonly port: number;
}

const handshakeTimeoutMs = 2000;
/** A TLS server refuses the first bytes of plain HTTP at once. */
const refusalMs = 300;

/** Opens a TLS connection. Returns `ready`, or the code of the error. */
export async function tryHandshake(address: Address, tls: TlsSpec): Promise<string> {
  const options = { ...address, rejectUnauthorized: tls.verify, secureContext: tlsContextOf(tls) };
  return await outcomeOf(connect(options), "secureConnect", handshakeTimeoutMs);
}

/** True if a TLS server listens there, whatever its certificate. */
export async function speaksTls(address: Address): Promise<boolean> {
  const result = await tryHandshake(address, { verify: false });
  // A server that asks for a client's certificate speaks TLS too: it refuses by an alert.
  return result === "ready" || /\balert\b|_ALERT_/i.test(result);
}

/**
 * True if the server refuses plain HTTP, and speaks TLS. An HTTP server sees a client that sends half a request line
 * and hangs up, and nothing else.
 */
export async function refusesPlainHttp(address: Address): Promise<boolean> {
  const socket = connectPlain(address);
  socket.on("connect", () => socket.write("GET /"));
  const isRefused = (await outcomeOf(socket, "data", refusalMs)) !== timedOut;
  return isRefused && (await speaksTls(address));
}

const timedOut = "no answer within 2 s";

/** The event as `ready`, or the way in which the connection ended. */
async function outcomeOf(socket: Socket, event: "data" | "secureConnect", timeoutMs: number): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  socket.once(event, () => resolve("ready"));
  socket.once("close", () => resolve("the connection was closed"));
  socket.on("error", ({ code, message }: NodeJS.ErrnoException) => {
    // OpenSSL's reason stands in the message only.
    resolve(code === undefined || code === "EPROTO" ? message : code);
  });
  socket.setTimeout(timeoutMs, () => resolve(timedOut));
  return await promise.finally(() => socket.destroy());
}
