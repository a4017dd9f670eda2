import { createHash } from "node:crypto";
import type { Plan } from "../model/plan.ts";

/** Of all that decides what the load is, and nothing else: runs with different hashes measured different things. */
export function configHash({ scenarios }: Plan): string {
  const load = scenarios.map(({ id, phases, requests }) => ({
    id,
    phases,
    requests: requests.map(({ sla: _, ...request }) => request),
  }));
  return createHash("sha256").update(JSON.stringify(load)).digest("hex").slice(0, 12);
}
