import { hiding } from "../util/mask.ts";

/** What a workflow step gets and the service must not: tokens, inputs, and the files that steer the job. */
const withheld =
  /^(ACTIONS_|INPUT_|STATE_|GITHUB_TOKEN$|GH_TOKEN$|GITHUB_(OUTPUT|ENV|PATH|STATE|STEP_SUMMARY)$|LOADGATE_)/;
/** What a hook's git sets for its own repository; each arm's tree is of another one. */
const ofHooks = /^GIT_(DIR|WORK_TREE|INDEX_FILE|PREFIX|COMMON_DIR)$/;

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Our own environment without what is withheld, by its name or because one of these keys is in it, and with what the
 * service is given.
 */
export function serviceEnvironment(
  ours: Environment,
  given: Readonly<Record<string, string>>,
  keys: readonly string[] = [],
): Environment {
  const hide = hiding(keys);
  const kept = Object.entries(ours).filter(
    ([name, value = ""]) => !withheld.test(name) && !ofHooks.test(name) && hide(value) === value,
  );
  return { ...Object.fromEntries(kept), ...given };
}
