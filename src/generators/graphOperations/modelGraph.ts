import { IndexedSet } from "./indexedSet.ts";

export interface Edge {
  readonly from: number;
  readonly to: number;
}

/**
 * The graph that the operations have built so far. Nodes are numbers. A node or an edge is `usable` between the time its
 * creation has been answered and the time its removal is planned. Only then may other operations depend on it.
 */
export class ModelGraph {
  readonly usableNodes = new IndexedSet<number>();
  readonly usableEdges = new IndexedSet<Edge>();
  /** Every edge that the service may have, by both of its nodes. */
  readonly #edges = new Map<number, Map<number, Edge>>();

  addUsableNode(node: number): void {
    this.usableNodes.add(node);
    this.#edges.set(node, new Map());
  }

  /** The edge is known from now on, and usable later. Both nodes must be usable. */
  addEdge(from: number, to: number): Edge {
    const edge = { from, to };
    this.#edges.get(from)?.set(to, edge);
    this.#edges.get(to)?.set(from, edge);
    return edge;
  }

  forgetEdge({ from, to }: Edge): void {
    this.#edges.get(from)?.delete(to);
    this.#edges.get(to)?.delete(from);
  }

  /** Plans the removal of a node. Its edges go with it. */
  retireNode(node: number): void {
    for (const edge of [...(this.#edges.get(node)?.values() ?? [])]) {
      this.usableEdges.delete(edge);
      this.forgetEdge(edge);
    }
    this.usableNodes.delete(node);
    this.#edges.delete(node);
  }

  /** True if no edge of the node is just being created or removed. */
  isSettled(node: number): boolean {
    return this.#edgesOf(node).every((edge) => this.usableEdges.has(edge));
  }

  hasEdge(from: number, to: number): boolean {
    return this.#edges.get(from)?.has(to) ?? false;
  }

  degree(node: number): number {
    return this.#edges.get(node)?.size ?? 0;
  }

  /** All nodes that can be reached over usable edges, without the node itself. In order of distance. */
  reachable(from: number): readonly number[] {
    const seen = new Set([from]);
    for (const node of seen) {
      for (const [next, edge] of this.#edges.get(node) ?? []) if (this.usableEdges.has(edge)) seen.add(next);
    }
    seen.delete(from);
    return [...seen];
  }

  #edgesOf(node: number): readonly Edge[] {
    return [...(this.#edges.get(node)?.values() ?? [])];
  }
}
