import { sum } from "simple-statistics";
import type { CauseKind } from "../model/cause.ts";
import type {
  NetworkReading,
  PostgresReading,
  Reading,
  RedisReading,
  SystemReading,
  TreeReading,
} from "../model/reading.ts";

/**
 * Something that a monitor reads. `counter`: it only grows, and is shown per second. `level`: it is shown as it is.
 */
export interface Signal {
  readonly name: string;
  /** Of the shown value, such as cores, bytes or bytes/s. */
  readonly unit: string;
  readonly form: "counter" | "level";
  /** `machine`: both arms have the same readings, so that it does not tell them apart. */
  readonly scope: "arm" | "machine";
  /** The shown value is the counter's growth per ms, times this. 1000 unless it counts time. */
  readonly factor?: number;
  readonly read: (reading: Reading) => number | undefined;
  /** The shown value of the time between two readings, if it is no rate. */
  readonly between?: (before: Reading, after: Reading) => number | undefined;
  /** Present if it can be a cause of a change. */
  readonly cause?: SignalCause;
}

export interface SignalCause {
  readonly kind: CauseKind;
  /** What it is about, if the kind does not say it. */
  readonly subject?: string;
  /** Of the value per request. */
  readonly unit: "ms/request" | "bytes/request" | "1/request";
  /** Smaller changes matter to nobody: a share of the base, and an amount in the unit. */
  readonly smallest: { readonly ratio: number; readonly amount: number };
}

const ofTree = (value: (reading: TreeReading) => number | undefined) => (reading: Reading) =>
  reading.kind === "process_tree" ? value(reading) : undefined;
const ofSystem = (value: (reading: SystemReading) => number | undefined) => (reading: Reading) =>
  reading.kind === "system" ? value(reading) : undefined;
const ofNetwork = (value: (reading: NetworkReading) => number | undefined) => (reading: Reading) =>
  reading.kind === "network" ? value(reading) : undefined;

/** A database that both arms use at once does not tell them apart. */
const ofPostgres = (value: (reading: PostgresReading) => number | undefined) => (reading: Reading) =>
  reading.kind === "postgres" && reading.isOwn ? value(reading) : undefined;
const ofRedis = (value: (reading: RedisReading) => number | undefined) => (reading: Reading) =>
  reading.kind === "redis" && reading.isOwn ? value(reading) : undefined;
const arm = { scope: "arm" } as const;
const machine = { scope: "machine" } as const;
const counter = { form: "counter" } as const;
const level = { form: "level" } as const;

/** A counter of milliseconds per millisecond. */
const cores = { ...counter, unit: "cores", factor: 1 } as const;
const share = { ...counter, unit: "ratio", factor: 1 } as const;

const newConnections = { unit: "1/request", smallest: { ratio: 0.5, amount: 0.05 } } as const;

