import { z } from "zod";
import type { CallTree, Frame, InstrumentRecord } from "../../model/reading.ts";
import { millis, ratio } from "../../model/unit.ts";
import { callTreeOf, mergeCallTrees, totalOf, type WeightedStack } from "../formats/callTree.ts";
import { type CallFrame, cpuProfileSchema, type FrameOf, readCpuProfile } from "../formats/cpuProfile.ts";

interface HeapNode {
  readonly callFrame: CallFrame;
  readonly selfSize: number;
  readonly children: readonly HeapNode[];
}

const heapNodeSchema: z.ZodType<HeapNode> = z.lazy(() =>
  z.object({
    callFrame: z.object({
      functionName: z.string(),
      url: z.string(),
      lineNumber: z.number(),
      columnNumber: z.number(),
    }),
    selfSize: z.number(),
    children: z.array(heapNodeSchema),
  }),
);

/** What the hook of one process or thread has written. Parts that its version of Node lacks are absent. */
export const hookResultSchema = z.object({
  pid: z.number(),
  threadId: z.number(),
  cpu: cpuProfileSchema.optional(),
  heap: z.object({ head: heapNodeSchema }).optional(),
  /** Source maps by the address of the script. */
  maps: z.record(z.string(), z.unknown()).default({}),
  gc: z.object({ count: z.number(), totalMs: z.number(), longestMs: z.number() }).optional(),
  eventLoop: z
    .object({ utilization: z.number(), delayP50Ms: z.number().optional(), delayMaxMs: z.number().optional() })
    .optional(),
  outbound: z
    .array(z.object({ host: z.string(), calls: z.number(), timeMs: z.number(), queuedMs: z.number().optional() }))
    .default([]),
  /** Connections to other services. */
  opened: z.array(z.object({ address: z.string(), count: z.number() })).default([]),
});
export type HookResult = z.output<typeof hookResultSchema>;

/** One record a kind, over all processes and threads of the service. `path`: where the raw profile is kept. */
export function recordsOf(
  results: readonly HookResult[],
  frameOf: (result: HookResult) => FrameOf,
  path: string | undefined,
): readonly InstrumentRecord[] {
  if (results.length === 0) return [];
  const cpu = results.flatMap((result) => (result.cpu ? [readCpuProfile(result.cpu, frameOf(result))] : []));
  const heap = results.flatMap((result) => (result.heap ? [allocationTree(result.heap.head, frameOf(result))] : []));
  const calls = outboundOf(results);
  return [
    ...(cpu.length > 0
      ? [{ kind: "cpu_profile" as const, root: mergeCallTrees(cpu), ...(path !== undefined && { path }) }]
      : []),
    runtimeRecord(results),
    ...(heap.length > 0 ? [{ kind: "allocations" as const, root: mergeCallTrees(heap) }] : []),
    // Without a call there is a record too: the other arm may have some.
    { kind: "outbound" as const, calls, opened: openedOf(results) },
  ];
}

/** The result whose functions ran longest. Its raw profile is worth keeping. */
export function busiestOf(results: readonly HookResult[]): HookResult | undefined {
  const busyMs = ({ cpu }: HookResult) =>
    cpu === undefined ? -1 : totalOf(readCpuProfile(cpu, ({ functionName }) => ({ name: functionName })));
  return results.toSorted((a, b) => busyMs(b) - busyMs(a))[0];
}

function allocationTree(head: HeapNode, frameOf: FrameOf): CallTree {
  const stacks: WeightedStack[] = [];
  const open: { readonly node: HeapNode; readonly frames: readonly Frame[] }[] = [{ node: head, frames: [] }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, frames } = next;
    if (node.selfSize > 0 && frames.length > 0) stacks.push({ frames, value: node.selfSize });
    for (const child of node.children) {
      const frame = frameOf(child.callFrame);
      if (frame !== undefined) open.push({ node: child, frames: [...frames, frame] });
    }
  }
  return callTreeOf(stacks);
}

/** Collections are summed. The event loop is that of the busiest thread: the others only wait. */
function runtimeRecord(results: readonly HookResult[]): InstrumentRecord {
  const collections = results.flatMap(({ gc }) => gc ?? []);
  const loops = results.flatMap(({ eventLoop }) => eventLoop ?? []);
  const busiest = loops.toSorted((a, b) => b.utilization - a.utilization)[0];
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return {
    kind: "runtime",
    name: "node",
    ...(collections.length > 0 && {
      gcMs: millis(sum(collections.map(({ totalMs }) => totalMs))),
      gcCount: sum(collections.map(({ count }) => count)),
      longestGcMs: millis(Math.max(...collections.map(({ longestMs }) => longestMs))),
    }),
    ...(busiest?.delayP50Ms !== undefined && { eventLoopDelayP50Ms: millis(busiest.delayP50Ms) }),
    ...(busiest?.delayMaxMs !== undefined && { eventLoopDelayMaxMs: millis(busiest.delayMaxMs) }),
    ...(busiest !== undefined && { eventLoopUtilization: ratio(busiest.utilization) }),
  };
}

function outboundOf(results: readonly HookResult[]) {
  const byHost = Map.groupBy(
    results.flatMap(({ outbound }) => outbound),
    ({ host }) => host,
  );
  return [...byHost].map(([host, all]) => {
    const queued = all.flatMap(({ queuedMs }) => queuedMs ?? []);
    return {
      host,
      calls: all.reduce((total, one) => total + one.calls, 0),
      timeMs: millis(all.reduce((total, one) => total + one.timeMs, 0)),
      ...(queued.length > 0 && { queuedMs: millis(queued.reduce((total, ms) => total + ms, 0)) }),
    };
  });
}

function openedOf(results: readonly HookResult[]) {
  const byAddress = Map.groupBy(
    results.flatMap(({ opened }) => opened),
    ({ address }) => address,
  );
  return [...byAddress].map(([address, all]) => ({ address, count: all.reduce((total, one) => total + one.count, 0) }));
}
