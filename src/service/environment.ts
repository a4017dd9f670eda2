import { masker } from "../util/mask.ts";

/** Variables of a workflow step that no service gets: tokens, inputs, and the files that steer the job. */
const stepVariables =
  /^(ACTIONS_|INPUT_|STATE_|GITHUB_TOKEN$|GH_TOKEN$|GITHUB_(OUTPUT|ENV|PATH|STATE|STEP_SUMMARY)$|LOADGATE_)/;
/** Variables that git sets for its hooks. They name the hook's repository, and an arm's tree belongs to another one. */
const gitHookVariables = /^GIT_(DIR|WORK_TREE|INDEX_FILE|PREFIX|COMMON_DIR)$/;

export type EnvVariables = Readonly<Record<string, string | undefined>>;

/**
 * The environment of a service: Loadgate's own variables, overridden by the service's. Loadgate's own ones are left out
 * if their name is reserved, or if their value contains a secret in any encoding.
 */
export function serviceEnvironment(
  inherited: EnvVariables,
  configured: Readonly<Record<string, string>>,
  secrets: readonly string[] = [],
): EnvVariables {
  const mask = masker(secrets);
  const isPassedOn = ([name, value = ""]: [string, string | undefined]) =>
    !stepVariables.test(name) && !gitHookVariables.test(name) && mask(value) === value;
  return { ...Object.fromEntries(Object.entries(inherited).filter(isPassedOn)), ...configured };
}

/** Names of the inherited variables that the service does not get. */
export function withheldNames(inherited: EnvVariables, environment: EnvVariables): readonly string[] {
  return Object.keys(inherited).filter((name) => !(name in environment));
}
