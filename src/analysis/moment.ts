import { sum } from "simple-statistics";
import type { Reading, SystemReading } from "../model/reading.ts";
import type { ArmPhase } from "../model/record.ts";
import type { MomentFacts } from "../wording/anomalyText.ts";
import { isTreeReading } from "./resourceUsage.ts";

export const isSystemReading = (reading: Reading): reading is SystemReading => reading.kind === "system";

/** What the monitors saw from one moment to another, in ms since the phase's start. */
export function momentFacts({ readings, record }: ArmPhase, fromMs: number, toMs: number): MomentFacts {
  const isWithin = ({ atMs }: Reading) => atMs - record.startMs >= fromMs && atMs - record.startMs <= toMs;
  const within = readings.filter(isWithin);
  return { ...serviceFacts(within), ...machineFacts(within.filter(isSystemReading)) };
}

function serviceFacts(within: readonly Reading[]): MomentFacts {
  const ofTree = within.filter(isTreeReading);
  const [first, last] = [ofTree[0], ofTree.at(-1)];
  if (first === undefined || last === undefined || last.atMs <= first.atMs) return {};
  const ms = last.atMs - first.atMs;
  const growth = (key: "runQueueMs" | "writtenBytes" | "majorFaults") => {
    const values = ofTree.flatMap((reading) => reading[key] ?? []);
    const [before, after] = [values[0], values.at(-1)];
    return before === undefined || after === undefined || values.length < 2 ? undefined : after - before;
  };
  const runQueueMs = growth("runQueueMs");
  return {
    cores: (last.cpuMs - first.cpuMs) / ms,
    runQueueRatio: runQueueMs === undefined ? undefined : runQueueMs / ms,
    writtenBytes: growth("writtenBytes"),
    majorFaults: growth("majorFaults"),
    memoryBytes: last.rssBytes - first.rssBytes,
  };
}

function machineFacts(within: readonly SystemReading[]): MomentFacts {
  const [first, last] = [within[0], within.at(-1)];
  if (first === undefined || last === undefined || last.atMs <= first.atMs) return {};
  const pressure = (kind: "io" | "memory") => {
    const [before, after] = [first.pressureMs?.[kind], last.pressureMs?.[kind]];
    return before === undefined || after === undefined ? undefined : (after - before) / (last.atMs - first.atMs);
  };
  return {
    stealRatio: stealRatio(first, last),
    ioPressureRatio: pressure("io"),
    memoryPressureRatio: pressure("memory"),
  };
}

/** The share of the machine's CPU time that its host gave to others. */
export function stealRatio(first: SystemReading, last: SystemReading): number | undefined {
  const stolenMs = sum(last.cores.map(({ stealMs }) => stealMs)) - sum(first.cores.map(({ stealMs }) => stealMs));
  const ms = (last.atMs - first.atMs) * last.cores.length;
  return ms > 0 && first.cores.length === last.cores.length ? Math.max(0, stolenMs) / ms : undefined;
}