/** Every signal, one row each. */
export const signals: readonly Signal[] = [
  { name: "CPU", ...cores, ...arm, read: ofTree(({ cpuMs }) => cpuMs) },
  { name: "busiest thread", ...cores, ...arm, read: ofTree(({ busiestThreadMs }) => busiestThreadMs) },
  {
    ...{ name: "waiting for a core", ...cores, ...arm, read: ofTree(({ runQueueMs }) => runQueueMs) },
    cause: { kind: "run_queue", unit: "ms/request", smallest: { ratio: 0.25, amount: 0.05 } },
  },
  {
    ...{ name: "garbage collection", ...cores, ...arm, read: ofTree(({ gcMs }) => gcMs) },
    cause: { kind: "gc", unit: "ms/request", smallest: { ratio: 0.25, amount: 0.02 } },
  },
  { name: "memory", unit: "bytes", ...level, ...arm, read: ofTree(({ rssBytes }) => rssBytes) },
  { name: "threads", unit: "1", ...level, ...arm, read: ofTree(({ threads }) => threads) },
  { name: "open files", unit: "1", ...level, ...arm, read: ofTree(({ fileDescriptors }) => fileDescriptors) },
  { name: "disk read", unit: "bytes/s", ...counter, ...arm, read: ofTree(({ readBytes }) => readBytes) },
  {
    ...{ name: "disk written", unit: "bytes/s", ...counter, ...arm, read: ofTree(({ writtenBytes }) => writtenBytes) },
    cause: { kind: "disk", unit: "bytes/request", smallest: { ratio: 0.25, amount: 512 } },
  },
  {
    ...{ name: "major page faults", unit: "1/s", ...counter, ...arm, read: ofTree(({ majorFaults }) => majorFaults) },
    cause: { kind: "memory", unit: "1/request", smallest: { ratio: 0.5, amount: 0.05 } },
  },
  {
    ...{ name: "voluntary switches", unit: "1/s", ...counter, ...arm },
    read: ofTree(({ voluntarySwitches }) => voluntarySwitches),
  },
  {
    ...{ name: "involuntary switches", unit: "1/s", ...counter, ...arm },
    read: ofTree(({ involuntarySwitches }) => involuntarySwitches),
  },
  { name: "connections", unit: "1", ...level, ...arm, read: ofNetwork(({ sockets }) => sockets?.["established"]) },
  { name: "accept queue", unit: "1", ...level, ...arm, read: ofNetwork(({ acceptQueue }) => acceptQueue) },
  {
    ...{ name: "outbound connections", unit: "1", ...level, ...arm },
    read: ofNetwork(({ outbound }) => outbound && sum(Object.values(outbound))),
  },
  { name: "database connections", unit: "1", ...level, ...arm, read: ofPostgres(({ connections }) => connections) },
  {
    ...{ name: "new database connections", unit: "1/s", ...counter, ...arm },
    read: ofPostgres(({ sessions }) => sessions),
    cause: { kind: "connections", subject: "PostgreSQL", ...newConnections },
  },
  { name: "transactions", unit: "1/s", ...counter, ...arm, read: ofPostgres(({ transactions }) => transactions) },
  { name: "database rows", unit: "1/s", ...counter, ...arm, read: ofPostgres(({ rows }) => rows) },
  { name: "database blocks read", unit: "1/s", ...counter, ...arm, read: ofPostgres(({ blocksRead }) => blocksRead) },
  {
    ...{ name: "temporary files", unit: "bytes/s", ...counter, ...arm },
    read: ofPostgres(({ temporaryBytes }) => temporaryBytes),
    cause: { kind: "database_slow_statement", unit: "bytes/request", smallest: { ratio: 0.5, amount: 4096 } },
  },
  {
    ...{ name: "waits for a database lock", unit: "1", ...level, ...arm },
    read: ofPostgres(({ waits }) => waits && lockWaits(waits)),
  },
  {
    ...{ name: "Redis commands", unit: "1/s", ...counter, ...arm },
    read: ofRedis(({ commands }) => commands && sum(commands.map(({ calls }) => calls))),
  },
  {
    ...{ name: "new Redis connections", unit: "1/s", ...counter, ...arm },
    read: ofRedis(({ sessions }) => sessions),
    cause: { kind: "connections", subject: "Redis", ...newConnections },
  },
  { name: "Redis misses", unit: "1/s", ...counter, ...arm, read: ofRedis(({ misses }) => misses) },
  { name: "Redis evictions", unit: "1/s", ...counter, ...arm, read: ofRedis(({ evictions }) => evictions) },
  { name: "Redis memory", unit: "bytes", ...level, ...arm, read: ofRedis(({ memoryBytes }) => memoryBytes) },
  {
    ...{ name: "machine: CPU", ...cores, ...machine },
    read: ofSystem((reading) => sum(reading.cores.map(({ busyMs }) => busyMs))),
  },
  {
    ...{ name: "machine: stolen CPU", ...cores, ...machine },
    read: ofSystem((reading) => sum(reading.cores.map(({ stealMs }) => stealMs))),
  },
  {
    ...{ name: "machine: memory", unit: "bytes", ...level, ...machine },
    read: ofSystem(({ memoryUsedBytes }) => memoryUsedBytes),
  },
  { name: "machine: waiting for CPU", ...share, ...machine, read: ofSystem(({ pressureMs }) => pressureMs?.cpu) },
  { name: "machine: waiting for disks", ...share, ...machine, read: ofSystem(({ pressureMs }) => pressureMs?.io) },
  {
    ...{ name: "machine: waiting for memory", ...share, ...machine },
    read: ofSystem(({ pressureMs }) => pressureMs?.memory),
  },
  {
    ...{ name: "machine: disk written", unit: "bytes/s", ...counter, ...machine },
    read: ofSystem(({ diskWrittenBytes }) => diskWrittenBytes),
  },
  {
    name: "machine: retransmits",
    unit: "1/s",
    ...counter,
    ...machine,
    read: ofNetwork(({ retransmits }) => retransmits),
  },
  {
    ...{ name: "machine: full accept queues", unit: "1/s", ...counter, ...machine },
    read: ofNetwork(({ listenOverflows }) => listenOverflows),
  },
  {
    ...{ name: "CPU quota: held back", ...share, ...machine },
    read: (reading) => (reading.kind === "cpu_quota" ? reading.throttledMs : undefined),
  },
];

/** Connections that wait for a lock, from the waits of one reading. */
export const lockWaits = (waits: Readonly<Record<string, number>>): number =>
  sum(Object.entries(waits).map(([event, count]) => (event.startsWith("Lock:") ? count : 0)));
