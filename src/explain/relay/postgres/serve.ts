import { once } from "node:events";
import type { Socket } from "node:net";
import { type Millis, millis } from "../../../model/unit.ts";
import { nowMs } from "../../../shell/clock.ts";
import { forward, type Observer, openUpstream, type Upstream } from "../forward.ts";
import type { StatementLog } from "../statementLog.ts";
import { MessageReader } from "./messageReader.ts";
import { clientBytes, PostgresSession, serverBytes } from "./session.ts";

/** Codes in the first message of a connection, instead of the protocol's version. */
const codes = { cancel: 80877102, tls: 80877103, gss: 80877104 };
const startBytes = 8;
const tlsHandshake = 0x16;
interface RelayedDatabase {
  readonly upstream: Upstream;
  /** The service insists on encryption. */
  readonly needsTls: boolean;
  readonly log: StatementLog;
}

/** Both ends of one connection of the service. */
interface RelayedConnection {
  readonly client: Socket;
  readonly upstream: Socket;
  readonly log: StatementLog;
  /** When the service opened it. */
  readonly startMs: Millis;
}

/** How a connection begins. The client ended it if it did not get the encryption that it wants. */
type Start =
  | { readonly kind: "end"; readonly wasRefused: boolean }
  | { readonly kind: "tls" | "tlsRequest" | "cancel" | "plain"; readonly bytes: Buffer };

/** Serves the connections of one service. */
export function postgresRelay({
  upstream: address,
  needsTls,
  log,
}: RelayedDatabase): (client: Socket) => Promise<void> {
  // In clear, the statements can be seen. A client that does not accept that gets its encryption.
  let passesTls = needsTls || !isLoopback(address.host);
  return async (client) => {
    log.connections += 1;
    const startMs = nowMs();
    const start = await readStart(client, !passesTls);
    if (start.kind === "end") {
      passesTls ||= start.wasRefused;
      client.destroy();
      return;
    }
    const upstream = await openUpstream(address, client);
    if (start.kind === "tlsRequest") await askForTls(start.bytes, { client, upstream, log, startMs });
    else follow(start, { client, upstream, log, startMs });
  };
}

async function readStart(client: Socket, refusesTls: boolean): Promise<Start> {
  for (let wasRefused = false; ; ) {
    const bytes = await readBytes(client, startBytes);
    if (bytes === undefined) return { kind: "end", wasRefused };
    const kind = startKind(bytes);
    if (kind !== "gssRequest" && (kind !== "tlsRequest" || !refusesTls)) return { kind, bytes };
    wasRefused ||= kind === "tlsRequest";
    client.write("N");
  }
}

function startKind(bytes: Buffer): "tls" | "tlsRequest" | "gssRequest" | "cancel" | "plain" {
  const code = bytes.readUInt32BE(4);
  if (bytes[0] === tlsHandshake) return "tls";
  if (code === codes.tls) return "tlsRequest";
  if (code === codes.gss) return "gssRequest";
  return code === codes.cancel ? "cancel" : "plain";
}

const isLoopback = (host: string): boolean => /^(localhost|127(\.\d+){3}|::1)$/i.test(host);
/** Asks the server for TLS, and passes its answer on. */
async function askForTls(request: Buffer, connection: RelayedConnection): Promise<void> {
  const { client, upstream, log } = connection;
  upstream.write(request);
  const answer = await readBytes(upstream, 1);
  if (answer === undefined) throw new Error("the server closed the connection");
  client.write(answer);
  if (answer.toString() === "S") {
    log.addProblem(encryptedText);
    forward(client, upstream);
    return;
  }
  const start = await readStart(client, true);
  if (start.kind === "end" || start.kind === "tlsRequest") client.destroy();
  else follow(start, connection);
}

const encryptedText = "the connection is encrypted; set sslmode=disable for this database";
function follow(
  { kind, bytes }: Exclude<Start, { readonly kind: "end" }>,
  { client, upstream, log, startMs }: RelayedConnection,
): void {
  upstream.write(bytes);
  if (kind === "tls") log.addProblem(encryptedText);
  if (kind === "plain") {
    const observer = observerOf(log, startMs, bytes.readUInt32BE(0) - startBytes);
    forward(client, upstream, observer, () => log.addProblem("a connection does not speak PostgreSQL's protocol"));
  } else forward(client, upstream);
}

function observerOf(log: StatementLog, startMs: Millis, skip: number): Observer {
  let isReady = false;
  const session = new PostgresSession(log);
  let atMs = millis(0);
  const fromClient = new MessageReader(
    { bytesOf: (type) => clientBytes[type], onMessage: (type, body) => session.fromClient(type, body, atMs) },
    skip,
  );
  const fromServer = new MessageReader({
    bytesOf: (type) => serverBytes[type],
    onMessage: (type) => {
      if (type === "Z" && !isReady) log.addConnection(startMs, atMs);
      isReady ||= type === "Z";
      session.fromServer(type, atMs);
    },
  });
  const push = (reader: MessageReader) => (chunk: Buffer, chunkMs: Millis) => {
    atMs = chunkMs;
    reader.push(chunk);
  };
  return { fromClient: push(fromClient), fromServer: push(fromServer) };
}

/** `undefined` if the connection ends before. */
async function readBytes(socket: Socket, count: number): Promise<Buffer | undefined> {
  for (;;) {
    const read: Buffer | null = socket.read(count);
    if (read !== null) return read.length === count ? read : undefined;
    if (socket.readableEnded || socket.destroyed) return undefined;
    await Promise.race([once(socket, "readable"), once(socket, "end"), once(socket, "close")]);
  }
}
