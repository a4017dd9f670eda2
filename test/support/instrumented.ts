import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Instrument, InstrumentContext, ObservationResult } from "../../src/explain/instrument.ts";
import type { InstrumentRecord } from "../../src/model/reading.ts";
import { millis } from "../../src/model/unit.ts";
import { freePort } from "../../src/service/port.ts";
import { spawnTree } from "../../src/shell/processTree.ts";
import { workspace } from "./loadgate.ts";

/** A real service with one instrument, as in an extra round. */

export interface InstrumentedService {
  readonly command: string;
  readonly files: Readonly<Record<string, string>>;
  readonly create: (context: InstrumentContext) => Instrument;
  readonly env?: Readonly<Record<string, string>>;
  /** Requests that are sent one after the other, before and while the instrument observes. */
  readonly requests?: number;
  readonly durationMs?: number;
}

export interface Instrumented extends ObservationResult {
  /** The processes that are left of instrument and service. */
  readonly left: number;
  /** Marks every process of service and instrument. */
  readonly mark: string;
  /** The report's directory. */
  readonly at: (path: string) => string;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
}

export async function instrumented(options: InstrumentedService): Promise<Instrumented> {
  const { command, files, create, env = {}, requests = 40, durationMs = 1000 } = options;
  const folder = await workspace(files);
  const { signal } = new AbortController();
  const run = randomUUID();
  const environment = { PATH: process.env["PATH"] ?? "", HOME: process.env["HOME"] ?? "", ...env };
  const directory = folder.at(".");
  const own = { directory, environment };
  const instrument = create({
    temporary: folder.at("tmp"),
    out: folder.at("out"),
    scenario: "steady",
    requests: ["GET /"],
    arms: { base: own, head: own },
    mark: () => ({ name: "LOADGATE_RUN", value: `${run}/instrument` }),
    tls: { verify: false },
    signal,
  });
  const attachment = await instrument.attach("head", 0);
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const tree = await spawnTree({
    command,
    directory,
    env: { ...environment, ...attachment.environment, PORT: String(port) },
    logFile: join(directory, "service.log"),
    mark: { name: "LOADGATE_RUN", value: `${run}/head` },
  });
  try {
    await untilAnswered(origin);
    const send = async () => {
      // A service may close a kept connection at the moment at which the next request is sent on it.
      const get = async () => await (await fetch(origin)).text();
      for (let n = 0; n < requests; n++) await get().catch(get);
    };
    await send();
    const pids = () => [tree.pid, ...tree.members().flatMap(({ pid }) => (pid === tree.pid ? [] : pid))];
    const observation = await attachment.observe({ origin, pids, durationMs: millis(durationMs) });
    const endMs = Date.now() + durationMs;
    do await send();
    while (durationMs > 1000 && Date.now() < endMs);
    const result = await observation.stop();
    await tree.stop(millis(500), signal);
    return {
      ...result,
      left: tree.members().length,
      mark: `LOADGATE_RUN=${run}`,
      at: folder.at,
      [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
    };
  } finally {
    await tree.stop(millis(100), signal);
    await attachment[Symbol.asyncDispose]();
  }
}

async function untilAnswered(origin: string): Promise<void> {
  for (let tries = 0; tries < 1500; tries++) {
    const response = await fetch(origin).catch(() => undefined);
    if (response !== undefined) return;
    await sleep(30);
  }
  throw new Error(`nothing answered at ${origin}`);
}

/** The only record of that kind. */
export function recordOf<K extends InstrumentRecord["kind"]>(
  { records }: ObservationResult,
  kind: K,
): Extract<InstrumentRecord, { readonly kind: K }> {
  const found = records.filter((record): record is Extract<InstrumentRecord, { kind: K }> => record.kind === kind);
  const [only, ...others] = found;
  if (only === undefined || others.length > 0) throw new Error(`expected one record ${kind}, got ${found.length}`);
  return only;
}
