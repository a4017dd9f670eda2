/** Something that could not be looked at. */
export type Unseen =
  | {
      readonly kind: "not_configured" | "no_readings" | "shared_database" | "no_statements";
      readonly key: "postgres" | "redis";
    }
  | { readonly kind: "processes" }
  | { readonly kind: "machine_shared" }
  | { readonly kind: "no_extra_rounds" }
  | { readonly kind: "no_round_played" }
  | { readonly kind: "no_profile"; readonly isConfigured: boolean };

const names = { postgres: "database", redis: "Redis" } as const;

export function unseenText(unseen: Unseen): string {
  switch (unseen.kind) {
    case "not_configured":
      return `${names[unseen.key]}: monitors.${unseen.key} is not set`;
    case "no_readings":
      return `${names[unseen.key]}: monitors.${unseen.key} gave no readings`;
    case "shared_database":
      return `${names[unseen.key]}: base and head share it, so that its counters do not tell them apart; give each its own, or set monitors.${unseen.key}.env`;
    case "no_statements":
      return `SQL statements: the database does not load pg_stat_statements, and monitors.${unseen.key}.env is not set`;
    case "processes":
      return "CPU time and waits of the service's processes";
    case "machine_shared":
      return "disks and network of each build: both run at once, so that the machine's counters are of both";
    case "no_extra_rounds":
      return "functions, statements and calls: explain.budget is 0s";
    case "no_round_played":
      return "functions, statements and calls: no extra round could be played";
    case "no_profile":
      return unseen.isConfigured
        ? "functions: no profile could be taken"
        : "functions: the service does not run on Node, and explain.profile is not set";
  }
}
