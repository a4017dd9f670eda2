import { type GraphOperation, type GraphOperationsSpec, graphOperations } from "../../model/generator.ts";
import { draw } from "../../stats/random.ts";
import { growGraph, newNeighbour } from "./growth.ts";
import { type Edge, ModelGraph } from "./modelGraph.ts";

/** An operation and the nodes it is about. */
export type NumberedOperation =
  | { readonly kind: "add_node" | "remove_node" | "neighbours" | "k_hop"; readonly node: number }
  | { readonly kind: "add_edge" | "remove_edge" | "shortest_path"; readonly from: number; readonly to: number };

/** The parts of the spec that decide the operations. */
export type GraphRules = Omit<GraphOperationsSpec<unknown>, "kind" | "build" | "hops" | "settleMs">;

/** An element that becomes usable, removable or forgotten once that operation number is reached. */
interface Waiting<T> {
  readonly item: T;
  readonly from: number;
}

/** Random streams: one for the first graph, one for the operations. */
const streams = { growth: 0x5000_0000, operations: 0x5000_0001 } as const;

/** These two nodes and their edge are never removed, so every read is always possible. */
const lastingNodes = 2;
const attempts = 8;

/**
 * The operations one after another. They depend on the seed alone, not on responses, so both arms get the same.
 *
 * Requests overlap. So an operation depends only on elements that were created at least `lag` operations before and are
 * not removed within the next `lag` operations. An element is first retired: nothing uses it any more. It is removed
 * `lag` operations later.
 */
export class OperationSequence {
  readonly graph = new ModelGraph();
  /** Nodes and edges that must exist before the first operation, retired ones included. */
  readonly firstNodes: number;
  readonly firstEdges: readonly Edge[];
  readonly #spec: GraphRules;
  readonly #lag: number;
  readonly #seed: number;
  #draws = 0;
  #number = 0;
  #lastNode: number;
  /** Nodes that the service has, with retired ones. */
  #nodeCount: number;
  #edgeCount: number;
  readonly #newNodes: Waiting<number>[] = [];
  readonly #newEdges: Waiting<Edge>[] = [];
  readonly #retiredNodes: Waiting<number>[] = [];
  readonly #retiredEdges: Waiting<Edge>[] = [];
  /** Removed edges whose nodes must not be connected again yet. */
  readonly #removedEdges: Waiting<Edge>[] = [];
  /** New nodes that still lack edges, the oldest first. */
  readonly #unconnected: number[] = [];

