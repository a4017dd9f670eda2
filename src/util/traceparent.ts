/**
 * The header by which OpenTelemetry ties a service's spans to a request: https://www.w3.org/TR/trace-context/.
 * The trace id has the marker, the index of the request's name and the number of the arrival.
 */

/** "loadgate" in ASCII. No other tracer begins its ids so. */
const marker = "6c6f616467617465";

/** The same for base and head, because it depends on nothing else. */
export function traceparent(nameIndex: number, iteration: number): string {
  const request = `${hex32(nameIndex)}${hex32(iteration)}`;
  // A parent's id must not be 0.
  return `00-${marker}${request}-${hex32(nameIndex + 1)}${hex32(iteration)}-01`;
}

/** The index of the request's name; `undefined` if the trace is not of Loadgate. `traceId`: 32 hex digits. */
export function nameIndexOfTrace(traceId: string): number | undefined {
  return traceId.startsWith(marker) ? Number.parseInt(traceId.slice(marker.length, marker.length + 8), 16) : undefined;
}

const hex32 = (value: number): string => (value >>> 0).toString(16).padStart(8, "0");
