import type { Socket } from "node:net";
import { type Millis, millis } from "../../../model/unit.ts";
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
    const server = await openUpstream(upstream, client);
    forward(client, server, observerOf(log), () => {
      log.addProblem("a connection has replies without commands, or does not speak Redis's protocol");
    });
  };
/** Behind these, replies come that no command asked for. */
const freeReplies = /^(P|S)?SUBSCRIBE$|^(MONITOR|SYNC|PSYNC|CLIENT REPLY)$/;
/** Times each command from its last byte to its reply. One that waits behind others begins when they are done. */
function observerOf(log: StatementLog): Observer {
  const pending: { readonly name: string; readonly atMs: Millis }[] = [];
  let nowMs = millis(0);
  let lastEndMs = millis(0);
  let isFollowed = true;
  const commands = commandReader((name) => {
    if (freeReplies.test(name)) isFollowed = false;
    pending.push({ name, atMs: nowMs });
  });
  const replies = replyReader((kind) => {
    const command = kind === "reply" ? pending.shift() : undefined;
    if (command === undefined) return;
    log.add(command.name, millis(Math.max(command.atMs, lastEndMs)), nowMs);
    lastEndMs = nowMs;
  });
  const push = (reader: LineReader) => (chunk: Buffer, atMs: Millis) => {
    nowMs = atMs;
    if (isFollowed) reader.push(chunk);
  };
  return { fromClient: push(commands), fromServer: push(replies) };
}
