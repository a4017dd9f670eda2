import { dotted, type Path } from "./problem.ts";
import type { FileScenario } from "./schema/fileSchema.ts";

/** The keys that shape a scenario's load, as loadgate.yml has them, each with its value; defaults are among them. */
export function writtenOf(id: string, scenario: FileScenario): Readonly<Record<string, unknown>> {
  const { compare: _, sla: __, min_effect: ___, min_change: ____, ...load } = scenario;
  return Object.fromEntries(leavesOf(load, ["scenarios", id]));
}

function leavesOf(value: unknown, path: Path): readonly (readonly [key: string, value: unknown])[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((item, i) => leavesOf(item, [...path, i]));
  if (typeof value !== "object" || value === null || isRange(value)) return [[dotted(path), value]];
  return Object.entries(value).flatMap(([key, item]) =>
    key === "sla" && isRequest(path) ? [] : leavesOf(item, [...path, key]),
  );
}

/** One value, written as 1s..3s. */
const isRange = (value: object): boolean => "fromMs" in value && "toMs" in value;

/** scenarios.shop.requests[0] and scenarios.shop.requests[0].steps[0]: in a body, sla is a key like any other. */
function isRequest(path: Path): boolean {
  return path[2] === "requests" && (path.length === 4 || (path.length === 6 && path[4] === "steps"));
}
