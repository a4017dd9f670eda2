import { type Permissions, permissionFor } from "../github/scopes.ts";
import type { LoggedRequest } from "../github/server.ts";
import type { Job, Workflow } from "./workflow.ts";

/** The permissions of the job's token. Permissions that are not listed are none. The token of a fork may only read. */
export function grantedPermissions(workflow: Workflow, job: Job, isFork: boolean): Permissions {
  const listed = job.permissions ?? workflow.permissions;
  if (listed === undefined) throw new Error(`${workflow.path}: ${job.id} lists no permissions`);
  const granted = Object.entries(listed).map(([scope, level]) => [scope, isFork && level === "write" ? "read" : level]);
  return Object.fromEntries(granted);
}

/** The least permissions that allow all these requests. */
export function permissionsUsed(requests: readonly Pick<LoggedRequest, "route">[]): Permissions {
  const needed = requests.flatMap(({ route }) => permissionFor(route) ?? []);
  // read sorts before write, and write includes read, so write wins.
  const ascending = needed.toSorted((a, b) => a.level.localeCompare(b.level));
  return Object.fromEntries(ascending.map(({ scope, level }) => [scope, level]));
}

/** The union of both. */
export function mergePermissions(one: Permissions, other: Permissions): Permissions {
  const writes = Object.entries(one).filter(([, level]) => level === "write");
  return { ...one, ...other, ...Object.fromEntries(writes) };
}
