import type { Socket } from "node:net";
import { type Millis, millis } from "../../../model/unit.ts";
import { nowMs } from "../../../shell/clock.ts";
import { forward, type Observer, openUpstream, type Upstream } from "../forward.ts";
import type { StatementLog } from "../statementLog.ts";
import { commandReader } from "./commandReader.ts";
import type { LineReader } from "./lineReader.ts";
import { replyReader } from "./replyReader.ts";

/** Serves the connections of one service. */
export const redisRelay =
  (upstream: Upstream, log: StatementLog) =>
  async (client: Socket): Promise<void> => {
    log.connections += 1;
    const startMs = nowMs();
    const server = await openUpstream(upstream, client);
    forward(client, server, observerOf(log, startMs), () => {
      log.addProblem("a connection has replies without commands, or does not speak Redis's protocol");
    });
  };
/** Behind these, replies come that no command asked for. */
const freeReplies = /^(P|S)?SUBSCRIBE$|^(MONITOR|SYNC|PSYNC|CLIENT REPLY)$/;
/** Times each command from its last byte to its reply. One that waits behind others begins when they are done. */
function observerOf(log: StatementLog, startMs: Millis): Observer {
  let isAnswered = false;
  const pending: { readonly name: string; readonly atMs: Millis }[] = [];
  let seenMs = millis(0);
  let lastEndMs = millis(0);
  let isFollowed = true;
  const commands = commandReader((name) => {
    if (freeReplies.test(name)) isFollowed = false;
    pending.push({ name, atMs: seenMs });
  });
  const replies = replyReader((kind) => {
    const command = kind === "reply" ? pending.shift() : undefined;
    if (command === undefined) return;
    if (!isAnswered) log.addConnection(startMs, seenMs);
    isAnswered = true;
    log.add(command.name, millis(Math.max(command.atMs, lastEndMs)), seenMs);
    lastEndMs = seenMs;
  });
  const push = (reader: LineReader) => (chunk: Buffer, atMs: Millis) => {
    seenMs = atMs;
    if (isFollowed) reader.push(chunk);
  };
  return { fromClient: push(commands), fromServer: push(replies) };
}
