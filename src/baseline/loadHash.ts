import { createHash } from "node:crypto";
import type { Feed, Plan, RequestSpec, Scenario } from "../model/plan.ts";

/** Of all that decides what the load is, and nothing else: runs with different hashes measured different things. */
export function configHash({ scenarios }: Plan): string {
  return hashOf(scenarios.map(loadOf));
}

/** The same of a single scenario: what the others do is not its load. */
export function loadHash(scenario: Scenario): string {
  return hashOf(loadOf(scenario));
}

function loadOf({ id, phases, flows, setup, teardown, feeds, connection }: Scenario) {
  return {
    id,
    phases,
    flows: flows.map(({ steps, weight }) => ({ weight, steps: steps.map(withoutSla) })),
    setup: setup.map(withoutSla),
    teardown: teardown.map(withoutSla),
    feeds: Object.entries(feeds).map(([name, { order, rows }]) => ({ name, order, rows: rowsHash(rows) })),
    connection,
  };
}

function hashOf(load: unknown): string {
  return sha256(JSON.stringify(load, contentsHashed)).slice(0, 12);
}

function withoutSla({ sla: _, ...request }: RequestSpec): Omit<RequestSpec, "sla"> {
  return request;
}

/** Row by row: together they may be longer than a text can be. */
export function rowsHash(rows: Feed["rows"]): string {
  const hash = createHash("sha256");
  for (const row of rows) hash.update(`${JSON.stringify(row)}\n`);
  return hash.digest("hex");
}

function contentsHashed(_: string, value: unknown): unknown {
  return value instanceof Uint8Array ? sha256(value) : value;
}

export function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
