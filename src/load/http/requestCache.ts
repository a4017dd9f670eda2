import type { WireRequest } from "../../model/http.ts";

const maxEntries = 256;
const maxBytes = 16 * 1024 * 1024;

/** Caches a value per request. The cache starts again from empty when it grows too large. */
export function requestCache<T>(
  create: (request: WireRequest) => T,
  bytesOf: (value: T) => number,
): (request: WireRequest) => T {
  const cache = new Map<WireRequest, T>();
  let bytes = 0;
  return (request) => {
    const cached = cache.get(request);
    if (cached !== undefined) return cached;
    const value = create(request);
    bytes += bytesOf(value);
    if (cache.size >= maxEntries || bytes > maxBytes) {
      cache.clear();
      bytes = bytesOf(value);
    }
    cache.set(request, value);
    return value;
  };
}
