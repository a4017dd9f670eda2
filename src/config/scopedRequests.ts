import { generatorRequests } from "./generator.ts";
import type { KeyPath } from "./problem.ts";
import { isFlow } from "./request.ts";
import type { FileScenario } from "./schema/fileSchema.ts";
import type { FileGenerator } from "./schema/generatorSchema.ts";
import type { FileEntry, FileRequest } from "./schema/requestSchema.ts";
import type { TemplateScope } from "./template.ts";

/** A request of a scenario, its position in the file, and the names that its templates may use. */
export interface ScopedRequest {
  readonly request: FileRequest;
  readonly at: KeyPath;
  readonly scope: TemplateScope;
}

/** All requests of a scenario, with setup, the steps of flows, and teardown. */
export function scopedRequests(
  { setup, requests = [], generator, teardown }: FileScenario,
  at: KeyPath,
  scope: TemplateScope,
): readonly ScopedRequest[] {
  const values = setup.flatMap(extractedNames);
  const arrivalScope = { ...scope, values, isArrival: true };
  return [
    ...inSequence(setup, [...at, "setup"], scope),
    ...requests.flatMap((entry, i) => inEntry(entry, [...at, "requests", i], arrivalScope)),
    ...(generator === undefined ? [] : inGenerator(generator, [...at, "generator"], arrivalScope)),
    ...inSequence(teardown, [...at, "teardown"], { ...scope, values }),
  ];
}

function inGenerator(generator: FileGenerator, at: KeyPath, scope: TemplateScope): readonly ScopedRequest[] {
  return generatorRequests(generator).map(({ request, path, values }) => {
    return { request, at: [...at, ...path], scope: { ...scope, values: [...scope.values, ...values] } };
  });
}

function inEntry(entry: FileEntry, at: KeyPath, scope: TemplateScope): readonly ScopedRequest[] {
  return isFlow(entry) ? inSequence(entry.steps, [...at, "steps"], scope) : [{ request: entry, at, scope }];
}

/** Requests that are sent in order. Each can use the values that the requests before it extract. */
function inSequence(requests: readonly FileRequest[], at: KeyPath, scope: TemplateScope): readonly ScopedRequest[] {
  let { values } = scope;
  return requests.map((request, i) => {
    const scoped = { request, at: [...at, i], scope: { ...scope, values } };
    values = [...values, ...extractedNames(request)];
    return scoped;
  });
}

function extractedNames(request: FileRequest): readonly string[] {
  return typeof request === "string" ? [] : Object.keys(request.extract);
}
