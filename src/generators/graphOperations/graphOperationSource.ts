import { type GraphOperationsSpec, graphOperations } from "../../model/generator.ts";
import type { GeneratorLoad } from "../../model/http.ts";
import type { RequestSpec } from "../../model/plan.ts";
import type { ArrivalSource, TemplateValues } from "../requests/requestStream.ts";
import { type GraphRules, type NumberedOperation, OperationSequence } from "./operationSequence.ts";

/**
 * Operations on a graph that the setup builds. Values: ${node} or ${from} and ${to}, and ${hops}. The names of nodes
 * contain the seed, so that the rounds of a run can share a service.
 */
export function graphOperationSource(
  spec: GraphOperationsSpec<RequestSpec>,
  { seed, peakPerSec, largestBurst }: GeneratorLoad & { readonly seed: number },
): ArrivalSource {
  const lag = Math.ceil((peakPerSec * spec.settleMs) / 1000) + largestBurst;
  const sequence = new OperationSequence(spec, seed, lag);
  const nodeName = (node: number) => `${(seed >>> 0).toString(36)}-${node}`;
  const edgeValues = (from: number, to: number) => ({ from: nodeName(from), to: nodeName(to) });
  const valuesFor = (operation: NumberedOperation): TemplateValues =>
    "node" in operation
      ? { node: nodeName(operation.node), hops: spec.hops }
      : edgeValues(operation.from, operation.to);
  const operationAt = inOrder(sequence, spec, seed, lag);
  const flows = graphOperations.filter((kind) => spec.weights[kind] > 0);
  return {
    flowIndexOf: (iteration) => flows.indexOf(operationAt(iteration).kind),
    valuesOf: ({ iteration }) => valuesFor(operationAt(iteration)),
    setup: [
      ...Array.from({ length: sequence.firstNodes }, (_, i) => ({
        request: spec.build.node,
        values: { node: nodeName(i + 1) },
      })),
      ...sequence.firstEdges.map(({ from, to }) => ({
        request: spec.build.edge,
        values: edgeValues(from, to),
      })),
    ],
  };
}

/** The operation of any iteration. Later ones are fast; an earlier one starts again from the first. */
function inOrder(first: OperationSequence, spec: GraphRules, seed: number, lag: number) {
  let sequence = first;
  let number = -1;
  let operation: NumberedOperation = { kind: "neighbours", node: 1 };
  return (iteration: number): NumberedOperation => {
    if (iteration < number) {
      sequence = new OperationSequence(spec, seed, lag);
      number = -1;
    }
    for (; number < iteration; number++) operation = sequence.next();
    return operation;
  };
}
