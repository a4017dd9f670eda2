import type { CookieJar, Given, Journey, RequestStream, Step, StreamSpec } from "../../model/http.ts";
import type { Flow, NonEmpty, RequestSpec } from "../../model/plan.ts";
import { draw } from "../../stats/random.ts";
import { Cookies } from "./cookies.ts";
import { stepOf } from "./step.ts";
import { type Sources, sourcesOf, streams } from "./templateValues.ts";

/** The requests of a scenario. What a visit sends depends on the seed and its turn alone, not on what came before. */
export function requestStream(spec: StreamSpec): RequestStream {
  const { seed, flows, feeds } = spec;
  const sources = sourcesOf(seed, feeds);
  const aside = (request: RequestSpec) => stepOf(request, { name: -1, keepsCookies: true }, sources);
  const setup = spec.setup.map(aside);
  const journeys = journeysOf(flows, spec.usersReturn, sources);
  const teardown = spec.teardown.map(aside);
  const pick = picker(flows.map(({ weight }) => weight));
  const extracts = [...spec.setup, ...spec.teardown, ...flows.flatMap(({ steps }) => steps)].some(
    ({ extract }) => Object.keys(extract).length > 0,
  );
  let given = { values: new Map<string, unknown>(), cookies: [] as Given["cookies"] };
  return {
    names: flows.flatMap(({ steps }) => steps.map(({ name }) => name)),
    journeys,
    setup,
    teardown,
    journeyOf: (turn) => pick(draw(seed, streams.flow, turn)),
    // Where nothing is ever extracted, all visits may share their values.
    visit: (turn, cookies) => ({ turn, cookies, values: extracts ? new Map(given.values) : given.values }),
    newCookies: (): CookieJar => new Cookies(given.cookies),
    begin: ({ values, cookies }) => {
      given = { values: new Map(values), cookies };
    },
  };
}

function journeysOf(flows: readonly Flow[], usersReturn: boolean, sources: Sources): NonEmpty<Journey> {
  let name = 0;
  const [first, ...others] = flows.map(({ steps: [head, ...tail] }): Journey => {
    const keepsCookies = usersReturn || tail.length > 0;
    const made = (request: RequestSpec): Step => stepOf(request, { name: name++, keepsCookies }, sources);
    return { steps: [made(head), ...tail.map(made)] };
  });
  if (first === undefined) throw new Error("a stream of requests needs at least one request");
  return [first, ...others];
}

/** An index for a chance in [0, 1), each as often as its weight says. */
function picker(weights: readonly number[]): (chance: number) => number {
  let sum = 0;
  const ends = Float64Array.from(weights, (weight) => {
    sum += weight;
    return sum;
  });
  const last = weights.length - 1;
  return (chance) => {
    const at = chance * sum;
    let index = 0;
    while (index < last && at >= (ends[index] ?? 0)) index++;
    return index;
  };
}
