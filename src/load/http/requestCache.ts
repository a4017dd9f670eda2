import type { WireRequest } from "../../model/http.ts";

const maxKept = 256;
const maxKeptBytes = 16 * 1024 * 1024;

/** Makes something of each request once, as long as not too many or too large others come between. */
export function remembered<T>(
  make: (request: WireRequest) => T,
  bytesOf: (made: T) => number,
): (request: WireRequest) => T {
  const made = new Map<WireRequest, T>();
  let bytes = 0;
  return (request) => {
    const known = made.get(request);
    if (known !== undefined) return known;
    const fresh = make(request);
    bytes += bytesOf(fresh);
    if (made.size >= maxKept || bytes > maxKeptBytes) {
      made.clear();
      bytes = bytesOf(fresh);
    }
    made.set(request, fresh);
    return fresh;
  };
}
