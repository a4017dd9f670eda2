import { mean, sum } from "simple-statistics";
import type { CauseKind } from "../../model/cause.ts";
import type { Arm } from "../../model/plan.ts";
import type { NetworkReading, Reading, TreeReading } from "../../model/reading.ts";
import type { ArmPhase, RoundRecord } from "../../model/record.ts";
import { millis } from "../../model/unit.ts";
import { detectStalls } from "../detectors/stall.ts";
import { cpuMsPerRequest, memoryGrowthPerRequest, sentIn } from "../resourceUsage.ts";
import type { Signal, SignalCause } from "../signals.ts";
import { lockWaits, signals } from "../signals.ts";
import type { Candidate } from "./candidate.ts";

/** A signal per request, of one arm in one round. */
export interface RoundSignal extends Omit<SignalCause, "kind"> {
  readonly kind: CauseKind;
  readonly value: (phases: readonly ArmPhase[]) => number | undefined;
  /** The response waits for it, so that it converts into latency as it is. */
  readonly isTime: boolean;
}

const isTree = (reading: Reading): reading is TreeReading => reading.kind === "process_tree";
const isNetwork = (reading: Reading): reading is NetworkReading => reading.kind === "network";

/** The growth of a counter from the first to the last reading of each phase, for each request that was sent. */
function counterPerRequest(read: Signal["read"]) {
  return (phases: readonly ArmPhase[]): number | undefined => {
    const growths = phases.flatMap(({ readings }) => {
      const values = readings.flatMap((reading) => read(reading) ?? []);
      const [first, last] = [values[0], values.at(-1)];
      return first === undefined || last === undefined || values.length < 2 || last < first ? [] : last - first;
    });
    return growths.length < phases.length ? undefined : perRequest(sum(growths), phases);
  };
}

function perRequest(total: number, phases: readonly ArmPhase[]): number | undefined {
  const sent = sentIn(phases);
  return sent > 0 ? total / sent : undefined;
}

/** Descriptors may be returned, so that their level may shrink. Those of clients' connections are no leak. */
function openFilesPerRequest(phases: readonly ArmPhase[]): number | undefined {
  const growths = phases.flatMap(({ readings }) => {
    const files = levelGrowth(readings.filter(isTree).map(({ fileDescriptors }) => fileDescriptors));
    const clients = levelGrowth(
      readings.filter(isNetwork).map(({ sockets }) => sockets && (sockets["established"] ?? 0)),
    );
    return files === undefined ? [] : files - Math.max(0, clients ?? 0);
  });
  return growths.length < phases.length ? undefined : perRequest(sum(growths), phases);
}

/** From the first to the last known one. `undefined` with fewer than two. */
function levelGrowth(levels: readonly (number | undefined)[]): number | undefined {
  const known = levels.filter((level) => level !== undefined);
  const [first, last] = [known[0], known.at(-1)];
  return first === undefined || last === undefined || known.length < 2 ? undefined : last - first;
}

function connectionsPerRequest(phases: readonly ArmPhase[]): number | undefined {
  const opened = phases.flatMap(({ record }) => record.connectionsOpened ?? []);
  return opened.length < phases.length ? undefined : perRequest(sum(opened), phases);
}

/** Time of connections that wait for a lock. Their mean number times the time is the sum of their waits (Little). */
export function databaseLockMs(phases: readonly ArmPhase[]): number | undefined {
  const waits = phases.flatMap(({ readings, record }) => {
    const waiting = readings.flatMap((reading) =>
      reading.kind === "postgres" && reading.waits !== undefined ? lockWaits(reading.waits) : [],
    );
    return waiting.length < 2 ? [] : mean(waiting) * record.offeredMs;
  });
  return waits.length < phases.length ? undefined : perRequest(sum(waits), phases);
}

/** A shorter stall is not felt. The anomaly of that name has a limit of its own. */
const shortestStallMs = millis(100);
const noLimits = { cpu: 0, memory: 0, p95: 0, throughputVariation: 0, errors: 0, memoryGrowth: 0, latencyDrift: 0 };
const noMachine = { cores: 1, memoryBytes: 1 };

