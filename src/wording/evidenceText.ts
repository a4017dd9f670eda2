import type { CauseKind } from "../model/cause.ts";
import { formatChange, formatNumber } from "../util/format.ts";
import { causeDifference, causeValue, isTimeUnit } from "./causeText.ts";

/** What was seen of a cause, before it becomes a sentence. */
export interface EvidenceFacts {
  readonly kind: CauseKind;
  /** True if it is a function, statement, host or command, and not the service as a whole. */
  readonly isNamed: boolean;
  readonly unit: string;
  readonly base: number;
  readonly head: number;
  /** Of head − base, 95 %. */
  readonly interval?: readonly [number, number] | undefined;
  /** Times per request of what `base` and `head` count. */
  readonly times?: { readonly base: number; readonly head: number } | undefined;
}

/** One sentence that a colleague would say. */
export function evidenceText(facts: EvidenceFacts): string {
  const { kind, isNamed, unit, base, head, times } = facts;
  const values = valuesText(facts);
  switch (kind) {
    case "cpu":
      return `${isNamed ? "its own part of the CPU time, as the extra rounds divide it" : "CPU time of the service"}, ${values}`;
    case "gc":
      return `time of garbage collections, ${values}`;
    case "run_queue":
      return `its threads are ready and wait for a core, ${values}`;
    case "pool_wait":
      return `${formatNumber(head)} connections at once instead of ${formatNumber(base)}, while more requests wait`;
    case "lock_wait":
      if (isNamed) return `it waits for a lock, or for another thread or goroutine, ${values}`;
      return isTimeUnit(unit)
        ? `its threads sleep until another one wakes them, as for a lock, ${values}`
        : `its threads go to sleep more often, as they do when they wait for a lock, ${values}`;
    case "database_locks":
      return isNamed
        ? `it waits for a lock of the database: ${callsText(unit, base, head)}`
        : `statements wait for a lock of the database, ${values}`;
    case "stall":
      return `nothing was answered for a while, again and again, ${values}`;
    case "file_descriptors":
      return unit === "1"
        ? `it has as many files and sockets open as it may: ${formatNumber(head)} instead of ${formatNumber(base)}`
        : `growth of open files and sockets, ${values}`;
    case "memory_leak":
      return `growth of memory, ${values}`;
    case "memory":
      return `pages are read back from the disk, ${values}`;
    case "connections":
      return `connections that ${isNamed ? "it" : "its clients"} opened, ${values}`;
    case "response_size":
      return `the answer has ${causeValue(head, unit)} instead of ${causeValue(base, unit)}${change(base, head)}`;
    case "dependency":
      return `CPU time of its container, ${values}${change(base, head)}`;
    case "database_statements":
    case "database_slow_statement":
    case "redis":
    case "outbound_calls":
      return `${callsText(unit, base, head)}${timesText(times, unit)}`;
    case "disk":
      return isTimeUnit(unit) ? `its threads wait for the file, ${values}` : values;
    case "event_loop":
      return `time of its busiest thread or goroutine, which others wait for, ${values}`;
    case "network":
    case "errors":
      return values;
  }
}

/** Of a service that lets its calls wait for each other. */
export const callsInTurnText = ({ base, head }: { readonly base: number; readonly head: number }): string =>
  `calls wait for each other in the service, as for a lock: ${formatNumber(head)} at once instead of ${formatNumber(base)}, and none waits for a connection`;

/** +0.15 ms to +0.21 ms per request (95 %) */
function valuesText({ unit, base, head, interval }: EvidenceFacts): string {
  if (interval === undefined) return `${causeValue(head, unit)} per request instead of ${causeValue(base, unit)}`;
  const [low, high] = interval;
  return `${causeDifference(low, unit)} to ${causeDifference(high, unit)} per request (95 %)`;
}

const callsText = (unit: string, base: number, head: number): string =>
  unit.startsWith("ms")
    ? `it takes ${causeValue(head, unit)} per request instead of ${causeValue(base, unit)}`
    : `${causeValue(head, unit)} calls per request instead of ${causeValue(base, unit)}`;
const timesText = (times: EvidenceFacts["times"], unit: string): string =>
  times === undefined || unit.startsWith("ms")
    ? ""
    : `, which take ${causeValue(times.head, "ms")} instead of ${causeValue(times.base, "ms")}`;
const change = (base: number, head: number): string => (base > 0 ? ` (${formatChange(head / base - 1)})` : "");
const advice: Readonly<Record<CauseKind, string>> = {
  cpu: "look at what changed in it and in its callers",
  run_queue: "give the service more cores, or let fewer threads be busy at once",
  gc: "allocate less on the way of a request",
  event_loop: "move long work out of this thread or event loop, or share it among several",
  memory: "keep less in memory, or give the service more of it",
  memory_leak: "look for a collection that only grows",
  disk: "write less on the way of a request, or in the background and many at once",
  network: "look for lost packets and full buffers",
  connections: "keep connections open and use them again (keep-alive, a pool)",
  file_descriptors: "close files and sockets after their use",
  pool_wait: "raise the pool's size, or give connections back earlier",
  lock_wait: "hold the lock for less time, or split it",
  database_statements: "fetch what a request needs with one statement (a join, or WHERE … IN)",
  database_slow_statement: "look at the statement's plan (EXPLAIN ANALYZE) and its indexes",
  database_locks: "hold row locks for less time, and take them in one order",
  redis: "send fewer commands, or several at once (MGET, pipelines)",
  outbound_calls: "call it less often, several times at once, or keep its answers",
  stall: "look for work that stops everything, such as a timer, a full collection or a global lock",
  errors: "look at the service's log",
  response_size: "send only what the client needs, or compress it",
  dependency: "look at what the service asks it for, and how often",
};

export const adviceText = (kind: CauseKind): string => advice[kind];

/** `moved`: how many things moved with the change, but too little. */
export const unexplainedText = (moved: number): string =>
  moved === 0 ? "nothing that was measured moved with it" : "nothing that was measured accounts for half of it";
