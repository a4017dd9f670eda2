import type { FileHeaders } from "./headers.ts";
import { dottedKey, type KeyPath } from "./problem.ts";
import type { FileScenario } from "./schema/fileSchema.ts";

/** Every key of loadgate.yml that shapes the scenario's load, with its value. Defaults are included. */
export function loadKeysOf(
  id: string,
  scenario: FileScenario,
  headers: FileHeaders,
): Readonly<Record<string, unknown>> {
  const { compare: _, sla: __, min_effect: ___, min_change: ____, ...load } = scenario;
  return Object.fromEntries([...leavesOf(headers, ["headers"]), ...leavesOf(load, ["scenarios", id])]);
}

function leavesOf(value: unknown, path: KeyPath): readonly (readonly [key: string, value: unknown])[] {
  if (value === undefined) return [];
  // A bigint cannot become JSON.
  if (typeof value === "bigint") return [[dottedKey(path), String(value)]];
  if (Array.isArray(value)) return value.flatMap((item, i) => leavesOf(item, [...path, i]));
  if (typeof value !== "object" || value === null || isRange(value)) return [[dottedKey(path), value]];
  return Object.entries(value).flatMap(([key, item]) =>
    key === "sla" && isRequest(path) ? [] : leavesOf(item, [...path, key]),
  );
}

/** A duration range such as 1s..3s is one value in the file. */
const isRange = (value: object): boolean => "fromMs" in value && "toMs" in value;

/**
 * True for scenarios.shop.requests[0] and scenarios.shop.requests[0].steps[0]. Deeper, in a JSON body, `sla` is a key
 * like any other.
 */
function isRequest(path: KeyPath): boolean {
  return path[2] === "requests" && (path.length === 4 || (path.length === 6 && path[4] === "steps"));
}
