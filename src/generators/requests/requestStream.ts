import type { CookieJar, FlowSteps, RequestStream, Session, SetupResult, Step, StreamParts } from "../../model/http.ts";
import type { Flow, NonEmpty, RequestSpec } from "../../model/plan.ts";
import { type Millis, millis } from "../../model/unit.ts";
import { draw } from "../../stats/random.ts";
import { Cookies } from "./cookies.ts";
import { createStep } from "./step.ts";
import { createValueSources, randomStreams, type ValueSources } from "./templateValues.ts";
import { tracedStep } from "./tracedStep.ts";

/** The part of a specialised generator: it chooses flows, and gives values to their templates. */
export interface ArrivalSource {
  /** The flow of an iteration. Without it, chance chooses by weight. */
  readonly flowIndexOf?: (iteration: number) => number;
  /** The values of an iteration's templates, by name. */
  readonly valuesOf: (arrival: ArrivalPlace) => TemplateValues;
  /** Requests to send after the scenario's own setup. */
  readonly setup?: readonly GeneratedRequest[];
}

export interface GeneratedRequest {
  readonly request: RequestSpec;
  /** The values of its templates. */
  readonly values: TemplateValues;
}

export type TemplateValues = Readonly<Record<string, unknown>>;

export interface ArrivalPlace {
  readonly iteration: number;
  readonly user: number;
  /** Since the start of the phase. */
  readonly dueMs: Millis;
}

/** The requests of a scenario. An iteration's requests depend only on the seed, its number, and its responses. */
export function requestStream(spec: StreamParts, source?: ArrivalSource): RequestStream {
  const { seed, flows, feeds } = spec;
  const sources = createValueSources(seed, feeds);
  const uncountedStep = (request: RequestSpec) => createStep(request, { nameIndex: -1, keepsCookies: true }, sources);
  // The order of these three decides which random numbers each template gets.
  const setup = spec.setup.map(uncountedStep);
  const flowSteps = createFlows(spec, sources);
  const teardown = spec.teardown.map(uncountedStep);
  const selectFlow = weightedSelector(flows.map(({ weight }) => weight));
  const selectRandomFlow = (iteration: number) => selectFlow(draw(seed, randomStreams.flow, iteration));
  const extracts = [...spec.setup, ...spec.teardown, ...flows.flatMap(({ steps }) => steps)].some(
    ({ extract }) => Object.keys(extract).length > 0,
  );
  let setupResult = { values: new Map<string, unknown>(), cookies: [] as SetupResult["cookies"] };
  const valuesOf = (arrival: ArrivalPlace): Map<string, unknown> => {
    if (source !== undefined) return new Map([...setupResult.values, ...Object.entries(source.valuesOf(arrival))]);
    // Without extractions, all sessions share one map of values.
    return extracts ? new Map(setupResult.values) : setupResult.values;
  };
  return {
    names: flows.flatMap(({ steps }) => steps.map(({ name }) => name)),
    flows: flowSteps,
    setup: [...setup, ...(source === undefined ? [] : generatedSetup(source, uncountedStep))],
    teardown,
    flowIndexOf: source?.flowIndexOf ?? selectRandomFlow,
    startSession: (iteration, cookies, user = 0, dueMs = millis(0)) => ({
      iteration,
      cookies,
      values: valuesOf({ iteration, user, dueMs }),
    }),
    newCookies: (): CookieJar => new Cookies(setupResult.cookies),
    applySetup: ({ values, cookies }) => {
      setupResult = { values: new Map(values), cookies };
    },
  };
}

/** Each request has values of its own. A setup has one session for all its requests. */
function generatedSetup({ setup = [] }: ArrivalSource, create: (request: RequestSpec) => Step): readonly Step[] {
  const requests = [...new Set(setup.map(({ request }) => request))];
  const steps = new Map(requests.map((request) => [request, create(request)]));
  return setup.flatMap(({ request, values }) => {
    const step = steps.get(request);
    const withValues = (session: Session) => ({ ...session, values: new Map(Object.entries(values)) });
    return step === undefined ? [] : { ...step, render: (session: Session) => step.render(withValues(session)) };
  });
}

function createFlows({ flows, usersReturn, isTraced }: StreamParts, sources: ValueSources): NonEmpty<FlowSteps> {
  let nameIndex = 0;
  const createFlow = ({ steps: [head, ...tail] }: Flow): FlowSteps => {
    const keepsCookies = usersReturn || tail.length > 0;
    const create = (request: RequestSpec): Step => {
      const step = createStep(request, { nameIndex: nameIndex++, keepsCookies }, sources);
      return isTraced === true ? tracedStep(step) : step;
    };
    return { steps: [create(head), ...tail.map(create)] };
  };
  const [first, ...others] = flows;
  return [createFlow(first), ...others.map(createFlow)];
}

/** Maps a number in [0, 1) to an index. Each index gets a share of the range that is proportional to its weight. */
export function weightedSelector(weights: ArrayLike<number>): (uniform: number) => number {
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
