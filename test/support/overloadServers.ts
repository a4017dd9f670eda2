/**
 * Servers whose capacity is 20 requests per second: each request takes 50 ms of the machine's clock, one at a time. They
 * differ in what they do beyond it. Nobody works for a client that has left.
 */
const queue = `
import { createServer } from "node:http";
const waiting = [];
let isBusy = false;
let factor = () => 1;
const serveNext = () => {
  const response = waiting.shift();
  isBusy = response !== undefined;
  if (response === undefined) return;
  if (response.destroyed) return serveNext();
  setTimeout(() => { response.end("done"); serveNext(); }, 50 * factor());
};
const refuse = (response) => { response.statusCode = 503; response.end(); };
const accept = (response) => { waiting.push(response); if (!isBusy) serveNext(); };
const listen = (handle) => createServer((_, response) => handle(response)).listen(process.env.PORT, "127.0.0.1");
`;

export const overloadServers = {
  /** Refuses at once what it cannot serve soon. */
  graceful: `${queue} listen((response) => (waiting.length < 3 ? accept(response) : refuse(response)));`,
  /** Lets everybody wait. */
  degrading: `${queue} listen(accept);`,
  /** The more requests wait, the slower it is. */
  collapse: `${queue} factor = () => (waiting.length > 5 ? 5 : 1); listen(accept);`,
  /** Was once too busy, and is slower from then on. */
  hysteresis: `${queue} let isBroken = false; factor = () => (isBroken ? 3 : 1);
listen((response) => { isBroken ||= waiting.length > 8; if (waiting.length < 20) accept(response); else refuse(response); });`,
} as const;
