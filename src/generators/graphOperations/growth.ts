import type { GraphGrowth } from "../../model/generator.ts";
import type { ModelGraph } from "./modelGraph.ts";

/** Attempts to find a pair of nodes without an edge before the generator does something else. */
const attempts = 16;

export interface GrowthRules {
  readonly growth: GraphGrowth;
  readonly edgesPerNode: number;
}

/**
 * The end of a new edge. Barabási-Albert: nodes are chosen in proportion to their edges, as a random end of a random
 * edge. Erdős-Rényi: all nodes are equal. `undefined` if no attempt found a free pair.
 */
export function newNeighbour(
  graph: ModelGraph,
  from: number,
  growth: GraphGrowth,
  uniform: () => number,
): number | undefined {
  for (let i = 0; i < attempts; i++) {
    const edge = growth === "barabasi_albert" ? graph.usableEdges.at(uniform()) : undefined;
    const ends = edge === undefined ? [] : [edge.from, edge.to];
    const to = ends[uniform() < 0.5 ? 0 : 1] ?? graph.usableNodes.at(uniform());
    if (to !== undefined && to !== from && !graph.hasEdge(from, to)) return to;
  }
  return undefined;
}

/**
 * Builds the graph that the load starts with: nodes 1 to `nodes`. Nodes 1 and 2 always have an edge.
 * Barabási-Albert (1999): a complete graph of edgesPerNode + 1 nodes, then each node brings edgesPerNode edges.
 * Erdős-Rényi (1959): G(n, M) with M = edgesPerNode · n edges between random pairs.
 */
export function growGraph(graph: ModelGraph, nodes: number, rules: GrowthRules, uniform: () => number): void {
  if (rules.growth === "barabasi_albert") {
    for (let node = 1; node <= nodes; node++) attachNode(graph, node, rules.edgesPerNode, uniform);
    return;
  }
  for (let node = 1; node <= nodes; node++) graph.addUsableNode(node);
  const edges = Math.min(rules.edgesPerNode * nodes, (nodes * (nodes - 1)) / 2);
  connect(graph, 1, 2);
  while (graph.usableEdges.size < edges) {
    const [from, to] = [graph.usableNodes.at(uniform()), graph.usableNodes.at(uniform())];
    if (from !== undefined && to !== undefined && from !== to && !graph.hasEdge(from, to)) connect(graph, from, to);
  }
}

function attachNode(graph: ModelGraph, node: number, edges: number, uniform: () => number): void {
  graph.addUsableNode(node);
  const others = new Set(node <= edges + 1 ? Array.from({ length: node - 1 }, (_, i) => i + 1) : []);
  while (others.size < Math.min(edges, node - 1)) {
    const edge = graph.usableEdges.at(uniform());
    if (edge !== undefined) others.add(uniform() < 0.5 ? edge.from : edge.to);
  }
  for (const other of others) connect(graph, node, other);
}

function connect(graph: ModelGraph, from: number, to: number): void {
  graph.usableEdges.add(graph.addEdge(from, to));
}
