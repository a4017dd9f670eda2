import type { CookieJar, FlowSteps, RequestStream, SetupResult, Step, StreamSpec } from "../../model/http.ts";
import type { Flow, NonEmpty, RequestSpec } from "../../model/plan.ts";
import { draw } from "../../stats/random.ts";
import { Cookies } from "./cookies.ts";
import { createStep } from "./step.ts";
import { createValueSources, randomStreams, type ValueSources } from "./templateValues.ts";

/** The requests of a scenario. An iteration's requests depend only on the seed, its number, and its responses. */
export function requestStream(spec: StreamSpec): RequestStream {
  const { seed, flows, feeds } = spec;
  const sources = createValueSources(seed, feeds);
  const uncountedStep = (request: RequestSpec) => createStep(request, { nameIndex: -1, keepsCookies: true }, sources);
  // The order of these three decides which random numbers each template gets.
  const setup = spec.setup.map(uncountedStep);
  const flowSteps = createFlows(flows, spec.usersReturn, sources);
  const teardown = spec.teardown.map(uncountedStep);
  const selectFlow = weightedSelector(flows.map(({ weight }) => weight));
  const extracts = [...spec.setup, ...spec.teardown, ...flows.flatMap(({ steps }) => steps)].some(
    ({ extract }) => Object.keys(extract).length > 0,
  );
  let setupResult = { values: new Map<string, unknown>(), cookies: [] as SetupResult["cookies"] };
  return {
    names: flows.flatMap(({ steps }) => steps.map(({ name }) => name)),
    flows: flowSteps,
    setup,
    teardown,
    flowIndexOf: (iteration) => selectFlow(draw(seed, randomStreams.flow, iteration)),
    // Without extractions, all sessions share one map of values.
    startSession: (iteration, cookies) => ({
      iteration,
      cookies,
      values: extracts ? new Map(setupResult.values) : setupResult.values,
    }),
    newCookies: (): CookieJar => new Cookies(setupResult.cookies),
    applySetup: ({ values, cookies }) => {
      setupResult = { values: new Map(values), cookies };
    },
  };
}

function createFlows(flows: NonEmpty<Flow>, usersReturn: boolean, sources: ValueSources): NonEmpty<FlowSteps> {
  let nameIndex = 0;
  const createFlow = ({ steps: [head, ...tail] }: Flow): FlowSteps => {
    const keepsCookies = usersReturn || tail.length > 0;
    const create = (request: RequestSpec): Step =>
      createStep(request, { nameIndex: nameIndex++, keepsCookies }, sources);
    return { steps: [create(head), ...tail.map(create)] };
  };
  const [first, ...others] = flows;
  return [createFlow(first), ...others.map(createFlow)];
}

/** Maps a number in [0, 1) to an index. Each index gets a share of the range that is proportional to its weight. */
function weightedSelector(weights: readonly number[]): (uniform: number) => number {
  let sum = 0;
  const ends = Float64Array.from(weights, (weight) => {
    sum += weight;
    return sum;
  });
  const last = weights.length - 1;
  return (uniform) => {
    const position = uniform * sum;
    let low = 0;
    let high = last;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (position >= (ends[middle] ?? 0)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}
