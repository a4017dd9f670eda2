import type { Notice } from "../model/notice.ts";
import type { Arm } from "../model/plan.ts";
import type { EnvVariables } from "../service/environment.ts";

/**
 * Groups of variables that name the place of some state together. If one of them differs between the arms, so does the
 * place. A group counts only if all of `required` are set.
 */
const groups = [
  { pattern: /^PG(HOST|HOSTADDR|PORT|DATABASE|SERVICE)$/, required: ["PGHOST", "PGDATABASE"] },
  { pattern: /^DB_(HOST|PORT|NAME|DATABASE|SCHEMA|PATH|URL)$/, required: [] },
  { pattern: /^MYSQL_/, required: [] },
  { pattern: /^MONGO/, required: [] },
  { pattern: /^REDIS_(HOST|PORT|DB)$/, required: ["REDIS_HOST"] },
] as const;
const singleVariable = /^(DATABASE_URL|DATABASE_PATH|REDIS_URL|PGSERVICE)$/;
/** Includes addresses with a driver's prefix or suffix, such as jdbc:postgresql: and postgresql+psycopg2: */
const databaseAddress =
  /^(jdbc:)?(postgres|postgresql|cockroachdb|mysql2?|mariadb|sqlserver|mssql|sqlite3?|mongodb|rediss?|memcached?|amqps?)(\+\w+)?:\/\//i;

/** A notice for each state that base and head share. It never contains a value, which may be a password. */
export function sharedState(env: Readonly<Record<Arm, EnvVariables>>, hasReset: boolean): readonly Notice[] {
  const names = Object.keys(env.head)
    .filter((name) => env.head[name])
    .toSorted();
  const isShared = (name: string) => env.base[name] === env.head[name];
  const namesState = (name: string) => singleVariable.test(name) || databaseAddress.test(env.head[name] ?? "");
  const singles = names.filter((name) => isShared(name) && namesState(name));
  const sharedGroups = groups.flatMap(({ pattern, required }) => {
    const members = names.filter((name) => pattern.test(name) && !singles.includes(name));
    const isComplete = members.length > 0 && required.every((name) => members.includes(name));
    return isComplete && members.every(isShared) ? [members] : [];
  });
  return [...singles.map((name) => [name]), ...sharedGroups].map((variables) => ({
    kind: "shared_state",
    variables,
    has_reset: hasReset,
  }));
}
