/**
 * The part of the Node instrument that runs inside the service: `hookSource` makes a file of the functions of this module,
 * and `--require` loads it into every process and thread. So they use nothing from outside, and no syntax later than
 * Node 16. Loadgate's orders come by a Unix socket, because signals are the service's own. Nothing is measured before
 * the order to start, except by the profiler, and the socket keeps no process alive.
 */

/** The variable with the directory in which Loadgate listens, and in which the files are written. */
export const directoryVariable = "LOADGATE_INSTRUMENTS";

type Load = (id: string) => unknown;

export interface HookOptions {
  /** Time between two samples. Absent: the CPU profile is left to another instrument. */
  readonly cpuIntervalUs?: number;
  readonly heapIntervalBytes: number;
}

interface Part {
  /** Ends the observation. Works synchronously, as the end of a process demands. */
  stop(): Record<string, unknown>;
}

type CreatePart = () => Part;

/** Connects to Loadgate, and does what it orders. Never throws: the service must run as without it. */
function runHook(load: Load, options: HookOptions): void {
  const directory = process.env["LOADGATE_INSTRUMENTS"];
  if (directory === undefined || directory === "") return;
  const net = load("node:net") as typeof import("node:net");
  const fs = load("node:fs") as typeof import("node:fs");
  const { threadId } = load("node:worker_threads") as typeof import("node:worker_threads");
  const socket = net.connect(`${directory}/control`);
  const creators = [
    ...(options.cpuIntervalUs === undefined ? [] : [profileCpu(load, options.cpuIntervalUs)]),
    () => sampleAllocations(load, options),
    () => observeRuntime(load),
    () => observeCalls(load),
  ];
  let parts: readonly Part[] = [];
  const finish = () => {
    if (parts.length === 0) return;
    const result: Record<string, unknown> = { pid: process.pid, threadId };
    for (const part of parts) Object.assign(result, attempt(() => part.stop()) || {});
    parts = [];
    const file = `${directory}/${process.pid}-${threadId}`;
    fs.writeFileSync(`${file}.partial`, JSON.stringify(result));
    fs.renameSync(`${file}.partial`, `${file}.json`);
  };
  const obey = (order: string) => {
    if (order === "start" && parts.length === 0) {
      parts = creators.map((create) => attempt(create)).filter((part): part is Part => part !== undefined);
      socket.write("started\n");
    } else if (order === "stop") {
      // The runtime reports a garbage collection one turn of the event loop after it.
      setImmediate(() =>
        setImmediate(() => {
          attempt(finish);
          socket.write("stopped\n");
        }),
      );
    }
  };
  let received = "";
  socket.setEncoding("utf8");
  socket.on("data", (text: string) => {
    const lines = (received + text).split("\n");
    received = lines.pop() || "";
    for (const line of lines) attempt(() => obey(line));
  });
  socket.on("error", () => {});
  socket.unref();
  socket.write("hello\n");
  process.on("exit", () => attempt(finish));
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}

/** A session with the thread's own inspector, whose answers come at once. */
function openInspector(load: Load) {
  const { Session } = load("node:inspector") as typeof import("node:inspector");
  const session = new Session();
  session.connect();
  const post = (method: string, parameters: object = {}): unknown => {
    let result: unknown;
    session.post(method, parameters, (_, value) => {
      result = value;
    });
    return result;
  };
  return { post, close: () => session.disconnect() };
}

/** V8 counts an inlined function as its caller, and inlines differently from start to start. Both arms run without it. */
function keepFunctionsApart(load: Load): void {
  const v8 = load("node:v8") as typeof import("node:v8");
  v8.setFlagsFromString("--no-turbo-inlining");
  // Node 22 has a second compiler that inlines.
  if (Number(process.versions.v8.split(".")[0]) >= 12) v8.setFlagsFromString("--no-maglev-inlining");
}

/**
 * CPU time by function. The profiler runs from the start of the process, because it takes a function that was compiled
 * earlier for its caller. The samples of the time before the order to start are left out.
 */
