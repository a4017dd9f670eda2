import type { Arm } from "../model/plan.ts";
import type { Environment } from "../service/environment.ts";

/** Sets of variables that together say where state is: as long as one of them differs, the state does. */
const families = [
  { of: /^PG(HOST|HOSTADDR|PORT|DATABASE|SERVICE)$/, needs: ["PGHOST", "PGDATABASE"] },
  { of: /^DB_(HOST|PORT|NAME|DATABASE|SCHEMA|PATH|URL)$/, needs: [] },
  { of: /^MYSQL_/, needs: [] },
  { of: /^MONGO/, needs: [] },
  { of: /^REDIS_(HOST|PORT|DB)$/, needs: ["REDIS_HOST"] },
] as const;
const single = /^(DATABASE_URL|DATABASE_PATH|REDIS_URL|PGSERVICE)$/;
/** Also of a driver's own, such as jdbc:postgresql: or postgresql+psycopg2: */
const address =
  /^(jdbc:)?(postgres|postgresql|cockroachdb|mysql2?|mariadb|sqlserver|mssql|sqlite3?|mongodb|rediss?|memcached?|amqps?)(\+\w+)?:\/\//i;

/** A warning for each piece of state that base and head share. It never tells the value, which may hold a password. */
export function sharedState(env: Readonly<Record<Arm, Environment>>, hasReset: boolean): readonly string[] {
  const names = Object.keys(env.head)
    .filter((name) => env.head[name])
    .toSorted();
  const isShared = (name: string) => env.base[name] === env.head[name];
  const alone = names.filter((name) => isShared(name) && (single.test(name) || address.test(env.head[name] ?? "")));
  const together = families.flatMap(({ of, needs }) => {
    const own = names.filter((name) => of.test(name) && !alone.includes(name));
    const isWhole = own.length > 0 && needs.every((name) => own.includes(name));
    return isWhole && own.every(isShared) ? [own] : [];
  });
  return [...alone.map((name) => [name]), ...together].map((shared) => warning(shared, hasReset));
}

function warning(shared: readonly string[], hasReset: boolean): string {
  const reset = hasReset ? "" : ", or reset it between the rounds with service.before_round";
  return (
    `base and head share ${shared.join(", ")}: what one writes, the other reads; give each its own: ` +
    `service.env.${shared.at(-1)}: { base: …, head: … }${reset}`
  );
}
