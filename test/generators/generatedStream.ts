import { parseConfig } from "../../src/config/parse.ts";
import { streamSpec } from "../../src/experiment/streamSpec.ts";
import { createStream } from "../../src/generators/createStream.ts";
import type { RequestStream, StreamSpec } from "../../src/model/http.ts";
import type { Scenario } from "../../src/model/plan.ts";

/** The scenario of a generator, as loadgate.yml would have it. */
export function generatorScenario(generator: object, scenarioKeys: object = {}): Scenario {
  const scenarios = { shop: { generator, ...scenarioKeys } };
  const file = { version: 1, target: "http://127.0.0.1:8080", scenarios };
  // JSON is YAML.
  return parseConfig(JSON.stringify(file), "loadgate.yml", {}).plan.scenarios[0];
}

/** Specs are cloned when they cross to the worker threads. */
export function generatorSpec(generator: object, scenarioKeys: object = {}, seed = 5): StreamSpec {
  return structuredClone(streamSpec(generatorScenario(generator, scenarioKeys), seed));
}

/** The values of the first `count` arrivals, and the names of their requests. */
export function generatedValues<Values extends object>(
  stream: RequestStream,
  count: number,
): readonly (Values & { readonly name: string })[] {
  return Array.from({ length: count }, (_, iteration) => {
    const { values } = stream.startSession(iteration, stream.newCookies());
    const name = stream.names[stream.flowIndexOf(iteration)] ?? "";
    return { ...(Object.fromEntries(values) as unknown as Values), name };
  });
}

export const generatedStream = (generator: object, scenarioKeys: object = {}): RequestStream =>
  createStream(generatorSpec(generator, scenarioKeys));
