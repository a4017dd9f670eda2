import { z } from "zod";
import {
  allocationPatterns,
  type GraphOperation,
  graphGrowths,
  graphOperations,
  keyDistributions,
  spikePatterns,
} from "../../model/generator.ts";
import { measuredRequestKeys, pathSchema, requestLineSchema, weightedRequestSchema } from "./requestSchema.ts";
import { positiveDurationSchema, positiveRateSchema, shareSchema, sizeSchema } from "./units.ts";
import { identifierSchema, mapSchema, oneOf, positiveNumberSchema, stringSchema } from "./valueTypes.ts";

const ownLoadKeys = {
  rate: positiveRateSchema
    .optional()
    .describe("Arrivals per second, if the scenario has neither phases nor a preset. Needs duration."),
  duration: positiveDurationSchema
    .optional()
    .describe("Length of the load, if the scenario has neither phases nor a preset."),
};

const wholeNumberFrom = (min: number, max: number) => {
  const error = `expected a whole number, ${min} to ${max}`;
  return z.number({ error }).int({ error }).min(min, { error }).max(max, { error });
};

const spikeTrainSchema = mapSchema({
  ...measuredRequestKeys,
  kind: z.literal("spike_train"),
  columns: wholeNumberFrom(1, 10_000).default(32).describe("Cortical columns. Each has a spike train of its own."),
  frequency: positiveRateSchema.prefault("40/s").describe("Mean spikes per second of each column."),
  pattern: oneOf(spikePatterns)
    .default("poisson")
    .describe(
      "How the spikes of a column follow each other. Of allocation_pressure: small_frequent, large_burst, mixed (its default) " +
        "or fragmented.",
    ),
  refractory: positiveDurationSchema
    .optional()
    .describe("poisson: shortest time between two spikes of a column. Default: 2ms."),
  burst_size: wholeNumberFrom(2, 1000).optional().describe("bursty: spikes of a burst. Default: 5."),
  burst_interval: positiveDurationSchema
    .optional()
    .describe("bursty: time between the spikes of a burst. Default: 4ms."),
  jitter: positiveDurationSchema
    .optional()
    .describe("synchronous: width of the time window in which all columns spike. Default: 1ms."),
  duration: positiveDurationSchema
    .optional()
    .describe(
      "Length of a train. Without phases or a preset, each spike is a request, for this time. With them, a request carries a " +
        "train of this length; default 1s.",
    ),
  path: pathSchema.default("/columns/${column}/spikes").describe("Path and query. May contain ${column}."),
});

const weightError = "expected a weight, a request such as GET /nodes/${node}, or a map with the keys of a request";
const zeroOrMoreSchema = z.number({ error: weightError }).nonnegative({ error: weightError });

const operationSchema = z
  .union([zeroOrMoreSchema, requestLineSchema, weightedRequestSchema.extend({ weight: zeroOrMoreSchema.default(1) })], {
    error: weightError,
  })
  .optional();

/** All operations have the same schema, so that the list of keys stays short. */
const operationsSchema = mapSchema(
  Object.fromEntries(graphOperations.map((name) => [name, operationSchema])) as Record<
    GraphOperation,
    typeof operationSchema
  >,
);

const rangeError = "expected two whole numbers, the smaller one first, such as 100..1000";

export interface NodeRange {
  readonly from: number;
  readonly to: number;
}

const nodeRangeSchema = stringSchema
  .regex(/^\d{1,6}\.\.\d{1,6}$/, { error: rangeError })
  .transform((text): NodeRange => {
    const [from, to] = text.split("..").map(Number);
    return { from: from ?? Number.NaN, to: to ?? Number.NaN };
  });

const graphOperationsSchema = mapSchema({
  kind: z.literal("graph_operations"),
  ...ownLoadKeys,
  operations: operationsSchema
    .optional()
    .describe(
      "Weights or requests by operation. Those that are not listed are not sent. Values: ${node} and ${hops}, or ${from} and " +
        "${to}. add_node and add_edge also build the first graph; weight 0 limits them to that.",
    ),
  size_range: nodeRangeSchema
    .prefault("100..1000")
    .describe("Fewest and most nodes, at most 10,000. The first graph is a fifth above the fewest."),
  growth: oneOf(graphGrowths)
    .default("barabasi_albert")
    .describe("barabasi_albert: new edges prefer nodes with many edges. erdos_renyi: all nodes are equal."),
  edges_per_node: wholeNumberFrom(1, 20).default(2).describe("Edges that each new node brings."),
  hops: wholeNumberFrom(1, 10).default(2).describe("Distance of a k_hop operation, as ${hops}."),
  settle: positiveDurationSchema
    .optional()
    .describe(
      "Time after which a created node or edge is used. It is left alone as long before it is removed. Default: the timeout.",
    ),
});

const allocationPressureSchema = mapSchema({
  ...measuredRequestKeys,
  kind: z.literal("allocation_pressure"),
  ...ownLoadKeys,
  pattern: oneOf(allocationPatterns).default("mixed").describe("Sizes and lifetimes of the buffers."),
  pressure: sizeSchema
    .refine((bytes) => bytes > 0, { error: "expected a size above zero" })
    .prefault("64MiB")
    .describe("Bytes that the allocations hold on average, at the highest rate of the load."),
  path: pathSchema.default("/allocations").describe("Path and query."),
});

const parameterSchema = mapSchema({
  distribution: oneOf(keyDistributions).default("zipf").describe("How keys are chosen. The lowest are the hottest."),
  keys: wholeNumberFrom(1, 1_000_000).default(1000).describe("The keys are 1 to this number."),
  exponent: positiveNumberSchema
    .optional()
    .describe("zipf: key k has a share proportional to k^-exponent. Default: 1."),
  hot_keys: shareSchema.optional().describe("hot_set: share of the keys that are hot. Default: 20%."),
  hot_share: shareSchema.optional().describe("hot_set: share of the requests for hot keys. Default: 80%."),
});

const queryRequestsSchema = z
  .array(z.union([requestLineSchema, weightedRequestSchema], { error: "expected a request" }), {
    error: "expected a list of requests, such as [GET /items/${key}]",
  })
  .min(1, { error: "expected at least one request" })
  .optional();

const querySchema = mapSchema({
  kind: z.literal("query"),
  ...ownLoadKeys,
  parameters: z
    .record(identifierSchema, parameterSchema, {
      error: "expected parameters by name, such as { key: { keys: 1000 } }",
    })
    .prefault({ key: {} })
    .describe("Values of templates by name, such as ${key}. Default: key, Zipf over 1,000 keys."),
  reads: queryRequestsSchema.describe("Requests that read, with weights. Default: a query of the sample service."),
  writes: queryRequestsSchema.describe("Requests that write, with weights. Default: a new item of the sample service."),
  write_share: shareSchema
    .refine((share) => share <= 1, { error: "expected a percentage of at most 100%" })
    .prefault("10%")
    .describe("Share of the arrivals that write."),
});

const kinds = [spikeTrainSchema, graphOperationsSchema, allocationPressureSchema, querySchema] as const;
const kindNames = kinds.map(({ shape }) => shape.kind.value);

export const generatorSchema = z.discriminatedUnion("kind", kinds, {
  error: ({ code }) =>
    code === "invalid_union"
      ? `expected one of ${kindNames.join(", ")}`
      : "expected a map with the key kind, such as { kind: spike_train, columns: 32 }",
});

export type FileGenerator = z.output<typeof generatorSchema>;
export type FileOperation = NonNullable<z.output<typeof operationSchema>>;
