import type { FileRequest } from "./schema/requestSchema.ts";

/** Header values by name. An empty text stands for a header that is not sent. */
export type FileHeaders = Readonly<Record<string, string>>;

/** The nearer headers win. Case does not matter. */
export function mergeHeaders(outer: FileHeaders, inner: FileHeaders): FileHeaders {
  return { ...withoutHeaders(outer, Object.keys(inner)), ...inner };
}

/** The headers that a request takes from its scenario and the file. */
export function inheritedHeaders(request: Exclude<FileRequest, string>, outer: FileHeaders): FileHeaders {
  const { form, multipart } = request;
  // These bodies have a content type of their own. An inherited one would contradict it.
  const ownType = form === undefined && multipart === undefined ? [] : ["content-type"];
  return withoutHeaders(outer, [...Object.keys(request.headers), ...ownType]);
}

export function withoutHeaders(headers: FileHeaders, names: readonly string[]): FileHeaders {
  const removed = new Set(names.map((name) => name.toLowerCase()));
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !removed.has(name.toLowerCase())));
}
