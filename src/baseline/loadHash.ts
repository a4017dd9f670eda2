import { createHash } from "node:crypto";
import type { Feed, Plan, RequestSpec, Scenario } from "../model/plan.ts";

/** Hash of everything that decides the load of all scenarios. Runs with different hashes are not comparable. */
export function configHash({ scenarios }: Plan): string {
  return hashOf(scenarios.map(loadOf));
}

/** Hash of everything that decides the load of one scenario. Other scenarios do not affect it. */
export function scenarioLoadHash(scenario: Scenario): string {
  return hashOf(loadOf(scenario));
}

function loadOf({ id, phases, flows, generator, setup, teardown, feeds, connection }: Scenario) {
  return {
    id,
    phases,
    flows: flows.map(({ steps, weight }) => ({ weight, steps: steps.map(withoutSla) })),
    ...(generator === undefined ? {} : { generator }),
    setup: setup.map(withoutSla),
    teardown: teardown.map(withoutSla),
    feeds: Object.entries(feeds).map(([name, { order, rows }]) => ({ name, order, rows: feedRowsHash(rows) })),
    connection,
  };
}

function hashOf(load: unknown): string {
  return sha256Hex(JSON.stringify(load, withHashedContent)).slice(0, 12);
}

function withoutSla({ sla: _, ...request }: RequestSpec): Omit<RequestSpec, "sla"> {
  return request;
}

/** Hashed row by row, because all rows together can exceed the longest string. */
export function feedRowsHash(rows: Feed["rows"]): string {
  const hash = createHash("sha256");
  for (const row of rows) hash.update(`${JSON.stringify(row, withBigIntText)}\n`);
  return hash.digest("hex");
}

/** A JSON.stringify replacer that puts a hash in the place of file contents. */
function withHashedContent(_: string, value: unknown): unknown {
  return value instanceof Uint8Array ? sha256Hex(value) : withBigIntText(_, value);
}

/** A JSON.stringify replacer. JSON.stringify itself refuses a bigint. */
function withBigIntText(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? `${value}n` : value;
}

export function sha256Hex(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
