import type { Step } from "../../model/http.ts";
import { traceparent } from "../../util/traceparent.ts";

/** The same step with a traceparent header. A header that the configuration sets wins. */
export function tracedStep(step: Step): Step {
  return {
    ...step,
    render(session) {
      const request = step.render(session);
      if (typeof request === "string" || hasTraceparent(request.headers)) return request;
      const header = traceparent(step.nameIndex, session.iteration);
      return { ...request, headers: [...request.headers, "traceparent", header] };
    },
  };
}

const hasTraceparent = (headers: readonly string[]): boolean =>
  headers.some((name, i) => i % 2 === 0 && name.toLowerCase() === "traceparent");