  constructor(spec: GraphRules, seed: number, lag: number) {
    this.#spec = spec;
    this.#lag = lag;
    this.#seed = seed;
    this.firstNodes = firstNodeCount(spec);
    let growthDraws = 0;
    growGraph(this.graph, this.firstNodes, spec, () => draw(seed, streams.growth, growthDraws++));
    this.firstEdges = [...this.graph.usableEdges.items];
    this.#lastNode = this.firstNodes;
    this.#nodeCount = this.firstNodes;
    this.#edgeCount = this.firstEdges.length;
    // Nothing has used these yet, so they can be removed at once.
    while (this.#retireNode(0));
    while (this.#retireEdge(0));
  }

  next(): NumberedOperation {
    const number = this.#number++;
    this.#settle(number);
    this.#retireNode(number + this.#lag);
    this.#retireEdge(number + this.#lag);
    const kind = this.#drawKind(number);
    return this.#operation(kind, number) ?? this.#read();
  }

  #uniform = (): number => draw(this.#seed, streams.operations, this.#draws++);

  /** By weight, among the operations that the state allows. */
  #drawKind(number: number): GraphOperation {
    const { weights } = this.#spec;
    const possible = graphOperations.filter((kind) => weights[kind] > 0 && this.#isPossible(kind, number));
    let position = this.#uniform() * possible.reduce((sum, kind) => sum + weights[kind], 0);
    for (const kind of possible) {
      position -= weights[kind];
      if (position < 0) return kind;
    }
    return possible.at(-1) ?? "neighbours";
  }

  #isPossible(kind: GraphOperation, number: number): boolean {
    const { minNodes, maxNodes, edgesPerNode } = this.#spec;
    switch (kind) {
      case "add_node":
        return this.#nodeCount < maxNodes;
      case "remove_node":
        return this.#nodeCount > minNodes && isDue(this.#retiredNodes, number);
      case "add_edge":
        return this.#unconnected.length > 0 || this.#edgeCount < 2 * edgesPerNode * this.#nodeCount;
      case "remove_edge":
        return isDue(this.#retiredEdges, number);
      case "neighbours":
      case "k_hop":
      case "shortest_path":
        return true;
    }
  }

  /** `undefined` if the state allows it only in theory: no free pair of nodes was found. */
  #operation(kind: GraphOperation, number: number): NumberedOperation | undefined {
    switch (kind) {
      case "add_node":
        this.#nodeCount++;
        this.#newNodes.push({ item: ++this.#lastNode, from: number + this.#lag });
        return { kind, node: this.#lastNode };
      case "remove_node": {
        const node = this.#retiredNodes.shift()?.item;
        if (node !== undefined) this.#nodeCount--;
        return node === undefined ? undefined : { kind, node };
      }
      case "add_edge":
        return this.#addEdge(number);
      case "remove_edge": {
        const edge = this.#retiredEdges.shift()?.item;
        if (edge === undefined) return undefined;
        this.#edgeCount--;
        this.#removedEdges.push({ item: edge, from: number + this.#lag });
        return { kind, ...edge };
      }
      case "neighbours":
      case "k_hop":
        return { kind, node: this.#usableNode() };
      case "shortest_path":
        return this.#path();
    }
  }

  /** The oldest new node gets its edges first. */
  #addEdge(number: number): NumberedOperation | undefined {
    const { growth, edgesPerNode } = this.#spec;
    const isDone = (node: number) => !this.graph.usableNodes.has(node) || this.graph.degree(node) >= edgesPerNode;
    while (this.#unconnected[0] !== undefined && isDone(this.#unconnected[0])) this.#unconnected.shift();
    const from = this.#unconnected[0] ?? this.#usableNode();
    const to = newNeighbour(this.graph, from, growth, this.#uniform);
    if (to === undefined) return undefined;
    this.#edgeCount++;
    this.#newEdges.push({ item: this.graph.addEdge(from, to), from: number + this.#lag });
    return { kind: "add_edge", from, to };
  }

  #path(): NumberedOperation {
    for (let i = 0; i < attempts; i++) {
      const from = this.#usableNode();
      const others = this.graph.reachable(from);
      const to = others[Math.floor(this.#uniform() * others.length)];
      if (to !== undefined) return { kind: "shortest_path", from, to };
    }
    return { kind: "shortest_path", from: 1, to: 2 };
  }

  /** A read instead of an operation that was not possible. The configuration has at least one. */
  #read(): NumberedOperation {
    const { weights } = this.#spec;
    if (weights.neighbours > 0) return { kind: "neighbours", node: this.#usableNode() };
    return weights.k_hop > 0 ? { kind: "k_hop", node: this.#usableNode() } : this.#path();
  }

  #usableNode(): number {
    return this.graph.usableNodes.at(this.#uniform()) ?? 1;
  }

  /** Makes usable what has been created, and forgets what has been removed, `lag` operations before. */
  #settle(number: number): void {
    for (const node of takeDue(this.#newNodes, number)) {
      this.graph.addUsableNode(node);
      this.#unconnected.push(node);
    }
    for (const edge of takeDue(this.#newEdges, number)) this.graph.usableEdges.add(edge);
    for (const edge of takeDue(this.#removedEdges, number)) this.graph.forgetEdge(edge);
  }

  /** Retires a node if more will be removed within `lag` operations. At most a quarter of all nodes waits for that. */
  #retireNode(from: number): boolean {
    const wanted = Math.min(this.#removalsWithinLag("remove_node"), this.#nodeCount / 4);
    if (this.#retiredNodes.length >= wanted) return false;
    for (let i = 0; i < attempts; i++) {
      const node = this.#usableNode();
      if (node <= lastingNodes || !this.graph.isSettled(node)) continue;
      this.#edgeCount -= this.graph.degree(node);
      this.graph.retireNode(node);
      this.#retiredNodes.push({ item: node, from });
      return true;
    }
    return false;
  }

  #retireEdge(from: number): boolean {
    const wanted = Math.min(this.#removalsWithinLag("remove_edge"), this.#edgeCount / 4);
    if (this.#retiredEdges.length >= wanted) return false;
    for (let i = 0; i < attempts; i++) {
      const edge = this.graph.usableEdges.at(this.#uniform());
      if (edge === undefined || Math.max(edge.from, edge.to) <= lastingNodes) continue;
      this.graph.usableEdges.delete(edge);
      this.#retiredEdges.push({ item: edge, from });
      return true;
    }
    return false;
  }

  /** Removals that chance draws within `lag` operations at most: four standard deviations above the mean. */
  #removalsWithinLag(kind: "remove_node" | "remove_edge"): number {
    const { weights } = this.#spec;
    const mean = (weights[kind] / graphOperations.reduce((sum, each) => sum + weights[each], 0)) * (this.#lag + 1);
    return Math.ceil(mean + 4 * Math.sqrt(mean));
  }
}

/** A fifth above the minimum, so that nodes can be removed from the start on. */
const firstNodeCount = ({ minNodes, maxNodes }: GraphRules): number =>
  Math.min(maxNodes, minNodes + Math.ceil(minNodes / 5));

const isDue = (queue: readonly Waiting<unknown>[], number: number): boolean =>
  (queue[0]?.from ?? Number.POSITIVE_INFINITY) <= number;

function takeDue<T>(queue: Waiting<T>[], number: number): readonly T[] {
  const waiting = queue.findIndex(({ from }) => from > number);
  const due = queue.splice(0, waiting < 0 ? queue.length : waiting);
  return due.map(({ item }) => item);
}
