import { Client, type Dispatcher } from "undici";
import { type Millis, millis } from "../model/unit.ts";
import type { Clock } from "../shell/clock.ts";
import type { Sender, WireRequest } from "./sender.ts";

type Done = (outcome: string, sentMs: Millis, doneMs: Millis) => void;

/**
 * HTTP through undici: one Client a connection, the idle ones on a stack, each with a handler that it keeps. The stack
 * hands out the warmest connection first, and opens a new one only where none is idle.
 */
export function undiciSender(
  origin: string,
  requests: readonly WireRequest[],
  clock: Clock,
  timeoutMs: Millis,
): Sender {
  const idle: Connection[] = [];
  const open = new Set<Connection>();
  return {
    send(index, done) {
      const request = requests[index];
      if (request === undefined) throw new Error(`no request of index ${index}`);
      const connection = idle.pop() ?? connectionTo(origin, clock, timeoutMs);
      open.add(connection);
      connection.send(request, (outcome, sentMs, doneMs) => {
        idle.push(connection);
        done(outcome, sentMs, doneMs);
      });
    },
    async close() {
      await Promise.all([...open].map((connection) => connection.close()));
    },
  };
}

interface Connection {
  send(request: WireRequest, done: Done): void;
  close(): Promise<void>;
}

function connectionTo(origin: string, clock: Clock, timeoutMs: Millis): Connection {
  const client = new Client(origin, { pipelining: 1, headersTimeout: timeoutMs, bodyTimeout: timeoutMs });
  let done: Done = () => {};
  let sentMs = millis(0);
  let outcome = "ok";
  let expectStatus: number | undefined;
  const handler: Dispatcher.DispatchHandler = {
    onRequestStart() {
      sentMs = clock.nowMs();
    },
    onResponseStart(_controller, status) {
      // An interim response, such as 103 Early Hints: the answer is still to come.
      if (status < 200) return;
      const expected = expectStatus === undefined ? status < 400 : status === expectStatus;
      if (!expected) outcome = `status ${status}`;
    },
    onResponseData() {},
    onResponseEnd() {
      done(outcome, sentMs, clock.nowMs());
    },
    onResponseError(_controller, error) {
      done(failureOf(error), sentMs, clock.nowMs());
    },
  };
  return {
    send(request, whenDone) {
      done = whenDone;
      sentMs = clock.nowMs();
      outcome = "ok";
      expectStatus = request.expectStatus;
      client.dispatch(
        {
          method: request.method as Dispatcher.HttpMethod,
          path: request.path,
          headers: request.headers,
          body: request.body ?? null,
        },
        handler,
      );
    },
    close: () => client.destroy().catch(() => {}),
  };
}

/** The failure's own name: the system's error code, or what undici's code means. */
function failureOf(error: Error & { readonly code?: string; readonly cause?: unknown }): string {
  switch (error.code) {
    case "UND_ERR_HEADERS_TIMEOUT":
    case "UND_ERR_BODY_TIMEOUT":
    case "UND_ERR_CONNECT_TIMEOUT":
      return "timeout";
    case "UND_ERR_SOCKET":
      return "connection closed";
    default:
      return error.code ?? error.name;
  }
}
