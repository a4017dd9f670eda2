/** Permissions of a job's token, as the workflow writes them. */
export type Permissions = Readonly<Record<string, "read" | "write" | "none">>;

export interface Needed {
  readonly scope: string;
  readonly level: "read" | "write";
}

/** The permission that a route takes; `undefined` where every token may. The comments of a pull request are an issue's. */
export function neededFor(route: string): Needed | undefined {
  const [method = "", path = ""] = route.split(" ");
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

export function isGranted(permissions: Permissions, { scope, level }: Needed): boolean {
  const granted = permissions[scope] ?? "none";
  return granted === "write" || granted === level;
}
