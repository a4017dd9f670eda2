import type { UserLimit } from "../model/userLimit.ts";
import { formatNumber } from "../util/format.ts";

type NamedLimit = Pick<UserLimit, "limit" | "source">;

/** The limit by its name in loadgate.yml, or in words if the machine sets it. */
export function userLimitName({ limit, source }: NamedLimit): string {
  if (source === "config") return `max_concurrent_users: ${limit}`;
  return `the load generator's limit of ${formatNumber(limit)} requests at once`;
}

/** How the limit would not be reached. */
export function userLimitAdvice({ source, needed }: Pick<UserLimit, "source" | "needed">): string {
  const load = `about ${formatNumber(needed)}`;
  return source === "config" ? `${load} would do` : `the load needs ${load}: lower the rate`;
}

/** without the wait for max_concurrent_users: 100 (about 190 would do) */
export const withoutUserWaitText = (limit: NamedLimit & Pick<UserLimit, "needed">): string =>
  `without the wait for ${userLimitName(limit)} (${userLimitAdvice(limit)})`;