/** The wait in stalls. Requests that come in a stall wait for half of it, on average. */
function stallMs(phases: readonly ArmPhase[]): number | undefined {
  if (phases.some(({ record }) => record.slices.length === 0)) return undefined;
  const waits = phases.flatMap((phase) => {
    const { record } = phase;
    const perMs = sum(record.requests.map(({ due }) => due)) / Math.max(1, record.offeredMs);
    return stallsIn(phase).map((value) => (perMs * value ** 2) / 2);
  });
  return perRequest(sum(waits), phases);
}

function stallsIn(phase: ArmPhase): readonly number[] {
  const limits = { ...noLimits, stall: shortestStallMs };
  const stalls = detectStalls({ ...phase, readings: [], limits, machine: noMachine, spec: undefined });
  return stalls.map(({ value }) => value);
}

/** How long a stall lasts, and the time from one to the next. `undefined` without a stall. */
export function stallRhythm(phases: readonly ArmPhase[]): NonNullable<Candidate["rhythm"]> | undefined {
  const lengths = phases.flatMap(stallsIn);
  if (lengths.length === 0) return undefined;
  const offeredMs = sum(phases.map(({ record }) => record.offeredMs));
  return { lastsMs: millis(mean(lengths)), everyMs: millis(offeredMs / lengths.length) };
}

const ofTable = signals.flatMap(({ read, cause }): readonly RoundSignal[] =>
  cause === undefined ? [] : [{ ...cause, isTime: cause.unit === "ms/request", value: counterPerRequest(read) }],
);

/** Everything that may be a cause and is measured in each round. */
export const roundSignals: readonly RoundSignal[] = [
  ...ofTable,
  {
    ...{ kind: "cpu", unit: "ms/request", smallest: { ratio: 0.04, amount: 0.01 }, isTime: true },
    value: cpuMsPerRequest,
  },
  {
    // No time of its own: requests wait behind each other for it.
    ...{ kind: "event_loop", unit: "ms/request", smallest: { ratio: 0.5, amount: 0.1 }, isTime: false },
    value: counterPerRequest((reading) => (isTree(reading) ? reading.busiestThreadMs : undefined)),
  },
  {
    ...{ kind: "stall", unit: "ms/request", smallest: { ratio: 0.5, amount: 0.1 }, isTime: true },
    value: stallMs,
  },
  {
    ...{ kind: "database_locks", unit: "ms/request", smallest: { ratio: 0.5, amount: 0.2 }, isTime: true },
    value: databaseLockMs,
  },
  {
    ...{ kind: "lock_wait", unit: "1/request", smallest: { ratio: 0.15, amount: 0.2 }, isTime: false },
    value: counterPerRequest((reading) => (isTree(reading) ? reading.voluntarySwitches : undefined)),
  },
  {
    ...{ kind: "connections", unit: "1/request", smallest: { ratio: 0.5, amount: 0.2 }, isTime: false },
    value: connectionsPerRequest,
  },
  {
    ...{ kind: "file_descriptors", unit: "1/request", smallest: { ratio: 0.25, amount: 0.05 }, isTime: false },
    value: openFilesPerRequest,
  },
  {
    ...{ kind: "memory_leak", unit: "bytes/request", smallest: { ratio: 0.5, amount: 4096 }, isTime: false },
    value: memoryGrowthPerRequest,
  },
];

export const measuredPhases = ({ phases }: RoundRecord, arm: Arm): readonly ArmPhase[] =>
  phases.filter((phase) => phase.arm === arm && !phase.warmup);

/** The most connections that the arm had to each other address at once, in one round. */
export function outboundConnections(phases: readonly ArmPhase[]): ReadonlyMap<string, number> {
  const most = new Map<string, number>();
  for (const { outbound = {} } of phases.flatMap(({ readings }) => readings.filter(isNetwork)))
    for (const [address, count] of Object.entries(outbound)) most.set(address, Math.max(count, most.get(address) ?? 0));
  return most;
}
