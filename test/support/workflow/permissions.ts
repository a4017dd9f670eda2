import { neededFor, type Permissions } from "../github/scopes.ts";
import type { LoggedRequest } from "../github/server.ts";
import type { Job, Workflow } from "./workflow.ts";

/** What the token of the job may do: with any permission stated, those that are not are none; a fork's may only read. */
export function permissionsOf(workflow: Workflow, job: Job, isFork: boolean): Permissions {
  const stated = job.permissions ?? workflow.permissions;
  if (stated === undefined) throw new Error(`${workflow.path}: ${job.id} states no permissions`);
  const granted = Object.entries(stated).map(([scope, level]) => [scope, isFork && level === "write" ? "read" : level]);
  return Object.fromEntries(granted);
}

/** The least permissions that would have let all of these through. */
export function usedBy(requests: readonly Pick<LoggedRequest, "route">[]): Permissions {
  const needed = requests.flatMap(({ route }) => neededFor(route) ?? []);
  // Read before write: who may write may read.
  const ascending = needed.toSorted((a, b) => a.level.localeCompare(b.level));
  return Object.fromEntries(ascending.map(({ scope, level }) => [scope, level]));
}

/** Both together. */
export function withUse(one: Permissions, other: Permissions): Permissions {
  const written = Object.entries(one).filter(([, level]) => level === "write");
  return { ...one, ...other, ...Object.fromEntries(written) };
}