function profileCpu(load: Load, intervalUs: number): CreatePart {
  attempt(() => keepFunctionsApart(load));
  const inspector = openInspector(load);
  inspector.post("Profiler.enable");
  inspector.post("Profiler.setSamplingInterval", { interval: intervalUs });
  inspector.post("Profiler.start");
  // The profile's times are of the same clock.
  const nowUs = () => Number(process.hrtime.bigint()) / 1e3;
  return () => {
    const startUs = nowUs();
    return {
      stop() {
        const { profile } = inspector.post("Profiler.stop") as { profile: import("node:inspector").Profiler.Profile };
        inspector.close();
        const { samples = [], timeDeltas = [] } = profile;
        let atUs = profile.startTime;
        let first = 0;
        for (; first < samples.length; first += 1) {
          const nextUs = atUs + (timeDeltas[first] || 0);
          if (nextUs >= startUs) break;
          atUs = nextUs;
        }
        const cpu = { ...profile, startTime: atUs, samples: samples.slice(first), timeDeltas: timeDeltas.slice(first) };
        return { cpu, maps: attempt(() => sourceMapsOf(load, profile.nodes)) || {} };
      },
    };
  };
}

/** Allocated bytes by function, whether they are free again or not. */
function sampleAllocations(load: Load, { heapIntervalBytes }: HookOptions): Part {
  // Node 18 counts only what is still in use.
  if (Number(process.versions.node.split(".")[0]) < 20) throw new Error("no allocations");
  const inspector = openInspector(load);
  inspector.post("HeapProfiler.enable");
  inspector.post("HeapProfiler.startSampling", {
    samplingInterval: heapIntervalBytes,
    includeObjectsCollectedByMajorGC: true,
    includeObjectsCollectedByMinorGC: true,
  });
  return {
    stop() {
      const { profile } = inspector.post("HeapProfiler.stopSampling") as { profile: unknown };
      inspector.close();
      return { heap: profile };
    },
  };
}

/** Code that was compiled in the process, as tsx does, has its map nowhere else. */
function sourceMapsOf(
  load: Load,
  nodes: readonly { readonly callFrame: { readonly url: string } }[],
): Record<string, unknown> {
  const { findSourceMap } = load("node:module") as typeof import("node:module");
  const maps: Record<string, unknown> = {};
  for (const url of new Set(nodes.map(({ callFrame }) => callFrame.url))) {
    if (!/^(file:|\/)/.test(url)) continue;
    const path = url.startsWith("file:") ? decodeURIComponent(url.slice(7)) : url;
    const map = attempt(() => findSourceMap(path) || findSourceMap(url));
    if (map !== undefined) maps[url] = map.payload;
  }
  return maps;
}

/** Garbage collection and the event loop. */
function observeRuntime(load: Load): Part {
  const hooks = load("node:perf_hooks") as typeof import("node:perf_hooks");
  const delayResolutionMs = 10;
  const collections: number[] = [];
  const add = (entries: readonly { readonly duration: number }[]) => {
    for (const { duration } of entries) collections.push(duration);
  };
  const observer = new hooks.PerformanceObserver((list) => add(list.getEntries()));
  observer.observe({ entryTypes: ["gc"] });
  const delay = hooks.monitorEventLoopDelay({ resolution: delayResolutionMs });
  delay.enable();
  const before = hooks.performance.eventLoopUtilization();
  return {
    stop() {
      const { utilization } = hooks.performance.eventLoopUtilization(before);
      delay.disable();
      add(observer.takeRecords());
      observer.disconnect();
      // The histogram has the time between two timers.
      const lateMs = (nanos: number) => Math.max(0, nanos / 1e6 - delayResolutionMs);
      return {
        gc: {
          count: collections.length,
          totalMs: collections.reduce((sum, one) => sum + one, 0),
          longestMs: collections.reduce((most, one) => Math.max(most, one), 0),
        },
        eventLoop: {
          utilization,
          ...(delay.max > 0 ? { delayP50Ms: lateMs(delay.percentile(50)), delayMaxMs: lateMs(delay.max) } : {}),
        },
      };
    },
  };
}

