import { setTimeout as sleep } from "node:timers/promises";
import type { Arm } from "../../model/plan.ts";
import type { InstrumentRecord } from "../../model/reading.ts";
import { type Millis, millis } from "../../model/unit.ts";
import { nowMs, threadCpuMs } from "../../shell/clock.ts";
import { writtenFiles } from "../../shell/processFiles.ts";
import { commandOf } from "../../shell/procfs.ts";
import { listenersOf } from "../../shell/sockets.ts";
import type { Instrument, Observation, ObservationResult, ObservedService } from "../instrument.ts";
import { ConnectionLog } from "./connectionLog.ts";
import { outboundOf, type SeenSockets } from "./outboundOf.ts";
import { SocketTurnover } from "./socketTurnover.ts";
import { WaitSampler } from "./waitSampler.ts";

export interface WaitsOptions {
  /** Ports of databases that are counted more exactly. */
  readonly databasePorts: readonly number[];
}

const sampleEveryMs = millis(10);
/** From the first sample of a pair to the second one. */
const turnoverMs = millis(2);
/** A service of a thousand threads is looked at less often. */
const mostBusyShare = 0.1;
/** One look at the connections in so many samples. */
const samplesPerLook = 10;

/**
 * What the threads of any service wait for: locks, files, and other services, by the system calls in which they sleep. It
 * needs no setting.
 */
export function waitsInstrument({ databasePorts }: WaitsOptions): Instrument {
  const remotes = new Set<string>();
  const seen = new Map<Arm, SeenSockets>();
  return {
    async attach(arm) {
      const over = new AbortController();
      return {
        environment: {},
        observe: (service) => observeWaits({ arm, service, databasePorts, remotes, seen }, over.signal),
        [Symbol.asyncDispose]: async () => over.abort(),
      };
    },
  };
}

interface ObservedArm extends WaitsOptions {
  readonly arm: Arm;
  readonly service: ObservedService;
  readonly remotes: Set<string>;
  /** Of both arms in this round. */
  readonly seen: Map<Arm, SeenSockets>;
}

async function observeWaits(
  { arm, service: { origin, pids }, databasePorts, remotes, seen }: ObservedArm,
  signal: AbortSignal,
): Promise<Observation> {
  const listeners = listenersOf(pids());
  const own = [...listeners, ...listenersOf([process.pid])].map(({ port }) => port);
  const ignoredPorts = new Set([...own, ...databasePorts, Number(new URL(origin).port)]);
  const connections = new ConnectionLog({ pids, ignoredPorts, remotes });
  const sampler = new WaitSampler(new Set(listeners.map(({ inode }) => inode)));
  const turnover = new SocketTurnover({ pids, ignoredPorts, remotes });
  const sockets: SeenSockets = { connections, turnover, waits: sampler.sockets() };
  seen.set(arm, sockets);
  const ended = new AbortController();
  await connections.start();
  const sizesBefore = sizesOf(pids());
  const run = sampling({ pids, connections, turnover, sampler }, AbortSignal.any([signal, ended.signal]));
  return {
    async stop(): Promise<ObservationResult> {
      ended.abort();
      const durationMs = await run;
      if (!sampler.isAllowed) return { records: [], failures: [`the waits of the ${arm} belong to another user`] };
      const isNode = pids().some((pid) => /^(\S*\/)?node(js)?( |$)/.test(commandOf(pid)));
      const outbound = isNode ? [] : [outboundOf(sockets, seen.get(arm === "base" ? "head" : "base"), durationMs)];
      const written = grownFiles(sizesBefore, sizesOf(pids()));
      const waits = sampler.isOffered ? [{ kind: "waits" as const, waits: sampler.waits(), written }] : [];
      return { records: [...waits, ...outbound] satisfies readonly InstrumentRecord[], failures: [] };
    },
  };
}

function grownFiles(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>) {
  return [...after].flatMap(([name, size]) => {
    const bytes = size - (before.get(name) ?? 0);
    return bytes > 0 ? [{ name, bytes }] : [];
  });
}

const sizesOf = (pids: readonly number[]): ReadonlyMap<string, number> =>
  new Map(pids.flatMap((pid) => [...writtenFiles(pid)]));

interface Sampling {
  readonly pids: () => readonly number[];
  readonly connections: ConnectionLog;
  readonly turnover: SocketTurnover;
  readonly sampler: WaitSampler;
}

/** Samples until the signal, in pairs close together. Returns how long. */
async function sampling({ pids, connections, turnover, sampler }: Sampling, signal: AbortSignal): Promise<Millis> {
  const startMs = nowMs();
  let lastMs = startMs;
  let pairMs = 0;
  for (let n = 1; !signal.aborted; n++) {
    const isFirst = n % 2 === 1;
    const tookMs = cpuMsOf(() => {
      turnover.end(nowMs());
      const atMs = nowMs();
      sampler.sample(pids(), millis(atMs - lastMs));
      lastMs = atMs;
      const isUnknown = [...sampler.sockets().keys()].some((inode) => connections.find(inode) === undefined);
      if (n % samplesPerLook === 0 || isUnknown) connections.look().catch(() => {});
      if (isFirst) turnover.begin(nowMs());
    });
    pairMs = isFirst ? tookMs : pairMs + tookMs;
    if (!isFirst) turnover.findEnds(nowMs());
    const restMs = isFirst ? turnoverMs : Math.max(sampleEveryMs, pairMs / mostBusyShare);
    await sleep(restMs, undefined, { signal }).catch(() => {});
  }
  await connections.finish();
  return millis(lastMs - startMs);
}

function cpuMsOf(act: () => void): Millis {
  const beforeMs = threadCpuMs();
  act();
  return millis(threadCpuMs() - beforeMs);
}
