import fc from "fast-check";
import jstat from "jstat";
import { describe, expect, test } from "vitest";
import {
  type GraphRules,
  type NumberedOperation,
  OperationSequence,
} from "../../../src/generators/graphOperations/operationSequence.ts";
import { graphOperations } from "../../../src/model/generator.ts";
import { chiSquareChance } from "../../support/goodnessOfFit.ts";
import { createRng } from "../../support/rng.ts";

const weights = {
  add_node: 8,
  remove_node: 6,
  add_edge: 16,
  remove_edge: 8,
  neighbours: 30,
  k_hop: 20,
  shortest_path: 12,
};

const rules = (of: Partial<GraphRules> = {}): GraphRules => ({
  weights,
  minNodes: 50,
  maxNodes: 200,
  growth: "barabasi_albert",
  edgesPerNode: 2,
  ...of,
});

/** A service with a strict graph of its own: it refuses what its state does not allow. */
class StrictGraph {
  readonly edges = new Map<number, Set<number>>();

  constructor({ firstNodes, firstEdges }: OperationSequence) {
    for (let node = 1; node <= firstNodes; node++) this.apply({ kind: "add_node", node });
    for (const edge of firstEdges) this.apply({ kind: "add_edge", ...edge });
  }

  /** The reason for a refusal. */
  apply(operation: NumberedOperation): string | undefined {
    const missing = this.#missing(operation);
    if (missing !== undefined) return `${JSON.stringify(operation)}: ${missing}`;
    this.#change(operation);
    return undefined;
  }

  #missing(operation: NumberedOperation): string | undefined {
    const { edges } = this;
    if (operation.kind === "add_node") return edges.has(operation.node) ? "exists" : undefined;
    const nodes = "node" in operation ? [operation.node] : [operation.from, operation.to];
    if (!nodes.every((node) => edges.has(node))) return "no such node";
    if ("node" in operation) return undefined;
    const { kind, from, to } = operation;
    if (from === to) return "one node";
    const isEdge = edges.get(from)?.has(to) === true;
    if (kind === "add_edge") return isEdge ? "exists" : undefined;
    if (kind === "remove_edge") return isEdge ? undefined : "no such edge";
    return this.#reaches(from, to) ? undefined : "no path";
  }

  #reaches(from: number, to: number): boolean {
    const seen = new Set([from]);
    for (const node of seen) for (const next of this.edges.get(node) ?? []) seen.add(next);
    return seen.has(to);
  }

  #change(operation: NumberedOperation): void {
    const { edges } = this;
    if (operation.kind === "add_node") edges.set(operation.node, new Set());
    else if (operation.kind === "remove_node") {
      for (const other of edges.get(operation.node) ?? []) edges.get(other)?.delete(operation.node);
      edges.delete(operation.node);
    } else if (operation.kind === "add_edge" || operation.kind === "remove_edge") {
      const { from, to, kind } = operation;
      for (const [a, b] of [[from, to] as const, [to, from] as const]) {
        if (kind === "add_edge") edges.get(a)?.add(b);
        else edges.get(a)?.delete(b);
      }
    }
  }
}

const take = (sequence: OperationSequence, count: number) => Array.from({ length: count }, () => sequence.next());

/** The operations as a service may see them that answers each within `lag` others: any of them can overtake. */
function overtaking(operations: readonly NumberedOperation[], lag: number, seed: number): readonly NumberedOperation[] {
  const rng = createRng(seed);
  const served = operations.map((operation, i) => ({ operation, at: i + rng.below(1000 * lag) / 1000 }));
  return served.toSorted((a, b) => a.at - b.at).map(({ operation }) => operation);
}

const anyRules = fc.record({
  seed: fc.integer({ min: 0, max: 2 ** 31 }),
  lag: fc.integer({ min: 1, max: 300 }),
  minNodes: fc.integer({ min: 4, max: 60 }),
  more: fc.integer({ min: 1, max: 60 }),
  growth: fc.constantFrom("barabasi_albert", "erdos_renyi"),
  edgesPerNode: fc.integer({ min: 1, max: 2 }),
  weights: fc.record({
    add_node: fc.integer({ min: 0, max: 9 }),
    remove_node: fc.integer({ min: 0, max: 9 }),
    add_edge: fc.integer({ min: 0, max: 9 }),
    remove_edge: fc.integer({ min: 0, max: 9 }),
    neighbours: fc.integer({ min: 1, max: 9 }),
    k_hop: fc.integer({ min: 0, max: 9 }),
    shortest_path: fc.integer({ min: 0, max: 9 }),
  }),
});