/** Calls of other services, by host, as `http`, `https`, `undici` and `fetch` publish them. */
function observeCalls(load: Load): Part {
  const channels = load("node:diagnostics_channel") as typeof import("node:diagnostics_channel");
  const hosts: Record<string, { calls: number; timeMs: number; queuedMs?: number }> = Object.create(null);
  const open = new Map<unknown, { readonly host: string; readonly at: [number, number] }>();
  const created = new WeakMap<object, [number, number]>();
  const sinceMs = (at: [number, number]) => {
    const [seconds, nanos] = process.hrtime(at);
    return seconds * 1e3 + nanos / 1e6;
  };
  /** A call waits for a connection until it is sent. */
  const addQueued = (host: string, at: [number, number]) => {
    const calls = hosts[host];
    if (calls !== undefined) calls.queuedMs = (calls.queuedMs || 0) + sinceMs(at);
  };
  const begin = (request: unknown, host: string) => {
    const calls = hosts[host] || { calls: 0, timeMs: 0 };
    calls.calls += 1;
    hosts[host] = calls;
    open.set(request, { host, at: process.hrtime() });
  };
  const end = (message: unknown) => {
    const { request } = message as { readonly request: unknown };
    const call = open.get(request);
    if (call === undefined) return;
    open.delete(request);
    const calls = hosts[call.host];
    if (calls !== undefined) calls.timeMs += sinceMs(call.at);
  };
  const createHttp = (message: unknown) => {
    const { request } = message as { readonly request: import("node:http").ClientRequest };
    created.set(request, process.hrtime());
  };
  const beginHttp = (message: unknown) => {
    const { request } = message as { readonly request: import("node:http").ClientRequest };
    const host = String(request.getHeader("host") || request.host);
    begin(request, host);
    const at = created.get(request);
    if (at !== undefined) addQueued(host, at);
  };
  const beginUndici = (message: unknown) => {
    const { request } = message as { readonly request: { readonly origin?: unknown } };
    begin(request, String(request.origin).replace(/^https?:\/\//, ""));
  };
  const sendUndici = (message: unknown) => {
    const call = open.get((message as { readonly request: unknown }).request);
    if (call !== undefined) addQueued(call.host, call.at);
  };
  const opened: Record<string, number> = Object.create(null);
  const countConnection = (message: unknown) => {
    const { socket } = message as { readonly socket: import("node:net").Socket };
    socket.once("connect", () => {
      const { remoteAddress, remotePort } = socket;
      // A Unix socket has no address.
      if (remoteAddress === undefined) return;
      const address = `${remoteAddress}:${remotePort}`;
      opened[address] = (opened[address] || 0) + 1;
    });
  };
  const listeners: readonly [string, (message: unknown) => void][] = [
    // From Node 22 on.
    ["http.client.request.created", createHttp],
    ["http.client.request.start", beginHttp],
    ["http.client.response.finish", end],
    ["http.client.request.error", end],
    ["undici:request:create", beginUndici],
    ["undici:client:sendHeaders", sendUndici],
    ["undici:request:trailers", end],
    ["undici:request:error", end],
    ["net.client.socket", countConnection],
  ];
  for (const [name, listen] of listeners) channels.channel(name).subscribe(listen);
  return {
    stop() {
      for (const [name, listen] of listeners) channels.channel(name).unsubscribe(listen);
      return {
        outbound: Object.keys(hosts).map((host) => ({ host, ...hosts[host] })),
        opened: Object.keys(opened).map((address) => ({ address, count: opened[address] })),
      };
    },
  };
}

/** The text of the file that `--require` loads. */
export function hookSource(options: HookOptions): string {
  const functions = [
    ...[attempt, openInspector, keepFunctionsApart, profileCpu, sampleAllocations, sourceMapsOf],
    ...[observeRuntime, observeCalls, runHook],
  ];
  return `"use strict";
${functions.map(String).join("\n\n")}

try {
  runHook(require, ${JSON.stringify(options)});
} catch {}
`;
}
