import type { CookieJar, RequestStream, Step, WireRequest } from "../../src/model/http.ts";
import { type Millis, millis } from "../../src/model/unit.ts";

/** For each turn the names of its steps; a step gets the path of its name. */
export type Steps = readonly (readonly string[])[];

const noCookies: CookieJar = { all: [], headerFor: () => undefined, store: () => {}, get: () => undefined };

/** A stream whose n-th turn takes the n-th journey, each step under a name of its own. */
export function streamOf(steps: Steps, thinkTimeMs: Millis = millis(0)): RequestStream {
  const names = [...new Set(steps.flat())];
  const stepOf = (name: string): Step => {
    const request: WireRequest = { method: "GET", path: `/${name}`, headers: [], keep: "nothing" };
    return {
      name: names.indexOf(name),
      render: () => (name.startsWith("unsendable") ? "nothing to put for ${id}" : request),
      judge: ({ status }) => (status < 400 ? "ok" : `status ${status}`),
      thinkTimeMs: () => thinkTimeMs,
    };
  };
  const journeys = steps.map(([first = "", ...rest]) => ({ steps: [stepOf(first), ...rest.map(stepOf)] as const }));
  return {
    names,
    journeys: [journeys[0] ?? { steps: [stepOf("")] }, ...journeys.slice(1)],
    journeyOf: (turn) => turn % Math.max(1, steps.length),
    visit: (turn, cookies) => ({ turn, values: new Map(), cookies }),
    newCookies: () => noCookies,
    setup: [],
    teardown: [],
    begin: () => {},
  };
}
