import type { CauseKind } from "../../model/cause.ts";
import type { Arm } from "../../model/plan.ts";
import type { NetworkReading, Reading, TreeReading } from "../../model/reading.ts";
import type { ArmPhase, RoundRecord } from "../../model/record.ts";
import { cpuMsPerRequest, memoryGrowthPerRequest, sentIn } from "../resourceUsage.ts";

/** One row for each thing that monitors see of a service in every round, per request. */
export interface ServiceSignal {
  readonly kind: CauseKind;
  readonly unit: string;
  /** Smaller changes matter to nobody: a share of the base, and an amount in the unit. */
  readonly smallest: { readonly ratio: number; readonly amount: number };
  /** True if the value is time that the response waits for. */
  readonly isTime: boolean;
  readonly value: (phases: readonly ArmPhase[]) => number | undefined;
  readonly advice: string;
}

const isTree = (reading: Reading): reading is TreeReading => reading.kind === "process_tree";
const isNetwork = (reading: Reading): reading is NetworkReading => reading.kind === "network";

/** The growth of a counter over the phases, for each request that was sent. */
function perRequest<T extends Reading>(
  is: (reading: Reading) => reading is T,
  counter: (reading: T) => number | undefined,
) {
  return (phases: readonly ArmPhase[]): number | undefined => {
    let total = 0;
    for (const { readings } of phases) {
      const values = readings.filter(is).flatMap((reading) => counter(reading) ?? []);
      const [first, last] = [values[0], values.at(-1)];
      if (first === undefined || last === undefined || values.length < 2 || last < first) return undefined;
      total += last - first;
    }
    const sent = sentIn(phases);
    return sent > 0 ? total / sent : undefined;
  };
}

/** The growth of a level from the first to the last reading, for each request. */
function growthPerRequest(level: (reading: TreeReading) => number | undefined) {
  return (phases: readonly ArmPhase[]): number | undefined => {
    const growths = phases.flatMap(({ readings }) => {
      const values = readings.filter(isTree).flatMap((reading) => level(reading) ?? []);
      const [first, last] = [values[0], values.at(-1)];
      return first === undefined || last === undefined ? [] : [last - first];
    });
    const sent = sentIn(phases);
    return growths.length < phases.length || sent === 0 ? undefined : growths.reduce((a, b) => a + b, 0) / sent;
  };
}

export const serviceSignals: readonly ServiceSignal[] = [
  {
    kind: "run_queue",
    unit: "ms/request",
    smallest: { ratio: 0.25, amount: 0.05 },
    isTime: true,
    value: perRequest(isTree, ({ runQueueMs }) => runQueueMs),
    advice: "give the service more cores, or fewer busy threads",
  },
  {
    kind: "cpu",
    unit: "ms/request",
    smallest: { ratio: 0.04, amount: 0.01 },
    isTime: true,
    value: cpuMsPerRequest,
    advice: "look at the functions that grew",
  },
  {
    kind: "disk",
    unit: "bytes/request",
    smallest: { ratio: 0.25, amount: 512 },
    isTime: false,
    value: perRequest(isTree, ({ writtenBytes }) => writtenBytes),
    advice: "look for writes and fsync on the way of a request",
  },
  {
    kind: "file_descriptors",
    unit: "1/request",
    smallest: { ratio: 0.25, amount: 0.05 },
    isTime: false,
    value: growthPerRequest(({ fileDescriptors }) => fileDescriptors),
    advice: "close files and sockets after use",
  },
  {
    kind: "memory_leak",
    unit: "bytes/request",
    smallest: { ratio: 0.5, amount: 8192 },
    isTime: false,
    value: memoryGrowthPerRequest,
    advice: "look for collections that only grow",
  },
  {
    kind: "network",
    unit: "1/request",
    smallest: { ratio: 0.5, amount: 0.05 },
    isTime: false,
    value: perRequest(isNetwork, ({ retransmits }) => retransmits),
    advice: "look for lost packets and full buffers",
  },
];

/** Switches of threads that wait for something, per request. */
export const waitsPerRequest = perRequest(isTree, ({ voluntarySwitches }) => voluntarySwitches);

export const measuredPhases = ({ phases }: RoundRecord, arm: Arm): readonly ArmPhase[] =>
  phases.filter((phase) => phase.arm === arm && !phase.warmup);

/** The most connections that the arm had to each other address at once. */
export function outboundConnections(phases: readonly ArmPhase[]): ReadonlyMap<string, number> {
  const most = new Map<string, number>();
  for (const { outbound = {} } of phases.flatMap(({ readings }) => readings.filter(isNetwork)))
    for (const [address, count] of Object.entries(outbound)) most.set(address, Math.max(count, most.get(address) ?? 0));
  return most;
}
