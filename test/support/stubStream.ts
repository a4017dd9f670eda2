import type { CookieJar, RequestStream, Step, WireRequest } from "../../src/model/http.ts";
import { type Millis, millis } from "../../src/model/unit.ts";

/** The step names of each flow. A step requests the path of its name. */
export type FlowSteps = readonly (readonly string[])[];

const noCookies: CookieJar = { all: [], headerFor: () => undefined, store: () => {}, get: () => undefined };

/** A stream whose n-th iteration runs the n-th flow. Each step has its own name. */
export function stubStream(steps: FlowSteps, thinkTimeMs: Millis = millis(0)): RequestStream {
  const names = [...new Set(steps.flat())];
  const stepOf = (name: string): Step => {
    const request: WireRequest = { method: "GET", path: `/${name}`, headers: [], keep: "nothing" };
    return {
      nameIndex: names.indexOf(name),
      render: () => (name.startsWith("unsendable") ? "nothing to put for ${id}" : request),
      redirect: (redirected) => redirected,
      check: ({ status }) => (status < 400 ? "ok" : `status ${status}`),
      actual: () => undefined,
      thinkTimeMs: () => thinkTimeMs,
    };
  };
  const flows = steps.map(([first = "", ...rest]) => ({ steps: [stepOf(first), ...rest.map(stepOf)] as const }));
  return {
    names,
    flows: [flows[0] ?? { steps: [stepOf("")] }, ...flows.slice(1)],
    flowIndexOf: (iteration) => iteration % Math.max(1, steps.length),
    startSession: (iteration, cookies) => ({ iteration, values: new Map(), cookies }),
    newCookies: () => noCookies,
    setup: [],
    teardown: [],
    applySetup: () => {},
  };
}
