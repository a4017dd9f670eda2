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
const withoutFunction = new Set(["(root)", "(idle)", "(program)", "(garbage collector)"]);

/** The time on CPU by function, in ms. `frameOf` finds the source of a frame. */
export function readCpuProfile(profile: CpuProfile, frameOf: (callFrame: CallFrame) => Frame): CallTree {
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
function stackFinder({ nodes }: CpuProfile, frameOf: (callFrame: CallFrame) => Frame) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap(({ id, children }) => children.map((child) => [child, id] as const)));
  const frames = new Map<number, Frame>();
  const frameAt = (id: number, callFrame: CallFrame): Frame => {
    const known = frames.get(id) ?? frameOf(callFrame);
    frames.set(id, known);
    return known;
  };
  return (leaf: number): readonly Frame[] | undefined => {
    const stack: Frame[] = [];
    // A damaged file may have a circle: no stack has more frames than there are nodes.
    for (let id: number | undefined = leaf; id !== undefined && stack.length <= nodes.length; id = parents.get(id)) {
      const node = byId.get(id);
      if (node === undefined) return undefined;
      const { functionName } = node.callFrame;
      if (withoutFunction.has(functionName)) {
        if (functionName !== "(root)") return undefined;
        break;
      }
      stack.push(frameAt(id, node.callFrame));
    }
    return stack.length === 0 ? undefined : stack.toReversed();
  };
}
