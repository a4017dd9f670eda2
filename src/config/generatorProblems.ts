import { templateNames } from "../model/template.ts";
import { type FileGraph, type FileQuery, generatorRequests } from "./generator.ts";
import { spikeTrainProblems } from "./generatorLoad.ts";
import { type KeyPath, type PathProblem, problemIf } from "./problem.ts";
import { filePhases } from "./scenarioPhases.ts";
import type { FileScenario } from "./schema/fileSchema.ts";

/** Contradictions between the keys of a generator, and with the keys of its scenario. */
export function generatorProblems(scenario: FileScenario, at: KeyPath): readonly PathProblem[] {
  const { generator, requests, phases, preset } = scenario;
  if (generator === undefined) return [];
  const path = [...at, "generator"];
  const hasPhases = phases !== undefined || preset !== undefined;
  const isClosed = filePhases(scenario).some(({ pattern }) => pattern === "users");
  const needsOrder = generator.kind === "spike_train" || generator.kind === "graph_operations";
  return [
    ...problemIf(requests !== undefined, [...at, "requests"], "a generator makes the requests; remove one of the two"),
    ...problemIf(
      isClosed && needsOrder,
      path,
      `${generator.kind} needs requests in a known order, which users in a closed loop do not have; use another pattern`,
    ),
    ...(hasPhases ? phaseConflicts(generator, path) : []),
    ...kindProblems(generator, hasPhases, path),
  ];
}

type FileGenerator = NonNullable<FileScenario["generator"]>;

function phaseConflicts(generator: FileGenerator, at: KeyPath): readonly PathProblem[] {
  if (generator.kind === "spike_train") return [];
  return (["rate", "duration"] as const).flatMap((key) =>
    problemIf(generator[key] !== undefined, [...at, key], `the phases have the rates and durations; remove ${key}`),
  );
}

function kindProblems(generator: FileGenerator, hasPhases: boolean, at: KeyPath): readonly PathProblem[] {
  switch (generator.kind) {
    case "spike_train":
      return spikeTrainProblems(generator, hasPhases, at);
    case "graph_operations":
      return graphProblems(generator, at);
    case "allocation_pressure":
      return [];
    case "query":
      return queryProblems(generator, at);
  }
}

const mostNodes = 10_000;
/** The setup sends a request for each node and each edge of the first graph. */
const mostFirstNodes = 2000;

function graphProblems(generator: FileGraph, at: KeyPath): readonly PathProblem[] {
  const { operations, size_range: range, edges_per_node: edges } = generator;
  const reads = generatorRequests(generator).filter(
    ({ path, weight }) => readOperations.includes(path[1]) && weight > 0,
  );
  const builders = (["add_node", "add_edge"] as const).filter((name) => operations && operations[name] === undefined);
  const fewest = edges + 2;
  return [
    ...builders.map((name) => ({
      path: [...at, "operations", name],
      message: `missing; it builds the first graph; expected its request, or ${name}: 0 to send it only then`,
    })),
    ...problemIf(
      reads.length === 0,
      [...at, "operations"],
      `expected a weight above 0 for one of ${readOperations.join(", ")}, which are possible in every state of the graph`,
    ),
    ...problemIf(
      range.from < fewest || range.from > mostFirstNodes || range.to > mostNodes || range.to <= range.from,
      [...at, "size_range"],
      `expected a range from ${fewest} to ${mostFirstNodes} nodes up to at most ${mostNodes}, such as 100..1000, got ${range.from}..${range.to}`,
    ),
  ];
}

const readOperations: readonly unknown[] = ["neighbours", "k_hop", "shortest_path"];

function queryProblems({ parameters }: FileQuery, at: KeyPath): readonly PathProblem[] {
  return Object.entries(parameters).flatMap(([name, parameter]) => {
    const path = [...at, "parameters", name];
    const { distribution, keys, exponent, hot_keys, hot_share } = parameter;
    const hotKeys = [hot_keys, hot_share].some((share) => share !== undefined);
    return [
      ...problemIf(
        templateNames.some((reserved) => reserved === name),
        path,
        `${name} is the name of a template; choose another name`,
      ),
      ...problemIf(
        exponent !== undefined && distribution !== "zipf",
        [...path, "exponent"],
        `only distribution: zipf has an exponent; the distribution is ${distribution}`,
      ),
      ...problemIf(
        hotKeys && distribution !== "hot_set",
        path,
        `only distribution: hot_set has hot_keys and hot_share; the distribution is ${distribution}`,
      ),
      ...problemIf(distribution === "hot_set" && keys < 2, [...path, "keys"], "a hot set needs at least 2 keys"),
      ...(["hot_keys", "hot_share"] as const).flatMap((key) => {
        const share = parameter[key] ?? 0.5;
        return problemIf(share <= 0 || share >= 1, [...path, key], "expected a percentage between 0% and 100%");
      }),
    ];
  });
}
