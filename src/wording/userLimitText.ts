import type { UserLimit } from "../model/userLimit.ts";
import { formatNumber } from "../util/format.ts";

type NamedLimit = Pick<UserLimit, "limit" | "source">;

/** The limit by its name in loadgate.yml, or in words if the machine sets it. */
export function userLimitName({ limit, source }: NamedLimit): string {
  if (source === "config") return `max_concurrent_users: ${limit}`;
  return `the load generator's limit of ${formatNumber(limit)} requests at once`;
}

/** How the limit would not be reached. */
export function userLimitAdvice({ source, limit, needed }: NamedLimit & Pick<UserLimit, "needed">): string {
  if (source === "config") return `about ${formatNumber(needed)} would do`;
  const files = limit < fewestByDefault ? ", or raise the limit of open files (ulimit -n)" : "";
  return `the load needs about ${formatNumber(needed)}; lower the rate${files}`;
}

/** The generator's limit per target, unless the limit of open files is lower; see load/userLimit.ts. */
const fewestByDefault = 5000;

/** without the wait for max_concurrent_users: 100, where about 190 would do */
export const withoutUserWaitText = (limit: NamedLimit & Pick<UserLimit, "needed">): string =>
  `without the wait for ${userLimitName(limit)}, where ${userLimitAdvice(limit)}`;