describe("forall rules and seeds", () => {
  test("every operation is valid, however the last `lag` ones overtake each other, and the size stays in its range", () => {
    fc.assert(
      fc.property(anyRules, ({ seed, lag, more, ...of }) => {
        const sequence = new OperationSequence(rules({ ...of, maxNodes: of.minNodes + more }), seed, lag);
        const [inOrder, anyOrder] = [new StrictGraph(sequence), new StrictGraph(sequence)];
        const operations = take(sequence, 1200);
        const sizes = operations.map((operation) => {
          expect(inOrder.apply(operation)).toBeUndefined();
          return inOrder.edges.size;
        });
        expect(Math.min(...sizes)).toBeGreaterThanOrEqual(of.minNodes);
        expect(Math.max(...sizes)).toBeLessThanOrEqual(of.minNodes + more);
        const refusals = overtaking(operations, lag, seed).map((operation) => anyOrder.apply(operation));
        expect(refusals.filter((refusal) => refusal !== undefined)).toEqual([]);
        expect(anyOrder.edges).toEqual(inOrder.edges);
      }),
      { numRuns: 40 },
    );
  });

  test("the same seed gives the same operations", () => {
    fc.assert(
      fc.property(anyRules, ({ seed, lag, more, ...of }) => {
        const create = () => new OperationSequence(rules({ ...of, maxNodes: of.minNodes + more }), seed, lag);
        expect(take(create(), 100)).toEqual(take(create(), 100));
      }),
      { numRuns: 10 },
    );
  });
});

test("a service that overtakes by more than `lag` can refuse: the laws above can fail", () => {
  const sequence = new OperationSequence(rules(), 3, 20);
  const graph = new StrictGraph(sequence);
  const refusals = overtaking(take(sequence, 2000), 400, 1).flatMap((operation) => graph.apply(operation) ?? []);
  expect(refusals.length).toBeGreaterThan(0);
});

test("operations have the shares of their weights while the size is within its range", () => {
  const sequence = new OperationSequence(rules({ minNodes: 500, maxNodes: 5000 }), 3, 100);
  const operations = take(sequence, 20_000);
  const counts = graphOperations.map((kind) => operations.filter((each) => each.kind === kind).length);
  expect(
    chiSquareChance(
      counts,
      graphOperations.map((kind) => weights[kind] / 100),
    ),
  ).toBeGreaterThan(0.001);
});

describe("the first graph", () => {
  const degrees = (of: Partial<GraphRules>) => {
    const { graph, firstEdges, firstNodes } = new OperationSequence(rules({ weights: noRemovals, ...of }), 9, 1);
    const counts = new Map(graph.usableNodes.items.map((node) => [node, 0]));
    for (const { from, to } of firstEdges) for (const node of [from, to]) counts.set(node, (counts.get(node) ?? 0) + 1);
    expect(counts.size).toBe(firstNodes);
    return [...counts.values()];
  };
  const noRemovals = { ...weights, remove_node: 0, remove_edge: 0 };
  const histogram = (values: readonly number[], last: number) =>
    Array.from({ length: last + 1 }, (_, k) => values.filter((value) => Math.min(value, last) === k).length);

  test("Barabási-Albert: the share of nodes with k edges is 2m(m + 1) / (k(k + 1)(k + 2))", () => {
    const values = degrees({ minNodes: 5000, maxNodes: 9999 });
    const [m, last] = [2, 12];
    const share = (k: number) => (2 * m * (m + 1)) / (k * (k + 1) * (k + 2));
    const shares = Array.from({ length: last - m }, (_, i) => share(m + i));
    const rest = 1 - shares.reduce((sum, each) => sum + each, 0);
    expect(Math.min(...values)).toBe(m);
    // Chi-square counts nodes as independent, which edges make only nearly true.
    expect(chiSquareChance(histogram(values, last).slice(m), [...shares, rest])).toBeGreaterThan(0.001);
    expect(Math.max(...values)).toBeGreaterThan(60);
  });

  test("Erdős-Rényi: the edges of a node are binomially distributed", () => {
    const values = degrees({ minNodes: 2000, maxNodes: 9999, growth: "erdos_renyi" });
    const [n, last] = [values.length, 10];
    const cumulated = (k: number) => jstat.binomial.cdf(k, n - 1, 4 / (n - 1));
    const shares = Array.from({ length: last }, (_, k) => cumulated(k) - (k === 0 ? 0 : cumulated(k - 1)));
    expect(values.reduce((sum, k) => sum + k, 0)).toBe(4 * n);
    expect(chiSquareChance(histogram(values, last), [...shares, 1 - cumulated(last - 1)])).toBeGreaterThan(0.001);
  });
});
