import type { CallTree, Frame } from "../../model/reading.ts";

/** A stack with its weight: ms of CPU time, or bytes. */
export interface WeightedStack {
  /** The outermost first. */
  readonly frames: readonly Frame[];
  readonly value: number;
}

/** Deeper frames count as part of the last one. Only runaway recursion is deeper. */
const maxDepth = 256;

interface GrowingNode {
  readonly frame: Frame;
  self: number;
  readonly children: Map<string, GrowingNode>;
}

const newNode = (frame: Frame): GrowingNode => ({ frame, self: 0, children: new Map() });

export const rootFrame: Frame = { name: "(root)" };

/** Joins stacks to a tree. Frames with the same name, file and line under one parent are one node. */
export function callTreeOf(stacks: Iterable<WeightedStack>): CallTree {
  const root = newNode(rootFrame);
  for (const { frames, value } of stacks) {
    let node = root;
    for (const frame of frames.slice(0, maxDepth)) node = childOf(node, frame);
    node.self += value;
  }
  return finished(root);
}

function childOf({ children }: GrowingNode, frame: Frame): GrowingNode {
  const key = `${frame.name}\n${frame.file ?? ""}\n${frame.line ?? ""}`;
  const known = children.get(key);
  if (known !== undefined) return known;
  const node = newNode(frame);
  children.set(key, node);
  return node;
}

function finished({ frame, self, children }: GrowingNode): CallTree {
  return { frame, self, children: [...children.values()].map(finished) };
}

/** The stacks that have a value of their own, the root left out. */
export function* stacksOf(tree: CallTree, above: readonly Frame[] = []): Generator<WeightedStack> {
  if (tree.self > 0) yield { frames: above, value: tree.self };
  for (const child of tree.children) yield* stacksOf(child, [...above, child.frame]);
}

/** The sum of several trees, such as those of several processes. */
export function mergeCallTrees(trees: readonly CallTree[]): CallTree {
  return callTreeOf(trees.flatMap((tree) => [...stacksOf(tree)]));
}

export function totalOf({ self, children }: CallTree): number {
  return children.reduce((sum, child) => sum + totalOf(child), self);
}

export function scaleTree({ frame, self, children }: CallTree, factor: number): CallTree {
  return { frame, self: self * factor, children: children.map((child) => scaleTree(child, factor)) };
}

/** Replaces each frame, for example to shorten its path. Frames that become equal are joined. */
export function mapFrames(tree: CallTree, change: (frame: Frame) => Frame): CallTree {
  const changed = new Map<Frame, Frame>();
  const once = (frame: Frame): Frame => {
    const known = changed.get(frame);
    if (known !== undefined) return known;
    const result = change(frame);
    changed.set(frame, result);
    return result;
  };
  const stacks = [...stacksOf(tree)];
  return callTreeOf(stacks.map(({ frames, value }) => ({ frames: frames.map(once), value })));
}
