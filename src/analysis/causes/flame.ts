import type { FlameFrame } from "../../model/cause.ts";
import type { Arm } from "../../model/plan.ts";
import type { CallTree, InstrumentedPhase } from "../../model/reading.ts";
import { frameKey } from "./instrumentSubjects.ts";

interface Node {
  readonly name: string;
  readonly file?: string | undefined;
  line?: number | undefined;
  base: number;
  head: number;
  readonly children: Map<string, Node>;
}

/** Frames below this share of all time, with their callees, are left out. */
const smallestShare = 0.003;
/** Deeper frames are left out. */
const maxDepth = 100;

/** The call trees of both arms in one, in ms per request. `undefined` without profiles of both. */
export function mergedFlame(phases: readonly InstrumentedPhase[]): FlameFrame | undefined {
  const requests = (arm: Arm) =>
    phases
      .filter((phase) => phase.arm === arm && treesOf(phase).length > 0)
      .reduce((total, phase) => total + phase.requests, 0);
  const per = { base: requests("base"), head: requests("head") };
  if (per.base === 0 || per.head === 0) return undefined;
  const root: Node = { name: "all", base: 0, head: 0, children: new Map() };
  for (const phase of phases) for (const tree of treesOf(phase)) add(root, tree, phase.arm, per[phase.arm], 0);
  const merged = flameOf(root, smallestShare * totalOf(root));
  return merged;
}

const treesOf = ({ records }: InstrumentedPhase): readonly CallTree[] =>
  records.flatMap((record) => (record.kind === "cpu_profile" ? [record.root] : []));

/** Adds the self time of the tree's root to the node, and its callees below. */
function add(node: Node, tree: CallTree, arm: Arm, requests: number, depth: number): void {
  node[arm] += tree.self / requests;
  for (const child of tree.children) {
    if (depth >= maxDepth) {
      add(node, child, arm, requests, depth);
      continue;
    }
    const { name, file, line } = child.frame;
    const key = frameKey(child.frame);
    const next = node.children.get(key) ?? { name, file, line, base: 0, head: 0, children: new Map() };
    if (arm === "head") next.line = line;
    node.children.set(key, next);
    add(next, child, arm, requests, depth + 1);
  }
}

const totalOf = ({ base, head, children }: Node): number =>
  base + head + [...children.values()].reduce((total, child) => total + totalOf(child), 0);

function flameOf({ name, file, line, base, head, children }: Node, smallest: number): FlameFrame {
  const large = [...children.values()].filter((child) => totalOf(child) >= smallest);
  return {
    name,
    ...(file !== undefined && { file }),
    ...(line !== undefined && { line }),
    base,
    head,
    children: large.map((child) => flameOf(child, smallest)),
  };
}
