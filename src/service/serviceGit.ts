import type { GitOptions } from "../shell/gitCommand.ts";
import type { ServiceContext } from "./serviceContext.ts";
import { gitMark, runMark } from "./watchdog.ts";

/** The options of git commands that belong to the run: an interruption and the clean-up stop them. */
export function gitOptions(directory: string, { env, signal, runId }: ServiceContext): GitOptions {
  return { directory, env, signal, mark: { name: runMark, value: `${runId}/${gitMark}` } };
}
