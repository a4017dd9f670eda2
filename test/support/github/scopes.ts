/** Permissions of a job's token, as the workflow writes them. */
export type Permissions = Readonly<Record<string, "read" | "write" | "none">>;

export interface NeededPermission {
  readonly scope: string;
  readonly level: "read" | "write";
}

/** The permission that a route needs. `undefined` if every token may use it. Pull request comments are under issues/. */
export function permissionFor(route: string): NeededPermission | undefined {
  const [method = "", path = ""] = route.split(" ");
  if (path.endsWith("/check-runs")) return { scope: "checks", level: method === "GET" ? "read" : "write" };
  const scope = scopes.find(([part]) => path.startsWith(`/repos/{owner}/{repo}/${part}`))?.[1];
  return scope === undefined ? undefined : { scope, level: method === "GET" ? "read" : "write" };
}

const scopes: readonly (readonly [part: string, scope: string])[] = [
  ["actions/", "actions"],
  ["check-runs", "checks"],
  ["issues/", "pull-requests"],
  ["pulls", "pull-requests"],
  ["commits/", "pull-requests"],
];

export function isGranted(permissions: Permissions, { scope, level }: NeededPermission): boolean {
  const granted = permissions[scope] ?? "none";
  return granted === "write" || granted === level;
}
