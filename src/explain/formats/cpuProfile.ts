import { z } from "zod";
import type { CallTree, Frame } from "../../model/reading.ts";
import { callTreeOf, type WeightedStack } from "./callTree.ts";

const callFrameSchema = z.object({
  functionName: z.string(),
  url: z.string(),
  /** From 0. */
  lineNumber: z.number(),
  columnNumber: z.number(),
});
export type CallFrame = z.output<typeof callFrameSchema>;

/** The file that V8's profiler writes (.cpuprofile). */
export const cpuProfileSchema = z.object({
  nodes: z.array(z.object({ id: z.number(), callFrame: callFrameSchema, children: z.array(z.number()).default([]) })),
  /** In microseconds. */
  startTime: z.number(),
  endTime: z.number(),
  /** The node of each sample. */
  samples: z.array(z.number()),
  /** Since the sample before, in microseconds. */
  timeDeltas: z.array(z.number()),
});
export type CpuProfile = z.output<typeof cpuProfileSchema>;

/** V8's names for time without a function. Garbage collection is counted on its own, by the runtime. */
const withoutFunction = new Set(["(idle)", "(program)", "(garbage collector)"]);

/** The source of a frame. `undefined`: its time, with all that it calls, is left out. */
export type FrameOf = (callFrame: CallFrame) => Frame | undefined;

/** The time on CPU by function, in ms. */
export function readCpuProfile(profile: CpuProfile, frameOf: FrameOf): CallTree {
  const stacks = stackFinder(profile, frameOf);
  return callTreeOf(
    [...selfMsByNode(profile)].flatMap(([id, value]): readonly WeightedStack[] => {
      const frames = stacks(id);
      return frames === undefined || value <= 0 ? [] : [{ frames, value }];
    }),
  );
}

/** A sample lasts until the next one. */
function selfMsByNode({ samples, timeDeltas, startTime, endTime }: CpuProfile): ReadonlyMap<number, number> {
  const selfMs = new Map<number, number>();
  let atUs = startTime;
  for (const [i, id] of samples.entries()) {
    atUs += timeDeltas[i] ?? 0;
    const lastsUs = Math.max(0, timeDeltas[i + 1] ?? endTime - atUs);
    selfMs.set(id, (selfMs.get(id) ?? 0) + lastsUs / 1000);
  }
  return selfMs;
}

/** Finds a node's stack, the outermost frame first; `undefined` if no function ran. */
function stackFinder({ nodes }: CpuProfile, frameOf: FrameOf) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap(({ id, children }) => children.map((child) => [child, id] as const)));
  const frames = new Map<number, Frame | undefined>();
  const frameAt = (id: number, callFrame: CallFrame): Frame | undefined => {
    if (!frames.has(id)) frames.set(id, frameOf(callFrame));
    return frames.get(id);
  };
  return (leaf: number): readonly Frame[] | undefined => {
    const stack: CpuProfile["nodes"] = [];
    // A damaged file may have a circle: no stack has more frames than there are nodes.
    for (let id: number | undefined = leaf; id !== undefined && stack.length <= nodes.length; id = parents.get(id)) {
      const node = byId.get(id);
      if (node === undefined) return undefined;
      if (node.callFrame.functionName === "(root)") break;
      if (withoutFunction.has(node.callFrame.functionName)) return undefined;
      stack.push(node);
    }
    const found = stack.flatMap(({ id, callFrame }) => frameAt(id, callFrame) ?? []);
    return found.length === 0 || found.length < stack.length ? undefined : found.toReversed();
  };
}
