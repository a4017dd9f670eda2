import { connect, type Socket } from "node:net";
import { connect as connectOverTls } from "node:tls";

/** One connection to Redis. */
export interface RedisClient extends Disposable {
  /** Rejects with the server's error. */
  send(...command: readonly string[]): Promise<RedisValue>;
}

export type RedisValue = string | number | undefined | readonly RedisValue[];

interface Waiting {
  readonly resolve: (answer: RedisValue) => void;
  readonly reject: (error: Error) => void;
}

/** Rejects if the server does not take the connection or the password. */
export async function connectRedis(url: string): Promise<RedisClient> {
  const { hostname, port, protocol, username, password } = new URL(url);
  const address = { host: hostname.replace(/^\[|\]$/g, "") || "localhost", port: Number(port) || 6379 };
  const socket = protocol === "rediss:" ? connectOverTls({ ...address, servername: address.host }) : connect(address);
  const client = clientOn(socket);
  try {
    const user = decodeURIComponent(username);
    const secret = decodeURIComponent(password);
    if (secret !== "") await client.send("AUTH", ...(user === "" ? [] : [user]), secret);
    await client.send("CLIENT", "SETNAME", "loadgate");
  } catch (error) {
    client[Symbol.dispose]();
    throw error;
  }
  return client;
}

function clientOn(socket: Socket): RedisClient {
  const waiting: Waiting[] = [];
  let failure: Error | undefined;
  let received = Buffer.alloc(0);
  const fail = (error: Error) => {
    failure ??= error;
    for (const { reject } of waiting.splice(0)) reject(failure);
  };
  socket.setNoDelay(true);
  socket.on("data", (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    for (let answer = answerAt(received, 0); answer !== undefined; answer = answerAt(received, 0)) {
      received = received.subarray(answer.end);
      const next = waiting.shift();
      if (answer.value instanceof Error) next?.reject(answer.value);
      else next?.resolve(answer.value);
    }
  });
  socket.on("error", fail);
  for (const event of ["end", "close"]) socket.on(event, () => fail(new Error("the server closed the connection")));
  return {
    send(...command) {
      if (failure !== undefined) return Promise.reject(failure);
      const { promise, resolve, reject } = Promise.withResolvers<RedisValue>();
      waiting.push({ resolve, reject });
      const items = command.map((text) => `$${Buffer.byteLength(text)}\r\n${text}\r\n`);
      socket.write(`*${command.length}\r\n${items.join("")}`);
      return promise;
    },
    [Symbol.dispose]: () => void socket.destroy(),
  };
}

interface Answer {
  readonly value: RedisValue | Error;
  /** Behind its last byte. */
  readonly end: number;
}

/** RESP2. `undefined` if the answer has not come whole. */
function answerAt(received: Buffer, start: number): Answer | undefined {
  const lineEnd = received.indexOf("\r\n", start);
  if (lineEnd < 0) return undefined;
  const line = received.toString("latin1", start + 1, lineEnd);
  const after = lineEnd + 2;
  switch (received.toString("latin1", start, start + 1)) {
    case "$":
      return textAt(received, after, Number(line));
    case "*":
      return listAt(received, after, Number(line));
    case ":":
      return { value: Number(line), end: after };
    case "-":
      return { value: new Error(line), end: after };
    default:
      return { value: line, end: after };
  }
}

function textAt(received: Buffer, start: number, size: number): Answer | undefined {
  if (size < 0) return { value: undefined, end: start };
  const end = start + size + 2;
  return received.length < end ? undefined : { value: received.toString("utf8", start, start + size), end };
}

function listAt(received: Buffer, start: number, length: number): Answer | undefined {
  const values: RedisValue[] = [];
  let end = start;
  for (let i = 0; i < length; i++) {
    const answer = answerAt(received, end);
    if (answer === undefined) return undefined;
    values.push(answer.value instanceof Error ? answer.value.message : answer.value);
    end = answer.end;
  }
  return { value: values, end };
}
